"""What becomes of the blame on its way back through a deep network, for each activation: measured layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from curves import NAMES

from dlcore import ACTIVATIONS, Measurement, Tensor, gradients, half_squared_error, measured, mlp
from dlcore.initializers import he_normal

EXAMPLES = 64
DRAWS = 10  # of weights and inputs
KEYS = ("sigmoid", "tanh", "relu", "leaky relu", "gelu", "silu")
LARGER = 1.5  # times He's weights: the network in which blame grows
SHOWN = ("sigmoid", "tanh", "relu", "larger")


@dataclass(frozen=True)
class Faded:
    """One network: blame at each hidden layer as a share of the last one's, and the mean slope of its units."""

    name: str
    shares: np.ndarray  # (draws, depth): layer 1 first
    slopes: np.ndarray  # (draws,)

    @property
    def first(self) -> Measurement:
        """What is left at layer 1."""
        return measured(self.shares[:, 0])

    @property
    def slope(self) -> Measurement:
        """The mean slope of all units on all examples."""
        return measured(self.slopes)


@dataclass(frozen=True)
class Depth:
    """The same deep network with each activation."""

    layers: np.ndarray
    networks: dict[str, Faded]
    bound: float  # the most that the slopes of the sigmoid alone let through all layers
    larger: float
    draws: int

    @property
    def shown(self) -> list[Faded]:
        """What the chart compares."""
        return [self.networks[key] for key in SHOWN]

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Four lines over the layers: the median of the draws."""
        return {f.name: (self.layers, np.median(f.shares, axis=0)) for f in self.shown}

    @property
    def bands(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """From the lowest of the draws to the highest."""
        return {f.name: (f.shares.min(axis=0), f.shares.max(axis=0)) for f in self.shown}

    @property
    def weakest(self) -> Faded:
        """The network in which the least is left."""
        return min(self.networks.values(), key=lambda f: float(f.first.median))

    @property
    def ranges_overlap(self) -> bool:
        """Whether the draws of ReLU, leaky ReLU and GELU can't tell which of them keeps the most."""
        found = [self.networks[key].first for key in ("relu", "leaky relu", "gelu")]
        return max(m.low for m in found) < min(m.high for m in found)


def depth(layers: int, width: int, seed: int) -> Depth:
    """Each activation in a network of so many hidden layers, with the initialization made for it."""
    bound = float(ACTIVATIONS["sigmoid"].steepest) ** (layers - 1)
    networks = {key: faded(NAMES[key], key, layers, width, seed) for key in KEYS}
    networks["larger"] = faded("ReLU, larger weights", "relu", layers, width, seed, LARGER)
    return Depth(np.arange(1.0, layers + 1), networks, bound, LARGER, DRAWS)


def faded(name: str, key: str, layers: int, width: int, seed: int, scale: float = 1.0) -> Faded:
    """Forward and backward once for each draw: Glorot's weights for sigmoid and tanh, He's for all others."""
    drawn = [passed_back(key, layers, width, np.random.default_rng(seed + k), scale) for k in range(DRAWS)]
    return Faded(name, np.stack([share for share, _ in drawn]), np.array([slope for _, slope in drawn]))


def passed_back(key: str, layers: int, width: int, rng: np.random.Generator, scale: float) -> tuple[np.ndarray, float]:
    """The root mean square of delta in each hidden layer as a share of the last one's, and the mean slope."""
    init = None if scale == 1 else lambda shape, rng: scale * he_normal(shape, rng)
    network = mlp([width] * (layers + 1) + [1], rng=rng, activation=key, init=init)
    x, y = Tensor(rng.standard_normal((EXAMPLES, width)), "X"), Tensor(rng.standard_normal((EXAMPLES, 1)), "y")
    pass_ = network.forward(x)
    hidden = pass_.z[:-1]
    delta = gradients(half_squared_error(pass_.output, y), hidden)
    sizes = np.array([np.sqrt(np.mean(delta[z].value ** 2)) for z in hidden])
    return sizes / sizes[-1], float(np.mean([ACTIVATIONS[key].prime(z).value.mean() for z in hidden]))
