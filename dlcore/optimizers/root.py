r"""What a step is divided by: the root of an average of squares, with a small constant outside or inside of it."""

from __future__ import annotations

import numpy as np

from dlcore.ops.elementary import sqrt
from dlcore.tensor import Tensor


def root(v: Tensor, eps: float, inside: bool) -> Tensor:
    r"""\sqrt v + \varepsilon, or \sqrt{v + \varepsilon}.

    Inside, \varepsilon counts as its root: where v is 0 a step is divided by \sqrt\varepsilon instead of \varepsilon

    >>> v = Tensor(4.0, "v")
    >>> root(v, 0.5, False).formula, root(v, 0.5, True).formula
    ('\\sqrt{v} + \\varepsilon', '\\sqrt{v + \\varepsilon}')
    """
    small = Tensor(eps, r"\varepsilon")
    return sqrt(v + small) if inside else sqrt(v) + small


def root_of(v: np.ndarray, eps: float, inside: bool) -> np.ndarray:
    """The same on plain arrays, with the same bits.

    >>> root_of(np.array([4.0]), 0.5, False).tolist(), root_of(np.array([3.5]), 0.5, True).tolist()
    ([2.5], [2.0])
    """
    return np.sqrt(v + eps) if inside else np.sqrt(v) + eps
