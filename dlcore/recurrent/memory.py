"""How long a gate keeps a number, and the bias that makes it keep one for so long."""

from __future__ import annotations

import math
from typing import overload

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError
from dlcore.ops.elementary import log
from dlcore.ops.op import label
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


def half_life(f: object) -> Tensor:
    r"""After how many steps half is left of a number that is multiplied by f at each step: \ln(1/2) / \ln f.

    For an LSTM's cell f is the forget gate, for a GRU's state the update gate.

    Shapes  f any shape -> the same, in steps
    Errors  DomainError unless 0 < f < 1

    >>> half_life(0.5).item(), round(half_life(0.95).item(), 2)
    (1.0, 13.51)
    """
    f = as_tensor(f)
    if not ((f.value > 0) & (f.value < 1)).all():
        raise DomainError(f"A half-life needs gates between 0 and 1, both excluded; found {label(f)} with {f.value}.")
    return log(0.5) / log(f)


@overload
def chrono_bias(longest: object) -> float: ...


@overload
def chrono_bias(longest: object, H: int, *, rng: np.random.Generator | int) -> np.ndarray: ...


def chrono_bias(
    longest: object, H: int | None = None, *, rng: np.random.Generator | int | None = None
) -> float | np.ndarray:
    r"""The bias of a forget or update gate for dependencies of up to ``longest`` steps: chrono initialization.

    b = \ln(T - 1), with which \sigma(b) = 1 - 1/T; or, with H, one for each unit, b = \ln u with u uniform between 1
    and T - 1, so that units remember for different times

    Convention  the paper sets the input gate's bias to -b besides, which is left to the caller
    Working     b is a logarithm: log(...)
    Errors      DomainError unless longest is a whole number from 2 up and H, if given, one from 1 up with an rng
    Source      Tallec and Ollivier, Can Recurrent Neural Networks Warp Time? (2018)

    >>> round(chrono_bias(50), 4), chrono_bias(50, 3, rng=1).round(2).tolist()
    (3.8918, [3.24, 3.84, 2.07])
    """
    T = whole("longest", longest, least=2)
    if H is None:
        return math.log(T - 1)
    if rng is None:
        raise DomainError("Biases for H units are drawn: rng must be a seed or a Generator, found None.")
    return np.log(generator(rng).uniform(1.0, T - 1.0, whole("H", H, least=1)))
