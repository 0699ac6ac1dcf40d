r"""Pooling: a window's largest number, or its mean. Layout: (N, C, H, W)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np

from dlcore.convolution.geometry import Geometry, Pair, last_two, pair
from dlcore.errors import DomainError, ShapeError
from dlcore.notation import called
from dlcore.ops.arithmetic import add_all, divide, multiply
from dlcore.ops.linear_map import LinearMap
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import largest
from dlcore.ops.shape import stack
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class Pool(Op):
    """What all pooling shares: the pixels under each window."""

    size: Pair
    geometry: Geometry

    def sign(self, word: str, power: str = "") -> str:
        """The operation's name with its window, and its stride and padding where they aren't the usual ones."""
        marks = [rf"{self.size[0]} \times {self.size[1]}", *self.geometry.marks(usual=self.size)]
        return rf"\operatorname{{{word}}}{power}_{{{', '.join(marks)}}}"

    def padded(self, image: np.ndarray, filler: float) -> np.ndarray:
        """The image with the filler beyond its edges."""
        ph, pw = self.geometry.padding
        return np.pad(image, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=filler) if ph or pw else image

    def pixels(self, padded: np.ndarray) -> list[np.ndarray]:
        """Views of a padded image, one for each place in the window."""
        ph, pw = self.geometry.padding
        output = self.geometry.output((padded.shape[2] - 2 * ph, padded.shape[3] - 2 * pw), self.size)
        return [padded[:, :, rows, cols] for *_, rows, cols in self.geometry.slices(self.size, output)]

    def within(self, padded: np.ndarray) -> np.ndarray:
        """A padded image without its edges."""
        (ph, pw), (H, W) = self.geometry.padding, padded.shape[2:]
        return padded[:, :, ph : H - ph, pw : W - pw]

    def places(self, shape: tuple[int, ...], index: tuple[int, ...]) -> list[tuple[int, ...]]:
        """The pixels inside the image that a window covers."""
        n, c, i, j = index
        (sh, sw), (ph, pw) = self.geometry.stride, self.geometry.padding
        inside = [(i * sh - ph + a, j * sw - pw + b) for a, b in np.ndindex(self.size)]
        return [(n, c, y, x) for y, x in inside if 0 <= y < shape[2] and 0 <= x < shape[3]]


class MaxPool(Pool):
    symbol = "max"

    def value(self, image):
        return reduce(np.maximum, self.pixels(self.padded(image, -np.inf)))

    def winners(self, image: np.ndarray) -> list[np.ndarray]:
        """For each place in the window, where it won; the first place where several are equal."""
        pixels = self.pixels(self.padded(image, -np.inf))
        best = reduce(np.maximum, pixels)
        free = np.ones(best.shape, dtype=bool)
        won = []
        for pixel in pixels:
            won.append((pixel == best) & free)
            free &= ~won[-1]
        return won

    def gradient(self, i, adjoint, result):
        return ToWinners(self.size, self.geometry)(result.inputs[0], adjoint)

    def latex(self, write, node):
        return called(self.sign("maxpool"), write(node.inputs[0]))

    def entry(self, node, index, of):
        return largest(stack([of(node.inputs[0], place) for place in self.places(node.inputs[0].shape, index)]))


class ToWinners(LinearMap, Pool):
    """Image and numbers -> each number at the pixel that won its window: how max pooling hands a gradient back."""

    symbol = "maxᵀ"
    moved = 1

    def value(self, image, maps):
        out = self.padded(np.zeros(image.shape, dtype=maps.dtype), 0.0)
        for pixel, won in zip(self.pixels(out), MaxPool(self.size, self.geometry).winners(image)):
            pixel += maps * won
        return self.within(out)

    def gradient(self, i, adjoint, result):
        image = result.inputs[0]
        return multiply(0.0, image) if i == 0 else OfWinners(self.size, self.geometry)(image, adjoint)

    def latex(self, write, node):
        return called(self.sign("maxpool", r"^{\top}"), write(node.inputs[1]))


class OfWinners(LinearMap, Pool):
    """Image and another array of its shape -> the other's number at the pixel that won each window of the image."""

    symbol = "at max"
    moved = 1

    def value(self, image, other):
        won = MaxPool(self.size, self.geometry).winners(image)
        return sum(pixel * w for pixel, w in zip(self.pixels(self.padded(other, 0.0)), won))

    def gradient(self, i, adjoint, result):
        image = result.inputs[0]
        return multiply(0.0, image) if i == 0 else ToWinners(self.size, self.geometry)(image, adjoint)

    def latex(self, write, node):
        return called(self.sign("maxpool"), write(node.inputs[1]))


class AveragePool(Pool):
    symbol = "mean"

    def value(self, image):
        return sum(self.pixels(self.padded(image, 0.0))) / (self.size[0] * self.size[1])

    def gradient(self, i, adjoint, result):
        return SpreadMean(self.size, self.geometry, result.inputs[0].shape)(adjoint)

    def latex(self, write, node):
        return called(self.sign("avgpool"), write(node.inputs[0]))

    def entry(self, node, index, of):
        terms = [of(node.inputs[0], place) for place in self.places(node.inputs[0].shape, index)]
        return divide(add_all(terms), Tensor(float(self.size[0] * self.size[1])))


@dataclass(frozen=True)
class SpreadMean(LinearMap, Pool):
    """Each number handed to its window's pixels in equal parts: the transpose of averaging."""

    image: tuple[int, ...]
    symbol = "meanᵀ"

    def value(self, maps):
        out = self.padded(np.zeros(self.image, dtype=maps.dtype), 0.0)
        share = maps / (self.size[0] * self.size[1])
        for pixel in self.pixels(out):
            pixel += share
        return self.within(out)

    def gradient(self, i, adjoint, result):
        return AveragePool(self.size, self.geometry)(adjoint)

    def latex(self, write, node):
        return called(self.sign("avgpool", r"^{\top}"), write(node.inputs[0]))


@lru_cache(maxsize=256)
def _pool(kind: type[Pool], size: Pair, stride: Pair, padding: Pair) -> Pool:
    return kind(size, Geometry(stride, padding))


def _pooled(
    kind: type[Pool], image: object, size: int | Pair, stride: int | Pair | None, padding: int | Pair
) -> Tensor:
    image = as_tensor(image)
    if image.ndim != 4 or not image.size:
        raise ShapeError(f"Pooling takes (N, C, H, W) with numbers in it; found {label(image)}.")
    size, padding = pair("size", size, 1), pair("padding", padding, 0)
    if any(2 * p > k for p, k in zip(padding, size)):
        raise DomainError(f"Padding may be half of the window at most; found padding {padding} and window {size}.")
    pool = _pool(kind, size, pair("stride", stride or size, 1), padding)
    pool.geometry.output(last_two(image), size)
    return pool(image)


def max_pool(
    image: object, size: int | Pair = 2, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> Tensor:
    r"""The largest number in each window.

    Shapes: (N, C, H, W) -> (N, C, OH, OW), see output_size. stride is the window's size unless given.
    Convention: beyond the edge is minus infinity; of equal numbers the first gets the gradient.
    Raises ShapeError, DomainError. Source: Goodfellow et al., Deep Learning, 9.3.

    >>> max_pool(np.arange(16.0).reshape(1, 1, 4, 4)).value[0, 0].tolist()
    [[5.0, 7.0], [13.0, 15.0]]
    """
    return _pooled(MaxPool, image, size, stride, padding)


def average_pool(
    image: object, size: int | Pair = 2, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> Tensor:
    r"""The mean of each window.

    Shapes: (N, C, H, W) -> (N, C, OH, OW), see output_size. stride is the window's size unless given.
    Convention: zeros beyond the edge count (PyTorch's count_include_pad=True). Raises ShapeError, DomainError.

    >>> average_pool(np.arange(16.0).reshape(1, 1, 4, 4)).value[0, 0].tolist()
    [[2.5, 4.5], [10.5, 12.5]]
    """
    return _pooled(AveragePool, image, size, stride, padding)
