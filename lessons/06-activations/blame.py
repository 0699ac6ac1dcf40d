"""What becomes of the blame on its way back through a deep network, for each activation: measured layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from curves import NAMES

from dlcore import ACTIVATIONS, Tensor, gradients, half_squared_error, mlp

EXAMPLES = 64
KEYS = ("sigmoid", "tanh", "relu", "leaky relu", "gelu", "silu")


@dataclass(frozen=True)
class Faded:
    """One network: blame at each hidden layer as a share of the last one's, and the mean slope of its units."""

    name: str
    share: np.ndarray  # (depth,): layer 1 first
    slope: float

    @property
    def first(self) -> float:
        """What is left at layer 1."""
        return float(self.share[0])


@dataclass(frozen=True)
class Depth:
    """The same deep network with each activation."""

    layers: np.ndarray
    networks: dict[str, Faded]
    bound: float  # the most that the slopes of the sigmoid alone let through all layers

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Three lines over the layers."""
        return {self.networks[key].name: (self.layers, self.networks[key].share) for key in ("sigmoid", "tanh", "relu")}

    @property
    def table(self) -> list[list[object]]:
        """Mean slope, and what is left at layer 1."""
        return [[f.name, f.slope, f.first] for f in self.networks.values()]

    @property
    def weakest(self) -> Faded:
        """The network in which the least is left."""
        return min(self.networks.values(), key=lambda f: f.first)


def depth(layers: int, width: int, seed: int) -> Depth:
    """Each activation in a network of so many hidden layers, with the initialization made for it."""
    bound = float(ACTIVATIONS["sigmoid"].steepest) ** (layers - 1)
    return Depth(np.arange(1.0, layers + 1), {key: faded(key, layers, width, seed) for key in KEYS}, bound)


def faded(key: str, layers: int, width: int, seed: int) -> Faded:
    """Forward and backward once: Glorot's weights for sigmoid and tanh, He's for all others."""
    rng = np.random.default_rng(seed)
    network = mlp([width] * (layers + 1) + [1], rng=rng, activation=key)
    x, y = Tensor(rng.standard_normal((EXAMPLES, width)), "X"), Tensor(rng.standard_normal((EXAMPLES, 1)), "y")
    pass_ = network.forward(x)
    hidden = pass_.z[:-1]
    delta = gradients(half_squared_error(pass_.output, y), hidden)
    sizes = np.array([np.sqrt(np.mean(delta[z].value ** 2)) for z in hidden])
    slope = np.mean([ACTIVATIONS[key].prime(z).value.mean() for z in hidden])
    return Faded(NAMES[key], sizes / sizes[-1], float(slope))
