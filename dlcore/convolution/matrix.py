r"""A convolution is linear, so it is a matrix: most entries are 0, and the others are the kernel's numbers repeated."""

from __future__ import annotations

import numpy as np

from dlcore.convolution.convolve import convolve
from dlcore.convolution.geometry import Pair, pair
from dlcore.errors import ShapeError
from dlcore.ops.op import label
from dlcore.ops.shape import permute, reshape
from dlcore.tensor import Tensor, as_tensor


def convolution_matrix(
    kernel: object,
    image: int | Pair,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
) -> Tensor:
    r"""The matrix M that does what ``convolve`` does: flat(x \star w) = M flat(x), row by row.

    M_{(i, j), (iS + aD - P,\, jS + bD - P)} = w_{ab}

    image       height and width of the images, or one number for both
    Shapes      kernel (KH, KW) -> (OH OW, H W)
    Convention  images are flattened row by row, as ``reshape`` does. With one axis and stride 1 M is a Toeplitz matrix
    Errors      ShapeError unless the kernel is a matrix that fits into the image; DomainError for other settings
    Source      Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016), section 4.1

    >>> convolution_matrix([[1.0, 2.0]], (1, 4)).value.tolist()
    [[1.0, 2.0, 0.0, 0.0], [0.0, 1.0, 2.0, 0.0], [0.0, 0.0, 1.0, 2.0]]
    """
    kernel, (H, W) = as_tensor(kernel), pair("image", image, 1)
    if kernel.ndim != 2:
        raise ShapeError(f"A convolution's matrix is made of a kernel (KH, KW); found {label(kernel)}.")
    one_pixel_each = np.eye(H * W).reshape(H * W, 1, H, W)
    seen = convolve(
        one_pixel_each, reshape(kernel, (1, 1, *kernel.shape)), stride=stride, padding=padding, dilation=dilation
    )  # (H W, 1, OH, OW)
    return permute(reshape(seen, (H * W, -1)), (1, 0))
