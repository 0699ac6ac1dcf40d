"""Each activation and its derivative on one grid of z, for charts and for the scene in which a dot slides along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from dlcore import ACTIVATIONS, Tensor

NAMES = {
    "identity": "none", "sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU",
    "leaky relu": "leaky ReLU", "gelu": "GELU", "silu": "SiLU",
}  # fmt: skip
"""How the lecture calls each function."""

SATURATED = 0.05  # slope below which a unit lets almost no blame through


@dataclass(frozen=True)
class Curve:
    """A function and its derivative over z."""

    name: str
    z: np.ndarray
    values: np.ndarray
    slopes: np.ndarray
    steepest: float
    interval: str  # of its values, in LaTeX

    @property
    def function(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The function as the series of a chart."""
        return {self.name: (self.z, self.values)}

    @property
    def derivative(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The derivative as the series of a chart."""
        return {"slope of " + self.name: (self.z, self.slopes)}


def curve(key: str, reach: float = 6.0, steps: int = 240) -> Curve:
    """An activation on equally spaced points from -reach to reach, 0 among them."""
    op = ACTIVATIONS[key]
    z = np.round(np.linspace(-reach, reach, steps + 1), 10)
    values, slopes = op(Tensor(z)).value, op.prime(Tensor(z)).value
    return Curve(NAMES[key], z, values, slopes, float(op.steepest), interval(op.bounds, values))


def side_by_side(
    curves: dict[str, Curve], low: float, high: float, part: str = "values"
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """A stretch of several curves, or of their slopes, as the series of one chart."""
    chosen = {}
    for c in curves.values():
        inside = (c.z >= low) & (c.z <= high)
        chosen[c.name] = (c.z[inside], getattr(c, part)[inside])
    return chosen


def interval(bounds: tuple[float, float], values: np.ndarray) -> str:
    r"""The bounds as an interval, closed where the function reaches them.

    >>> interval((0.0, float("inf")), np.array([0.0, 2.0]))
    '[0,\\ \\infty)'
    """
    low, high = bounds
    reached = values[0] == low or values.argmin() > 0  # a lowest value at the very left is only approached
    left = "[" if reached and np.isfinite(low) else "("
    ends = [rf"{'-' if end < 0 else ''}\infty" if np.isinf(end) else f"{round(end, 2):g}" for end in (low, high)]
    return left + ends[0] + r",\ " + ends[1] + ")"


def edge_of_saturation(curve: Curve) -> float:
    """The smallest |z| of the grid from which on the slope stays below SATURATED on both sides."""
    alive = np.abs(curve.z[curve.slopes >= SATURATED])
    return float(np.min(np.abs(curve.z[np.abs(curve.z) > alive.max()])))
