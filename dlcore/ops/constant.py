r"""Numbers that have a symbol of their own and a key on every calculator: \pi."""

from __future__ import annotations

import numpy as np

from dlcore.notation import Written
from dlcore.ops.op import Op
from dlcore.tensor import Tensor

__all__ = ["PI"]


class Constant(Op):
    """A number that is written by its symbol in formulas and among numbers alike."""

    constant = True

    def __init__(self, symbol: str, latex: str, number: float):
        self.symbol, self._latex, self._number = symbol, latex, np.float64(number)

    def value(self):
        return self._number

    def latex(self, write, node):
        return Written(self._latex)


PI: Tensor = Constant("π", r"\pi", np.pi)()
