"""A network with one input, drawn piece by piece: each rectifier adds a joint."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, relu

REACH = 2.0  # x goes from 0 to here
EARLIEST = ((2, 6), (9, 12), (15, 17))  # tenths between which each joint lies


@dataclass(frozen=True)
class Joints:
    """y = v^T max(0, x - c): three rectifiers that switch on one after the other, each with its weight in the sum."""

    c: Tensor  # where each unit switches on
    v: Tensor  # its weight at the output
    slopes: tuple[float, ...]  # of the pieces, from left to right
    at: float
    y: Tensor  # the output there
    heights: tuple[float, float]  # limits of both charts
    folds: dict[str, tuple[np.ndarray, np.ndarray]]
    sum: dict[str, tuple[np.ndarray, np.ndarray]]


def joints(rng: np.random.Generator) -> Joints:
    """Joints and slopes of one decimal; up, down and up again, so that every joint is seen."""
    places = np.array([rng.integers(low, high + 1) for low, high in EARLIEST]) / 10
    slopes = rng.integers(5, 16, 3) * [1, -1, 1] / 10
    c, v = Tensor(places, "c"), Tensor(np.round(np.diff(slopes, prepend=0.0), 1), "v")
    grid = np.unique(np.concatenate([np.linspace(0, REACH, 81), places]))
    parts = v.value[:, None] * np.maximum(0, grid - places[:, None])  # (3, n)
    folds = {f"unit {k}": (grid, part) for k, part in enumerate(parts, 1)}
    total = parts.sum(axis=0)
    ends = np.array([parts.min(), parts.max(), total.min(), total.max()])
    heights = (float(np.floor(ends.min())), float(np.ceil(ends.max())))
    y = (v @ relu(Tensor(REACH, "x") - c)).named("y")
    corners = {"joints": (places, np.interp(places, grid, total))}
    return Joints(c, v, (0.0, *map(float, slopes)), REACH, y, heights, folds, sum={"network": (grid, total)} | corners)
