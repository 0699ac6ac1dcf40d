"""How sure is an accuracy? The same recipe with many seeds, and the luck of the best of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import with_fresh

from dlcore import Adam, Tensor, accuracy, cross_entropy_with_logits, fit, mlp, sqrt, standard_error

EPOCHS, BATCH, LR = 8, 32, 0.01
OLD, CLAIMED = 0.98, 0.981


@dataclass(frozen=True)
class ByHand:
    """The standard error of an accuracy, and how many images tell two accuracies apart."""

    error: Tensor
    images: Tensor
    difference: Tensor


@dataclass(frozen=True)
class Seeds:
    """Accuracies on the held-out images and on fresh ones, (runs,): same images, other starts and orders."""

    held_out: np.ndarray
    fresh: np.ndarray
    images: int
    fresh_images: int
    by_hand: ByHand
    claimed: float = CLAIMED
    old: float = OLD

    @property
    def runs(self) -> int:
        return len(self.held_out)

    @property
    def best(self) -> int:
        """The run that looks best."""
        return int(self.held_out.argmax())

    @property
    def promised(self) -> float:
        """Accuracy of the best run where it was chosen."""
        return float(self.held_out[self.best])

    @property
    def kept(self) -> float:
        """Accuracy of the same run on images by which nothing was chosen."""
        return float(self.fresh[self.best])

    @property
    def lead(self) -> float:
        """By how much it was ahead of the median run where it was chosen; and on fresh images."""
        return self.promised - float(np.median(self.held_out))

    @property
    def lead_kept(self) -> float:
        return self.kept - float(np.median(self.fresh))

    @property
    def spread(self) -> float:
        """Standard deviation over the runs."""
        return float(self.held_out.std(ddof=1))

    @property
    def error(self) -> float:
        """Standard error that the images alone bring, at the median accuracy."""
        return standard_error(float(np.median(self.held_out)), self.images)

    @property
    def points(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Percent right, chosen against fresh; the best apart."""
        others = np.arange(self.runs) != self.best
        return {
            "a seed": (100 * self.held_out[others], 100 * self.fresh[others]),
            "the best seed": (100 * self.held_out[[self.best]], 100 * self.fresh[[self.best]]),
        }


def seeds(seed: int, hidden: int, runs: int, held_out: int) -> Seeds:
    """Train the same network on the same images, once for each seed."""
    parts, fresh = with_fresh(seed, held_out)
    found = [one(parts, fresh, hidden, seed + k) for k in range(runs)]
    ours, theirs = (np.array(column) for column in zip(*found))
    return Seeds(ours, theirs, held_out, len(fresh[0]), by_hand(held_out))


def one(parts, fresh, hidden: int, seed: int) -> tuple[float, float]:
    """One run: accuracy on the held-out images and on fresh ones."""
    model = fit(
        mlp([64, hidden, 10], rng=seed), cross_entropy_with_logits, parts.x, parts.y,
        optimizer=Adam(LR), epochs=EPOCHS, batch_size=BATCH, rng=seed,
    ).model  # fmt: skip
    return accuracy(model(parts.x_held_out).value, parts.y_held_out), accuracy(model(fresh[0]).value, fresh[1])


def by_hand(images: int) -> ByHand:
    """For the board."""
    p, n, d = Tensor(OLD, "p"), Tensor(float(images), "N"), Tensor(round(CLAIMED - OLD, 3), "d")
    error = sqrt(p * (1.0 - p) / n).named(r"\text{SE}")
    return ByHand(error, (2.0 * p * (1.0 - p) * (2.0 / d) ** 2).named("N"), d)
