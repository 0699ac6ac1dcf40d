"""How a kernel moves over an image: stride, padding, dilation and groups, and the size that comes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from dlcore.check import LARGEST, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

Pair = tuple[int, int]


def last_two(tensor: Tensor | np.ndarray) -> Pair:
    """Height and width of a stack of images or kernels.

    >>> last_two(np.zeros((1, 3, 4, 5)))
    (4, 5)
    """
    *_, H, W = tensor.shape
    return H, W


def places(size: Any, beyond: Any, stride: Any, padding: Any) -> Any:
    """How many places a window has that reaches so far beyond a pixel; for whole numbers and for Tensors."""
    return (size + 2 * padding - beyond - 1) // stride + 1


def _output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> Tensor:
    """The output's size as a Tensor."""
    output_size(size, kernel, stride, padding, dilation)
    given = zip((size, kernel, stride, padding, dilation), "WFSPd")
    W, F, S, P, d = (Tensor(number, symbol) for number, symbol in given)
    return places(W, d * (F - 1), S, P).named("W'")


@tensor_form(_output_size)
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
        H, W = (output_size(*sizes) for sizes in zip(image, kernel, self.stride, self.padding, self.dilation))
        return H, W

    def image(self, output: Pair, kernel: Pair, extra: Pair = (0, 0)) -> Pair:
        """Height and width of the smallest image that gives an output, and ``extra`` more."""
        H, W = (
            (o - 1) * s - 2 * p + d * (k - 1) + 1 + e
            for o, k, s, p, d, e in zip(output, kernel, self.stride, self.padding, self.dilation, extra)
        )
        return H, W

    def slices(self, kernel: Pair, output: Pair) -> list[tuple[int, int, slice, slice]]:
        """For each place in the kernel, the pixels of the padded image that it meets."""
        (sh, sw), (dh, dw), (oh, ow) = self.stride, self.dilation, output
        return [
            (i, j, slice(i * dh, i * dh + (oh - 1) * sh + 1, sh), slice(j * dw, j * dw + (ow - 1) * sw + 1, sw))
            for i in range(kernel[0])
            for j in range(kernel[1])
        ]


@lru_cache(maxsize=256)
def _geometry(stride: Pair, padding: Pair, dilation: Pair, groups: int) -> Geometry:
    return Geometry(stride, padding, dilation, groups)


def checked_geometry(stride: int | Pair, padding: int | Pair, dilation: int | Pair, groups: int) -> Geometry:
    """The geometry that the settings of a convolution say; DomainError for settings that can't be."""
    return _geometry(pair("stride", stride, 1), pair("padding", padding, 0), pair("dilation", dilation, 1), groups)


def pair(name: str, value: int | Pair, least: int) -> Pair:
    """One number for both axes, or one for each; DomainError below the least."""
    both = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    fits = [isinstance(v, (int, np.integer)) and not isinstance(v, bool) and least <= v <= LARGEST for v in both]
    if fits != [True, True]:
        raise DomainError(f"{name} takes whole numbers from {least} up, one or two of them; found {value!r:.60}.")
    return int(both[0]), int(both[1])
