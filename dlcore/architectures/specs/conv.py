"""Two-dimensional convolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal, evenly
from dlcore.architectures.specs.window import WindowedSpec, window
from dlcore.check import whole
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class ConvSpec(WindowedSpec):
    r"""C_out filters of kernel x kernel numbers slide over an image: a cross-correlation, as in every framework.

    Parameters     $C_{out} \frac{C_{in}}{g} k^2$ weights and $C_{out}$ biases
    Multiply-adds  $C_{out} \frac{C_{in}}{g} k^2 H' W'$
    Shapes         (C_in, H, W) -> (C_out, H', W') with $H' = \lfloor (H + 2P - d(k - 1) - 1)/S \rfloor + 1$
    Errors         ShapeError when the input is no image, the window is larger than the padded image,
                   or the groups do not divide both numbers of channels
    Source         Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016),
                   relationships 6 and 15

    >>> row = ConvSpec("conv1", 96, kernel=11, stride=4).rows(Signal.entering((3, 227, 227)))[0][0]
    >>> row.output_shape, row.parameters, row.multiply_adds
    ((96, 55, 55), 34944, 105415200)
    >>> print(row.tensors["parameters"].working().lines[1].latex)
    96 \cdot \frac{3}{1} \cdot 11^{2} + 96
    """

    symbols: ClassVar[Mapping[str, str]] = {
        "C_out": r"C_{\text{out}}",
        "kernel": "k",
        "stride": "S",
        "padding": "P",
        "dilation": "d",
        "groups": "g",
    }

    C_out: int
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    groups: int = 1
    bias: bool = True

    def output(self, x: Signal) -> Signal:
        C_in, _, _ = self.expects(x, 3, "an image (C, H, W)")
        C_out, groups = (
            whole(f"{self.name}: C_out", self.C_out, least=1),
            whole(f"{self.name}: groups", self.groups, least=1),
        )
        if C_in % groups or C_out % groups:
            raise ShapeError(
                f"Conv {self.name}: {groups} groups must divide C_in = {C_in} and C_out = {C_out} without rest, "
                f"found input shape {x.shape}"
            )
        return window(self, x)

    def shape(self, x: Signal) -> Shape:
        _, H, W = x.shape
        return self.C_out, self.places(x, H), self.places(x, W)

    def arrays(self, x: Signal) -> dict[str, Shape]:
        weights = (self.C_out, evenly(x.shape[0], self.groups), self.kernel, self.kernel)
        return {"W": weights, "b": (self.C_out,)} if self.bias else {"W": weights}

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        return y.numbers * evenly(x.shape[0], self.groups) * self.kernel**2
