"""How many pieces there are: lines that cut the plane, what composing could give, and what random networks have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    MLP,
    Adam,
    Tensor,
    activation_patterns,
    cross_entropy_with_logits,
    fit,
    linear_pieces,
    max_regions,
    mlp,
    multilayer_perceptron,
)
from dlcore.datasets import spirals

LINES, SMALLEST = 5, 0.006  # the smallest region is no less than this share of the square
LOW, HIGH = -8.0, 8.0  # where the random networks' pieces are counted
DRAWS = 50
RUNS = 10
SIDE = 200  # points on a side of the square where patterns are counted
SPIRAL_NETWORK = (2, 12, 12, 2)
SPIRAL_EPOCHS = 400


def with_random_biases(sizes: tuple[int, ...], rng: np.random.Generator) -> MLP:
    """He's weights, and biases that are standard normal: with zeros all bends would lie at the origin."""
    network = mlp(sizes, rng=rng)
    drawn = (Tensor(rng.standard_normal(p.shape), p.name) if p.ndim == 1 else p for p in network.parameters)
    return network.with_parameters(tuple(drawn))


def chessboard(network: MLP, x: np.ndarray) -> np.ndarray:
    """Colors the pieces of the plane like a chessboard: above or below one half, which is crossed at each edge.

    Two pieces that share an edge differ in one unit, so in whether an even number of units is on. The distance from
    one half is the least z of all units, in size: 0 at an edge.
    """
    z = np.concatenate([layer.value for layer in network.forward(x).z[:-1]], axis=1)
    even = 1 - 2 * ((z > 0).sum(axis=1) % 2)
    return 0.5 + 0.5 * even * np.tanh(np.abs(z).min(axis=1))


def square(side: int = SIDE) -> np.ndarray:
    """A lattice of points in the square from -1 to 1, (side², 2)."""
    line = np.linspace(-1.0, 1.0, side)
    return np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)


@dataclass(frozen=True)
class Plane:
    """Lines in the plane, each a unit's.

    network   one hidden layer of LINES units
    regions   counted in the square
    count     the same by formula, with its working; six and ten: with so many lines
    """

    network: MLP
    regions: int
    count: Tensor
    six: Tensor
    ten: Tensor

    @property
    def lines(self) -> int:
        return LINES

    def board(self, x: np.ndarray) -> np.ndarray:
        return chessboard(self.network, x)


def plane(seed: int) -> Plane:
    """Draw lines in all directions until all their regions lie in the square and the smallest can be seen."""
    rng = np.random.default_rng([seed, 5])
    points, most = square(side=80), max_regions(2, LINES)
    while True:
        angle = np.pi * (np.arange(LINES) + rng.uniform(-0.3, 0.3, LINES)) / LINES
        offset = rng.uniform(0.1, 0.35, LINES) * rng.choice((-1.0, 1.0), LINES)
        network = mlp([2, LINES, 1], rng=rng)
        W = Tensor(np.column_stack([np.cos(angle), np.sin(angle)]), network.parameters[0].name)
        network = network.with_parameters((W, Tensor(offset, "b^{(1)}"), *network.parameters[2:]))
        sizes = np.bincount(activation_patterns(network, points))
        if len(sizes) == most and sizes.min() >= SMALLEST * len(points):
            break
    counted = len(np.unique(activation_patterns(network, square())))
    return Plane(network, counted, *(max_regions.tensor(2, H) for H in (LINES, LINES + 1, 2 * LINES)))


@dataclass(frozen=True)
class Promised:
    """A network of the book: its parameters, and how many regions it could have; one layer with as many parameters."""

    inputs: int
    units: int
    layers: int
    parameters: int
    regions: float
    one_layer_units: int
    one_layer_regions: float


def promised(inputs: int, units: int, layers: int) -> Promised:
    """One layer has H (D_in + 2) + 1 parameters, so it gets the units that these allow."""
    parameters = multilayer_perceptron((inputs, *(units,) * layers, 1)).parameters
    wide = (parameters - 1) // (inputs + 2)
    return Promised(
        inputs, units, layers, parameters, float(max_regions(inputs, units, layers=layers)), wide,
        float(max_regions(inputs, wide)),
    )  # fmt: skip


@dataclass(frozen=True)
class Stack:
    """Random networks of one shape: pieces of each draw, and the most that there could be."""

    name: str
    units: int
    counts: np.ndarray
    bound: int

    @property
    def median(self) -> float:
        return float(np.median(self.counts))

    @property
    def row(self) -> list[object]:
        """Shape, hidden units, bound, median and range."""
        return [self.name, self.units, self.bound, self.median, f"{self.counts.min()} to {self.counts.max()}"]


@dataclass(frozen=True)
class Typical:
    """One, two and three random layers, and one layer with as many units as the three."""

    stacks: tuple[Stack, ...]
    draws: int

    @property
    def samples(self) -> dict[str, np.ndarray]:
        names = ("one layer", "two", "three", "one wide")
        return {name: stack.counts for name, stack in zip(names, self.stacks)}

    @property
    def table(self) -> list[list[object]]:
        return [stack.row for stack in self.stacks]

    @property
    def deep(self) -> Stack:
        return self.stacks[2]

    @property
    def wide(self) -> Stack:
        return self.stacks[3]

    @property
    def near_units(self) -> bool:
        """Whether the median of three layers is within a tenth of the number of units."""
        return abs(self.deep.median - self.deep.units) <= 0.1 * self.deep.units

    @property
    def top(self) -> int:
        """The end of the chart's axis."""
        return int(10 * np.ceil(0.1 * max(stack.counts.max() for stack in self.stacks) + 0.5))


def typical(units: int, seed: int) -> Typical:
    """Pieces of random networks with one input."""
    shapes = [(1, units, 1), (1, units, units, 1), (1, units, units, units, 1), (1, 3 * units, 1)]
    return Typical(tuple(stack(sizes, seed) for sizes in shapes), DRAWS)


def stack(sizes: tuple[int, ...], seed: int) -> Stack:
    """Many draws of one shape; a layer multiplies the pieces by H + 1 at most."""
    rngs = (np.random.default_rng([seed, *sizes, k]) for k in range(DRAWS))
    counts = np.array([len(linear_pieces(with_random_biases(sizes, rng), LOW, HIGH)) + 1 for rng in rngs])
    bound = int(np.prod([H + 1 for H in sizes[1:-1]]))
    return Stack("-".join(map(str, sizes)), sum(sizes[1:-1]), counts, bound)


@dataclass(frozen=True)
class Spirals:
    """Pieces of the square before and after training on two spirals, in several runs; the first one's networks."""

    x: np.ndarray
    y: np.ndarray
    first: MLP
    trained: MLP
    before: np.ndarray
    after: np.ndarray
    right: np.ndarray
    epochs: int
    bound: int

    def board_before(self, x: np.ndarray) -> np.ndarray:
        return chessboard(self.first, x)

    def board_after(self, x: np.ndarray) -> np.ndarray:
        return chessboard(self.trained, x)

    @property
    def runs(self) -> int:
        return len(self.after)


def two_spirals(seed: int) -> Spirals:
    """Train on the spirals from several starts; patterns are counted on the lattice."""
    x, y = spirals(100, classes=2, turns=1.0, noise=0.1, rng=seed)
    points, runs = square(), []
    for k in range(RUNS):
        first = mlp(SPIRAL_NETWORK, rng=np.random.default_rng([seed, k]))
        trained = fit(first, cross_entropy_with_logits, x, y, optimizer=Adam(lr=0.02), epochs=SPIRAL_EPOCHS).model
        counts = (len(np.unique(activation_patterns(n, points))) for n in (first, trained))
        runs.append((first, trained, *counts, float((trained(x).value.argmax(axis=1) == y).mean())))
    firsts, finals, before, after, right = zip(*runs)
    bound = max_regions(2, SPIRAL_NETWORK[1], layers=2)
    return Spirals(x, y, firsts[0], finals[0], np.array(before), np.array(after), np.array(right), SPIRAL_EPOCHS, bound)
