"""A line through points: the noise around it, and how far one outlier drags it under each loss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

COUNT, SLOPE, START, NOISE = 15, 0.6, 2.0, 0.5
BELLS, WIDTH = (1.0, 4.5, 8.0), 1.5  # where the bells stand, and how far they reach to the right
ROUNDS, SMALL = 500, 1e-6  # of weighted least squares, and the residual below which a weight grows no more


@dataclass(frozen=True)
class Line:
    """The points around their line with bells of noise; the same points with an outlier, and a line for each loss."""

    noise: dict[str, tuple[np.ndarray, np.ndarray]]
    dragged: dict[str, tuple[np.ndarray, np.ndarray]]
    slopes: dict[str, tuple[float, float]]  # of the fitted lines: without the outlier, with it


def line(outlier: float, threshold: float, rng: np.random.Generator) -> Line:
    """The last point but one is lifted by ``outlier``."""
    x = np.linspace(0.0, 10.0, COUNT)
    y = START + SLOPE * x + rng.normal(0.0, NOISE, COUNT)
    spoiled = y.copy()
    spoiled[-2] += outlier
    fits = {
        "squared": lambda r: np.ones_like(r),
        "Huber": lambda r: np.minimum(1.0, threshold / np.maximum(np.abs(r), SMALL)),
        "absolute": lambda r: 1.0 / np.maximum(np.abs(r), SMALL),
    }
    found = {name: (fitted(x, y, weigh), fitted(x, spoiled, weigh)) for name, weigh in fits.items()}
    ends = np.array([x[0], x[-1]])
    noise = {"points": (x, y), "line": (ends, START + SLOPE * ends)}
    across, up = (np.concatenate(parts) for parts in zip(*(bell(place) for place in BELLS)))
    noise["noise"] = across, np.ma.masked_invalid(up)
    dragged = {"points": (x, spoiled)} | {name: (ends, b + m * ends) for name, (_, (m, b)) in found.items()}
    return Line(noise, dragged, {name: (before[0], after[0]) for name, (before, after) in found.items()})


def bell(place: float) -> tuple[np.ndarray, np.ndarray]:
    """The density of the noise around the line, lying on its side; a missing value at its end lifts the pen."""
    e = np.linspace(-3.0, 3.0, 41)
    height = START + SLOPE * place + NOISE * e
    return np.append(place + WIDTH * np.exp(-(e**2) / 2), place), np.append(height, np.nan)


def fitted(x: np.ndarray, y: np.ndarray, weigh) -> tuple[float, float]:
    """Slope and intercept with the lowest loss, by least squares whose weights follow the residuals."""
    A = np.stack([x, np.ones_like(x)], axis=1)
    weights = np.ones_like(y)
    for _ in range(ROUNDS):
        root = np.sqrt(weights)
        m, b = np.linalg.lstsq(A * root[:, None], y * root, rcond=None)[0]
        weights = weigh(y - m * x - b)
    return float(m), float(b)
