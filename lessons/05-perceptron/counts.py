"""How many numbers fully connected layers hold: counted by formula, and compared with published counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, multilayer_perceptron

PUBLISHED = (
    ((3, 4, 2), 26, "CS231n"),
    ((3, 4, 4, 1), 41, "CS231n"),
    ((784, 30, 10), 23_860, ""),
    ((784, 16, 16, 10), 13_002, "3Blue1Brown"),
)


@dataclass(frozen=True)
class Counted:
    """A network and its parameters."""

    name: str
    weights: int
    biases: int
    published: str

    @property
    def parameters(self) -> int:
        return self.weights + self.biases

    @property
    def row(self) -> list[object]:
        return [self.name, self.weights, self.biases, self.parameters, self.published]


@dataclass(frozen=True)
class Counts:
    """The formula for one network, written out, and the table of several."""

    layers: tuple[Tensor, ...]
    networks: tuple[Counted, ...]
    drawn: tuple[int, ...]

    @property
    def table(self) -> list[list[object]]:
        return [network.row for network in self.networks]

    @property
    def total(self) -> int:
        """All parameters of the network that is written out."""
        return int(sum(layer.item() for layer in self.layers))


def counts() -> Counts:
    """Layer by layer, (n_in + 1) n_out."""
    sizes = PUBLISHED[-1][0]
    pairs = zip(sizes, sizes[1:])
    layers = tuple(
        ((Tensor(float(a), f"n_{k}") + 1) * Tensor(float(b), f"n_{k + 1}")).named(f"P_{k + 1}")
        for k, (a, b) in enumerate(pairs)
    )
    return Counts(layers, tuple(counted(*network) for network in PUBLISHED), PUBLISHED[1][0])


def counted(sizes: tuple[int, ...], published: int, by: str) -> Counted:
    """A network of dlcore's, beside who published the same count."""
    total = multilayer_perceptron(sizes).parameters
    biases = int(np.sum(sizes[1:]))
    return Counted("-".join(map(str, sizes)), total - biases, biases, by if by and published == total else "–")
