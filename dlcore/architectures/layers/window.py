"""The arithmetic of a window that slides over an image, shared by convolution and pooling."""

from __future__ import annotations

from dlcore.architectures.layers.layer import Layer
from dlcore.architectures.signal import Signal
from dlcore.check import whole
from dlcore.errors import ShapeError


def window(layer: Layer, x: Signal, C_out: int, *, dilation: int = 1) -> Signal:
    r"""The image after a window with the layer's kernel, stride and padding.

    $H' = \lfloor (H + 2P - d(k - 1) - 1) / S \rfloor + 1$, with $d(k - 1) + 1$ the reach of a dilated window

    ShapeError when the window does not fit into the padded image: the message gives both sizes.
    """
    kernel, stride = (
        whole(f"{layer.name}: kernel", layer.kernel, least=1),
        whole(f"{layer.name}: stride", layer.stride, least=1),
    )
    padding, dilation = (
        whole(f"{layer.name}: padding", layer.padding),
        whole(f"{layer.name}: dilation", dilation, least=1),
    )
    _, H, W = x.shape
    reach = dilation * (kernel - 1) + 1
    if reach > min(H, W) + 2 * padding:
        raise ShapeError(
            f"{layer.kind} {layer.name}: a window that reaches over {reach} x {reach} does not fit into shape "
            f"{x.shape} with padding {padding}"
        )
    height, width = ((side + 2 * padding - reach) // stride + 1 for side in (H, W))
    return x.through_window((C_out, height, width), reach, stride, extent=max(height, width))
