"""A small convolutional network: convolution, ReLU and pooling, again and again, then a linear layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.activations.relu import RELU
from dlcore.check import whole
from dlcore.convolution import Convolution, convolution
from dlcore.errors import ShapeError
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.ops.op import label
from dlcore.ops.shape import reshape
from dlcore.pooling import max_pool
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


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
    r"""Stages of a convolution, ReLU and max pooling over 2 x 2 pixels, and a linear layer on what is left.

    Shapes  x (N, C, H, W), or (N, H, W) for one channel -> logits (N, classes)
    Errors  ShapeError for images of another size
    Source  LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition (1998),
            section II

    >>> network = cnn((1, 8, 8), channels=(8, 16), classes=10, rng=1)
    >>> network(np.zeros((5, 8, 8))).shape, network.parameter_count
    ((5, 10), 1898)
    """

    convolutions: tuple[Convolution, ...]
    head: Linear

    def __call__(self, x: object) -> Tensor:
        """The logits of a batch of images."""
        return self.forward(x).logits

    def forward(self, x: object) -> Maps:
        """The pass with its feature maps."""
        x = as_tensor(x)
        if x.ndim == 3:
            x = reshape(x, (len(x), 1, *x.shape[1:]))
        maps, pooled, a = [], [], x
        for l, layer in enumerate(self.convolutions, start=1):
            maps.append(RELU(layer(a).named(f"z^{{({l})}}")).named(f"a^{{({l})}}"))
            a = max_pool(maps[-1])
            pooled.append(a)
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
    rng: np.random.Generator | int,
) -> CNN:
    """A new network for images (C, H, W); each stage keeps the size (padding) and pooling halves it.

    Errors  DomainError for sizes below 1; ShapeError for an even kernel, or an image too small for so many halvings

    >>> network = cnn((1, 8, 8), channels=(4,), classes=10, rng=1)
    >>> [w.shape for w in network.parameters]
    [(4, 1, 3, 3), (4,), (10, 64), (10,)]
    """
    if not isinstance(image, (tuple, list)) or len(image) != 3:
        raise ShapeError(f"A network for images needs their shape (C, H, W); found {image!r}.")
    rng, (C, H, W) = generator(rng), (whole(name, size, least=1) for name, size in zip("CHW", image))
    if whole("kernel", kernel, least=1) % 2 == 0 or min(H, W) >> len(channels) < 1:
        raise ShapeError(
            f"A kernel is odd and an image survives {len(channels)} halvings; "
            f"found kernel {kernel}, image {tuple(image)}."
        )
    stages, C_in = [], C
    for l, C_out in enumerate(channels, start=1):
        stages.append(convolution(C_in, C_out, kernel, rng=rng, padding=kernel // 2, layer=l))
        C_in, H, W = C_out, H // 2, W // 2
    return CNN(tuple(stages), linear(C_in * H * W, classes, rng=rng, layer=len(channels) + 1))
