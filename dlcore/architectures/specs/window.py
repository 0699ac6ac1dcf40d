"""The arithmetic of a window that slides over an image, shared by convolution and pooling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dlcore.architectures.signal import Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.check import whole
from dlcore.convolution.geometry import places
from dlcore.errors import ShapeError


class WindowedSpec(LayerSpec):
    """A layer with a kernel, stride, padding and dilation: how far a window reaches, and how often it fits.

    >>> from dlcore.architectures.specs import PoolSpec
    >>> isinstance(PoolSpec("pool", 2), WindowedSpec)
    True
    """

    if TYPE_CHECKING:  # the fields of its subclasses, each with defaults of its own

        @property
        def kernel(self) -> int: ...
        @property
        def stride(self) -> int: ...
        @property
        def padding(self) -> int: ...
        @property
        def dilation(self) -> int: ...

    def beyond(self, x: Signal) -> int:
        return self.kernel - 1 if self.dilation == 1 else self.dilation * (self.kernel - 1)

    def places(self, x: Signal, side: int) -> int:
        """How many places a window has along a side."""
        return places(side, self.beyond(x), self.stride, self.padding)


def window(layer: WindowedSpec, x: Signal) -> Signal:
    r"""The image after a window with the layer's kernel, stride and padding.

    $H' = \lfloor (H + 2P - d(k - 1) - 1) / S \rfloor + 1$, with $d(k - 1) + 1$ the reach of a dilated window

    ShapeError when the window does not fit into the padded image: the message gives both sizes.
    """
    for setting in ("kernel", "stride", "dilation"):
        whole(f"{layer.name}: {setting}", getattr(layer, setting), least=1)
    padding = whole(f"{layer.name}: padding", layer.padding)
    _, H, W = x.shape
    reach = layer.beyond(x) + 1
    if reach > min(H, W) + 2 * padding:
        raise ShapeError(
            f"{layer.kind} {layer.name}: a window that reaches over {reach} x {reach} does not fit into shape "
            f"{x.shape} with padding {padding}"
        )
    shape = layer.shape(x)
    return x.through_window(shape, reach, layer.stride, extent=max(shape[1:]))
