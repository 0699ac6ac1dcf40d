"""The LSTM's cell: one unit with numbers, and how long a forget gate keeps what it holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import LSTM, Tensor, half_life, lstm, sigmoid, tanh
from dlcore.recurrent import LSTMStep

INPUTS = (1.0, 0.0, 0.0)
WEIGHTS = {"i": 2.0, "f": 0.0, "g": 1.0, "o": 0.0}  # of the input
BIASES = {"i": -1.0, "f": 3.0, "g": 0.0, "o": 1.0}
FIFTY = 50
SHOWN = 60  # steps of the chart


@dataclass(frozen=True)
class Cell:
    """One LSTM unit with U = 0 on the inputs 1, 0, 0.

    steps   the gates, cell and state of each step, as expressions
    kept    dc_3/dc_1, the product of two forget gates
    """

    x: tuple[float, ...]
    steps: tuple[LSTMStep, ...]
    kept: Tensor

    @property
    def after_fifty(self) -> float:
        """dc_50/dc_1 with such a forget gate."""
        return self.steps[1].f.item() ** (FIFTY - 1)

    @property
    def rows(self) -> list[list[float]]:
        """t, x_t, i, f, g, o, c, h of each step."""
        return [
            [t, x, *(getattr(step, name).item() for name in ("i", "f", "g", "o", "c", "h"))]
            for t, (x, step) in enumerate(zip(self.x, self.steps), start=1)
        ]


def cell() -> Cell:
    """Scalars, so that each line is one that a calculator repeats."""
    steps, before = [], Tensor(0.0, "c_0")
    for t, value in enumerate(INPUTS, start=1):
        x = Tensor(value, f"x_{t}")
        z = {gate: (Tensor(WEIGHTS[gate], f"W_{gate}") * x + Tensor(BIASES[gate], f"b_{gate}")) for gate in "ifgo"}
        steps.append(step(z, before, t))
        before = steps[-1].c
    kept = (steps[1].f * steps[2].f).named(r"\frac{\partial c_3}{\partial c_1}")
    return Cell(INPUTS, tuple(steps), kept)


def step(z: dict[str, Tensor], c: Tensor, t: int) -> LSTMStep:
    """One step from the pre-activations: names with plain indices, for the slides."""
    i, f, o = (sigmoid(z[gate].named(f"z_{gate}")).named(f"{gate}_{t}") for gate in "ifo")
    g = tanh(z["g"].named("z_g")).named(f"g_{t}")
    new = (f * c + i * g).named(f"c_{t}")
    return LSTMStep(i, f, g, o, new, (o * tanh(new)).named(f"h_{t}"))


def as_layer() -> LSTM:
    """The same unit as dlcore's layer."""
    made = lstm(1, 1, rng=0)
    W = np.array([[WEIGHTS[gate]] for gate in "ifgo"])
    return LSTM(Tensor(W, "W"), Tensor(0.0 * made.U.value, "U"), Tensor([BIASES[gate] for gate in "ifgo"], "b"))


@dataclass(frozen=True)
class Keeping:
    """What is left of a cell's content after k steps, for several biases of the forget gate.

    biases  the biases; the last one is made for the lag
    gates   sigmoid of each, lives: half-lives in steps, left: what is left after lag steps
    """

    lag: int
    biases: tuple[float, ...]
    gates: tuple[Tensor, ...]
    lives: tuple[Tensor, ...]
    left: tuple[float, ...]
    steps: np.ndarray
    curves: dict[str, np.ndarray]

    @property
    def roles(self) -> dict[str, str]:
        """A color for each curve; what is left of a cell is an activation, so none is a network's."""
        return dict(zip(self.curves, ("muted", "muted", "text", "activation")))

    @property
    def styles(self) -> dict[str, str]:
        """How the first two are told apart."""
        return dict(zip(self.curves, ("line", "dashed", "line", "line")))

    @property
    def names(self) -> list[str]:
        """A name for each bias."""
        return list(self.curves)

    @property
    def table(self) -> list[list[float]]:
        """Bias, gate, half-life and what is left after the lag."""
        return [[b, f.item(), n.item(), left] for b, f, n, left in zip(self.biases, self.gates, self.lives, self.left)]


def keeping(lag: int, bias: float) -> Keeping:
    """Biases 0, 1, 3 and the one of the lecture."""
    biases = (0.0, 1.0, 3.0, bias)
    names = ("bias 0", "bias 1", "bias 3", "ours")
    gates = tuple(sigmoid(Tensor(b, "b")).named("f") for b in biases)
    lives = tuple(half_life(f).named("n") for f in gates)
    steps = np.arange(SHOWN + 1)
    curves = {name: f.item() ** steps for name, f in zip(names, gates)}
    return Keeping(lag, biases, gates, lives, tuple(f.item() ** lag for f in gates), steps, curves)
