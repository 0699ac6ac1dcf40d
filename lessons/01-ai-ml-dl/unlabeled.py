"""A representation that is learned without any label: an autoencoder, and a weighted sum of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import SPLITS, evenness, part
from programs import BATCH, LR, trained

from dlcore import Adam, accuracy, fit, mlp, mse

EPOCHS, SHOWN = 20, 4


@dataclass(frozen=True)
class Unlabeled:
    """What so many numbers keep of the images, and what they are good for.

    kept      (splits,) the share of the held-out pixels' variance that the images made from them have
    right     (splits,) accuracy of a weighted sum of them on "even?"
    both      (8, 8, 8) held-out images, and then what the autoencoder makes of each
    """

    units: int
    kept: np.ndarray
    right: np.ndarray
    both: np.ndarray

    @property
    def keeps(self) -> float:
        """The median of what is kept."""
        return float(np.median(self.kept))

    @property
    def median(self) -> float:
        return float(np.median(self.right))


def unlabeled(units: int, epochs: int, seed: int) -> Unlabeled:
    """An autoencoder for each split; tanh, since units that rectify die here."""
    runs = [one(units, epochs, seed, k) for k in range(SPLITS)]
    return Unlabeled(units, np.array([r[0] for r in runs]), np.array([r[1] for r in runs]), runs[0][2])


def one(units: int, epochs: int, seed: int, k: int) -> tuple[float, float, np.ndarray]:
    """Images in, the same images out, through fewer numbers; then the labels, for one weighted sum behind them."""
    parts = part(seed, k)
    rng = np.random.default_rng([seed, k, 3])
    D = parts.x.shape[1]
    first = mlp([D, units, D], rng=rng, activation="tanh")
    model = fit(first, mse, parts.x, parts.x, optimizer=Adam(lr=LR), epochs=EPOCHS, batch_size=BATCH, rng=rng).model
    made = model(parts.x_held_out).value
    code, code_held_out = (model.forward(x).a[0].value for x in (parts.x, parts.x_held_out))
    line = trained([units, 2], code, evenness(parts.y), rng, epochs)
    kept = 1 - ((made - parts.x_held_out) ** 2).sum() / ((parts.x_held_out - parts.x.mean(axis=0)) ** 2).sum()
    pictures = np.clip(np.concatenate([parts.x_held_out[:SHOWN], made[:SHOWN]]), 0.0, 1.0).reshape(-1, 8, 8)
    return float(kept), accuracy(line(code_held_out), evenness(parts.y_held_out)), pictures
