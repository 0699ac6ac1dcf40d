"""Fully connected layers, and the reshaping before them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.check import whole
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class LinearSpec(LayerSpec):
    r"""$z = W x + b$ on the last axis: every output takes part of every input.

    Parameters     $D_{in} D_{out}$ weights and $D_{out}$ biases; none where the weights are another layer's (tied)
    Multiply-adds  $D_{in} D_{out}$ for each position
    Shapes         (D_in,) -> (D_out,), or (T, D_in) -> (T, D_out) position by position
    tied           True when W is the transpose of an embedding that the table already lists
    Errors         ShapeError for an image, which has to be flattened first
    Source         Press and Wolf, Using the Output Embedding to Improve Language Models (2017), for tied weights

    >>> row = LinearSpec("hidden", 16).rows(Signal.entering((784,)))[0][0]
    >>> row.parameters, row.multiply_adds, row.receptive_field
    (12560, 12544, 784)
    """

    symbols: ClassVar[Mapping[str, str]] = {"D_out": r"D_{\text{out}}"}

    D_out: int
    bias: bool = True
    tied: bool = False

    def output(self, x: Signal) -> Signal:
        whole(f"{self.name}: D_out", self.D_out, least=1)
        if len(x.shape) > 2:
            raise ShapeError(
                f"Linear {self.name} takes a vector (D,) or a sequence (T, D): flatten the shape {x.shape} first"
            )
        return x.seeing(self.beyond(x) + 1).reshaped(*self.shape(x))

    def beyond(self, x: Signal) -> int:
        return x.extent - 1 if len(x.shape) == 1 else 0

    def shape(self, x: Signal) -> Shape:
        return (*x.shape[:-1], self.D_out)

    def arrays(self, x: Signal) -> dict[str, Shape]:
        weights = {} if self.tied else {"W": (self.D_out, x.shape[-1])}
        return {**weights, "b": (self.D_out,)} if self.bias else weights

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        return y.numbers * x.shape[-1]


@dataclass(frozen=True)
class FlattenSpec(LayerSpec):
    """An image as one long vector; nothing is computed.

    Shapes    (C, H, W) -> (C H W,)

    >>> FlattenSpec("flatten").output(Signal.entering((16, 5, 5))).shape
    (400,)
    """

    def output(self, x: Signal) -> Signal:
        return x.reshaped(*self.shape(x))

    def shape(self, x: Signal) -> Shape:
        return (x.numbers,)

    def activations(self, x: Signal, y: Signal) -> int:
        return 0
