"""Dead rectifiers: one that a single long step kills, and the share of dead units against the learning rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    GradientDescent,
    Measurement,
    Tensor,
    accuracy,
    cross_entropy_with_logits,
    fit,
    gradients,
    half_squared_error,
    leaky_relu,
    measured,
    mlp,
    relu,
)
from dlcore.datasets import moons

X, W, B = (0.2, 0.4, 0.6, 0.8), 0.9, 0.5  # four examples, one weight, one bias; the target is 0 for all
SEEDS = 10


@dataclass(frozen=True)
class Step:
    """One unit on four examples: before a step that is too long, and after it."""

    x: Tensor
    y: Tensor
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor
    loss: Tensor
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
    """Share of hidden units without a positive pre-activation on any example, after training; a row for each seed."""

    rates: np.ndarray
    relu: np.ndarray  # (seeds, rates): share of dead units
    accuracy: np.ndarray  # (seeds, rates)
    accuracy_leaky: np.ndarray
    units: int
    epochs: int

    @property
    def seeds(self) -> int:
        """How many there are."""
        return len(self.relu)

    @property
    def line(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The median over the rates."""
        return {"share of dead units": (self.rates, np.median(self.relu, axis=0))}

    @property
    def band(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """From the seed with the fewest to that with the most."""
        return {"share of dead units": (self.relu.min(axis=0), self.relu.max(axis=0))}

    @property
    def lowest(self) -> Measurement:
        """At the lowest rate."""
        return measured(self.relu[:, 0])

    @property
    def highest(self) -> Measurement:
        """At the highest rate."""
        return measured(self.relu[:, -1])

    @property
    def right(self) -> Measurement:
        """Accuracy with ReLU at the highest rate."""
        return measured(self.accuracy[:, -1])

    @property
    def right_leaky(self) -> Measurement:
        """Accuracy with leaky ReLU at the highest rate."""
        return measured(self.accuracy_leaky[:, -1])

    @property
    def kills(self) -> bool:
        """Whether the highest rate kills more than the lowest in every seed."""
        return bool((self.relu[:, -1] > self.relu[:, 0]).all())


def step(lr: float) -> Step:
    """A step of gradient descent on half the summed squares, by a unit whose output should be 0."""
    x, y, w, b = Tensor(X, "x"), Tensor(0.0, "y"), Tensor(W, "w"), Tensor(B, "b")
    z, a, loss, dw, db = backward(relu, x, w, b)
    eta = Tensor(lr, r"\eta")
    w_new, b_new = (w - eta * dw).named(r"w_{\text{new}}"), (b - eta * db).named(r"b_{\text{new}}")
    z_new, _, _, dw_new, db_new = backward(relu, x, w_new, b_new)
    *_, db_leaky = backward(leaky_relu, x, w_new, b_new)
    return Step(x, y, w, b, z, a, loss, dw, db, lr, w_new, b_new, z_new, dw_new, db_new, db_leaky.item())


def backward(activation, x: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """z, a, the loss, and the gradients of the weight and the bias."""
    z = (w * x + b).named("z")
    a = activation(z).named("a")
    loss = half_squared_error(a, Tensor(np.zeros(len(X)), "y"))
    dw, db = gradients(loss, [w, b])
    return z, a, loss, dw, db


def dying(seed: int, noise: float, units: int = 32, epochs: int = 20) -> Dying:
    """One hidden layer on the moons, trained at ever higher learning rates; data and first weights of ten seeds."""
    rates = np.array([0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0])
    rows = [at_all_rates(rates, seed + k, noise, units, epochs) for k in range(SEEDS)]
    dead, right, right_leaky = (np.array(part) for part in zip(*rows))
    return Dying(rates, dead, right, right_leaky, units, epochs)


def at_all_rates(rates: np.ndarray, seed: int, noise: float, units: int, epochs: int) -> tuple[list, list, list]:
    """Share of dead units, and the accuracy with ReLU and with its leaky form, for each rate."""
    x, y = moons(60, noise=noise, rng=seed)
    dead, right, right_leaky = [], [], []
    for rate in rates:
        model = trained("relu", rate, x, y, seed, units, epochs)
        z = model.forward(x).z[0].value
        dead.append(float(np.mean((z <= 0).all(axis=0))))
        right.append(accuracy(model(x), y))
        right_leaky.append(accuracy(trained("leaky relu", rate, x, y, seed, units, epochs)(x), y))
    return dead, right, right_leaky


def trained(activation: str, rate: float, x: np.ndarray, y: np.ndarray, seed: int, units: int, epochs: int):
    """A network of one hidden layer after plain stochastic gradient descent."""
    network, optimizer = mlp([2, units, 2], rng=seed, activation=activation), GradientDescent(lr=float(rate))
    run = fit(network, cross_entropy_with_logits, x, y, optimizer=optimizer, epochs=epochs, batch_size=30, rng=seed)
    return run.model
