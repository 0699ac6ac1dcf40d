"""A small convolutional network: convolution, ReLU and pooling, again and again, then a linear layer.

What stands between the two says what becomes of places. Flattening gives each place weights of its own; global pooling
keeps one number for each channel, so the same layer answers for images of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dlcore.activations.relu import RELU
from dlcore.check import choice, whole
from dlcore.convolution import Convolution, convolution
from dlcore.convolution.geometry import last_two
from dlcore.errors import DomainError, ShapeError
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.ops.op import label
from dlcore.ops.shape import reshape
from dlcore.pooling import average_pool, max_pool
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor

GLOBAL = {"max": max_pool, "mean": average_pool}


@dataclass(frozen=True)
class Maps:
    """What a forward pass leaves behind: after each stage its feature maps before and after pooling, and the logits.

    >>> found = cnn((1, 4, 4), channels=(2,), classes=3, rng=1).forward(np.zeros((1, 4, 4)))
    >>> found.maps[0].shape, found.pooled[0].shape, found.logits.shape
    ((1, 2, 4, 4), (1, 2, 2, 2), (1, 3))
    """

    maps: tuple[Tensor, ...]
    pooled: tuple[Tensor, ...]
    logits: Tensor


@dataclass(frozen=True)
class CNN(Layer):
    r"""Stages of a convolution, ReLU and max pooling, and a linear layer on what is left.

    pool         side of each stage's pooling window, which is its stride too; 1 pools nothing. Empty: 2 everywhere
    global_pool  "max" or "mean" of each last map, whatever its size; None gives every place weights of its own
    Shapes       x (N, C, H, W), or (N, H, W) for one channel -> logits (N, classes)
    Errors       ShapeError for images of another size, DomainError for another number of pools or another global_pool
    Source       LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition (1998),
                 section II; global pooling: Lin, Chen and Yan, Network In Network (2014)

    >>> network = cnn((1, 8, 8), channels=(8, 16), classes=10, rng=1)
    >>> network(np.zeros((5, 8, 8))).shape, network.parameter_count
    ((5, 10), 1898)
    >>> anywhere = cnn((1, 8, 8), channels=(8, 16), classes=10, pool=(2, 1), global_pool="max", rng=1)
    >>> anywhere(np.zeros((5, 30, 20))).shape, anywhere.parameter_count
    ((5, 10), 1418)
    """

    convolutions: tuple[Convolution, ...]
    head: Linear
    pool: tuple[int, ...] = ()
    global_pool: Literal["max", "mean"] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.pool and len(self.pool) != len(self.convolutions):
            raise DomainError(
                f"A network with {len(self.convolutions)} stages takes as many pools; found {self.pool!r:.60}."
            )
        if self.global_pool is not None:
            choice("global_pool", self.global_pool, GLOBAL)

    def __call__(self, x: object) -> Tensor:
        """The logits of a batch of images."""
        return self.forward(x).logits

    def forward(self, x: object) -> Maps:
        """The pass with its feature maps."""
        x = as_tensor(x)
        if x.ndim == 3:
            x = reshape(x, (len(x), 1, *x.shape[1:]))
        maps, pooled, a = [], [], x
        pools = self.pool or (2,) * len(self.convolutions)
        for l, (layer, size) in enumerate(zip(self.convolutions, pools), start=1):
            maps.append(RELU(layer(a).named(f"z^{{({l})}}")).named(f"a^{{({l})}}"))
            a = max_pool(maps[-1], size) if size > 1 else maps[-1]
            pooled.append(a)
        if self.global_pool is not None:
            a = GLOBAL[self.global_pool](a, last_two(a))  # (N, C, 1, 1)
        flat = reshape(a, (len(a), -1))
        if flat.shape[1] != self.head.W.shape[1]:
            raise ShapeError(
                f"The linear layer of this network takes {self.head.W.shape[1]} numbers; "
                f"{label(x)} leaves {flat.shape[1]}."
            )
        return Maps(tuple(maps), tuple(pooled), self.head(flat))


def cnn(
    image: tuple[int, int, int],
    *,
    channels: Sequence[int] = (16, 32),
    classes: int = 10,
    kernel: int = 3,
    pool: Sequence[int] | None = None,
    dilation: Sequence[int] | None = None,
    global_pool: Literal["max", "mean"] | None = None,
    rng: np.random.Generator | int,
) -> CNN:
    """A new network for images (C, H, W); each convolution keeps the size (padding), and pooling divides it.

    pool         a number for each stage, as CNN says; 2 by default, which halves
    dilation     a number for each stage; 1 by default: the kernel's pixels are neighbors
    global_pool  see CNN
    Errors       DomainError for sizes below 1 and for another number of pools or dilations than stages; ShapeError for
                 an even kernel, or an image too small for so much pooling

    >>> network = cnn((1, 8, 8), channels=(4,), classes=10, rng=1)
    >>> [w.shape for w in network.parameters]
    [(4, 1, 3, 3), (4,), (10, 64), (10,)]
    """
    if not isinstance(image, (tuple, list)) or len(image) != 3:
        raise ShapeError(f"A network for images needs their shape (C, H, W); found {image!r}.")
    rng, (C, H, W) = generator(rng), (whole(name, size, least=1) for name, size in zip("CHW", image))
    pools, dilations = _each("pool", pool, 2, len(channels)), _each("dilation", dilation, 1, len(channels))
    if whole("kernel", kernel, least=1) % 2 == 0:
        raise ShapeError(f"A kernel is odd; found kernel {kernel}, image {tuple(image)}.")
    stages, C_in = [], C
    for l, (C_out, size, apart) in enumerate(zip(channels, pools, dilations), start=1):
        padding = apart * (kernel // 2)
        stages.append(convolution(C_in, C_out, kernel, rng=rng, padding=padding, dilation=apart, layer=l))
        C_in, H, W = C_out, H // size, W // size
    if min(H, W) < 1:
        raise ShapeError(f"An image survives its pooling; found pools {pools}, image {tuple(image)}.")
    places = 1 if global_pool is not None else H * W
    head = linear(C_in * places, classes, rng=rng, layer=len(channels) + 1)
    return CNN(tuple(stages), head, () if pool is None else pools, global_pool)


def _each(name: str, given: Sequence[int] | None, usual: int, stages: int) -> tuple[int, ...]:
    """A whole number for each stage."""
    numbers = (usual,) * stages if given is None else tuple(whole(name, number, least=1) for number in given)
    if len(numbers) != stages:
        raise DomainError(f"A network with {stages} stages takes as many numbers as {name}; found {given!r:.60}.")
    return numbers
