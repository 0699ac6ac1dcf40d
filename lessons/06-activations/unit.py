"""One unit with two inputs, worked out by hand, and the gradients of a unit behind it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, sigmoid, tanh
from dlcore.ops.elementary import exp

NEAR, FAR = 0.8, 1.6  # where z lies: near enough to 0 to see digits, far enough that the usual slip shows


@dataclass(frozen=True)
class Unit:
    """A unit and an example."""

    w: Tensor
    b: Tensor
    x: Tensor
    z: Tensor
    a: Tensor  # the sigmoid written with e, for a calculator
    slope: Tensor
    slope_of_slip: Tensor  # the derivative taken at a in place of z: the usual mistake


def unit(rng: np.random.Generator) -> Unit:
    """Draw numbers of one decimal until z lies well to the right of 0."""
    while True:
        w, b = Tensor(tenths(rng, 2), "w"), Tensor(tenths(rng, 1)[0], "b")
        x = Tensor(rng.integers(1, 20, 2) / 10, "x")
        z = (w @ x + b).named("z")
        if NEAR <= z.item() <= FAR:
            break
    a = (1 / (1 + exp(-z))).named("a")
    slope = (a * (1 - a)).named(r"\sigma'(z)")
    return Unit(w, b, x, z, a, slope, slope_of_slip=(sigmoid(a) * (1 - sigmoid(a))).named(r"\sigma'(a)"))


def tenths(rng: np.random.Generator, count: int) -> np.ndarray:
    """Numbers from -1.5 to 1.5 with one decimal, none of them 0."""
    return rng.choice([-1, 1], count) * rng.integers(1, 16, count) / 10


@dataclass(frozen=True)
class Signs:
    """The gradients of one unit's weights when its inputs come from a sigmoid, and when they come from a tanh."""

    z: Tensor
    sigmoid: Tensor
    tanh: Tensor
    delta: Tensor  # the blame that arrives at the unit: the same for both
    dw_sigmoid: Tensor
    dw_tanh: Tensor

    @property
    def table(self) -> list[list[object]]:
        """One row for each input of the unit."""
        columns = (self.z, self.sigmoid, self.dw_sigmoid, self.tanh, self.dw_tanh)
        return [[column[k] for column in columns] for k in range(len(self.z))]


def signs(rng: np.random.Generator) -> Signs:
    """A unit fed by four others, of which two have a negative pre-activation."""
    z = Tensor(rng.permutation([1, 1, -1, -1]) * rng.integers(3, 20, 4) / 10, "z^{(1)}")
    delta = Tensor(tenths(rng, 1)[0], r"\delta")
    of_sigmoid, of_tanh = (f(z).named("a^{(1)}") for f in (sigmoid, tanh))
    return Signs(z, of_sigmoid, of_tanh, delta, delta * of_sigmoid, delta * of_tanh)
