"""Layers without activations are one layer: shown on two matrices, measured on deep networks, cured by one bend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import MLP, Tensor, mlp, relu

PROBES = 1000  # inputs on which two networks are compared


@dataclass(frozen=True)
class TwoLayers:
    """Two layers without an activation, and the one layer that does the same."""

    x: Tensor
    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor
    a1: Tensor
    a2: Tensor
    W: Tensor
    b: Tensor
    at_once: Tensor

    @property
    def agree(self) -> bool:
        """Whether both ways give the same output."""
        return bool(np.allclose(self.a2.value, self.at_once.value, rtol=1e-12, atol=1e-14))


@dataclass(frozen=True)
class CollapseRow:
    """A deep network without activations beside the one layer that replaces it."""

    layers: int
    parameters: int
    parameters_of_one_layer: int
    largest_difference: float


@dataclass(frozen=True)
class Xor:
    """XOR with the best straight line, and with two rectified units (Goodfellow et al., section 6.1)."""

    x: Tensor
    target: Tensor
    line: np.ndarray
    hidden: Tensor
    output: Tensor

    @property
    def classes(self) -> np.ndarray:
        """The targets as classes."""
        return self.target.value.astype(int)

    def answers(self, points: np.ndarray) -> np.ndarray:
        """A score for each class over the plane of the inputs."""
        return self.after_the_fold(np.maximum(0, points @ np.ones((2, 2)) + [0, -1]))

    def after_the_fold(self, hidden: np.ndarray) -> np.ndarray:
        """A score for each class over the plane of the two hidden units: what lies above one half is class 1."""
        above = hidden @ np.array([1.0, -2.0]) - 0.5
        return np.stack([-above, above], axis=1)


def two_layers(rng: np.random.Generator) -> TwoLayers:
    """Two layers of two units with parameters of one decimal, so that the product can be written down exactly."""
    x = Tensor(one_decimal(rng, (2,)), "x")
    W1, b1 = Tensor(one_decimal(rng, (2, 2)), "W^{(1)}"), Tensor(one_decimal(rng, (2,)), "b^{(1)}")
    W2, b2 = Tensor(one_decimal(rng, (2, 2)), "W^{(2)}"), Tensor(one_decimal(rng, (2,)), "b^{(2)}")
    a1 = (W1 @ x + b1).named("a^{(1)}")
    a2 = (W2 @ a1 + b2).named("a^{(2)}")
    W, b = (W2 @ W1).named("W"), (W2 @ b1 + b2).named("b")
    return TwoLayers(x, W1, b1, W2, b2, a1, a2, W, b, (W @ x + b).named("a^{(2)}"))


def one_decimal(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers from -0.9 to 0.9 with one decimal; none is 0."""
    return rng.choice([-1, 1], shape) * rng.integers(1, 10, shape) / 10


def collapse_row(layers: int, width: int, rng: np.random.Generator) -> CollapseRow:
    """How far a network of so many layers is from its one layer, at worst over many inputs."""
    network = mlp([2] + [width] * (layers - 1) + [2], rng=rng, activation="identity")
    W, b = collapsed(network)
    x = rng.standard_normal((PROBES, 2))
    difference = np.abs(network(x).value - (x @ W.T + b)).max()
    return CollapseRow(layers, network.parameter_count, W.size + b.size, float(difference))


def collapsed(network: MLP) -> tuple[np.ndarray, np.ndarray]:
    """The one matrix and the one bias that a network without activations amounts to."""
    W, b = np.eye(network.sizes[0]), np.zeros(network.sizes[0])
    for layer in network.layers:
        W, b = layer.W.value @ W, layer(b).value
    return W, b


def xor() -> Xor:
    """The best line in the sense of least squares, and the network of the textbook."""
    x = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]], "X")
    target = Tensor([0, 1, 1, 0], "y")
    inputs = np.column_stack([x.value, np.ones(4)])
    line = inputs @ np.linalg.lstsq(inputs, target.value, rcond=None)[0]
    W, c, w = Tensor([[1, 1], [1, 1]], "W"), Tensor([0, -1], "c"), Tensor([1, -2], "w")
    hidden = relu(x @ W.T + c).named("A")
    return Xor(x, target, np.round(line, 12), hidden, (hidden @ w).named("a"))
