"""Is the digit even? A perceptron on pixels, one behind random units, and a network that learns its units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from random_layer import answers, random_units

from dlcore import Adam, accuracy, cross_entropy_with_logits, fit, mlp, perceptron
from dlcore.datasets import digits, split

SEEDS, HELD_OUT, ROUNDS, EPOCHS, BATCH, HIDDEN = 10, 360, 20, 30, 64, 16


@dataclass(frozen=True)
class Even:
    """Held-out accuracy of each, one number for each seed, and how many numbers each learns."""

    pixels: np.ndarray
    behind: np.ndarray
    network: np.ndarray
    settled: int  # in how many runs the perceptron on pixels went through a round without a mistake
    units: int
    rounds: int
    epochs: int
    learned: dict[str, int]

    @property
    def means(self) -> dict[str, float]:
        """Mean accuracy of each."""
        return {"pixels": self.pixels.mean(), "behind": self.behind.mean(), "network": self.network.mean()}

    @property
    def ahead(self) -> int:
        """In how many splits the network is ahead of the random units."""
        return int((self.network > self.behind).sum())

    @property
    def helped(self) -> int:
        """In how many splits the random units are ahead of the pixels."""
        return int((self.behind > self.pixels).sum())

    @property
    def splits(self) -> int:
        return len(self.pixels)

    @property
    def fixed(self) -> int:
        """Numbers of the random layer, which stay as they were drawn."""
        return 65 * self.units

    @property
    def low(self) -> float:
        """Where the chart's axis begins: the next ten percent below all of them."""
        return float(10 * np.floor(10 * min(self.pixels.min(), self.behind.min(), self.network.min())))

    @property
    def samples(self) -> dict[str, np.ndarray]:
        """In percent, for a chart."""
        return {
            "pixels": 100 * self.pixels,
            "random units": 100 * self.behind,
            "learned units": 100 * self.network,
        }


def even(units: int, seed: int) -> Even:
    """The same split for the three, another one for each seed."""
    images, labels = digits()
    x, y = images.reshape(len(images), -1), (labels % 2 == 0).astype(int)
    runs = [one(x, y, units, np.random.SeedSequence([seed, k])) for k in range(SEEDS)]
    pixels, behind, network, settled = (np.array(column) for column in zip(*runs))
    pixel_count = x.shape[1]
    learned = {
        "pixels": pixel_count + 1, "behind": units + 1, "network": mlp([pixel_count, HIDDEN, 2], rng=1).parameter_count,
    }  # fmt: skip
    return Even(pixels, behind, network, int(settled.sum()), units, ROUNDS, EPOCHS, learned)


def one(x: np.ndarray, y: np.ndarray, units: int, seed: np.random.SeedSequence) -> tuple[float, float, float, bool]:
    """One split."""
    parts_seed, layer, order, network = (np.random.default_rng(s) for s in seed.spawn(4))
    parts = split(x, y, held_out=HELD_OUT, rng=parts_seed)
    W, b = random_units(x.shape[1], units, layer)
    plain = perceptron(parts.x, parts.y, epochs=ROUNDS, rng=order, record=False)
    hidden, held = answers(parts.x, W, b), answers(parts.x_held_out, W, b)
    behind = perceptron(hidden, parts.y, epochs=ROUNDS, rng=order, record=False)
    run = fit(
        mlp([x.shape[1], HIDDEN, 2], rng=network), cross_entropy_with_logits, parts.x, parts.y,
        optimizer=Adam(lr=0.01), epochs=EPOCHS, batch_size=BATCH, rng=network,
    )  # fmt: skip
    return (
        float(np.mean(plain.predict(parts.x_held_out) == parts.y_held_out)),
        float(np.mean(behind.predict(held) == parts.y_held_out)),
        accuracy(run.model(parts.x_held_out), parts.y_held_out),
        plain.converged,
    )
