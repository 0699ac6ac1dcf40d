r"""Normalization: numbers brought to mean 0 and variance 1 over some axes, then scaled and shifted by what is learned.

The three differ in the axes (over the batch, or within one example) and in whether the mean is taken away.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.layer import Layer
from dlcore.notation import PRODUCT, Writer, Written, called, over, parenthesized
from dlcore.ops.arithmetic import add, add_all, divide, multiply, subtract
from dlcore.ops.elementary import sqrt
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import mean
from dlcore.ops.shape import reshape
from dlcore.tensor import Tensor, as_tensor

if TYPE_CHECKING:
    from dlcore.ops.op import Of


@dataclass(frozen=True)
class Standardize(Op):
    r"""(x - \mu) / \sqrt{\sigma^2 + \varepsilon} over axes; without centring, x over its root mean square."""

    axes: tuple[int, ...]
    eps: float
    centered: bool = True
    symbol = "norm"

    def parts(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The numbers with their mean taken away (if it is), and what they are divided by."""
        centered = x - self.mean(x) if self.centered else x
        return centered, np.sqrt(self.mean(centered * centered) + self.eps)

    def mean(self, x: np.ndarray) -> np.ndarray:
        """Over the axes, which stay; starts faster than NumPy's own."""
        return np.add.reduce(x, axis=self.axes, keepdims=True) / math.prod(x.shape[k] for k in self.axes)

    def value(self, x):
        centered, scale = self.parts(x)
        return centered / scale

    def gradient(self, i, adjoint, result):
        x = result.inputs[0]
        inverse = Inverse(self)(x)
        along = multiply(result, mean(multiply(adjoint, result), self.axes, keepdims=True))
        kept = subtract(adjoint, mean(adjoint, self.axes, keepdims=True)) if self.centered else adjoint
        return multiply(subtract(kept, along), inverse)

    def latex(self, write, node):
        x, under = write(node.inputs[0]), self.scale(write, node.inputs[0])
        if not self.centered:
            return Written(rf"\frac{{{x.latex}}}{{{under}}}", PRODUCT)
        mu = (
            called(rf"\operatorname{{mean}}{over(self.axes, node.ndim)}", x).latex
            if write.mode == "numbers"
            else r"\mu"
        )
        return Written(rf"\frac{{{x.latex} - {mu}}}{{{under}}}", PRODUCT)

    def scale(self, write: Writer, x: Tensor) -> str:
        """What the numbers are divided by, in LaTeX."""
        along, eps, shown = over(self.axes, x.ndim), write(Tensor(self.eps, r"\varepsilon")).latex, write(x)
        if not self.centered:
            square = called(rf"\operatorname{{mean}}{along}", Written(f"{parenthesized(shown).latex}^{{2}}")).latex
            return rf"\sqrt{{{square} + {eps}}}"
        variance = called(rf"\operatorname{{var}}{along}", shown).latex if write.mode == "numbers" else r"\sigma^{2}"
        return rf"\sqrt{{{variance} + {eps}}}"

    def entry(self, node, index, of):
        x = node.inputs[0]
        mu, scale = self.statistics(x, index, of)
        return divide(of(x, index) if mu is None else subtract(of(x, index), mu), scale)

    def statistics(self, x: Tensor, index: tuple[int, ...], of: Of) -> tuple[Tensor | None, Tensor]:
        """The mean (if it is taken away) and the scale of the group to which an entry belongs, as scalars."""
        fixed = {k: i for k, i in enumerate(index) if k not in self.axes}
        places = [p for p in np.ndindex(x.shape) if all(p[k] == i for k, i in fixed.items())]
        numbers, n, eps = [of(x, p) for p in places], float(len(places)), Tensor(self.eps, r"\varepsilon")
        if not self.centered:
            squared = divide(add_all([number**2 for number in numbers]), n).named(r"\overline{x^{2}}")
            return None, sqrt(add(squared, eps))
        mu = divide(add_all(numbers), n).named(r"\mu")
        variance = divide(add_all([subtract(number, mu) ** 2 for number in numbers]), n).named(r"\sigma^{2}")
        return mu, sqrt(add(variance, eps))


@dataclass(frozen=True)
class Inverse(Op):
    """1 over the scale by which Standardize divides."""

    standardize: Standardize
    symbol = "1/σ"

    def value(self, x):
        return 1.0 / self.standardize.parts(x)[1]

    def gradient(self, i, adjoint, result):
        x, rule = result.inputs[0], self.standardize
        count = int(np.prod([x.shape[k] for k in rule.axes]))
        slope = multiply(multiply(rule(x), multiply(result, result)), Tensor(-1.0 / count))
        return multiply(adjoint, slope)

    def latex(self, write, node):
        return Written(rf"\frac{{1}}{{{self.standardize.scale(write, node.inputs[0])}}}", PRODUCT)

    def entry(self, node, index, of):
        return divide(1.0, self.standardize.statistics(node.inputs[0], index, of)[1])


_standardize = lru_cache(maxsize=256)(Standardize)


def standardize(x: object, axes: tuple[int, ...] | int = -1, *, eps: float = 1e-5, centered: bool = True) -> Tensor:
    r"""Mean 0 and variance 1 over axes (biased variance, eps inside the root).

    Errors  ShapeError for axes that aren't there, DomainError unless eps >= 0

    >>> standardize([1.0, 3.0], eps=0.0).value.tolist()
    [-1.0, 1.0]
    """
    x = as_tensor(x)
    eps = number("eps", eps, least=0)
    given = (axes,) if isinstance(axes, int) else tuple(axes)
    if not x.size or any(not -x.ndim <= k < x.ndim for k in given):
        raise ShapeError(f"Numbers to normalize lie along axes {given}; found {label(x)}.")
    rule = _standardize(tuple(k % x.ndim for k in given), eps, centered)
    if eps == 0 and not rule.parts(x.value)[1].all():
        raise DomainError(f"{label(x)} is constant along axes {given}; give an eps above 0.")
    return rule(x)


def _scaled(x: Tensor, gain: object | None, bias: object | None, features: int, shape: tuple[int, ...]) -> Tensor:
    """x times the gain plus the bias, each of one number a feature."""
    for name, value in (("gain", gain), ("bias", bias)):
        if value is None:
            continue
        value = as_tensor(value)
        if value.shape != (features,):
            raise ShapeError(f"The {name} needs one number for each of {features} features; found {label(value)}.")
        value = reshape(value, shape)
        x = multiply(x, value) if name == "gain" else x + value
    return x


def layer_norm(x: object, gain: object | None = None, bias: object | None = None, *, eps: float = 1e-5) -> Tensor:
    r"""Layer normalization: each example over its own features (the last axis).

    y = g \odot (x - \mu) / \sqrt{\sigma^2 + \varepsilon} + b

    Shapes: x (..., D), gain and bias (D,). Convention: biased variance, eps inside the root.
    Source: Ba, Kiros and Hinton (2016), eq. 3.

    >>> layer_norm([[1.0, 2.0, 3.0]], eps=0.0).value.round(4).tolist()
    [[-1.2247, 0.0, 1.2247]]
    """
    x = as_tensor(x)
    return _scaled(standardize(x, -1, eps=eps), gain, bias, x.shape[-1], (x.shape[-1],))


def rms_norm(x: object, gain: object | None = None, *, eps: float = 1e-6) -> Tensor:
    r"""RMS normalization: each example over its root mean square; the mean stays.

    y = g \odot x / \sqrt{\overline{x^2} + \varepsilon}

    Shapes: x (..., D), gain (D,). Source: Zhang and Sennrich (2019), eq. 4.

    >>> rms_norm([3.0, 4.0], eps=0.0).value.round(4).tolist()
    [0.8485, 1.1314]
    """
    x = as_tensor(x)
    return _scaled(standardize(x, -1, eps=eps, centered=False), gain, None, x.shape[-1], (x.shape[-1],))


def batch_norm(x: object, gain: object | None = None, bias: object | None = None, *, eps: float = 1e-5) -> Tensor:
    r"""Batch normalization in training: each feature (channel) over the batch (and over all pixels).

    Shapes: x (N, D) or (N, C, H, W), gain and bias (D,) or (C,). Convention: biased variance of this minibatch.
    Raises ShapeError when there is only one number to take the variance of. Source: Ioffe and Szegedy (2015), alg. 1.

    >>> batch_norm([[1.0], [3.0]], eps=0.0).value.tolist()
    [[-1.0], [1.0]]
    """
    x = as_tensor(x)
    axes, shape = _batch_axes(x)
    if x.size < 2 * x.shape[1] or not x.size:
        raise ShapeError(f"Batch normalization needs two numbers a feature to take a variance; found {label(x)}.")
    return _scaled(standardize(x, axes, eps=eps), gain, bias, x.shape[1], shape)


def batch_norm_with(
    x: object,
    mean_: np.ndarray,
    variance: np.ndarray,
    gain: object | None = None,
    bias: object | None = None,
    *,
    eps: float = 1e-5,
) -> Tensor:
    """Batch normalization in use: with the running mean and variance instead of the minibatch's.

    Shapes as batch_norm.
    Errors  ShapeError for statistics of another length, DomainError for a negative variance
    Source  Ioffe and Szegedy, Batch Normalization (2015), algorithm 2

    >>> batch_norm_with([[3.0], [5.0]], np.array([1.0]), np.array([4.0]), eps=0.0).value.tolist()
    [[1.0], [2.0]]
    """
    x = as_tensor(x)
    _, shape = _batch_axes(x)
    mean_, variance = np.asarray(mean_, dtype=np.float64), np.asarray(variance, dtype=np.float64)
    if mean_.shape != (x.shape[1],) or variance.shape != (x.shape[1],):
        raise ShapeError(
            f"One mean and variance for each of {x.shape[1]} features; found {mean_.shape} and {variance.shape}."
        )
    if (variance < 0).any():
        raise DomainError(f"A variance can't be negative; found {variance.min():g}.")
    eps = number("eps", eps, least=0)
    shifted = x - Tensor(mean_.reshape(shape))
    return _scaled(shifted * Tensor(1.0 / np.sqrt(variance + eps).reshape(shape)), gain, bias, x.shape[1], shape)


def running_statistics(
    x: object, mean_: np.ndarray, variance: np.ndarray, momentum: float = 0.1
) -> tuple[np.ndarray, np.ndarray]:
    """The running mean and variance after a minibatch.

    Convention (PyTorch's): new = (1 - momentum) old + momentum batch, with the unbiased variance of the minibatch.

    >>> mean_, variance = running_statistics([[1.0], [3.0]], np.zeros(1), np.ones(1), momentum=0.5)
    >>> mean_.tolist(), variance.tolist()
    ([1.0], [1.5])
    """
    values = as_tensor(x).value
    axes, _ = _batch_axes(as_tensor(x))
    count = values.size // values.shape[1]
    batch_variance = values.var(axis=axes) * count / max(count - 1, 1)
    return (1 - momentum) * mean_ + momentum * values.mean(axis=axes), (
        1 - momentum
    ) * variance + momentum * batch_variance


def _batch_axes(x: Tensor) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The axes that are averaged over, and the shape in which one number a feature meets the rest."""
    if x.ndim not in (2, 4):
        raise ShapeError(f"Batch normalization takes (N, D) or (N, C, H, W); found {label(x)}.")
    return ((0,), (x.shape[1],)) if x.ndim == 2 else ((0, 2, 3), (x.shape[1], 1, 1))


@dataclass(frozen=True)
class LayerNorm(Layer):
    r"""Layer normalization with what it learns: a gain and a bias for each feature; see ``layer_norm``.

    Errors  ShapeError for another number of features

    >>> LayerNorm.of(4)([[1.0, 2.0, 3.0, 4.0]]).value.round(3).tolist()
    [[-1.342, -0.447, 0.447, 1.342]]
    """

    gain: Tensor
    bias: Tensor
    eps: float = 1e-5

    @classmethod
    def of(cls, features: int) -> LayerNorm:
        """A new one: gain 1, bias 0."""
        return cls(Tensor(np.ones(whole("features", features, least=1)), "g"), Tensor(np.zeros(features), r"\beta"))

    def __call__(self, x: object) -> Tensor:
        """x (..., D), normalized along its last axis."""
        return layer_norm(x, self.gain, self.bias, eps=self.eps)


@dataclass(frozen=True)
class RMSNorm(Layer):
    r"""RMS normalization with the gain that it learns; see ``rms_norm``.

    Errors  ShapeError for another number of features

    >>> RMSNorm.of(2)([[3.0, 4.0]]).value.round(4).tolist()
    [[0.8485, 1.1314]]
    """

    gain: Tensor
    eps: float = 1e-6

    @classmethod
    def of(cls, features: int) -> RMSNorm:
        """A new one: gain 1."""
        return cls(Tensor(np.ones(whole("features", features, least=1)), "g"))

    def __call__(self, x: object) -> Tensor:
        """x (..., D), divided by its root mean square along the last axis."""
        return rms_norm(x, self.gain, eps=self.eps)


@dataclass(frozen=True)
class BatchNorm(Layer):
    r"""Batch normalization with what it learns, and the running mean and variance that stand in for a batch's in use.

    A call is the training's, by the minibatch's own statistics. ``seen(x)`` is the layer after a minibatch, with its
    running statistics moved on; ``in_use(x)`` normalizes by them.

    Errors  ShapeError for another number of features

    >>> norm = BatchNorm.of(1).seen([[1.0], [3.0]])
    >>> norm.mean.value.tolist(), norm.variance.value.round(3).tolist(), norm([[1.0], [3.0]]).value.round(3).tolist()
    ([0.2], [1.1], [[-1.0], [1.0]])
    """

    gain: Tensor
    bias: Tensor
    mean: Tensor = field(metadata={"parameter": False})
    variance: Tensor = field(metadata={"parameter": False})
    momentum: float = 0.1
    eps: float = 1e-5

    @classmethod
    def of(cls, features: int) -> BatchNorm:
        """A new one: gain 1, bias 0, running mean 0 and variance 1."""
        zeros, ones = np.zeros(whole("features", features, least=1)), np.ones(features)
        return cls(Tensor(ones, r"\gamma"), Tensor(zeros, r"\beta"), Tensor(zeros, r"\mu"), Tensor(ones, r"\sigma^2"))

    def __call__(self, x: object) -> Tensor:
        """x (N, D) or (N, C, H, W), normalized by its own statistics."""
        return batch_norm(x, self.gain, self.bias, eps=self.eps)

    def in_use(self, x: object) -> Tensor:
        """x normalized by the running statistics; one example is enough."""
        return batch_norm_with(x, self.mean.value, self.variance.value, self.gain, self.bias, eps=self.eps)

    def seen(self, x: object) -> BatchNorm:
        """The layer with its running statistics after this minibatch."""
        moved = running_statistics(x, self.mean.value, self.variance.value, self.momentum)
        return replace(self, mean=Tensor(moved[0], self.mean.name), variance=Tensor(moved[1], self.variance.name))
