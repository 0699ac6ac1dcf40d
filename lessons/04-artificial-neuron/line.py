"""What a neuron sees: on which side of a line a point is, and how far from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, absolute, sigmoid, sqrt

W, B, POINT = (3.0, 4.0), -5.0, (2.0, 1.0)
FRAME = (-1.0, 3.0)


@dataclass(frozen=True)
class Geometry:
    """z, the length of w, the point's distance from the line, and pictures of these."""

    w: Tensor
    b: Tensor
    x: Tensor
    z: Tensor
    length: Tensor
    distance: Tensor
    of_origin: Tensor
    sum_at: Callable[[float, float], float]
    paths: dict[str, np.ndarray]
    steepness: dict[str, tuple[np.ndarray, np.ndarray]]


def sum_at(x1: float, x2: float) -> float:
    """z at a point."""
    return W[0] * x1 + W[1] * x2 + B


def geometry() -> Geometry:
    """The line 3 x1 + 4 x2 = 5 and the point (2, 1)."""
    w, b, x = Tensor(W, "w"), Tensor(B, "b"), Tensor(POINT, "x")
    z = (w @ x + b).named("z")
    length = sqrt(w @ w).named(r"\lVert w \rVert")
    unit = w.value / length.item()
    foot = x.value - z.item() / length.item() * unit
    on_line = -b.item() / length.item() * unit  # the point of the line that is closest to the origin
    along = np.array([-unit[1], unit[0]])
    paths = {
        "$z = 0$": np.array([on_line - 2.2 * along, on_line + 1.4 * along]),
        "$w$": np.array([on_line, on_line + unit]),
        "distance": np.array([foot, x.value]),
    }
    d = np.linspace(-1.0, 1.0, 81)
    steepness = {
        "$w, b$": (d, sigmoid(length.item() * d).value),
        "$2w, 2b$": (d, sigmoid(2 * length.item() * d).value),
    }
    return Geometry(
        w, b, x, z, length, (z / length).named("d"), (absolute(b) / length).named("d_0"), sum_at, paths, steepness
    )
