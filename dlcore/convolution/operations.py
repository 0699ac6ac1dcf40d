"""Three operations that are each other's gradients: the convolution, its transpose (which spreads values out), and the
correlation of input with output that gives the kernel's gradient. Layout: (N, C, H, W).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.convolution.geometry import Geometry, Pair, last_two
from dlcore.notation import written_product
from dlcore.ops.arithmetic import add_all, multiply
from dlcore.ops.op import Op
from dlcore.tensor import Tensor


def _star(geometry: Geometry, power: str = "") -> str:
    """The sign of a convolution with its stride, padding and dilation."""
    marks = geometry.marks()
    return rf"\star{power}" + (f"_{{{', '.join(marks)}}}" if marks else "")


def _windows(image: np.ndarray, geometry: Geometry, kernel: Pair, output: Pair) -> np.ndarray:
    """The pixels under the kernel at each place, shape (groups, C/groups*KH*KW, N*OH*OW)."""
    N, C = image.shape[:2]
    (ph, pw), groups = geometry.padding, geometry.groups
    padded = np.zeros((C, N, image.shape[2] + 2 * ph, image.shape[3] + 2 * pw), dtype=image.dtype)
    padded[:, :, ph : ph + image.shape[2], pw : pw + image.shape[3]] = image.swapaxes(0, 1)
    columns = np.empty((C, *kernel, N, *output), dtype=image.dtype)
    for i, j, rows, cols in geometry.slices(kernel, output):
        columns[:, i, j] = padded[:, :, rows, cols]
    return columns.reshape(groups, -1, N * output[0] * output[1])


def _spread(columns: np.ndarray, geometry: Geometry, image: tuple[int, ...], kernel: Pair, output: Pair) -> np.ndarray:
    """The transpose of taking windows: each window's numbers are added back to their pixels."""
    N, C, H, W = image
    ph, pw = geometry.padding
    padded = np.zeros((C, N, H + 2 * ph, W + 2 * pw), dtype=columns.dtype)
    shaped = columns.reshape(C, *kernel, N, *output)
    for i, j, rows, cols in geometry.slices(kernel, output):
        padded[:, :, rows, cols] += shaped[:, i, j]
    return padded[:, :, ph : ph + H, pw : pw + W].swapaxes(0, 1)


def _by_group(maps: np.ndarray, groups: int) -> np.ndarray:
    """(N, C, H, W) -> (groups, C/groups, N*H*W)."""
    N, C, H, W = maps.shape
    return maps.swapaxes(0, 1).reshape(groups, C // groups, N * H * W)


def _from_group(rows: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The way back: (groups, C/groups, N*H*W) -> (N, C, H, W)."""
    N, C, H, W = shape
    return np.ascontiguousarray(rows.reshape(C, N, H, W).swapaxes(0, 1))


@dataclass(frozen=True)
class Convolve(Op):
    """Image and kernel -> feature maps."""

    geometry: Geometry
    symbol = "⋆"

    def value(self, image, kernel):
        g = self.geometry
        output = g.output(last_two(image), last_two(kernel))
        columns = _windows(image, g, last_two(kernel), output)
        weights = kernel.reshape(g.groups, kernel.shape[0] // g.groups, -1)
        return _from_group(weights @ columns, (len(image), len(kernel), *output))

    def gradient(self, i, adjoint, result):
        image, kernel = result.inputs
        if i == 0:
            return ConvolveTransposed(self.geometry, last_two(image))(adjoint, kernel)
        return Correlate(self.geometry, last_two(kernel))(image, adjoint)

    def latex(self, write, node):
        return written_product([write(t) for t in node.inputs], _star(self.geometry))

    def entry(self, node, index, of):
        image, kernel = node.inputs
        n, o, i, j = index
        g, (H, W) = self.geometry, last_two(image)
        first = (o * g.groups // kernel.shape[0]) * kernel.shape[1]
        terms = []
        for c, a, b in np.ndindex(kernel.shape[1:]):
            row = i * g.stride[0] + a * g.dilation[0] - g.padding[0]
            column = j * g.stride[1] + b * g.dilation[1] - g.padding[1]
            if 0 <= row < H and 0 <= column < W:  # the padding's zeros add nothing
                terms.append(multiply(of(image, (n, first + c, row, column)), of(kernel, (o, c, a, b))))
        return add_all(terms) if terms else Tensor(0.0)


@dataclass(frozen=True)
class ConvolveTransposed(Op):
    """Feature maps and kernel -> an image of the size given: each number paints the kernel, overlaps add."""

    geometry: Geometry
    image: Pair
    symbol = "⋆ᵀ"

    def value(self, maps, kernel):
        g = self.geometry
        weights = kernel.reshape(g.groups, kernel.shape[0] // g.groups, -1)
        columns = weights.swapaxes(1, 2) @ _by_group(maps, g.groups)
        shape = (len(maps), kernel.shape[1] * g.groups, *self.image)
        return _spread(columns, g, shape, last_two(kernel), last_two(maps))

    def gradient(self, i, adjoint, result):
        maps, kernel = result.inputs
        if i == 0:
            return Convolve(self.geometry)(adjoint, kernel)
        return Correlate(self.geometry, last_two(kernel))(adjoint, maps)

    def latex(self, write, node):
        return written_product([write(t) for t in node.inputs], _star(self.geometry, r"^{\top}"))

    def entry(self, node, index, of):
        maps, kernel = node.inputs
        n, c, y, x = index
        g, per = self.geometry, len(kernel) // self.geometry.groups
        group, channel = divmod(c, kernel.shape[1])
        terms = []
        for o, a, b in np.ndindex(per, *last_two(kernel)):
            i, beside_i = divmod(y + g.padding[0] - a * g.dilation[0], g.stride[0])
            j, beside_j = divmod(x + g.padding[1] - b * g.dilation[1], g.stride[1])
            if beside_i == beside_j == 0 and 0 <= i < maps.shape[2] and 0 <= j < maps.shape[3]:
                o += group * per
                terms.append(multiply(of(maps, (n, o, i, j)), of(kernel, (o, channel, a, b))))
        return add_all(terms) if terms else Tensor(0.0)


@dataclass(frozen=True)
class Correlate(Op):
    """Image and feature maps -> the kernel's gradient: where input and blame coincide."""

    geometry: Geometry
    kernel: Pair
    symbol = "⋆"

    def value(self, image, maps):
        g = self.geometry
        columns = _windows(image, g, self.kernel, last_two(maps))
        products = _by_group(maps, g.groups) @ columns.swapaxes(1, 2)
        return products.reshape(maps.shape[1], image.shape[1] // g.groups, *self.kernel)

    def gradient(self, i, adjoint, result):
        image, maps = result.inputs
        if i == 0:
            return ConvolveTransposed(self.geometry, last_two(image))(maps, adjoint)
        return Convolve(self.geometry)(image, adjoint)

    def latex(self, write, node):
        image, maps = node.inputs
        return written_product([write(image), write(maps)], _star(self.geometry))

    def entry(self, node, index, of):
        image, maps = node.inputs
        o, c, a, b = index
        g, (H, W) = self.geometry, last_two(image)
        channel = o * g.groups // maps.shape[1] * node.shape[1] + c
        terms = []
        for n, i, j in np.ndindex(len(maps), *last_two(maps)):
            y = i * g.stride[0] + a * g.dilation[0] - g.padding[0]
            x = j * g.stride[1] + b * g.dilation[1] - g.padding[1]
            if 0 <= y < H and 0 <= x < W:
                terms.append(multiply(of(maps, (n, o, i, j)), of(image, (n, channel, y, x))))
        return add_all(terms) if terms else Tensor(0.0)
