"""The larger and the smaller of two numbers, entry by entry."""

from __future__ import annotations

import numpy as np

from dlcore.notation import ATOM, Written
from dlcore.ops.arithmetic import Binary, multiply, operands, subtract, unbroadcast
from dlcore.ops.op import Op
from dlcore.tensor import Tensor

__all__ = ["larger", "smaller"]


class Extreme(Binary):
    """One of two numbers; where both are equal it is the first, which then gets the gradient."""

    function: np.ufunc

    def value(self, a, b):
        return self.function(a, b)

    def gradient(self, i, adjoint, result):
        first = FIRST_WINS[self.symbol](*result.inputs)
        return unbroadcast(multiply(adjoint, first if i == 0 else subtract(1.0, first)), result.inputs[i])

    def latex(self, write, node):
        a, b = (write(t) for t in node.inputs)
        return Written(rf"\{self.symbol}\left({a.latex},\, {b.latex}\right)", ATOM, numeric=a.numeric or b.numeric)


class Larger(Extreme):
    symbol = "max"
    function = np.maximum


class Smaller(Extreme):
    symbol = "min"
    function = np.minimum


class FirstWins(Binary):
    """1 where the first number is the one that is taken, 0 elsewhere; its gradient is 0."""

    def __init__(self, symbol: str, relation: str, wins: np.ufunc):
        self.symbol, self.relation, self.wins = symbol, relation, wins

    def value(self, a, b):
        return self.wins(a, b).astype(np.result_type(a, b))

    def gradient(self, i, adjoint, result):
        return unbroadcast(multiply(adjoint, multiply(0.0, result)), result.inputs[i])

    def latex(self, write, node):
        a, b = (write(t).latex for t in node.inputs)
        return Written(rf"\left[{a} {self.relation} {b}\right]", ATOM, delimited=True)


LARGER, SMALLER = Larger(), Smaller()
FIRST_WINS: dict[str, Op] = {
    "max": FirstWins("≥", r"\ge", np.greater_equal),
    "min": FirstWins("≤", r"\le", np.less_equal),
}


def larger(a: object, b: object) -> Tensor:
    r"""max(a, b), entry by entry; where both are equal the gradient is a's.

    Errors  ShapeError for shapes that don't go together

    >>> larger([1.0, 5.0], 3.0).value.tolist()
    [3.0, 5.0]
    """
    return LARGER(*operands("max", a, b))


def smaller(a: object, b: object) -> Tensor:
    r"""min(a, b), entry by entry; where both are equal the gradient is a's.

    Errors  ShapeError for shapes that don't go together

    >>> smaller(Tensor(1.0, "t"), Tensor(3.0, "T")).formula
    '\\min\\left(t,\\, T\\right)'
    """
    return SMALLER(*operands("min", a, b))
