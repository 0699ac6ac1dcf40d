"""What labels are worth: heaps that k-means finds, named after one image each, beside lines on as many labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from layers import SEEDS, parts_of

from dlcore import Adam, Clusters, accuracy, cross_entropy_with_logits, fit, kmeans, mlp
from dlcore.datasets import Split

EPOCHS = 200


@dataclass(frozen=True)
class Heaps:
    """So many labels, used in three ways; and all of them, for comparison. Held-out accuracy for each split.

    centers   (k, 8, 8) of the first split, in the order of their names
    names     the digit after which each heap is named
    """

    centers: np.ndarray
    names: np.ndarray
    labels: int
    random: np.ndarray
    chosen: np.ndarray
    heaps: np.ndarray
    all: np.ndarray
    trained_on: int
    held_out: int

    def range(self, way: str) -> str:
        """From the worst split to the best, in whole percent."""
        accuracies = 100 * getattr(self, way)
        return f"{accuracies.min():.0f} to {accuracies.max():.0f}"

    @property
    def grid_columns(self) -> int:
        """Two rows of images, or three."""
        return -(-self.labels // (2 if self.labels <= 20 else 3))

    @property
    def samples(self) -> dict[str, np.ndarray]:
        """In percent."""
        return {
            "linear model, random labels": 100 * self.random,
            "linear model, chosen labels": 100 * self.chosen,
            "clusters": 100 * self.heaps,
        }

    def median(self, way: str) -> float:
        return float(np.median(getattr(self, way)))

    @property
    def heaps_ahead(self) -> int:
        """In how many splits the heaps beat the line on random labels."""
        return int((self.heaps > self.random).sum())

    @property
    def chosen_ahead(self) -> int:
        """In how many splits chosen labels beat random ones, a line each time."""
        return int((self.chosen > self.random).sum())

    @property
    def beyond_choice(self) -> int:
        """In how many splits the heaps beat the line on the same labels."""
        return int((self.heaps > self.chosen).sum())

    @property
    def choice_share(self) -> float:
        """The part of the gain, from random labels to heaps, that the choice alone brings; at the medians."""
        return (self.median("chosen") - self.median("random")) / (self.median("heaps") - self.median("random"))

    @property
    def shares_said(self) -> str:
        """What the choice of the images brings, and what naming whole clusters."""
        if not 0 < self.choice_share < 1:
            return "choosing *what* to label brings all of the gain."
        share = f"{100 * self.choice_share:.0f}%"
        return f"choosing *what* to label brings about {share} of the gain, naming whole clusters the rest."

    @property
    def splits(self) -> int:
        return len(self.heaps)

    @property
    def titles(self) -> list[str]:
        return [str(name) for name in self.names.tolist()]

    @property
    def low(self) -> float:
        return float(10 * np.floor(10 * min(self.random.min(), self.chosen.min(), self.heaps.min())))


def heaps(k: int, seed: int) -> Heaps:
    """The same splits as everywhere in the lecture."""
    runs = [one(parts_of(seed, s), k, np.random.default_rng([seed, s, 3])) for s in range(SEEDS)]
    found, named, *columns = zip(*runs)
    random, chosen, named_right, all_labels = (np.array(column) for column in columns)
    order = np.argsort(named[0], kind="stable")
    centers = found[0].centers[order].reshape(-1, 8, 8)
    parts = parts_of(seed, 0)
    return Heaps(
        centers, named[0][order], k, random, chosen, named_right, all_labels, len(parts.y), len(parts.y_held_out)
    )


def one(parts: Split, k: int, rng: np.random.Generator) -> tuple[Clusters, np.ndarray, float, float, float, float]:
    """One split: the heaps, their names, and four accuracies."""
    found = kmeans(parts.x, k, rng=rng, starts=2)
    nearest = ((parts.x[:, None] - found.centers[None]) ** 2).sum(axis=-1).argmin(axis=0)
    names = parts.y[nearest]
    named = float((names[found.assign(parts.x_held_out)] == parts.y_held_out).mean())
    drawn = rng.permutation(len(parts.x))[:k]
    everything = np.arange(len(parts.x))
    return (
        found, names, line(parts, drawn, EPOCHS), line(parts, nearest, EPOCHS), named, line(parts, everything, 30)
    )  # fmt: skip


def line(parts: Split, labeled: np.ndarray, epochs: int) -> float:
    """A linear model with these labels only."""
    run = fit(
        mlp([parts.x.shape[1], 10], rng=1), cross_entropy_with_logits, parts.x[labeled], parts.y[labeled],
        optimizer=Adam(lr=0.01), epochs=epochs, batch_size=64, rng=1,
    )  # fmt: skip
    return accuracy(run.model(parts.x_held_out), parts.y_held_out)
