"""One weight is moved up and down, and the loss moves: the derivative by its definition."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, evaluate

H = 0.25  # so large that it is seen
REACH, POINTS = 1.0, 81  # how far the curve goes to both sides


@dataclass(frozen=True)
class Wiggle:
    """The first weight of the output layer: the loss above it and below, their slope, and the curve they lie on."""

    h: Tensor
    slope: Tensor  # the working (L(w + h) - L(w - h)) / 2h
    chart: dict[str, tuple[np.ndarray, np.ndarray]]


def wiggled(loss: Tensor, matrix: Tensor) -> Wiggle:
    """All other parameters stay as they are."""

    def at(w: float) -> float:
        moved = matrix.value.copy()
        moved[0, 0] = w
        return float(evaluate(loss, {matrix: moved}))

    w = float(matrix.value[0, 0])
    above, below, h = Tensor(at(w + H), "L(w + h)"), Tensor(at(w - H), "L(w - h)"), Tensor(H, "h")
    slope = ((above - below) / (2 * h)).named(r"\frac{\Delta L}{\Delta w}")
    around = np.linspace(w - REACH, w + REACH, POINTS)
    curve = np.array([at(place) for place in around])
    ends = np.array([w - H, w + H])
    return Wiggle(h, slope, {"loss": (around, curve), "wiggled": (ends, np.array([below.item(), above.item()]))})
