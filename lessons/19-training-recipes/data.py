"""The images that all measurements of the lecture share: handwritten digits, brought to mean 0 and deviation 1."""

from __future__ import annotations

import numpy as np

from dlcore.datasets import Split, digits, split

TRAINED_ON, CLASSES = 600, 10


def images(seed: int, held_out: int | None, classes: int = CLASSES) -> Split:
    """TRAINED_ON images to train on, so many to measure on, None for all others; what is left is not looked at."""
    parts, _ = with_fresh(seed, held_out, classes)
    return parts


def with_fresh(seed: int, held_out: int | None, classes: int = CLASSES) -> tuple[Split, tuple[np.ndarray, np.ndarray]]:
    """The same, and what is left: images that nobody has chosen anything by."""
    pictures, labels = digits()
    x, y = pictures[labels < classes].reshape(-1, 64), labels[labels < classes]
    x = (x - x.mean()) / x.std()
    parts = split(x, y, held_out=len(x) - TRAINED_ON, rng=seed)
    held = slice(None, held_out)
    left = slice(len(parts.x_held_out) if held_out is None else held_out, None)
    fresh = parts.x_held_out[left], parts.y_held_out[left]
    return Split(parts.x, parts.y, parts.x_held_out[held], parts.y_held_out[held]), fresh
