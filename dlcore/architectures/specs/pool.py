"""Pooling: maximum or average over windows or over everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.architectures.specs.window import WindowedSpec, window
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class PoolSpec(WindowedSpec):
    """Maximum or average over a sliding window, channel by channel; nothing is learned.

    Shapes    (C, H, W) -> (C, H', W'), sizes as for Conv, rounded down
    stride    the kernel's size unless given
    Errors    ShapeError when the input is no image, the window does not fit, or the padding is over half of the window
    Source    LeCun et al., Gradient-Based Learning Applied to Document Recognition (1998), section II

    >>> PoolSpec("pool", kernel=3, stride=2).output(Signal.entering((96, 55, 55))).shape
    (96, 27, 27)
    """

    symbols: ClassVar[Mapping[str, str]] = {"kernel": "k", "stride": "S", "padding": "P"}
    dilation: ClassVar[int] = 1

    kernel: int
    stride: int | None = None
    padding: int = 0

    def __post_init__(self) -> None:
        if self.stride is None:
            object.__setattr__(self, "stride", self.kernel)

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        y = window(self, x)
        if 2 * self.padding > self.kernel:
            raise ShapeError(
                f"Pool {self.name}: padding {self.padding} is more than half of the window {self.kernel}, so a window "
                f"could hold padding alone; found input shape {x.shape}"
            )
        return y

    def shape(self, x: Signal) -> Shape:
        C, H, W = x.shape
        return C, self.places(x, H), self.places(x, W)


@dataclass(frozen=True)
class GlobalAveragePoolSpec(LayerSpec):
    """The mean of each channel over the whole image; every output sees everything.

    Shapes    (C, H, W) -> (C,)
    Source    Lin, Chen and Yan, Network In Network (2014), section 3.2

    >>> GlobalAveragePoolSpec("pool").output(Signal.entering((512, 7, 7))).shape
    (512,)
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        return x.seeing(self.beyond(x) + 1).reshaped(*self.shape(x))

    def beyond(self, x: Signal) -> int:
        return x.extent - 1

    def shape(self, x: Signal) -> Shape:
        return x.shape[:1]
