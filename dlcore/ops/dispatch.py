"""Arithmetic that is written once, for plain numbers and for Tensors.

+, -, *, / and // serve both as they are. With these functions a rule such as a learning rate's is one piece of code:
with plain numbers it is fast, with Tensors it shows its work, and both ways give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dlcore.ops.elementary import COS, EXP, RAISE, SQRT, cos, exp, power, sqrt
from dlcore.ops.extremes import smaller
from dlcore.tensor import Tensor


def _either(plain: Callable[..., Any], of_tensors: Callable[..., Tensor]) -> Callable[..., Any]:
    """The operation of Tensors where one of them is given, else its arithmetic alone."""

    def apply(*numbers: Any) -> Any:
        """Plain in, plain out; a Tensor in, a Tensor out."""
        for number in numbers:
            if type(number) is Tensor:
                return of_tensors(*numbers)
        return plain(*numbers)

    return apply


cosine = _either(COS.value, cos)
exponential = _either(EXP.value, exp)
root = _either(SQRT.value, sqrt)
raised = _either(RAISE.value, power)
least = _either(min, smaller)  # whole numbers of any size stay what they are
