"""A part of a whole."""

from __future__ import annotations

import numpy as np

from dlcore.ops.arithmetic import Divide, operands
from dlcore.tensor import Tensor

__all__ = ["share"]


class Share(Divide):
    """A quotient in which 0/0 is 0."""

    code = ""

    def value(self, a, b):
        return np.divide(a, b, out=np.zeros(np.broadcast(a, b).shape, np.result_type(a, b)), where=np.not_equal(b, 0))


SHARE = Share()


def share(part: object, whole: object) -> Tensor:
    """part / whole, entry by entry, and 0 where the whole is 0: a share of nothing is nothing.

    Errors  ShapeError for shapes that don't go together

    >>> share([1.0, 0.0], [4.0, 0.0]).value.tolist()
    [0.25, 0.0]
    """
    return SHARE(*operands("share", part, whole))
