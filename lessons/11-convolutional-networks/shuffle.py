"""One fixed shuffle of the pixels, the same for all images: who notices?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from readers import CHANNELS, HELD_OUT, as_taken, trained

from dlcore import accuracy, cnn, mlp
from dlcore.datasets import digits, split

HIDDEN = 25  # as many parameters as the CNN, nearly


@dataclass(frozen=True)
class Shuffle:
    """Held-out accuracy of two networks on digits and on shuffled digits, one number for each run.

    images  one digit, as it is and shuffled
    """

    read: dict[str, np.ndarray]
    parameters: dict[str, int]
    images: np.ndarray

    @property
    def runs(self) -> int:
        return len(self.read["MLP"])

    @property
    def samples(self) -> dict[str, np.ndarray]:
        """In percent, for a chart."""
        return {name: 100 * values for name, values in self.read.items()}

    @property
    def low(self) -> float:
        """Where the chart's axis begins."""
        return float(5 * np.floor(20 * min(values.min() for values in self.read.values())))

    def harmed(self, name: str) -> int:
        """In how many runs the shuffle cost accuracy."""
        return int((self.read[f"{name}, shuffled"] < self.read[name]).sum())

    @property
    def mlp_indifferent(self) -> bool:
        """Whether the shuffle harms the MLP in about as many runs as it helps: then it is a draw."""
        return 0.2 * self.runs <= self.harmed("MLP") <= 0.8 * self.runs


def shuffle(seed: int, epochs: int, runs: int) -> Shuffle:
    """Another split, other first weights and another shuffle in each run."""
    images, labels = digits()
    side = images.shape[1]
    orders = [np.random.default_rng([seed, run, 20]).permutation(side**2) for run in range(runs)]
    plain = np.arange(side**2)
    read: dict[str, list[float]] = {}
    parameters = {}
    for run, order in enumerate(orders):
        for suffix, pixels in (("", plain), (", shuffled", order)):
            seen = images.reshape(len(images), -1)[:, pixels].reshape(images.shape)
            parts = split(seen, labels, held_out=HELD_OUT, rng=np.random.default_rng([seed, run, 0]))
            for k, name in enumerate(("MLP", "CNN")):
                rng = np.random.default_rng([seed, run, 21 + k])
                first = (
                    mlp([side**2, HIDDEN, 10], rng=rng) if k == 0 else cnn((1, side, side), channels=CHANNELS, rng=rng)
                )
                network = trained(first, parts, epochs, rng)
                right = accuracy(network(as_taken(network, parts.x_held_out)), parts.y_held_out)
                read.setdefault(name + suffix, []).append(right)
                parameters[name] = network.parameter_count
    names = ("MLP", "MLP, shuffled", "CNN", "CNN, shuffled")
    both = np.stack([images[0], images[0].ravel()[orders[0]].reshape(side, side)])
    return Shuffle({name: np.array(read[name]) for name in names}, parameters, both)
