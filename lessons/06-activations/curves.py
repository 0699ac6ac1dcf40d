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

JUMP = 0.5  # a difference of neighbors on the grid that no continuous curve of this lecture has
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
        return {"slope of " + self.name: upright(self.z, self.slopes)}


def curve(key: str, reach: float = 6.0, steps: int = 240) -> Curve:
    """An activation on equally spaced points from -reach to reach, 0 among them."""
    op = ACTIVATIONS[key]
    z = np.round(np.linspace(-reach, reach, steps + 1), 10)
    values, slopes = op(Tensor(z)).value, op.prime(Tensor(z)).value
    return Curve(NAMES[key], z, values, slopes, float(op.steepest), interval(op.bounds, values))


@dataclass(frozen=True)
class Stretch:
    """Several curves side by side, from one z to another."""

    curves: tuple[Curve, ...]
    low: float
    high: float

    @property
    def functions(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The functions as the series of one chart."""
        return {c.name: self._within(c.z, c.values) for c in self.curves}

    @property
    def derivatives(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The derivatives as the series of one chart."""
        return {c.name: upright(*self._within(c.z, c.slopes)) for c in self.curves}

    def _within(self, z: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        inside = (z >= self.low) & (z <= self.high)
        return z[inside], values[inside]


def upright(z: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The curve with its jumps at one z: between neighbors on the grid they would lean."""
    before = np.flatnonzero(np.abs(np.diff(values)) > JUMP)
    return np.insert(z, before + 1, z[before]), np.insert(values, before + 1, values[before + 1])


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
