"""More images from the same ones: shifted, turned and noisy copies that still show the same digit."""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import ShapeError
from dlcore.rng import generator
from dlcore.tensor import Tensor


def shifted(images: np.ndarray, down: int, right: int) -> np.ndarray:
    """Images moved by whole pixels; what leaves the frame is lost, what comes in is 0.

    Shapes   images (..., H, W) -> the same
    Working  none: pixels are moved
    Errors   ShapeError unless images are (..., H, W), DomainError unless down and right are whole numbers

    >>> shifted(np.array([[1.0, 2.0], [3.0, 4.0]]), down=1, right=0).tolist()
    [[0.0, 0.0], [1.0, 2.0]]
    """
    images = _images(images)
    H, W = images.shape[-2:]
    down, right = whole("down", down, least=-H), whole("right", right, least=-W)
    result = np.zeros_like(images)
    source = images[..., max(0, -down) : H - max(0, down), max(0, -right) : W - max(0, right)]
    result[..., max(0, down) : H - max(0, -down), max(0, right) : W - max(0, -right)] = source
    return result


def turned(images: np.ndarray, degrees: float) -> np.ndarray:
    """Images turned about their center, counterclockwise; bilinear between pixels, 0 outside the frame.

    Shapes   images (..., H, W) -> the same
    Working  none: pixels are moved, and mixed with their neighbors
    Errors   ShapeError unless images are (N, H, W)

    >>> turned(np.array([[1.0, 2.0], [3.0, 4.0]]), 90.0).round(12).tolist()
    [[2.0, 4.0], [1.0, 3.0]]
    """
    images = _images(images)
    H, W = images.shape[-2:]
    return _turned(images.reshape(-1, H, W), np.array([number("degrees", degrees)])).reshape(images.shape)


def _turned(images: np.ndarray, degrees: np.ndarray) -> np.ndarray:
    """Images (N, H, W), each turned by its own angle (N,), or all by one (1,)."""
    H, W = images.shape[1:]
    angles = np.radians(degrees)[:, None, None]
    rows, columns = np.mgrid[0:H, 0:W]
    y, x = rows - (H - 1) / 2, columns - (W - 1) / 2
    source_x = np.cos(angles) * x - np.sin(angles) * y + (W - 1) / 2  # (N, H, W)
    source_y = np.sin(angles) * x + np.cos(angles) * y + (H - 1) / 2
    return _bilinear(images, source_y, source_x)


def _bilinear(images: np.ndarray, y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Images (N, H, W) read at places between pixels, y and x (N, H, W) or (1, H, W)."""
    N, H, W = images.shape
    y, x = np.round(y, 9), np.round(x, 9)  # so that a quarter turn hits the pixels
    top, left = np.floor(y).astype(int), np.floor(x).astype(int)
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    each = np.arange(N)[:, None, None]
    result = np.zeros(images.shape)
    for di in (0, 1):
        for dj in (0, 1):
            weight = (1 - abs(y - top - di)) * (1 - abs(x - left - dj))
            result += weight * framed[each, np.clip(top + di + 1, 0, H + 1), np.clip(left + dj + 1, 0, W + 1)]
    return result


def _moved(images: np.ndarray, moves: np.ndarray, most: int) -> np.ndarray:
    """Images (N, H, W), each moved by its own whole pixels (N, 2), down and right, at most so many."""
    N, H, W = images.shape
    framed = np.pad(images, ((0, 0), (most, most), (most, most)))
    rows = np.arange(H)[None, :] - moves[:, :1] + most  # (N, H)
    columns = np.arange(W)[None, :] - moves[:, 1:] + most  # (N, W)
    return framed[np.arange(N)[:, None, None], rows[:, :, None], columns[:, None, :]]


def augmented(
    images: np.ndarray,
    rng: np.random.Generator | int,
    *,
    shift: int = 0,
    degrees: float = 10.0,
    noise: float = 0.1,
) -> np.ndarray:
    """A new version of each image: moved, turned and with noise, each by an amount drawn for it.

    Shapes      images (N, H, W) -> the same; for flat images reshape before and after
    shift       largest move in pixels, down and to the right, each way
    degrees     largest turn, each way
    noise       standard deviation of the normal noise added to each pixel; the result is held in [0, 1]
    Convention  labels stay: don't mirror digits, and don't turn a 6 into a 9. The UCI digits fill their frame, so a
                shift costs strokes: it helps for images to come that aren't centered, and harms for others (0 by
                default)
    Working     none: pixels are moved and drawn upon
    Errors      ShapeError unless images are (N, H, W)
    Source      Goodfellow, Bengio and Courville, Deep Learning (2016), section 7.4

    >>> augmented(np.ones((5, 8, 8)), rng=1).shape
    (5, 8, 8)
    """
    images, rng = _images(images), generator(rng)
    if images.ndim != 3:
        raise ShapeError(f"augmented takes images (N, H, W); found shape {images.shape}.")
    shift, degrees, noise = whole("shift", shift), number("degrees", degrees, least=0), number("noise", noise, least=0)
    moves = rng.integers(-shift, shift + 1, (len(images), 2))
    turns = rng.uniform(-degrees, degrees, len(images))
    result = _moved(_turned(images, turns), moves, shift)
    return np.clip(result + rng.normal(0.0, noise, result.shape) if noise else result, 0.0, 1.0)


def _images(images: np.ndarray) -> np.ndarray:
    images = Tensor(images, "images", dtype=np.float64).value
    if images.ndim < 2 or not images.size:
        raise ShapeError(f"Images have at least two axes (..., H, W) and a pixel; found shape {images.shape}.")
    return images
