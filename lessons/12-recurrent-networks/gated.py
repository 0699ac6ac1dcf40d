"""The GRU in numbers: one unit, and where its reset gate stands; what each kind of layer costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import GRU, GRUStep, Tensor, gru, lstm, rnn, sigmoid, tanh

INPUTS = (1.0, -1.0, 0.0)
WEIGHTS = {"r": 0.0, "u": 2.0, "n": 1.0}  # of the input; U_n is 1, the other recurrent weights and biases 0
STATE, RESET, CANDIDATE = (0.8, -0.4), (1.0, 0.0), ((0.5, 1.0), (-1.0, 0.5))
D, H = 5, 16  # for the counting


@dataclass(frozen=True)
class Resets:
    """The same state, reset gate and matrix; the gate after the product with the matrix, and before it."""

    h: Tensor
    r: Tensor
    U: Tensor
    product: Tensor
    after: Tensor
    gated: Tensor
    before: Tensor


@dataclass(frozen=True)
class Costs:
    """What a layer of each kind costs, with D inputs and H units.

    blocks      matrices of H rows
    parameters  numbers that are learned
    products    multiplications by weights in a step
    state       numbers that are carried from step to step
    """

    D: int
    H: int
    blocks: dict[str, int]
    parameters: dict[str, int]
    products: dict[str, int]
    state: dict[str, int]

    @property
    def rows(self) -> list[list[object]]:
        """A row for each kind."""
        return [
            [kind, self.blocks[kind], self.parameters[kind], self.products[kind], self.state[kind]]
            for kind in self.blocks
        ]


@dataclass(frozen=True)
class Gated:
    """One GRU unit on the inputs 1, -1, 0; the two places of the reset gate; the costs."""

    x: tuple[float, ...]
    steps: tuple[GRUStep, ...]
    resets: Resets
    costs: Costs

    @property
    def rows(self) -> list[list[float]]:
        """t, x_t, r, u, n, h of each step."""
        return [
            [t, x, *(part.item() for part in (step.r, step.z, step.n, step.h))]
            for t, (x, step) in enumerate(zip(self.x, self.steps), start=1)
        ]


def gated() -> Gated:
    """Scalars, so that each line is one that a calculator repeats."""
    steps, before = [], Tensor(0.0, "h_0")
    U = Tensor(1.0, "U_n")
    for t, value in enumerate(INPUTS, start=1):
        x = Tensor(value, f"x_{t}")
        r, u = (sigmoid(Tensor(WEIGHTS[gate], f"W_{gate}") * x).named(f"{gate}_{t}") for gate in "ru")
        q = (U * before).named(f"q_{t}")
        n = tanh(Tensor(WEIGHTS["n"], "W_n") * x + r * q).named(f"n_{t}")
        before = ((1.0 - u) * n + u * before).named(f"h_{t}")
        steps.append(GRUStep(r, u, n, q, before))
    return Gated(INPUTS, tuple(steps), resets(), costs())


def as_layer() -> GRU:
    """The same unit as dlcore's layer."""
    W, U = np.array([[WEIGHTS[gate]] for gate in "run"]), np.array([[0.0], [0.0], [1.0]])
    return GRU(Tensor(W, "W"), Tensor(U, "U"), Tensor(np.zeros(3), "b"), Tensor([0.0], "b_q"))


def resets() -> Resets:
    """What reaches the candidate from the state."""
    h, r, U = Tensor(STATE, "h"), Tensor(RESET, "r"), Tensor(CANDIDATE, "U_n")
    product, kept = (U @ h).named("q"), (r * h).named("m")
    return Resets(h, r, U, product, r * product, kept, U @ kept)


def costs() -> Costs:
    """Counted from layers that were made."""
    layers = {"RNN": rnn(D, H, rng=1), "GRU": gru(D, H, rng=1), "LSTM": lstm(D, H, rng=1)}
    return Costs(
        D,
        H,
        {kind: len(layer.gates) for kind, layer in layers.items()},
        {kind: layer.parameter_count for kind, layer in layers.items()},
        {kind: layer.W.size + layer.U.size for kind, layer in layers.items()},
        {kind: (2 if kind == "LSTM" else 1) * layer.H for kind, layer in layers.items()},
    )
