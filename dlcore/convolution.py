r"""Convolution as deep learning means it: cross-correlation, the kernel is not flipped.

Three operations that are each other's gradients: the convolution, its transpose (which spreads values out), and the
correlation of input with output that gives the kernel's gradient. Layout: (N, C, H, W).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dlcore.check import LARGEST, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.initializers import he_normal
from dlcore.layer import Layer, needs_tensors
from dlcore.notation import written_product
from dlcore.ops.arithmetic import add_all, multiply
from dlcore.ops.op import Op, label
from dlcore.ops.shape import reshape
from dlcore.rng import generator
from dlcore.shown import shown_by
from dlcore.tensor import Tensor, as_tensor

Pair = tuple[int, int]


def places(size: Any, beyond: Any, stride: Any, padding: Any) -> Any:
    """How many places a window has that reaches so far beyond a pixel; for whole numbers and for Tensors."""
    return (size + 2 * padding - beyond - 1) // stride + 1


def _output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Tensor:
    """The output's size as a Tensor."""
    output_size(size, kernel, stride, padding, dilation)
    given = zip((size, kernel, stride, padding, dilation), "WFSPd")
    W, F, S, P, d = (Tensor(number, symbol) for number, symbol in given)
    return places(W, d * (F - 1), S, P).named("W'")


@shown_by(_output_size)
def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    r"""The size of a convolution's output along one axis, (W - F + 2P)/S + 1, rounded down.

    F counts the dilated kernel, dilation (kernel - 1) + 1. ShapeError when the kernel doesn't fit once, DomainError
    unless all are whole numbers from 1 up, the padding from 0.
    Source: CS231n, Convolutional Networks.

    >>> output_size(7, 3), output_size(7, 3, stride=2), output_size(227, 11, stride=4)
    (5, 3, 55)
    """
    size, kernel = whole("size", size, least=1), whole("kernel", kernel, least=1)
    stride = whole("stride", stride, least=1)
    padding, dilation = whole("padding", padding), whole("dilation", dilation, least=1)
    span = dilation * (kernel - 1) + 1
    if size + 2 * padding < span:
        raise ShapeError(f"A kernel that spans {span} doesn't fit; found a size of {size} with padding {padding}.")
    return places(size, span - 1, stride, padding)


@dataclass(frozen=True)
class Geometry:
    """How a kernel moves over an image: everything about a convolution but the numbers."""

    stride: Pair = (1, 1)
    padding: Pair = (0, 0)
    dilation: Pair = (1, 1)
    groups: int = 1

    def marks(self, usual: Pair = (1, 1)) -> list[str]:
        """What a formula has to say of it: stride S, padding P and dilation d where they aren't the usual ones."""
        given = (("S", self.stride, usual), ("P", self.padding, (0, 0)), ("d", self.dilation, (1, 1)))
        return [f"{letter}={h if h == w else f'({h},{w})'}" for letter, (h, w), common in given if (h, w) != common]

    def output(self, image: Pair, kernel: Pair) -> Pair:
        """Height and width of the output for an image and a kernel."""
        return tuple(output_size(*sizes) for sizes in zip(image, kernel, self.stride, self.padding, self.dilation))

    def image(self, output: Pair, kernel: Pair, extra: Pair = (0, 0)) -> Pair:
        """Height and width of the smallest image that gives an output, and ``extra`` more."""
        return tuple(
            (o - 1) * s - 2 * p + d * (k - 1) + 1 + e
            for o, k, s, p, d, e in zip(output, kernel, self.stride, self.padding, self.dilation, extra)
        )

    def slices(self, kernel: Pair, output: Pair) -> list[tuple[int, int, slice, slice]]:
        """For each place in the kernel, the pixels of the padded image that it meets."""
        (sh, sw), (dh, dw), (oh, ow) = self.stride, self.dilation, output
        return [
            (i, j, slice(i * dh, i * dh + (oh - 1) * sh + 1, sh), slice(j * dw, j * dw + (ow - 1) * sw + 1, sw))
            for i in range(kernel[0])
            for j in range(kernel[1])
        ]


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
        output = g.output(image.shape[2:], kernel.shape[2:])
        columns = _windows(image, g, kernel.shape[2:], output)
        weights = kernel.reshape(g.groups, kernel.shape[0] // g.groups, -1)
        return _from_group(weights @ columns, (len(image), len(kernel), *output))

    def gradient(self, i, adjoint, result):
        image, kernel = result.inputs
        if i == 0:
            return ConvolveTransposed(self.geometry, image.shape[2:])(adjoint, kernel)
        return Correlate(self.geometry, kernel.shape[2:])(image, adjoint)

    def latex(self, write, node):
        return written_product([write(t) for t in node.inputs], _star(self.geometry))

    def entry(self, node, index, of):
        image, kernel = node.inputs
        n, o, i, j = index
        g, (H, W) = self.geometry, image.shape[2:]
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
        return _spread(columns, g, shape, kernel.shape[2:], maps.shape[2:])

    def gradient(self, i, adjoint, result):
        maps, kernel = result.inputs
        if i == 0:
            return Convolve(self.geometry)(adjoint, kernel)
        return Correlate(self.geometry, kernel.shape[2:])(adjoint, maps)

    def latex(self, write, node):
        return written_product([write(t) for t in node.inputs], _star(self.geometry, r"^{\top}"))

    def entry(self, node, index, of):
        maps, kernel = node.inputs
        n, c, y, x = index
        g, per = self.geometry, len(kernel) // self.geometry.groups
        group, channel = divmod(c, kernel.shape[1])
        terms = []
        for o, a, b in np.ndindex(per, *kernel.shape[2:]):
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
        columns = _windows(image, g, self.kernel, maps.shape[2:])
        products = _by_group(maps, g.groups) @ columns.swapaxes(1, 2)
        return products.reshape(maps.shape[1], image.shape[1] // g.groups, *self.kernel)

    def gradient(self, i, adjoint, result):
        image, maps = result.inputs
        if i == 0:
            return ConvolveTransposed(self.geometry, image.shape[2:])(maps, adjoint)
        return Convolve(self.geometry)(image, adjoint)

    def latex(self, write, node):
        image, maps = node.inputs
        return written_product([write(image), write(maps)], _star(self.geometry))

    def entry(self, node, index, of):
        image, maps = node.inputs
        o, c, a, b = index
        g, (H, W) = self.geometry, image.shape[2:]
        channel = o * g.groups // maps.shape[1] * node.shape[1] + c
        terms = []
        for n, i, j in np.ndindex(len(maps), *maps.shape[2:]):
            y = i * g.stride[0] + a * g.dilation[0] - g.padding[0]
            x = j * g.stride[1] + b * g.dilation[1] - g.padding[1]
            if 0 <= y < H and 0 <= x < W:
                terms.append(multiply(of(maps, (n, o, i, j)), of(image, (n, channel, y, x))))
        return add_all(terms) if terms else Tensor(0.0)


@lru_cache(maxsize=256)
def _geometry(stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Geometry:
    return Geometry(stride, padding, dilation, groups)


def _checked_geometry(stride: int | Pair, padding: int | Pair, dilation: int | Pair, groups: int) -> Geometry:
    """The geometry that the settings of a convolution say; DomainError for settings that can't be."""
    return _geometry(pair("stride", stride, 1), pair("padding", padding, 0), pair("dilation", dilation, 1), groups)


def _plain(convolution: Callable[..., Tensor], maps: Tensor, kernel: Tensor, **settings: Any) -> Tensor:
    """A convolution of a plain image (H, W) with a plain kernel (KH, KW), which stays plain."""
    one = convolution(reshape(maps, (1, 1, *maps.shape)), reshape(kernel, (1, 1, *kernel.shape)), **settings)
    return reshape(one, one.shape[2:])


def pair(name: str, value: int | Pair, least: int) -> Pair:
    """One number for both axes, or one for each; DomainError below the least."""
    both = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    fits = [isinstance(v, (int, np.integer)) and not isinstance(v, bool) and least <= v <= LARGEST for v in both]
    if fits != [True, True]:
        raise DomainError(f"{name} takes whole numbers from {least} up, one or two of them; found {value!r:.60}.")
    return int(both[0]), int(both[1])


def convolve(
    image: object,
    kernel: object,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Tensor:
    r"""Two-dimensional cross-correlation, summed over channels.

    out_{o,i,j} = \sum_c \sum_{a,b} image_{c,\, iS + aD - P,\, jS + bD - P} \, kernel_{o,c,a,b}

    Shapes: image (N, C_in, H, W), kernel (C_out, C_in/groups, KH, KW) -> (N, C_out, OH, OW), see output_size.
    Plain images (H, W) with plain kernels (KH, KW) are taken as one example with one channel, and stay plain.
    Convention: cross-correlation (the kernel is not flipped), zero padding. Raises ShapeError, DomainError.
    Source: Dive into Deep Learning, 7.2.

    >>> convolve(np.arange(9.0).reshape(3, 3), np.arange(4.0).reshape(2, 2)).value.tolist()
    [[19.0, 25.0], [37.0, 43.0]]
    """
    image, kernel = as_tensor(image), as_tensor(kernel)
    if image.ndim == kernel.ndim == 2:
        settings = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        return _plain(convolve, image, kernel, **settings)
    _check(image, kernel, groups, image.shape[1] if image.ndim == 4 else 0)
    geometry = _checked_geometry(stride, padding, dilation, groups)
    geometry.output(image.shape[2:], kernel.shape[2:])
    return Convolve(geometry)(image, kernel)


def convolve_transposed(
    maps: object,
    kernel: object,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    output_padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Tensor:
    r"""The transposed convolution: each number of the maps paints the kernel, overlaps add.

    Shapes: maps (N, C_in, H, W), kernel (C_in, C_out/groups, KH, KW) -> (N, C_out, OH, ...) with
    OH = (H-1)S - 2P + D(KH-1) + 1 + output_padding;
    plain arrays (H, W) stay plain. It is the gradient of ``convolve`` with respect to its image, not its inverse.
    Errors: ShapeError, DomainError where shapes or settings don't go together.
    Source: Dive into Deep Learning, 14.10; Dumoulin and Visin (2016), ch. 4.

    >>> convolve_transposed(np.arange(4.0).reshape(2, 2), np.arange(4.0).reshape(2, 2)).value.tolist()
    [[0.0, 0.0, 1.0], [0.0, 4.0, 6.0], [4.0, 12.0, 9.0]]
    """
    maps, kernel = as_tensor(maps), as_tensor(kernel)
    if maps.ndim == kernel.ndim == 2:
        settings = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        return _plain(convolve_transposed, maps, kernel, output_padding=output_padding, **settings)
    _check(maps, kernel, groups, None)
    geometry = _checked_geometry(stride, padding, dilation, groups)
    extra = pair("output_padding", output_padding, 0)
    if any(e >= max(s, d) for e, s, d in zip(extra, geometry.stride, geometry.dilation)):
        raise DomainError(
            f"output_padding must be smaller than stride or dilation; found {extra} and {geometry.stride}."
        )
    image = geometry.image(maps.shape[2:], kernel.shape[2:], extra)
    if min(image) < 1:
        raise ShapeError(
            f"Padding {geometry.padding} leaves nothing of the output of {label(maps)} with {label(kernel)}."
        )
    return ConvolveTransposed(geometry, image)(maps, kernel)


def _check(maps: Tensor, kernel: Tensor, groups: int, channels: int | None) -> None:
    """ShapeError unless maps and kernel are (N, C, H, W) and (C_out, C_in/groups, KH, KW) that go together."""
    if maps.ndim != 4 or kernel.ndim != 4:
        raise ShapeError(
            f"A convolution takes (N, C, H, W) and a kernel of four axes; found {label(maps)} and {label(kernel)}."
        )
    if not isinstance(groups, (int, np.integer)) or groups < 1 or kernel.shape[0] % groups:
        raise DomainError(f"groups must divide the kernel's first axis {kernel.shape[0]}; found {groups!r}.")
    if not maps.size or not kernel.size:
        raise ShapeError(f"A convolution needs numbers to work on; found {label(maps)} and {label(kernel)}.")
    found, wanted = maps.shape[1], kernel.shape[0] if channels is None else kernel.shape[1] * groups
    if found != wanted:
        raise ShapeError(
            f"The kernel expects {wanted} channels in {groups} group(s); found {label(maps)} and {label(kernel)}."
        )


@dataclass(frozen=True)
class Convolution(Layer):
    r"""A convolutional layer: kernels and a bias for each output channel; see ``convolve``.

    Shapes  W (C_out, C_in/groups, KH, KW), b (C_out,) or None; x (N, C_in, H, W) -> (N, C_out, OH, OW)
    Errors  ShapeError, DomainError where shapes or settings don't go together

    >>> layer = convolution(3, 8, 5, rng=1, stride=2, padding=2)
    >>> layer(np.ones((1, 3, 32, 32))).shape, layer.parameter_count
    ((1, 8, 16, 16), 608)
    """

    W: Tensor
    b: Tensor | None = None
    stride: int | Pair = 1
    padding: int | Pair = 0
    dilation: int | Pair = 1
    groups: int = 1

    def __post_init__(self) -> None:
        needs_tensors(self, self.W, self.b)
        pair("stride", self.stride, 1), pair("padding", self.padding, 0), pair("dilation", self.dilation, 1)
        whole("groups", self.groups, least=1)
        if self.W.ndim != 4 or (self.b is not None and self.b.shape != self.W.shape[:1]):
            raise ShapeError(
                f"A convolution takes W (C_out, C_in/groups, KH, KW) and b (C_out,); found {label(self.W)}"
                + (f" and {label(self.b)}." if self.b is not None else ".")
            )

    def __call__(self, x: object) -> Tensor:
        """The feature maps of a batch of images."""
        z = convolve(x, self.W, stride=self.stride, padding=self.padding, dilation=self.dilation, groups=self.groups)
        return z if self.b is None else z + reshape(self.b, (len(self.b), 1, 1))


def convolution(
    C_in: int, C_out: int, kernel: int | Pair, *, rng: np.random.Generator | int,
    stride: int | Pair = 1, padding: int | Pair = 0, dilation: int | Pair = 1, groups: int = 1,
    bias: bool = True, layer: str | int = "",
) -> Convolution:  # fmt: skip
    """A new convolutional layer: He's normal weights, biases 0, named W^{(l)} and b^{(l)} when a layer is given.

    Errors  DomainError for sizes below 1 or groups that divide no channels
    Source  He et al., Delving Deep into Rectifiers (2015), for the weights

    >>> convolution(4, 8, 3, rng=1, groups=2, layer=1).W.shape
    (8, 2, 3, 3)
    """
    if whole("C_in", C_in, least=1) % whole("groups", groups, least=1):
        raise DomainError(f"groups must divide C_in = {C_in}, found {groups}")
    sup = f"^{{({layer})}}" if str(layer) else ""
    W = Tensor(
        he_normal((whole("C_out", C_out, least=1), C_in // groups, *pair("kernel", kernel, 1)), generator(rng)),
        f"W{sup}",
    )
    return Convolution(W, Tensor(np.zeros(C_out), f"b{sup}") if bias else None, stride, padding, dilation, groups)
