"""A neuron that decides about an umbrella, and the neuron with which later lectures go on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, sigmoid, step
from dlcore.small_network import small_network

NAMES = ("clouds", "humidity", "morning sun")
HUMIDITY, SUN = 0.3, 1.0
WEIGHTS, BIAS = (2.0, 1.5, -1.0), -0.5


@dataclass(frozen=True)
class Turn:
    """How far one input alone would have to move until the sum is zero."""

    name: str
    value: float
    weight: float
    move: float

    @property
    def reached(self) -> float:
        return self.value + self.move

    @property
    def possible(self) -> bool:
        """Whether the input can be there: inputs are from 0 to 1."""
        return -1e-9 <= self.reached <= 1 + 1e-9

    @property
    def row(self) -> list[object]:
        return [
            self.name,
            self.weight,
            self.value,
            *np.round([self.move, self.reached], 9),
            "yes" if self.possible else "no",
        ]


@dataclass(frozen=True)
class Vote:
    """One neuron: inputs, weights, bias, weighted sum, and the answers of a step and of a sigmoid."""

    x: Tensor
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor
    yes: bool
    products: np.ndarray
    before_bias: float

    @property
    def bars(self) -> dict[str, float]:
        """The terms of the sum by name, and the sum."""
        named = dict(zip(NAMES, self.products.tolist()))
        return named | {"bias": self.b.item(), "sum": round(self.z.item(), 9)}

    @property
    def threshold(self) -> float:
        return -self.b.item()

    @property
    def turns(self) -> tuple[Turn, ...]:
        moves = -self.z.item() / self.w.value
        return tuple(map(Turn, NAMES, self.x.value.tolist(), self.w.value.tolist(), np.round(moves, 9).tolist()))

    @property
    def table(self) -> list[list[object]]:
        return [turn.row for turn in self.turns]

    @property
    def can(self) -> list[str]:
        """The inputs that can turn the decision alone."""
        return [turn.name for turn in self.turns if turn.possible]


def umbrella(clouds: float) -> Vote:
    """Take one? With so many clouds, little humidity, and sun in the morning."""
    return neuron(Tensor([clouds, HUMIDITY, SUN], "x"), Tensor(WEIGHTS, "w"), Tensor(BIAS, "b"))


def of_the_course(seed: int) -> Vote:
    """The first hidden neuron of the 4-4-1 network."""
    x, _, p = small_network(seed)
    return neuron(x, Tensor(p.W1.value[0], "w"), Tensor(p.b1.value[0], "b"))


def neuron(x: Tensor, w: Tensor, b: Tensor) -> Vote:
    """Its sum and its answers."""
    z = (w @ x + b).named("z")
    products = np.round(w.value * x.value, 9)
    return Vote(
        x, w, b, z, sigmoid(z).named("a"), bool(step(z).item()), products, round(float(products.sum()), 9)
    )  # fmt: skip
