"""XOR with one hidden layer: by three steps, and by two ReLUs that fold the plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, relu, step
from dlcore.datasets.xor import CORNERS, TRUTH


@dataclass(frozen=True)
class Unit:
    """A unit with a step: its gate, weights, bias and answers to the four inputs."""

    name: str
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor


@dataclass(frozen=True)
class ThreeSteps:
    """OR and NAND look at the inputs, AND looks at those two."""

    units: tuple[Unit, Unit, Unit]

    @property
    def rows(self) -> list[list[float]]:
        """Inputs, the two hidden answers, the last sum and the answer."""
        either, not_both, both = self.units
        return np.column_stack([CORNERS, either.a.value, not_both.a.value, both.z.value, both.a.value]).tolist()

    @property
    def parameters(self) -> int:
        return sum(unit.w.size + unit.b.size for unit in self.units)


@dataclass(frozen=True)
class Fold:
    """Goodfellow's network: h = max(0, W x + b), then a line in the plane of h.

    x, h   (4, 2) the inputs and where they land
    cut    w·h = 1/2 in the plane of h; cuts: the same in the plane of x, two parallel lines
    """

    W: Tensor
    b: Tensor
    w: Tensor
    x: Tensor
    h: Tensor
    y: Tensor
    one: Tensor
    one_h: Tensor
    one_y: Tensor
    cut: tuple[list[float], list[float]]
    cuts: tuple[tuple[list[float], list[float]], ...]
    landed: int  # different points after the fold
    opposite: np.ndarray  # the answers with w = (-1, 2) and 1 added: XNOR

    @property
    def rows(self) -> list[list[float]]:
        """Inputs, hidden values, answer."""
        return np.column_stack([self.x.value, self.h.value, self.y.value]).tolist()

    @property
    def both(self) -> list[list[float]]:
        """The rows with the opposite answer besides."""
        return [[*row, float(other)] for row, other in zip(self.rows, self.opposite)]

    def answer(self, x: np.ndarray) -> np.ndarray:
        """The network's answer, 1 above one half, at points of the plane of x."""
        return self.cut_at(np.maximum(x @ self.W.value.T + self.b.value, 0.0))

    def cut_at(self, h: np.ndarray) -> np.ndarray:
        """The same at points of the plane of h."""
        return (h @ self.w.value > 0.5).astype(int)

    @property
    def labels(self) -> np.ndarray:
        return TRUTH


def three_steps() -> ThreeSteps:
    """The three units, with thresholds in the middle between what they must tell apart."""
    x = Tensor(CORNERS, "X")
    either = unit("OR", x, (1.0, 1.0), -0.5)
    not_both = unit("NAND", x, (-1.0, -1.0), 1.5)
    hidden = Tensor(np.column_stack([either.a.value, not_both.a.value]), "H")
    return ThreeSteps((either, not_both, unit("AND", hidden, (1.0, 1.0), -1.5)))


def unit(name: str, x: Tensor, w: tuple[float, float], b: float) -> Unit:
    """One unit on four inputs at once."""
    weights, bias = Tensor(w, "w"), Tensor(b, "b")
    z = (x @ weights + bias).named("z")
    return Unit(name, weights, bias, z, step(z).named("a"))


def fold() -> Fold:
    """The network of the textbook, on all four inputs, and on the last one written out."""
    W, b, w = Tensor([[1.0, 1.0], [1.0, 1.0]], "W"), Tensor([0.0, -1.0], "b", role="weight"), Tensor([1.0, -2.0], "w")
    x, one = Tensor(CORNERS, "X"), Tensor(CORNERS[3], "x")
    h, one_h = relu(x @ W.T + b).named("H"), relu(W @ one + b).named("h")
    cuts = tuple(([s - 1.25, 1.25], [1.25, s - 1.25]) for s in (0.5, 1.5))
    return Fold(
        W, b, w, x, h, (h @ w).named(r"\hat{y}"), one, one_h, (w @ one_h).named(r"\hat{y}"),
        cut=([0.5, 2.5], [0.0, 1.0]), cuts=cuts, landed=len(np.unique(h.value, axis=0)),
        opposite=(1.0 - h @ w).value,
    )  # fmt: skip
