"""A hidden layer of ReLUs that follows the sine: one joint for each unit, and how the error falls with their number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import MLP, Linear, Tensor
from dlcore.datasets.curves import CURVES

LOW, HIGH = -1.0, 1.0
GRID = np.linspace(LOW, HIGH, 2001)


@dataclass(frozen=True)
class Pieces:
    """A network that joins points of the sine by straight pieces: the largest error, and what theory promises."""

    pieces: int
    network: MLP
    error: float
    bound: float

    @property
    def parameters(self) -> int:
        return self.network.parameter_count

    @property
    def row(self) -> list[object]:
        return [self.pieces, self.parameters, self.error, self.bound]


@dataclass(frozen=True)
class Sine:
    """Several numbers of pieces; the second has twice as many as the first."""

    shown: Pieces
    doubled: Pieces
    all: tuple[Pieces, ...]

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The curve and the network."""
        x = GRID[::20]
        joints = np.linspace(LOW, HIGH, self.shown.pieces + 1)
        return {"sine": (x, CURVES["sine"](x)), "network": (joints, self.shown.network(joints[:, None]).value[:, 0])}

    @property
    def errors(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The largest error by the number of units, with the bound."""
        n = np.array([p.pieces for p in self.all])
        errors, bounds = ([getattr(p, which) for p in self.all] for which in ("error", "bound"))
        return {"measured": (n, np.array(errors)), "bound": (n, np.array(bounds))}

    @property
    def table(self) -> list[list[object]]:
        return [p.row for p in self.all]

    @property
    def ratio(self) -> float:
        """By what factor the error falls when the pieces are doubled."""
        return self.shown.error / self.doubled.error


def sine(pieces: int) -> Sine:
    """For 4 to 64 pieces, and for the number asked for and twice as many."""
    return Sine(joined(pieces), joined(2 * pieces), tuple(joined(n) for n in (4, 8, 16, 32, 64)))


def joined(pieces: int) -> Pieces:
    """A unit for each piece: it switches on where its piece begins and adds the change of slope."""
    f, joints = CURVES["sine"], np.linspace(LOW, HIGH, pieces + 1)
    slopes = np.diff(f(joints)) / np.diff(joints)
    change = np.diff(slopes, prepend=0.0)
    hidden = Linear(Tensor(np.ones((pieces, 1)), "W^{(1)}"), Tensor(-joints[:-1], "b^{(1)}"))
    output = Linear(Tensor(change[None], "W^{(2)}"), Tensor(f(joints[:1]), "b^{(2)}"))
    network = MLP((hidden, output), "relu")
    error = float(np.abs(network(GRID[:, None]).value[:, 0] - f(GRID)).max())
    step = (HIGH - LOW) / pieces
    return Pieces(pieces, network, error, step**2 * np.pi**2 / 8)
