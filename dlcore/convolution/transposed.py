"""The transposed convolution, which makes images larger: what a convolution gathers, it spreads out again."""

from __future__ import annotations

from dlcore.convolution.arguments import check_axes, check_channels, plain
from dlcore.convolution.geometry import Pair, checked_geometry, last_two, pair
from dlcore.convolution.operations import ConvolveTransposed
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.op import label
from dlcore.tensor import Tensor, as_tensor


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

    >>> import numpy as np
    >>> convolve_transposed(np.arange(4.0).reshape(2, 2), np.arange(4.0).reshape(2, 2)).value.tolist()
    [[0.0, 0.0, 1.0], [0.0, 4.0, 6.0], [4.0, 12.0, 9.0]]
    """
    maps, kernel = as_tensor(maps), as_tensor(kernel)
    if maps.ndim == kernel.ndim == 2:
        settings = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        return plain(convolve_transposed, maps, kernel, output_padding=output_padding, **settings)
    check_axes(maps, kernel, groups)
    check_channels(maps, kernel, groups, kernel.shape[0])
    geometry = checked_geometry(stride, padding, dilation, groups)
    extra = pair("output_padding", output_padding, 0)
    if any(e >= max(s, d) for e, s, d in zip(extra, geometry.stride, geometry.dilation)):
        raise DomainError(
            f"output_padding must be smaller than stride or dilation; found {extra} and {geometry.stride}."
        )
    image = geometry.image(last_two(maps), last_two(kernel), extra)
    if min(image) < 1:
        raise ShapeError(
            f"Padding {geometry.padding} leaves nothing of the output of {label(maps)} with {label(kernel)}."
        )
    return ConvolveTransposed(geometry, image)(maps, kernel)
