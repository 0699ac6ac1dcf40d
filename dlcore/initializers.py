r"""The numbers that weights start from. Shapes are (out, in) for a linear layer and (C_out, C_in, kH, kW) for a
convolution.

fan_in is how many inputs a unit sums, fan_out how many units an input reaches. A weight's standard deviation decides
whether signals grow or fade from layer to layer.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from dlcore.check import LARGEST, choice, number, whole
from dlcore.errors import ShapeError
from dlcore.rng import generator

__all__ = [
    "GAINS",
    "INITIALIZERS",
    "gain",
    "fans",
    "zeros",
    "normal",
    "glorot_normal",
    "glorot_uniform",
    "he_normal",
    "he_uniform",
]

Shape = tuple[int, ...]
Rng = np.random.Generator | int

GAINS: dict[str, float] = {
    "identity": 1.0,
    "sigmoid": 1.0,
    "tanh": 5.0 / 3.0,
    "relu": math.sqrt(2.0),
    "leaky relu": math.sqrt(2.0 / (1.0 + 0.01**2)),
}


def gain(activation: str, alpha: float = 0.01) -> float:
    r"""The factor for the standard deviation that keeps signals alive through an activation.

    identity, sigmoid 1; tanh 5/3; ReLU \sqrt 2; leaky ReLU \sqrt{2 / (1 + \alpha^2)}

    Errors  DomainError for a name that isn't in the table
    Source  PyTorch, torch.nn.init.calculate_gain; for ReLU He et al. (2015), section 2.2

    >>> round(gain("relu"), 6)
    1.414214
    """
    if choice("activation", activation, GAINS) == "leaky relu":
        return math.sqrt(2.0 / (1.0 + number("alpha", alpha) ** 2))
    return GAINS[activation]


def _sizes(shape: Shape) -> Shape:
    """The shape as a tuple of whole numbers of an array that can be."""
    if not isinstance(shape, (tuple, list)):
        raise ShapeError(f"A shape is a tuple of whole numbers; found {shape!r:.60}.")
    sizes = tuple(whole("a size in the shape", size) for size in shape)
    if math.prod(sizes) > LARGEST // 8:
        raise ShapeError(f"No array has the shape {sizes}: it would hold more than 2^63 bytes.")
    return sizes


def _strength(gain: float) -> float:
    """The gain checked."""
    return number("gain", gain, least=0)


def fans(shape: Shape) -> tuple[int, int]:
    """(fan_in, fan_out) of a weight; a convolution's kernel counts with each of its places.

    Errors  ShapeError for a shape with fewer than two axes or an empty one

    >>> fans((10, 784)), fans((16, 3, 5, 5))
    ((784, 10), (75, 400))
    """
    shape = _sizes(shape)
    if len(shape) < 2 or min(shape) < 1:
        raise ShapeError(f"fan_in and fan_out need a weight of shape (out, in, ...) without empty axes; found {shape}.")
    area = math.prod(shape[2:])
    return shape[1] * area, shape[0] * area


def zeros(shape: Shape, rng: Rng | None = None) -> np.ndarray:
    """All zeros: right for biases; all units of a layer of weights would stay alike.

    >>> zeros((2,)).tolist()
    [0.0, 0.0]
    """
    return np.zeros(_sizes(shape))


def normal(shape: Shape, rng: Rng, std: float = 0.01) -> np.ndarray:
    """Normal numbers of mean 0 and a standard deviation that doesn't look at the shape.

    Errors  DomainError unless std > 0

    >>> normal((100, 100), rng=1).std().round(3)
    np.float64(0.01)
    """
    return generator(rng).normal(0.0, number("std", std, above=0), _sizes(shape))


def glorot_normal(shape: Shape, rng: Rng, gain: float = 1.0) -> np.ndarray:
    r"""Normal numbers with \sigma = gain \sqrt{2 / (fan_in + fan_out)}; also called Xavier.

    Errors  ShapeError for a shape with fewer than two axes or an empty one, DomainError unless gain >= 0
    Source  Glorot and Bengio, Understanding the Difficulty of Training Deep Feedforward Neural Networks (2010),
            equation 12

    >>> glorot_normal((100, 100), rng=1).std().round(2)
    np.float64(0.1)
    """
    return generator(rng).normal(0.0, _strength(gain) * math.sqrt(2.0 / sum(fans(shape))), shape)


def glorot_uniform(shape: Shape, rng: Rng, gain: float = 1.0) -> np.ndarray:
    r"""Uniform numbers between \pm gain \sqrt{6 / (fan_in + fan_out)}, of the same variance as the normal ones.

    Errors  ShapeError as glorot_normal
    Source  Glorot and Bengio (2010), equation 16

    >>> bool(abs(glorot_uniform((3, 3), rng=1)).max() <= 1.0)
    True
    """
    limit = _strength(gain) * math.sqrt(6.0 / sum(fans(shape)))
    return generator(rng).uniform(-limit, limit, shape)


def he_normal(shape: Shape, rng: Rng, gain: float = math.sqrt(2.0)) -> np.ndarray:
    r"""Normal numbers with \sigma = gain / \sqrt{fan_in}, by default \sqrt{2 / fan_in} for ReLU; also called Kaiming.

    Errors  ShapeError for a shape with fewer than two axes or an empty one, DomainError unless gain >= 0
    Source  He et al., Delving Deep into Rectifiers (2015), equation 10

    >>> he_normal((50, 200), rng=1).std().round(2)
    np.float64(0.1)
    """
    return generator(rng).normal(0.0, _strength(gain) / math.sqrt(fans(shape)[0]), shape)


def he_uniform(shape: Shape, rng: Rng, gain: float = math.sqrt(2.0)) -> np.ndarray:
    r"""Uniform numbers between \pm gain \sqrt{3 / fan_in}, of the same variance as the normal ones.

    Errors  ShapeError as he_normal
    Source  He et al. (2015); PyTorch, torch.nn.init.kaiming_uniform_

    >>> bool(abs(he_uniform((3, 6), rng=1)).max() <= 1.0)
    True
    """
    limit = _strength(gain) * math.sqrt(3.0 / fans(shape)[0])
    return generator(rng).uniform(-limit, limit, shape)


INITIALIZERS: dict[str, Callable[..., np.ndarray]] = {
    "zeros": zeros,
    "normal": normal,
    "glorot normal": glorot_normal,
    "glorot uniform": glorot_uniform,
    "he normal": he_normal,
    "he uniform": he_uniform,
}
