r"""The numbers that weights start from. Shapes are (out, in) for a linear layer and (C_out, C_in, kH, kW) for a
convolution.

fan_in is how many inputs a unit sums, fan_out how many units an input reaches. A weight's standard deviation decides
whether signals grow or fade from layer to layer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcore.check import LARGEST, choice, number, whole
from dlcore.errors import ShapeError
from dlcore.ops.arithmetic import IDENTITY, add_all
from dlcore.ops.elementary import sqrt
from dlcore.rng import generator
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

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

_AXES = ((r"D_{\text{out}}", r"D_{\text{in}}"), (r"C_{\text{out}}", r"C_{\text{in}}"))

Shape = tuple[int, ...]
Rng = np.random.Generator | int

_GAINS: dict[str, Callable[[float], Tensor]] = {
    "identity": lambda alpha: IDENTITY(Tensor(1.0)),
    "sigmoid": lambda alpha: IDENTITY(Tensor(1.0)),
    "tanh": lambda alpha: Tensor(5.0) / 3.0,
    "relu": lambda alpha: sqrt(Tensor(2.0)),
    "leaky relu": lambda alpha: sqrt(2.0 / (1.0 + Tensor(alpha, r"\alpha") ** 2)),
}
GAINS: dict[str, float] = {name: rule(0.01).item() for name, rule in _GAINS.items()}


def _gain(activation: str, alpha: float = 0.01) -> Tensor:
    """The gain as a Tensor."""
    return _GAINS[choice("activation", activation, _GAINS)](number("alpha", alpha)).named("g")


@tensor_form(_gain)
def gain(activation: str, alpha: float = 0.01) -> float:
    r"""The factor for the standard deviation that keeps signals alive through an activation.

    identity, sigmoid 1; tanh 5/3; ReLU \sqrt 2; leaky ReLU \sqrt{2 / (1 + \alpha^2)}

    Errors  DomainError for a name that isn't in the table
    Source  PyTorch, torch.nn.init.calculate_gain; for ReLU He et al. (2015), section 2.2

    >>> round(gain("relu"), 6)
    1.414214
    """
    return _gain(activation, alpha).item()


def _sizes(shape: Shape) -> Shape:
    """The shape as a tuple of whole numbers of an array that can be."""
    if not isinstance(shape, (tuple, list)):
        raise ShapeError(f"A shape is a tuple of whole numbers; found {shape!r:.60}.")
    sizes = tuple(whole("a size in the shape", size) for size in shape)
    if math.prod(sizes) > LARGEST // 8:
        raise ShapeError(f"No array has the shape {sizes}: it would hold more than 2^63 bytes.")
    return sizes


def _kernel(axes: int) -> tuple[str, ...]:
    """The symbols of a kernel's sides: k_H and k_W for an image, counted otherwise."""
    return ("k_H", "k_W") if axes == 4 else tuple(f"k_{i}" for i in range(1, axes - 1))


def _strength(gain: float) -> Tensor:
    """The gain checked."""
    return Tensor(number("gain", gain, least=0), "g")


def _weight(shape: Shape) -> Shape:
    """The shape, when it is that of a weight."""
    shape = _sizes(shape)
    if len(shape) < 2 or min(shape) < 1:
        raise ShapeError(f"fan_in and fan_out need a weight of shape (out, in, ...) without empty axes; found {shape}.")
    return shape


def _products(C_out: Any, C_in: Any, *kernel: Any) -> tuple[Any, Any]:
    """fan_in and fan_out of sizes that are whole numbers or Tensors."""
    return math.prod(kernel, start=C_in), math.prod(kernel, start=C_out)


def _fans(shape: Shape) -> tuple[Tensor, Tensor]:
    """fan_in and fan_out as Tensors."""
    shape = _weight(shape)
    symbols = _AXES[len(shape) > 2] + _kernel(len(shape))
    fan_in, fan_out = _products(*(IDENTITY(Tensor(size, symbol)) for size, symbol in zip(shape, symbols)))
    return fan_in.named(r"\text{fan}_{\text{in}}"), fan_out.named(r"\text{fan}_{\text{out}}")


@tensor_form(_fans)
def fans(shape: Shape) -> tuple[int, int]:
    """(fan_in, fan_out) of a weight; a convolution's kernel counts with each of its places.

    Errors  ShapeError for a shape with fewer than two axes or an empty one

    >>> fans((10, 784)), fans((16, 3, 5, 5))
    ((784, 10), (75, 400))
    """
    return _products(*_weight(shape))


def zeros(shape: Shape, rng: Rng | None = None) -> np.ndarray:
    """All zeros: right for biases; all units of a layer of weights would stay alike.

    Working  none: nothing is computed

    >>> zeros((2,)).tolist()
    [0.0, 0.0]
    """
    return np.zeros(_sizes(shape))


def normal(shape: Shape, rng: Rng, std: float = 0.01) -> np.ndarray:
    """Normal numbers of mean 0 and a standard deviation that doesn't look at the shape.

    Working  none: the standard deviation is what was given
    Errors   DomainError unless std > 0

    >>> normal((100, 100), rng=1).std().round(3)
    np.float64(0.01)
    """
    return generator(rng).normal(0.0, number("std", std, above=0), _sizes(shape))


def _glorot_std(shape: Shape, rng: Rng | None = None, gain: float = 1.0) -> Tensor:
    """The standard deviation that glorot_normal draws with."""
    return (_strength(gain) * sqrt(2.0 / add_all(list(_fans(shape))))).named(r"\sigma")


@tensor_form(_glorot_std)
def glorot_normal(shape: Shape, rng: Rng, gain: float = 1.0) -> np.ndarray:
    r"""Normal numbers with \sigma = gain \sqrt{2 / (fan_in + fan_out)}; also called Xavier.

    Errors  ShapeError for a shape with fewer than two axes or an empty one, DomainError unless gain >= 0
    Source  Glorot and Bengio, Understanding the Difficulty of Training Deep Feedforward Neural Networks (2010),
            equation 12

    >>> glorot_normal((100, 100), rng=1).std().round(2)
    np.float64(0.1)
    """
    return generator(rng).normal(0.0, _glorot_std(shape, gain=gain).item(), shape)


def _glorot_limit(shape: Shape, rng: Rng | None = None, gain: float = 1.0) -> Tensor:
    """The limit up to which glorot_uniform draws."""
    return (_strength(gain) * sqrt(6.0 / add_all(list(_fans(shape))))).named(r"\text{limit}")


@tensor_form(_glorot_limit)
def glorot_uniform(shape: Shape, rng: Rng, gain: float = 1.0) -> np.ndarray:
    r"""Uniform numbers between \pm gain \sqrt{6 / (fan_in + fan_out)}, of the same variance as the normal ones.

    Errors  ShapeError as glorot_normal
    Source  Glorot and Bengio (2010), equation 16

    >>> bool(abs(glorot_uniform((3, 3), rng=1)).max() <= 1.0)
    True
    """
    limit = _glorot_limit(shape, gain=gain).item()
    return generator(rng).uniform(-limit, limit, shape)


def _he_std(shape: Shape, rng: Rng | None = None, gain: float = math.sqrt(2.0)) -> Tensor:
    """The standard deviation that he_normal draws with."""
    return (_strength(gain) / sqrt(_fans(shape)[0])).named(r"\sigma")


@tensor_form(_he_std)
def he_normal(shape: Shape, rng: Rng, gain: float = math.sqrt(2.0)) -> np.ndarray:
    r"""Normal numbers with \sigma = gain / \sqrt{fan_in}, by default \sqrt{2 / fan_in} for ReLU; also called Kaiming.

    Errors  ShapeError for a shape with fewer than two axes or an empty one, DomainError unless gain >= 0
    Source  He et al., Delving Deep into Rectifiers (2015), equation 10

    >>> he_normal((50, 200), rng=1).std().round(2)
    np.float64(0.1)
    """
    return generator(rng).normal(0.0, _he_std(shape, gain=gain).item(), shape)


def _he_limit(shape: Shape, rng: Rng | None = None, gain: float = math.sqrt(2.0)) -> Tensor:
    """The limit up to which he_uniform draws."""
    return (_strength(gain) * sqrt(3.0 / _fans(shape)[0])).named(r"\text{limit}")


@tensor_form(_he_limit)
def he_uniform(shape: Shape, rng: Rng, gain: float = math.sqrt(2.0)) -> np.ndarray:
    r"""Uniform numbers between \pm gain \sqrt{3 / fan_in}, of the same variance as the normal ones.

    Errors  ShapeError as he_normal
    Source  He et al. (2015); PyTorch, torch.nn.init.kaiming_uniform_

    >>> bool(abs(he_uniform((3, 6), rng=1)).max() <= 1.0)
    True
    """
    limit = _he_limit(shape, gain=gain).item()
    return generator(rng).uniform(-limit, limit, shape)


INITIALIZERS: dict[str, Callable[..., np.ndarray]] = {
    "zeros": zeros,
    "normal": normal,
    "glorot normal": glorot_normal,
    "glorot uniform": glorot_uniform,
    "he normal": he_normal,
    "he uniform": he_uniform,
}
