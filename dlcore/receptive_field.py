r"""What a number of a feature map looks at: the pixels that can change it, how much each does, what excites it most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.autodiff import gradients
from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.tensor import Tensor

__all__ = ["Patches", "effective_receptive_field", "spatial_spread", "top_patches"]


def effective_receptive_field(maps_of: Callable[[Tensor], Tensor], image: object) -> np.ndarray:
    r"""How much each pixel changes the middle of the feature maps: the gradient's size there, (H, W).

    r_{ij} = \sum_c |\partial y / \partial x_{cij}|, y the sum of the maps' middle numbers over their channels

    maps_of     image (1, C, H, W) -> feature maps (1, C_out, H', W')
    Shapes      image (H, W) or (C, H, W) -> (H, W)
    Convention  the middle of an even side is the one after it; with ReLUs it depends on the image
    Working     none: the sizes of a gradient
    Errors      ShapeError unless the image has two or three axes and the maps four
    Source      Luo, Li, Urtasun and Zemel, Understanding the Effective Receptive Field in Deep Convolutional Neural
                Networks (2016)

    >>> from dlcore import convolve
    >>> three = np.ones((1, 1, 3, 3))
    >>> effective_receptive_field(lambda x: convolve(convolve(x, three), three), np.zeros((5, 5)))[2].tolist()
    [3.0, 6.0, 9.0, 6.0, 3.0]
    """
    pixels = Tensor(image, "image").value
    if pixels.ndim not in (2, 3) or not pixels.size:
        raise ShapeError(f"effective_receptive_field takes an image (H, W) or (C, H, W); found shape {pixels.shape}.")
    x = Tensor(pixels.reshape(1, -1, *pixels.shape[-2:]), "x")
    maps = maps_of(x)
    if maps.ndim != 4:
        raise ShapeError(f"Feature maps have four axes (1, C, H, W); found shape {maps.shape}.")
    middle = maps[0, :, maps.shape[2] // 2, maps.shape[3] // 2].sum()
    return np.abs(gradients(middle, [x])[x].value[0]).sum(axis=0)


def spatial_spread(weights: object) -> float:
    r"""How far the weights of pixels lie from their center along one axis: a standard deviation, in pixels.

    \sqrt{(\sigma_{rows}^2 + \sigma_{columns}^2)/2}; L equal 3 x 3 kernels give \sqrt{2L/3}

    Shapes   weights (H, W), none negative
    Working  none: a statistic of many numbers
    Errors   ShapeError unless weights are (H, W); DomainError where one is negative, or all are 0

    >>> spatial_spread(np.ones((3, 3))) ** 2
    0.6666666666666666
    """
    w = Tensor(weights, "weights").value
    if w.ndim != 2:
        raise ShapeError(f"spatial_spread takes weights (H, W); found shape {w.shape}.")
    if not w.size or w.min() < 0 or not w.any():
        raise DomainError(f"spatial_spread takes weights from 0 up, not all 0; found {w.tolist()!r:.60}.")
    variances = [_variance(w.sum(axis=axis) / w.sum()) for axis in (0, 1)]
    return float(np.sqrt(np.mean(variances)))


def _variance(shares: np.ndarray) -> float:
    places = np.arange(len(shares))
    return float(shares @ (places - shares @ places) ** 2)


@dataclass(frozen=True)
class Patches:
    """What excites one feature map most: an image counts once, at its best place; the strongest comes first.

    patches  (count, field, field) pixels; beyond the image they are 0
    images   (count,) the images that they were cut from
    places   (count, 2) where in the map
    values   (count,) what the map says there
    Working  none: pixels are cut out

    >>> top_patches(np.eye(2)[None], np.ones((1, 4, 4)), field=2, stride=2, count=1).places.tolist()
    [[0, 0]]
    """

    patches: np.ndarray
    images: np.ndarray
    places: np.ndarray
    values: np.ndarray


def top_patches(
    maps: object, images: object, *, field: int, stride: int = 1, start: int = 0, count: int = 9
) -> Patches:
    r"""The pieces of images to which one feature map answers most.

    field       pixels on a side of a number's receptive field, as a layer table says
    stride      pixels between the fields of neighboring numbers
    start       the first pixel of the first number's field; below 0 where there is padding
    Shapes      maps (N, H', W') of one channel, images (N, H, W)
    Convention  of equal answers the first image counts, and the first place
    Working     none: pixels are cut out
    Errors      ShapeError where the shapes don't go together; DomainError for sizes below 1, or more patches than
                images
    Source      Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), figure 2

    >>> image = np.arange(16.0).reshape(1, 4, 4)
    >>> found = top_patches(np.array([[[1.0, 2.0], [5.0, 3.0]]]), image, field=2, stride=2, count=1)
    >>> found.patches.tolist(), found.values.tolist()
    ([[[8.0, 9.0], [12.0, 13.0]]], [5.0])
    """
    maps, images = Tensor(maps, "maps").value, Tensor(images, "images").value
    if maps.ndim != 3 or images.ndim != 3 or len(maps) != len(images) or not maps.size or not images.size:
        raise ShapeError(
            f"top_patches takes maps (N, H', W') and images (N, H, W); found shapes {maps.shape} and {images.shape}."
        )
    field, stride = whole("field", field, least=1), whole("stride", stride, least=1)
    start = whole("start", start, least=1 - field)
    if whole("count", count, least=1) > len(images):
        raise DomainError(f"count must be at most the number of images, {len(images)}; found {count}.")
    flat = maps.reshape(len(maps), -1)
    best, where = flat.max(axis=1), flat.argmax(axis=1)
    chosen = np.argsort(-best, kind="stable")[:count]
    places = np.column_stack(np.unravel_index(where[chosen], maps.shape[1:]))
    cut = [_cut(images[n], start + stride * i, start + stride * j, field) for n, (i, j) in zip(chosen, places)]
    return Patches(np.stack(cut), chosen, places, best[chosen])


def _cut(image: np.ndarray, top: int, left: int, side: int) -> np.ndarray:
    """A square of pixels, with 0 beyond the image."""
    framed = np.pad(image, side)
    top, left = (min(max(corner, -side), size) + side for corner, size in zip((top, left), image.shape))
    return framed[top : top + side, left : left + side]
