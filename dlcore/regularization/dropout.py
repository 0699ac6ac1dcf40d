"""Dropout: units switched off at random while training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.arithmetic import divide, multiply
from dlcore.ops.op import Op, label
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


class Drawn(Op):
    """Marks a mask as drawn for this one step: a Program can't compute it again."""

    symbol = "drawn"
    repeatable = False


DRAWN = Drawn()


@dataclass(frozen=True)
class Dropped:
    """What dropout did: the mask (1 = kept, 0 = dropped) and the result.

    >>> masked([1.0, 2.0], [True, False], 0.5).output.value.tolist()
    [2.0, 0.0]
    """

    mask: Tensor
    output: Tensor


def dropout_mask(shape: tuple[int, ...], rate: float, rng: np.random.Generator | int) -> np.ndarray:
    """A mask of bools: True = kept, with probability 1 - rate for each entry.

    Working  none: it is drawn
    Errors   DomainError unless 0 <= rate < 1

    >>> dropout_mask((2, 3), 0.5, rng=1).tolist()
    [[True, True, False], [True, False, False]]
    """
    rate = number("rate", rate, least=0, below=1)
    if not isinstance(shape, (tuple, list)):
        raise ShapeError(f"A shape is a tuple of whole numbers; found {shape!r:.60}.")
    return generator(rng).random([whole("a size in the shape", size) for size in shape]) >= rate


def dropout(x: object, rate: float, rng: np.random.Generator | int) -> Tensor:
    r"""Set each entry to 0 with probability rate, and enlarge those kept, so that the expected value stays.

    y = m \odot x / (1 - p), m_i = 1 with probability 1 - p

    Shapes      any; the result has the shape of x
    Convention  rate p is the probability of being dropped; mask 1 (True) = kept; "inverted": scaled while training,
                so that
                nothing is to be done afterwards. Don't call it when predicting
    Errors      DomainError unless 0 <= rate < 1
    Source      Srivastava et al., Dropout (2014); section 10 for the inverted form

    >>> dropout([1.0, 1.0, 1.0, 1.0], 0.5, rng=1).value.tolist()
    [2.0, 2.0, 0.0, 2.0]
    """
    x = as_tensor(x)
    if not number("rate", rate, least=0, below=1):
        return x
    mask = dropout_mask(x.shape, rate, rng).astype(x.value.dtype)
    return _applied(x, Tensor.made_by(DRAWN, (), mask, "m"), rate)


def masked(x: object, mask: object, rate: float) -> Dropped:
    """Dropout with a mask that is given: True = kept. For slides that show one mask.

    Errors  ShapeError for a mask of another shape, DomainError for other entries or a rate outside [0, 1)

    >>> masked([1.0, 2.0, 3.0], [True, False, True], 0.5).output.formula
    '\\\\frac{m \\\\odot \\\\begin{pmatrix} 1 \\\\\\\\ 2 \\\\\\\\ 3 \\\\end{pmatrix}}{1 - p}'
    """
    x, mask = as_tensor(x), np.asarray(mask)
    rate = number("rate", rate, least=0, below=1)
    if mask.shape != x.shape:
        raise ShapeError(f"A mask has the shape of what it masks; found {mask.shape} for {label(x)}.")
    if not np.isin(mask, (0, 1)).all():
        raise DomainError("A mask holds True and False, or 1 and 0; found other numbers.")
    m = Tensor(mask.astype(x.value.dtype), "m")
    return Dropped(m, _applied(x, m, rate))


def _applied(x: Tensor, mask: Tensor, rate: float) -> Tensor:
    p = Tensor(rate, "p", dtype=x.value.dtype)
    return divide(multiply(mask, x), 1.0 - p)
