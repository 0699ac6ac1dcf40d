"""The layer that convolves: kernels and biases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.convolution.convolve import convolve
from dlcore.convolution.geometry import Pair, pair
from dlcore.errors import DomainError, ShapeError
from dlcore.initializers import he_normal
from dlcore.layer import Layer
from dlcore.ops.op import label
from dlcore.ops.shape import reshape
from dlcore.rng import generator
from dlcore.tensor import Tensor


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
        super().__post_init__()
        for setting, least in (("stride", 1), ("padding", 0), ("dilation", 1)):
            pair(setting, getattr(self, setting), least)
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
