"""Dead rectifiers: one that a single long step kills, and the share of dead units against the learning rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    GradientDescent,
    Tensor,
    accuracy,
    cross_entropy_with_logits,
    fit,
    gradients,
    half_squared_error,
    leaky_relu,
    mlp,
    relu,
)
from dlcore.datasets import moons

X, W, B = (0.2, 0.4, 0.6, 0.8), 0.9, 0.5  # four examples, one weight, one bias; the target is 0 for all


@dataclass(frozen=True)
class Step:
    """One unit on four examples: before a step that is too long, and after it."""

    x: Tensor
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor
    dw: Tensor
    db: Tensor
    lr: float
    w_new: Tensor
    b_new: Tensor
    z_new: Tensor
    dw_new: Tensor
    db_new: Tensor
    db_leaky: float

    @property
    def table(self) -> list[list[object]]:
        """One row for each example: input, weighted sum before the step and after it."""
        return [[self.x[k], self.z[k], self.z_new[k]] for k in range(len(self.x))]

    @property
    def picture(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The rectifier, and where the examples stand on it before the step and after."""
        grid = np.linspace(self.z_new.value.min(), self.z.value.max(), 101)
        return {
            "ReLU": (grid, np.maximum(0.0, grid)),
            "before": (self.z.value, self.a.value),
            "after": (self.z_new.value, np.maximum(0.0, self.z_new.value)),
        }


@dataclass(frozen=True)
class Dying:
    """Share of hidden units without a positive pre-activation on any example, after training."""

    rates: np.ndarray
    relu: np.ndarray  # share of dead units
    accuracy: np.ndarray
    accuracy_leaky: np.ndarray
    units: int
    epochs: int

    @property
    def worst(self) -> float:
        """The rate that kills the most."""
        return float(self.rates[self.relu.argmax()])


def step(lr: float) -> Step:
    """A step of gradient descent on half the summed squares, by a unit whose output should be 0."""
    x, w, b = Tensor(X, "x"), Tensor(W, "w"), Tensor(B, "b")
    z, a, dw, db = backward(relu, x, w, b)
    eta = Tensor(lr, r"\eta")
    w_new, b_new = (w - eta * dw).named(r"w_{\text{new}}"), (b - eta * db).named(r"b_{\text{new}}")
    z_new, _, dw_new, db_new = backward(relu, x, w_new, b_new)
    *_, db_leaky = backward(leaky_relu, x, w_new, b_new)
    return Step(x, w, b, z, a, dw, db, lr, w_new, b_new, z_new, dw_new, db_new, db_leaky.item())


def backward(activation, x: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """z, a and the gradients of the weight and the bias."""
    z = (w * x + b).named("z")
    a = activation(z).named("a")
    dw, db = gradients(half_squared_error(a, Tensor(np.zeros(len(X)), "y")), [w, b])
    return z, a, dw, db


def dying(seed: int, noise: float, units: int = 32, epochs: int = 20) -> Dying:
    """One hidden layer on the moons, trained at ever higher learning rates."""
    rates = np.array([0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0])
    x, y = moons(60, noise=noise, rng=seed)
    dead, right, right_leaky = [], [], []
    for rate in rates:
        model = trained("relu", rate, x, y, seed, units, epochs)
        z = model.forward(x).z[0].value
        dead.append(float(np.mean((z <= 0).all(axis=0))))
        right.append(accuracy(model(x), y))
        right_leaky.append(accuracy(trained("leaky relu", rate, x, y, seed, units, epochs)(x), y))
    return Dying(rates, np.array(dead), np.array(right), np.array(right_leaky), units, epochs)


def trained(activation: str, rate: float, x: np.ndarray, y: np.ndarray, seed: int, units: int, epochs: int):
    """A network of one hidden layer after plain stochastic gradient descent."""
    network, optimizer = mlp([2, units, 2], rng=seed, activation=activation), GradientDescent(lr=float(rate))
    run = fit(network, cross_entropy_with_logits, x, y, optimizer=optimizer, epochs=epochs, batch_size=30, rng=seed)
    return run.model
