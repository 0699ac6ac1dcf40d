"""A teacher inside the data: predict a hidden half of the image, and see what that is worth elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from layers import BATCH, LR, SEEDS, parts_of

from dlcore import Adam, fit, linear_probe, mlp, mse
from dlcore.datasets import Split

HALF, HIDDEN, EPOCHS, SHOWN = 32, 64, 40, 6


@dataclass(frozen=True)
class Halves:
    """Guesses of the lower half, and a probe on features that were learned without labels.

    network, line   squared error on held-out images as a share of that of the mean image, one for each split
    images          (3, SHOWN, 8, 8): the upper half, the network's guess below it, and the truth
    features, pixels   accuracy with so many labels: on what a network learned by filling in, and on the image itself
    """

    network: np.ndarray
    line: np.ndarray
    images: np.ndarray
    features: np.ndarray
    pixels: np.ndarray
    labels: int
    epochs: int

    @property
    def pictures(self) -> np.ndarray:
        """All images, row after row."""
        return self.images.reshape(-1, 8, 8)

    @property
    def columns(self) -> int:
        return self.images.shape[1]

    def median(self, what: str) -> float:
        return float(np.median(getattr(self, what)))

    @property
    def range(self) -> str:
        """Of the features, from the worst split to the best, in whole percent."""
        return f"{100 * self.features.min():.0f} to {100 * self.features.max():.0f}"

    @property
    def ahead(self) -> int:
        """In how many splits the features beat the pixels."""
        return int((self.features > self.pixels).sum())

    @property
    def behind(self) -> int:
        """In how many splits they are worse."""
        return int((self.features < self.pixels).sum())

    @property
    def verdict(self) -> str:
        """ "gain", "loss" or "draw": one of the first two only where four of five splits agree."""
        if self.ahead >= 0.8 * self.splits:
            return "gain"
        return "loss" if self.behind >= 0.8 * self.splits else "draw"

    @property
    def said(self) -> str:
        """The verdict as a sentence."""
        sentences = {
            "gain": "Features learned this way help to name digits with few labels.",
            "loss": "But features learned this way name digits worse than plain pixels do.",
            "draw": "But features learned this way name digits no better than plain pixels: a draw.",
        }
        return sentences[self.verdict]

    @property
    def low(self) -> float:
        """Where the chart's axis begins."""
        return float(10 * np.floor(10 * min(self.features.min(), self.pixels.min())))

    @property
    def splits(self) -> int:
        return len(self.features)

    @property
    def samples(self) -> dict[str, np.ndarray]:
        """In percent."""
        return {"pixels": 100 * self.pixels, "learned by filling in": 100 * self.features}


def halves(labels: int, seed: int) -> Halves:
    """The same splits as everywhere in the lecture."""
    runs = [one(parts_of(seed, s), labels, np.random.default_rng([seed, s, 4])) for s in range(SEEDS)]
    images, *columns = zip(*runs)
    network, straight, learned, pixels = (np.array(column) for column in columns)
    return Halves(network, straight, images[0], learned, pixels, labels, EPOCHS)


def one(parts: Split, labels: int, rng: np.random.Generator) -> tuple[np.ndarray, float, float, float, float]:
    """One split: pictures, two errors, two accuracies."""
    upper, lower = parts.x[:, :HALF], parts.x[:, HALF:]
    seen, hidden = parts.x_held_out[:, :HALF], parts.x_held_out[:, HALF:]
    at_mean = ((hidden - lower.mean(axis=0)) ** 2).mean()
    guesses = [guess(sizes, upper, lower, rng)(seen).value for sizes in ((HALF, HIDDEN, HALF), (HALF, HALF))]
    errors = [float(((g - hidden) ** 2).mean() / at_mean) for g in guesses]
    encoded = filling_in(parts.x, rng)
    drawn = rng.permutation(len(parts.x))[:labels]
    scores = [
        linear_probe((f(parts.x[drawn]), parts.y[drawn]), (f(parts.x_held_out), parts.y_held_out), epochs=60)
        for f in (encoded, lambda x: x)
    ]
    return pictures(seen, guesses[0], parts.x_held_out), errors[0], errors[1], scores[0], scores[1]


def guess(sizes: tuple[int, ...], upper: np.ndarray, lower: np.ndarray, rng: np.random.Generator):
    """A model that predicts lower halves from upper ones."""
    model = mlp(sizes, rng=rng)
    return fit(model, mse, upper, lower, optimizer=Adam(lr=LR), epochs=EPOCHS, batch_size=BATCH, rng=rng).model


def filling_in(x: np.ndarray, rng: np.random.Generator):
    """The hidden layer of a network that restores images of which half of the pixels are hidden, others each time."""
    model = fit(
        mlp([2 * HALF, HIDDEN, 2 * HALF], rng=rng), mse, x, x, optimizer=Adam(lr=LR), epochs=EPOCHS, batch_size=BATCH,
        rng=rng, augment=lambda batch, rng: batch * (rng.random(batch.shape) < 0.5),
    ).model  # fmt: skip
    return lambda images: model.forward(images).a[0].value


def pictures(seen: np.ndarray, guessed: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """(3, SHOWN, 8, 8), of the first held-out images."""
    blank = np.zeros_like(guessed)
    rows = [np.hstack([seen, blank]), np.hstack([seen, np.clip(guessed, 0, 1)]), whole]
    return np.stack([row[:SHOWN].reshape(-1, 8, 8) for row in rows])
