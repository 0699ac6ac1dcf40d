"""What the hidden units of the network have come to look for, though nobody told them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import evenness, part

from dlcore import MLP, between_class_share, linear_probe, mlp

ROWS, PROBE_EPOCHS = 8, 20
ALIVE = 1e-6  # a unit whose mean answer stays below this for every digit is dead


@dataclass(frozen=True)
class Spread:
    """One number for each split."""

    values: np.ndarray

    @property
    def median(self) -> float:
        return float(np.median(self.values))


@dataclass(frozen=True)
class Units:
    """Hidden units of the first split's network, and what they say about the digit.

    answers      (units, 10) mean answer to each digit on held-out images, each row divided by its largest
    numbers      which units these are, counted from one; favorites: the digit that each answers most
    weights      (units, 8, 8) what each weighs the pixels with; says: what a unit's answer adds to "even"
    alive        how many units answer anything at all
    named        how often a weighted sum of the hidden answers names the digit
    random       the same behind units that learned nothing
    digit_share  the share of the answers' variance that lies between the ten digits
    even_share   and between even and odd
    """

    answers: np.ndarray
    numbers: list[int]
    favorites: list[int]
    weights: np.ndarray
    says: np.ndarray
    alive: int
    named: Spread
    random: Spread
    digit_share: Spread
    even_share: Spread

    @property
    def names(self) -> list[str]:
        return [f"$h_{{{n}}}$" for n in self.numbers]

    @property
    def columns(self) -> list[str]:
        return [str(d) for d in range(10)]

    @property
    def ahead(self) -> int:
        """In how many splits the trained units name the digit better than the random ones."""
        return int((self.named.values > self.random.values).sum())

    @property
    def leading(self) -> tuple[int, int]:
        """The number of the unit with the clearest favorite, and this digit."""
        return self.numbers[self.leader], self.favorites[self.leader]

    @property
    def runner_up(self) -> float:
        """Its answer to the next digit, as a share of that to its favorite."""
        return float(np.sort(self.answers[self.leader])[-2])

    @property
    def leader(self) -> int:
        """The row of the unit with the clearest favorite."""
        return int(np.sort(self.answers, axis=1)[:, -2].argmin())


def units(networks: tuple[MLP, ...], seed: int) -> Units:
    """The picture from the first split's network, the shares from one network a split."""
    network = networks[0]
    means = by_digit(network, seed)
    alive = means.max(axis=0) > ALIVE
    shares = np.where(alive, means / np.maximum(means.max(axis=0), ALIVE), 0.0).T
    picked = sorted(np.flatnonzero(alive), key=lambda u: shares[u].sum())[:ROWS]
    picked.sort(key=lambda u: (shares[u].argmax(), shares[u].sum()))
    W = network.layers[1].W.value
    measured = np.array([probes(network, seed, k) for k, network in enumerate(networks)]).T
    return Units(
        answers=shares[picked],
        numbers=[int(u) + 1 for u in picked],
        favorites=[int(shares[u].argmax()) for u in picked],
        weights=network.layers[0].W.value[picked].reshape(-1, 8, 8),
        says=(W[1] - W[0])[picked],
        alive=int(alive.sum()),
        named=Spread(measured[0]),
        random=Spread(measured[1]),
        digit_share=Spread(measured[2]),
        even_share=Spread(measured[3]),
    )


def by_digit(network: MLP, seed: int) -> np.ndarray:
    """(10, units): the mean answer of each hidden unit to each digit, on held-out images."""
    parts = part(seed, 0)
    h = network.forward(parts.x_held_out).a[0].value
    return np.array([h[parts.y_held_out == d].mean(axis=0) for d in range(10)])


def probes(after: MLP, seed: int, k: int) -> tuple[float, float, float, float]:
    """Naming the digit behind trained and behind random units; shares of the variance for digits and for evenness."""
    parts = part(seed, k)
    before = mlp(after.sizes, rng=np.random.default_rng([seed, k, 2]))
    h, h_random = (
        (net.forward(parts.x).a[0].value, net.forward(parts.x_held_out).a[0].value) for net in (after, before)
    )
    named, named_random = (
        linear_probe((train, parts.y), (held, parts.y_held_out), rng=1, epochs=PROBE_EPOCHS)
        for train, held in (h, h_random)
    )
    return (
        named,
        named_random,
        between_class_share(h[1], parts.y_held_out),
        between_class_share(h[1], evenness(parts.y_held_out)),
    )
