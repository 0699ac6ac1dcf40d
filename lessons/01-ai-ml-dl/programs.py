"""Six programs for one question, from a rule to two hidden layers: what each learns, and how often it is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import SPLITS, apart_by_evenness, evenness, part
from pixel import Pixel

from deckwright.figures import Run, Text, fixed, num, percent
from dlcore import MLP, Adam, accuracy, cross_entropy_with_logits, fit, mlp

LR, BATCH = 0.01, 64
RINGS = ("AI", "machine learning", "machine learning", "machine learning", "representation learning", "deep learning")


@dataclass(frozen=True)
class Program:
    """One of the six.

    decided  what a person decided; learned: how many numbers the examples decided
    right    (splits,) accuracy on held-out images
    """

    name: str
    decided: str
    learned: int
    right: np.ndarray

    @property
    def median(self) -> float:
        return float(np.median(self.right))

    @property
    def note(self) -> Text:
        """Learned numbers and median accuracy, for a diagram."""
        learned, right = num(self.learned, 5), percent(self.median, 1)
        return (Run(learned.text, figure=learned), Run(" learned, "), Run(right.text, figure=right), Run(" right"))

    @property
    def low(self) -> float:
        return float(self.right.min())

    @property
    def high(self) -> float:
        return float(self.right.max())


@dataclass(frozen=True)
class Programs:
    """All six, and the networks of the first split.

    models    the four trained ones of the first split, in the order of the lecture
    networks  that with one hidden layer, of each split
    by_digit  {"pixels": ..., "one layer": ...}: percent right for each digit, all splits together
    """

    rule: Program
    threshold: Program
    sums: Program
    pixels: Program
    hidden: Program
    deep: Program
    models: tuple[MLP, ...]
    networks: tuple[MLP, ...]
    by_digit: dict[str, np.ndarray]
    hidden_units: int

    @property
    def all(self) -> tuple[Program, ...]:
        """In the order of the lecture."""
        return (self.rule, self.threshold, self.sums, self.pixels, self.hidden, self.deep)

    @property
    def samples(self) -> dict[str, np.ndarray]:
        """Accuracies in percent, for a chart."""
        return {p.name: 100 * p.right for p in self.all}

    @property
    def low(self) -> float:
        """Where a chart's axis begins: the next ten percent below all of them."""
        return float(10 * np.floor(10 * min(p.low for p in self.all)))

    @property
    def hardest(self) -> int:
        """The digit for which the weighted sum of the pixels is right least often."""
        return int(self.by_digit["pixels"].argmin())

    @property
    def deep_ahead(self) -> int:
        """In how many splits two hidden layers are right more often than one."""
        return int((self.deep.right > self.hidden.right).sum())

    @property
    def deep_behind(self) -> int:
        """In how many splits they are right less often."""
        return int((self.deep.right < self.hidden.right).sum())

    @property
    def rows(self) -> list[list[object]]:
        """A row for each: name, what a person decided, learned numbers, median, range and ring."""
        return [
            [p.name, p.decided, p.learned, *(fixed(100 * v, 1) for v in (p.median, p.low, p.high)), ring]
            for p, ring in zip(self.all, RINGS)
        ]

    @property
    def line_by_digit(self) -> dict[str, np.ndarray]:
        """Percent right of the weighted sum of the pixels, rounded; even digits and odd ones apart."""
        return apart_by_evenness(self.by_digit["pixels"])

    @property
    def worst(self) -> float:
        """The share of the hardest digit's images that it gets right."""
        return float(self.by_digit["pixels"].min() / 100)

    @property
    def weight_picture(self) -> np.ndarray:
        """(8, 8): for each pixel what its ink adds to the score of even less that of odd."""
        W = self.models[1].layers[0].W.value
        return (W[1] - W[0]).reshape(8, 8)


def sums_of(x: np.ndarray) -> np.ndarray:
    """Sixteen features by hand: the mean ink of each row and of each column. x (N, 64) -> (N, 16)"""
    images = x.reshape(-1, 8, 8)
    return np.concatenate([images.mean(axis=2), images.mean(axis=1)], axis=1)


def trained(sizes: list[int], x: np.ndarray, y: np.ndarray, rng: np.random.Generator, epochs: int) -> MLP:
    """A network of such widths after training."""
    run = fit(
        mlp(sizes, rng=rng),
        cross_entropy_with_logits,
        x,
        y,
        optimizer=Adam(lr=LR),
        epochs=epochs,
        batch_size=min(BATCH, len(x)),
        rng=rng,
    )
    return run.model


def programs(pixel: Pixel, hidden: int, epochs: int, seed: int) -> Programs:
    """Train what is to be trained, on each split."""
    runs = [one(hidden, epochs, seed, k) for k in range(SPLITS)]
    right = np.array([run[0] for run in runs]).T  # (4, splits)
    hits = {name: np.concatenate([run[2][name] for run in runs]) for name in runs[0][2]}
    labels = np.concatenate([part(seed, k).y_held_out for k in range(SPLITS)])
    counts = [model.parameter_count for model in runs[0][1]]
    decided = ("16 features, the form", "the form", "form and width", "form and widths")
    names = ("sums", "pixels", "one layer", "two layers")
    learned = [Program(n, d, c, r) for n, d, c, r in zip(names, decided, counts, right)]
    return Programs(
        Program("rule", "pixel and threshold", 0, pixel.rule),
        Program("threshold", "pixel", 1, pixel.learned),
        *learned,
        models=tuple(runs[0][1]),
        networks=tuple(run[1][2] for run in runs),
        by_digit={n: np.array([100 * h[labels == d].mean() for d in range(10)]) for n, h in hits.items()},
        hidden_units=hidden,
    )


def one(hidden: int, epochs: int, seed: int, k: int) -> tuple[list[float], list[MLP], dict[str, np.ndarray]]:
    """The four trained programs on one split: accuracies, models, and which held-out images two of them get right."""
    parts = part(seed, k)
    rng = np.random.default_rng([seed, k, 1])
    y, y_held_out = evenness(parts.y), evenness(parts.y_held_out)
    D = parts.x.shape[1]
    plans = (
        (sums_of, [16, 2]),
        (np.asarray, [D, 2]),
        (np.asarray, [D, hidden, 2]),
        (np.asarray, [D, hidden, hidden, 2]),
    )
    models = [trained(sizes, features(parts.x), y, rng, epochs) for features, sizes in plans]
    scores = [model(features(parts.x_held_out)) for model, (features, _) in zip(models, plans)]
    hits = {name: scores[i].value.argmax(axis=1) == y_held_out for name, i in (("pixels", 1), ("one layer", 2))}
    return [accuracy(s, y_held_out) for s in scores], models, hits
