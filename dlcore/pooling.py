r"""Pooling: a window's largest number, or its mean. Layout: (N, C, H, W)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcore.convolution import Geometry, Pair, pair
from dlcore.errors import DomainError, ShapeError
from dlcore.notation import called
from dlcore.ops.arithmetic import add_all, divide
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import largest
from dlcore.ops.shape import Scatter, stack
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class Pool(Op):
    """What both kinds share: the pixels under each window."""

    size: Pair
    geometry: Geometry

    def windows(self, image: np.ndarray, filler: float) -> np.ndarray:
        """(N, C, OH, OW, KH*KW), with the filler beyond the edges."""
        ph, pw = self.geometry.padding
        padded = np.pad(image, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=filler) if ph or pw else image
        output = self.geometry.output(image.shape[2:], self.size)
        return np.stack([padded[:, :, rows, cols] for *_, rows, cols in self.geometry.slices(self.size, output)], axis=-1)

    def places(self, shape: tuple[int, ...], index: tuple[int, ...]) -> list[tuple[int, ...]]:
        """The pixels inside the image that a window covers."""
        n, c, i, j = index
        (sh, sw), (ph, pw) = self.geometry.stride, self.geometry.padding
        inside = [(i * sh - ph + a, j * sw - pw + b) for a, b in np.ndindex(self.size)]
        return [(n, c, y, x) for y, x in inside if 0 <= y < shape[2] and 0 <= x < shape[3]]


class MaxPool(Pool):
    symbol = "max"

    def value(self, image):
        return self.windows(image, -np.inf).max(axis=-1)

    def gradient(self, i, adjoint, result):
        image = result.inputs[0]
        return Scatter(self.winners(image.value), image.shape)(adjoint)

    def winners(self, image: np.ndarray) -> tuple[np.ndarray, ...]:
        """The pixel that won each window; the first one where several are equal."""
        best = self.windows(image, -np.inf).argmax(axis=-1)
        n, c, i, j = np.indices(best.shape)
        (sh, sw), (ph, pw) = self.geometry.stride, self.geometry.padding
        return n, c, i * sh - ph + best // self.size[1], j * sw - pw + best % self.size[1]

    def latex(self, write, node):
        return called(r"\operatorname{maxpool}", write(node.inputs[0]))

    def entry(self, node, index, of):
        return largest(stack([of(node.inputs[0], place) for place in self.places(node.inputs[0].shape, index)]))


class AveragePool(Pool):
    symbol = "mean"

    def value(self, image):
        return self.windows(image, 0.0).mean(axis=-1)

    def gradient(self, i, adjoint, result):
        return SpreadMean(self.size, self.geometry, result.inputs[0].shape)(adjoint)

    def latex(self, write, node):
        return called(r"\operatorname{avgpool}", write(node.inputs[0]))

    def entry(self, node, index, of):
        terms = [of(node.inputs[0], place) for place in self.places(node.inputs[0].shape, index)]
        return divide(add_all(terms), Tensor(float(self.size[0] * self.size[1])))


@dataclass(frozen=True)
class SpreadMean(Op):
    """Each number handed to its window's pixels in equal parts: the transpose of averaging."""

    size: Pair
    geometry: Geometry
    shape: tuple[int, ...]
    symbol = "meanᵀ"

    def value(self, maps):
        N, C, H, W = self.shape
        ph, pw = self.geometry.padding
        padded = np.zeros((N, C, H + 2 * ph, W + 2 * pw), dtype=maps.dtype)
        for *_, rows, cols in self.geometry.slices(self.size, maps.shape[2:]):
            padded[:, :, rows, cols] += maps / (self.size[0] * self.size[1])
        return padded[:, :, ph : ph + H, pw : pw + W]

    def gradient(self, i, adjoint, result):
        return AveragePool(self.size, self.geometry)(adjoint)

    def latex(self, write, node):
        return called(r"\operatorname{avgpool}^{\top}", write(node.inputs[0]))


@lru_cache(maxsize=256)
def _pool(kind: type[Pool], size: Pair, stride: Pair, padding: Pair) -> Pool:
    return kind(size, Geometry(stride, padding))


def _pooled(kind: type[Pool], image: object, size: int | Pair, stride: int | Pair | None, padding: int | Pair) -> Tensor:
    image = as_tensor(image)
    if image.ndim != 4 or not image.size:
        raise ShapeError(f"Pooling takes (N, C, H, W) with numbers in it; found {label(image)}.")
    size, padding = pair("size", size, 1), pair("padding", padding, 0)
    if any(2 * p > k for p, k in zip(padding, size)):
        raise DomainError(f"Padding may be half of the window at most; found padding {padding} and window {size}.")
    pool = _pool(kind, size, pair("stride", stride or size, 1), padding)
    pool.geometry.output(image.shape[2:], size)
    return pool(image)


def max_pool(image: object, size: int | Pair = 2, *, stride: int | Pair | None = None, padding: int | Pair = 0) -> Tensor:
    r"""The largest number in each window.

    Shapes: (N, C, H, W) -> (N, C, OH, OW), see output_size. stride is the window's size unless given.
    Convention: beyond the edge is minus infinity; of equal numbers the first gets the gradient.
    Raises ShapeError, DomainError. Source: Goodfellow et al., Deep Learning, 9.3.

    >>> max_pool(np.arange(16.0).reshape(1, 1, 4, 4)).value[0, 0].tolist()
    [[5.0, 7.0], [13.0, 15.0]]
    """
    return _pooled(MaxPool, image, size, stride, padding)


def average_pool(image: object, size: int | Pair = 2, *, stride: int | Pair | None = None, padding: int | Pair = 0) -> Tensor:
    r"""The mean of each window.

    Shapes: (N, C, H, W) -> (N, C, OH, OW), see output_size. stride is the window's size unless given.
    Convention: zeros beyond the edge count (PyTorch's count_include_pad=True). Raises ShapeError, DomainError.

    >>> average_pool(np.arange(16.0).reshape(1, 1, 4, 4)).value[0, 0].tolist()
    [[2.5, 4.5], [10.5, 12.5]]
    """
    return _pooled(AveragePool, image, size, stride, padding)
