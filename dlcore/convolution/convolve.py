r"""Convolution as deep learning means it: cross-correlation, the kernel is not flipped."""

from __future__ import annotations

from dlcore.convolution.arguments import check_axes, check_channels, plain
from dlcore.convolution.geometry import Pair, checked_geometry, last_two
from dlcore.convolution.operations import Convolve
from dlcore.tensor import Tensor, as_tensor


def convolve(
    image: object,
    kernel: object,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Tensor:
    r"""Two-dimensional cross-correlation, summed over channels.

    out_{o,i,j} = \sum_c \sum_{a,b} image_{c,\, iS + aD - P,\, jS + bD - P} \, kernel_{o,c,a,b}

    Shapes: image (N, C_in, H, W), kernel (C_out, C_in/groups, KH, KW) -> (N, C_out, OH, OW), see output_size.
    Plain images (H, W) with plain kernels (KH, KW) are taken as one example with one channel, and stay plain.
    Convention: cross-correlation (the kernel is not flipped), zero padding. Raises ShapeError, DomainError.
    Source: Dive into Deep Learning, 7.2.

    >>> import numpy as np
    >>> convolve(np.arange(9.0).reshape(3, 3), np.arange(4.0).reshape(2, 2)).value.tolist()
    [[19.0, 25.0], [37.0, 43.0]]
    """
    image, kernel = as_tensor(image), as_tensor(kernel)
    if image.ndim == kernel.ndim == 2:
        settings = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        return plain(convolve, image, kernel, **settings)
    check_axes(image, kernel, groups)
    check_channels(image, kernel, groups, kernel.shape[1] * groups)
    geometry = checked_geometry(stride, padding, dilation, groups)
    geometry.output(last_two(image), last_two(kernel))
    return Convolve(geometry)(image, kernel)
