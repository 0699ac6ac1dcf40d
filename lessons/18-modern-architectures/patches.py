"""A picture cut into patches: the sentence that a Vision Transformer reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import digits, vision_transformer

SIDE = 2  # of a patch of the digit
WHICH = 8  # a digit with strokes all over the image


@dataclass(frozen=True)
class Patches:
    """One digit and its patches; the counts of ViT-B/16.

    image    (8, 8)
    pieces   (16, 2, 2), row by row
    tokens   patches and the class token
    numbers  what one patch of ViT-B/16 has, and the width of its vector
    """

    image: np.ndarray
    pieces: np.ndarray
    tokens: int
    across: int
    numbers: int
    width: int


def patches() -> Patches:
    """Cut."""
    images, labels = digits()
    image = images[np.flatnonzero(labels == WHICH)[0]]
    n = len(image) // SIDE
    pieces = image.reshape(n, SIDE, n, SIDE).swapaxes(1, 2).reshape(-1, SIDE, SIDE)
    table = vision_transformer()
    width, across, _ = table["patches"].output_shape
    (C, K, _) = table["patches"].arrays["W"][1:]
    return Patches(image, pieces, table["positions"].output_shape[0], across, C * K * K, width)
