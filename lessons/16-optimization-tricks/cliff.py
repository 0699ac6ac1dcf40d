"""A wall in the loss of one recurrent unit, and two walkers: one takes the gradient as it is, one shortens it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import ClipByNorm

STEPS_OF_TIME, FIRST_STATE, TARGET = 50, 0.5, 0.7
START, RATE, UPDATES = (5.2, -2.35), 0.1, 150
COLORS = {"free": "category3", "clipped": "category2"}  # of the walkers, in the chart and in the scene
ACROSS, UP = (4.2, 5.6), (-2.9, -1.9)  # the part of the surface that is drawn: w and b


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-z)."""
    return 1.0 / (1.0 + np.exp(-z))


def loss(w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(h_T - target)^2 of h_t = sigma(w h_{t-1} + b), for arrays of weights and biases."""
    h = np.full(np.broadcast(w, b).shape, FIRST_STATE)
    for _ in range(STEPS_OF_TIME):
        h = sigmoid(w * h + b)
    return (h - TARGET) ** 2


def gradient(w: float, b: float) -> np.ndarray:
    """Its gradient (dw, db), by handing the slope of the state on from step to step."""
    h, dw, db = FIRST_STATE, 0.0, 0.0
    for _ in range(STEPS_OF_TIME):
        after = float(sigmoid(np.array(w * h + b)))
        slope = after * (1.0 - after)
        dw, db = slope * (h + w * dw), slope * (1.0 + w * db)
        h = after
    return 2.0 * (h - TARGET) * np.array([dw, db])


@dataclass(frozen=True)
class Walk:
    """(UPDATES + 1, 2) places, the loss at each, and of each but the last the lengths of gradient and step."""

    places: np.ndarray
    losses: np.ndarray
    lengths: np.ndarray
    strides: np.ndarray

    @property
    def longest(self) -> float:
        """The largest gradient."""
        return float(self.lengths.max())

    @property
    def at_longest(self) -> int:
        """The step with the largest gradient."""
        return int(self.lengths.argmax())

    @property
    def jump(self) -> float:
        """The longest step."""
        return float(self.strides.max())

    @property
    def last(self) -> float:
        """The loss at the end."""
        return float(self.losses[-1])

    def inside(self, frame: tuple[tuple[float, float], tuple[float, float]]) -> np.ndarray:
        """The places up to the first one outside of a frame, and where the step there crosses its edge."""
        low, high = np.array(frame).T
        outside = np.flatnonzero(((self.places < low) | (self.places > high)).any(axis=1))
        if not len(outside):
            return self.places
        before, after = self.places[outside[0] - 1], self.places[outside[0]]
        step = after - before
        with np.errstate(divide="ignore"):
            edges = np.where(step > 0, (high - before) / step, (low - before) / step)
        return np.vstack([self.places[: outside[0]], before + 0.98 * edges[step != 0].min() * step])


@dataclass(frozen=True)
class Cliff:
    """Both walks."""

    limit: float
    free: Walk
    clipped: Walk
    start: tuple[float, float] = START
    rate: float = RATE
    updates: int = UPDATES
    time: int = STEPS_OF_TIME
    target: float = TARGET

    @property
    def colors(self) -> dict[str, str]:
        """A color for each walker."""
        return COLORS


def cliff(limit: float) -> Cliff:
    """Walk from the same start, without and with clipping by norm."""
    return Cliff(limit, walk(None), walk(ClipByNorm(limit)))


def walk(clip: ClipByNorm | None) -> Walk:
    """Gradient descent for UPDATES steps."""
    place = np.array(START)
    places, lengths = [place], []
    for _ in range(UPDATES):
        g = gradient(*place)
        lengths.append(float(np.linalg.norm(g)))
        if clip is not None:
            clip.in_place(g)
        place = place - RATE * g
        places.append(place)
    track = np.array(places)
    strides = np.linalg.norm(np.diff(track, axis=0), axis=1)
    return Walk(track, loss(track[:, 0], track[:, 1]), np.array(lengths), strides)
