"""One unit with two inputs, worked out by hand, through every activation and its derivative."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from dlcore import ACTIVATIONS, Tensor, half_squared_error, gradients, leaky_relu, relu, sigmoid, tanh
from dlcore.ops.elementary import exp

from curves import NAMES

NEAR, FAR = 0.4, 1.6  # where both pre-activations lie: far enough from 0 to matter, near enough to see digits


@dataclass(frozen=True)
class Through:
    """One activation at both pre-activations."""

    function: str
    first: float
    first_slope: float
    second: float
    second_slope: float


@dataclass(frozen=True)
class Unit:
    """A unit and two examples: the first gives a positive z, the second a negative one."""

    w: Tensor
    b: Tensor
    x: Tensor
    x_second: Tensor
    z: Tensor
    z_second: Tensor
    a: Tensor  # the sigmoid written with e, for a calculator
    slope: Tensor
    slope_of_slip: Tensor  # the derivative taken at a in place of z: the usual mistake
    tanh: Tensor
    tanh_slope: Tensor
    relu: Tensor
    leaky: Tensor
    leaky_second: Tensor
    through: tuple[Through, ...]

    @property
    def header(self) -> list[str]:
        """The columns of the table of all activations."""
        return ["", *(f"${f}({z.item():.4g})$" for z in (self.z, self.z_second) for f in ("f", "f'"))]


def unit(rng: np.random.Generator) -> Unit:
    """Draw parameters of one decimal until the two examples lie on both sides of 0."""
    while True:
        w, b = Tensor(tenths(rng, 2), "w"), Tensor(tenths(rng, 1)[0], "b")
        x, x_second = Tensor(rng.integers(1, 20, 2) / 10, "x"), Tensor(rng.integers(1, 20, 2) / 10, "x")
        z, z_second = (w @ x + b).named("z"), (w @ x_second + b).named("z")
        if NEAR <= z.item() <= FAR and -FAR <= z_second.item() <= -NEAR:
            break
    a = (1 / (1 + exp(-z))).named("a")
    t = tanh(z).named("a")
    keys = [key for key in NAMES if key != "identity"]
    return Unit(
        w, b, x, x_second, z, z_second,
        a=a, slope=(a * (1 - a)).named(r"\sigma'(z)"), slope_of_slip=(sigmoid(a) * (1 - sigmoid(a))).named(r"\sigma'(a)"),
        tanh=t, tanh_slope=(1 - t**2).named(r"\tanh'(z)"),
        relu=relu(z).named("a"), leaky=leaky_relu(z).named("a"), leaky_second=leaky_relu(z_second).named("a"),
        through=tuple(through(key, z, z_second) for key in keys),
    )  # fmt: skip


def tenths(rng: np.random.Generator, count: int) -> np.ndarray:
    """Numbers from -1.5 to 1.5 with one decimal, none of them 0."""
    return rng.choice([-1, 1], count) * rng.integers(1, 16, count) / 10


def through(key: str, z: Tensor, z_second: Tensor) -> Through:
    """An activation and its derivative at both pre-activations."""
    op = ACTIVATIONS[key]
    return Through(NAMES[key], *(float(f(at).item()) for at in (z, z_second) for f in (op, op.prime)))


@dataclass(frozen=True)
class Signs:
    """The gradients of one unit's weights when its inputs come from a sigmoid, and when they come from a tanh."""

    z: Tensor
    sigmoid: Tensor
    tanh: Tensor
    dw_sigmoid: Tensor
    dw_tanh: Tensor
    delta_sigmoid: Tensor
    delta_tanh: Tensor

    @property
    def table(self) -> list[list[object]]:
        """One row for each input of the unit."""
        columns = (self.z, self.sigmoid, self.dw_sigmoid, self.tanh, self.dw_tanh)
        return [[column[k] for column in columns] for k in range(len(self.z))]


def signs(rng: np.random.Generator) -> Signs:
    """A unit fed by four others, of which two have a negative pre-activation."""
    z = Tensor(rng.permutation([1, 1, -1, -1]) * rng.integers(3, 20, 4) / 10, "z^{(1)}")
    w, target = Tensor(tenths(rng, 4), "w"), Tensor(2.0, "y")
    results = []
    for f in (sigmoid, tanh):
        a = f(z).named("a^{(1)}")
        out = (w @ a).named("z^{(2)}")
        g = gradients(half_squared_error(out, target), [w, out])
        results.append((a, g[w], g[out]))
    (a, dw, delta), (t, dw_tanh, delta_tanh) = results
    return Signs(z, a, t, dw, dw_tanh, delta, delta_tanh)
