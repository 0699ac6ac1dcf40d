"""Everything that can stand on a slide, each once, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import noisy
import numpy as np
import surface
from classifier import Classifier, trained

from deckwright.figures import percent
from dlcore import (
    SGD,
    Measurement,
    Momentum,
    Tensor,
    convolve,
    gradients,
    half_squared_error,
    measured,
    precision_recall,
    relu,
    sigmoid,
    softmax,
)
from dlcore.datasets import digits

CLASSES = ["left", "right", "top"]
HISTORY = [(1958, "Perceptron"), (1986, "Backpropagation"), (1998, "LeNet"), (2012, "AlexNet"), (2017, "Transformer")]


@dataclass(frozen=True)
class Unit:
    """One neuron on one example, forward and backward."""

    x: Tensor
    w: Tensor
    b: Tensor
    y: Tensor
    z: Tensor
    a: Tensor
    loss: Tensor
    slopes: Any
    dw: Tensor


@dataclass(frozen=True)
class Runs:
    """Training with noise in the gradients, ten seeds: what one run shows and what all of them do.

    median, quartiles  of the loss after each step
    ends               the losses at the end, by learning rate; means and errors of these
    rates              the learning rates of a schedule that halves them
    """

    median: np.ndarray
    quartiles: tuple[np.ndarray, np.ndarray]
    clean: np.ndarray
    ends: dict[str, np.ndarray]
    means: dict[str, float]
    errors: list[float]
    floor: float
    rates: np.ndarray
    first_drop: int


@dataclass(frozen=True)
class Memory:
    """What is left of a lecture day by day, with a review each week and without one."""

    days: list[date]
    left: dict[str, np.ndarray]
    half: float


@dataclass(frozen=True)
class Gallery:
    """What the slides show."""

    unit: Unit
    layers: list[Tensor]
    weights: list[Tensor]
    logits: Tensor
    probs: Tensor
    W: Tensor
    hidden: Tensor
    h: Tensor
    bowl: Callable
    slope: Callable
    paths: dict[str, np.ndarray]
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    losses: dict[str, np.ndarray]
    optimizers: list[dict[str, Any]]
    guesses: list[tuple[str, float, float]]
    settled: Measurement  # the noisy runs' last losses
    remaining: Measurement  # as shares of the first
    classifier: Classifier
    classes: list[str]
    clouds: dict[str, tuple[np.ndarray, np.ndarray]]
    kernels: np.ndarray
    kernel_names: list[str]
    map_names: list[str]
    feature_maps: np.ndarray
    pictures: np.ndarray
    picture_labels: list[str]
    activations: dict[str, Callable]
    draws: np.ndarray
    densities: dict[str, np.ndarray]
    grid: np.ndarray
    parts: dict[str, list[int]]
    part_names: list[str]
    precision: np.ndarray
    history: list[tuple[int, str]]
    grid_rows: np.ndarray
    runs: Runs
    memory: Memory
    fading: dict[str, Any]
    averages: dict[str, Any]


def lesson(*, seed: int = 1, lr: float = 0.1, steps: int = 40) -> Gallery:
    rng = np.random.default_rng(seed)
    images, labels = digits()
    W = Tensor(np.round(rng.normal(0, 0.5, (3, 4)), 2), "W")
    x = Tensor([0.5, 0.1, 0.9, 0.3], "x")
    hidden = (W @ x).named("z")
    h = relu(hidden).named("h")
    out = Tensor(np.round(rng.normal(0, 0.5, (2, 3)), 2), "V")
    logits = Tensor([2.0, 1.0, -0.5], "z")
    paths = {"gradient descent": surface.walk(SGD(lr), steps), "momentum": surface.walk(Momentum(lr / 4), steps)}
    classifier = trained(seed)
    grid = np.linspace(-4, 4, 81)
    kernels = np.array([[[-1, 0, 1]] * 3, [[-1] * 3, [0] * 3, [1] * 3], [[0, -1, 0], [-1, 4, -1], [0, -1, 0]]])
    return Gallery(
        unit=unit(),
        layers=[x, h, sigmoid((out @ h).named("o")).named("a")],
        weights=[W, out],
        logits=logits,
        probs=softmax(logits).named("p"),
        W=W,
        hidden=hidden,
        h=h,
        bowl=surface.loss,
        slope=surface.slope,
        paths=paths,
        x_range=(-2.0, 2.0),
        y_range=(-1.0, 1.0),
        losses={name: surface.loss(*path.T) for name, path in paths.items()},
        optimizers=[told(name, *(surface.loss(*path[step]) for step in (0, 1, -1))) for name, path in paths.items()],
        guesses=[(name, surface.loss(*path[0]), surface.loss(*path[-1])) for name, path in paths.items()],
        settled=measured(noisy.losses(lr, steps, range(10))[:, -1]),
        remaining=measured(noisy.losses(lr, steps, range(10))[:, -1] / surface.loss(*surface.START)),
        classifier=classifier,
        classes=CLASSES,
        clouds={name: tuple(classifier.points[classifier.labels == k].T) for k, name in enumerate(CLASSES)},
        kernels=kernels,
        kernel_names=["upright edges", "level edges", "points"],
        map_names=["map: upright", "map: level", "map: points"],
        feature_maps=feature_maps(images[labels == 3][0].reshape(8, 8), kernels),
        pictures=np.array([images[labels == digit][0] for digit in range(10)]).reshape(10, 8, 8),
        picture_labels=[str(digit) for digit in range(10)],
        activations={"sigmoid": logistic, "tanh": np.tanh},
        draws=rng.normal(size=2000),
        densities={"narrow": density(grid, 0.7), "wide": density(grid, 1.4)},
        grid=grid,
        parts={"weights": [W.size, out.size], "biases": [W.shape[0], out.shape[0]]},
        part_names=["hidden", "output"],
        precision=precision_recall(classifier.confusion).precision,
        history=HISTORY,
        grid_rows=np.column_stack([grid, density(grid, 0.7), density(grid, 1.4)])[::2],
        runs=runs(lr, steps),
        memory=memory(),
        fading=fading(memory()),
        averages=averages(rng.normal(size=30)),
    )


def unit() -> Unit:
    """A sigmoid neuron with three inputs and the squared error of its answer."""
    x, y = Tensor([0.5, 0.1, 0.9], "x"), Tensor(1.0, "y")
    w, b = Tensor([0.4, -0.8, 0.3], "w"), Tensor(0.2, "b")
    z = (w @ x + b).named("z")
    a = sigmoid(z).named("a")
    loss = half_squared_error(a, y).named("L")
    slopes = gradients(loss, [w, b])
    return Unit(x, w, b, y, z, a, loss, slopes, slopes[w])


def runs(lr: float, steps: int) -> Runs:
    """Ten seeds for each learning rate; the standard error of a mean of n runs is their deviation / sqrt(n)."""
    seeds, every = range(10), 10
    losses = noisy.losses(lr, steps, seeds)
    low, median, high = np.percentile(losses, (25, 50, 75), axis=0)
    ends = {f"{rate:g}": noisy.losses(rate, steps, seeds)[:, -1] for rate in (lr / 4, lr / 2, lr, 2 * lr)}
    return Runs(
        median=median,
        quartiles=(low, high),
        clean=noisy.losses(lr, steps, range(1), noise=0)[0],
        ends=ends,
        means={name: float(end.mean()) for name, end in ends.items()},
        errors=[float(end.std(ddof=1) / np.sqrt(len(end))) for end in ends.values()],
        floor=float(np.median(np.concatenate(list(ends.values())))),
        rates=lr / 2.0 ** (np.arange(steps + 1) // every),
        first_drop=every,
    )


def memory(half_life: float = 9.0, weeks: int = 14) -> Memory:
    """A lecture on the first Monday of a term, forgotten by half in so many days, the more slowly the more reviews."""
    days = np.arange(7 * weeks + 1)
    reviews, since = days // 7, days % 7
    left = {
        "one lecture": 0.5 ** (days / half_life),
        "a review each week": 0.5 ** (since / (half_life * (1 + reviews))),
    }
    return Memory([date(2026, 10, 12) + timedelta(days=int(day)) for day in days], left, 0.5)


def told(name: str, start: float, first: float, last: float) -> dict[str, Any]:
    """An optimizer's losses: after its first step, at the end, and what is left of the one that it began with."""
    return {"name": name, "first": first, "last": last, "left": percent(last / start)}


def feature_maps(image: np.ndarray, kernels: np.ndarray) -> np.ndarray:
    """What each kernel answers at each place of an image, (kernels, height, width)."""
    return convolve(image[None, None], kernels[:, None].astype(float), padding=1).value[0]


def logistic(z: np.ndarray) -> np.ndarray:
    """The sigmoid of many numbers."""
    return sigmoid(Tensor(z)).value


def density(x: np.ndarray, spread: float) -> np.ndarray:
    """The normal density around zero."""
    return np.exp(-((x / spread) ** 2) / 2) / (spread * np.sqrt(2 * np.pi))


def fading(memory: Memory, every: int = 14) -> dict[str, Any]:
    """What is left on some of the days, and what was lost since the one before, which the first day doesn't have."""
    left = memory.left["one lecture"][::every]
    return {"day": memory.days[::every], "remembered": left, "lost since": [None, *(left[:-1] - left[1:])]}


def averages(draws: np.ndarray, width: int = 5) -> dict[str, Any]:
    """Numbers, and the mean of each and those before it: there is none as long as there are too few."""
    means = np.convolve(draws, np.full(width, 1 / width), "valid")
    return {"a draw": draws, "mean of the latest": [None] * (width - 1) + means.tolist()}
