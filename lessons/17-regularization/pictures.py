"""What augmentation, mixup and label smoothing do to one digit and its target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from cures import DEGREES, MIX, NOISE, SHIFT, SMOOTHING

from dlcore import Tensor, augmented, digits, one_hot, shifted, smooth_labels, turned

DIGIT, OTHER = 3, 8


@dataclass(frozen=True)
class Pictures:
    """Images (K, 8, 8) with their names, and two targets.

    smooth   the smoothed target of the digit; right, wrong: its entries
    """

    images: np.ndarray
    names: list[str]
    nine: np.ndarray
    nine_names: list[str]
    smooth: Tensor
    right: Tensor
    wrong: Tensor
    degrees: float = DEGREES
    noise: float = NOISE
    shift: int = SHIFT
    mix: float = MIX


def pictures(seed: int) -> Pictures:
    """The first three of the data, and the first eight to mix it with."""
    images, labels = digits()
    three, eight, six = (images[labels == digit][0] for digit in (DIGIT, OTHER, 6))
    turn, noisy = turned(three, DEGREES), augmented(three[None], seed, degrees=0.0, noise=NOISE)[0]
    half = 0.6 * three + 0.4 * eight
    K, eps = Tensor(10.0, "K"), Tensor(SMOOTHING, r"\varepsilon")
    return Pictures(
        np.array([three, turn, noisy, shifted(three, SHIFT, SHIFT), half]),
        ["as it is", "turned", "noisy", "shifted", "mixed with an 8"],
        np.array([six, turned(six, 180.0)]), ["6", "9?"],
        smooth_labels(one_hot(DIGIT, 10), SMOOTHING),
        (1.0 - eps + eps / K).named("y_3"), (eps / K).named("y_k"),
    )  # fmt: skip
