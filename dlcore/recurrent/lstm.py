"""The LSTM: gates decide what the cell forgets, takes in and shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.activations.sigmoid import SIGMOID
from dlcore.activations.tanh import TANH
from dlcore.check import whole
from dlcore.notation import called
from dlcore.ops.custom_gradient import CustomGradient
from dlcore.ops.shape import concatenate, pick, reshape, stack
from dlcore.recurrent.layer import Recurrent, block, gate_bias, previous, uniform, weighted
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class LSTMStep:
    """One step: gates i, f, g, o, then the cell c and the state h.

    >>> [step.c.name for step in lstm(2, 3, rng=1).unrolled(np.ones((2, 2)))]
    ['c_{1}', 'c_{2}']
    """

    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor
    c: Tensor
    h: Tensor


def lstm_step(z: dict[str, Tensor], c: Tensor, t: object = "t") -> LSTMStep:
    """A step from the gates' pre-activations and the cell before it."""
    z = {gate: value.named(rf"z_{{{gate},{t}}}") for gate, value in z.items()}
    i, f, o = (SIGMOID(z[gate]).named(f"{gate}_{{{t}}}") for gate in "ifo")
    g = TANH(z["g"]).named(f"g_{{{t}}}")
    c = (f * c + i * g).named(f"c_{{{t}}}")
    return LSTMStep(i, f, g, o, c, (o * TANH(c)).named(f"h_{{{t}}}"))


class LSTMScan(CustomGradient):
    """All steps in one go: weighted inputs (T, N, 4H), U, h_0, c_0 -> i, f, g, o, c and h side by side, (T, N, 6H)."""

    symbol = "lstm"

    def value(self, Z, U, h0, c0):
        T, N, H = len(Z), len(h0), U.shape[1]
        trace = np.empty((T, N, 6, H), dtype=np.result_type(Z, U, h0, c0))
        h, c, turned = h0, c0, U.T
        with np.errstate(over="ignore"):  # as in the sigmoid
            for t in range(T):
                i, f, g, o, cell, out = (trace[t, :, k] for k in range(6))
                z = h.dot(turned)
                z += Z[t]
                np.tanh(z[:, 2 * H : 3 * H], out=g)
                np.negative(z, out=z)
                np.exp(z, out=z)
                z += 1.0
                gates = 1.0 / z
                trace[t, :, :2] = gates[:, : 2 * H].reshape(N, 2, H)
                o[...] = gates[:, 3 * H :]
                np.multiply(f, c, out=cell)
                cell += i * g
                np.multiply(o, np.tanh(cell), out=out)
                h, c = out, cell
        return trace.reshape(T, N, 6 * H)

    def backward(self, adjoint, trace, Z, U, h0, c0):
        (T, N), H = Z.shape[:2], U.shape[1]
        of_gates, of_cell, of_h = adjoint[..., : 4 * H], adjoint[..., 4 * H : 5 * H], adjoint[..., 5 * H :]
        by_cell, by_h, share, gates = _slopes(trace.reshape(T, N, 6, H), c0)
        delta = np.empty((T, N, 4, H), dtype=np.result_type(adjoint, Z, U, h0, c0))
        dh, dc = np.zeros(h0.shape, dtype=delta.dtype), np.zeros(c0.shape, dtype=delta.dtype)
        seen = [bool(part.any()) for part in (of_gates, of_cell)]  # most losses look at h alone
        direct = of_gates.reshape(T, N, 4, H) * gates if seen[0] else of_gates
        for t in reversed(range(T)):
            dh += of_h[t]
            dc += dh * share[t]
            if seen[1]:
                dc += of_cell[t]
            np.multiply(dc[:, None], by_cell[t], out=delta[t, :, :3])
            np.multiply(dh, by_h[t], out=delta[t, :, 3])
            if seen[0]:
                delta[t] += direct[t]
            dh = delta[t].reshape(N, 4 * H).dot(U)
            dc *= trace[t, :, H : 2 * H]
        delta = delta.reshape(T, N, 4 * H)
        before = previous(trace[..., 5 * H :], h0)
        return delta, delta.reshape(-1, 4 * H).T.dot(before.reshape(-1, H)), dh, dc

    def spelled(self, Z, U, h, c):
        H, steps = U.shape[1], []
        for t in range(len(Z)):
            z = pick(Z, t) + weighted(U, h)
            step = lstm_step(
                {gate: pick(z, (slice(None), slice(k * H, (k + 1) * H))) for k, gate in enumerate("ifgo")}, c, t + 1
            )
            h, c = step.h, step.c
            steps.append(concatenate([step.i, step.f, step.g, step.o, step.c, step.h], axis=1))  # (N, 6H)
        return stack(steps)

    def latex(self, write, node):
        return called(r"\operatorname{LSTM}", write(node.inputs[0]))


def _slopes(trace: np.ndarray, c0: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """For all steps at once: how pre-activations of i, f, g answer to the cell's blame and o's to h's; h's share in the
    cell's blame; the slopes of the gates themselves."""
    i, _, g, o, c = (trace[:, :, k] for k in range(5))
    grown = np.tanh(c)
    gates = trace[:, :, :4] * (1.0 - trace[:, :, :4])
    gates[:, :, 2] = 1.0 - g * g
    by_cell = np.stack([g, previous(c, c0), i], axis=2)
    by_cell *= gates[:, :, :3]
    return by_cell, grown * gates[:, :, 3], o * (1.0 - grown * grown), gates


LSTM_SCAN = LSTMScan()


@dataclass(frozen=True)
class LSTM(Recurrent):
    r"""Long short-term memory.

    i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i), f_t and o_t likewise, g_t = \tanh(W_g x_t + U_g h_{t-1} + b_g),
    c_t = f_t \odot c_{t-1} + i_t \odot g_t, h_t = o_t \odot \tanh(c_t)

    Shapes      W (4H, D), U (4H, H), b (4H,); x (T, D) -> (T, H), or (N, T, D) -> (N, T, H)
    Convention  gates in the order i f g o, PyTorch's; h_0 = c_0 = 0 unless given; no peepholes; one bias, where PyTorch
                has two that are only ever added
    Errors      ShapeError where shapes don't go together
    Source      Hochreiter and Schmidhuber (1997) with Gers, Schmidhuber and Cummins's forget gate (2000);
                Dive into Deep Learning, 10.1

    >>> net = lstm(2, 3, rng=1)
    >>> net(np.ones((5, 2))).shape, net.unrolled(np.ones((5, 2)))[1].c.formula
    ((5, 3), 'c_{2} = f_{2} \\odot c_{1} + i_{2} \\odot g_{2}')
    """

    gates: ClassVar[str] = "ifgo"

    def __call__(self, x: object, h0: object | None = None, c0: object | None = None) -> Tensor:
        """The states h after each step."""
        return self._part(self.trace(x, h0, c0), 5)

    def trace(self, x: object, h0: object | None = None, c0: object | None = None) -> Tensor:
        """i, f, g, o, c and h after each step, side by side along the last axis: (..., T, 6H)."""
        x = self.sequence(x)
        first = [reshape(self.state(given, x, name), (-1, self.H)) for given, name in ((h0, "h_{0}"), (c0, "c_{0}"))]
        return self.by_example(LSTM_SCAN(self.by_time(x), self.U, *first), x)

    def _part(self, trace: Tensor, k: int) -> Tensor:
        return pick(trace, (*[slice(None)] * (trace.ndim - 1), slice(k * self.H, (k + 1) * self.H)))

    def step(self, x: object, h: object, c: object, t: object = "t") -> LSTMStep:
        """One step with a matrix for each gate, everything named: x (D,) or (N, D), h and c from before."""
        x, h, z = as_tensor(x), as_tensor(h), {}
        for k, gate in enumerate(self.gates):
            W, U, b = (block(p, k, self.H, f"{n}_{gate}") for p, n in ((self.W, "W"), (self.U, "U"), (self.b, "b")))
            z[gate] = weighted(W, x) + weighted(U, h) + b
        return lstm_step(z, as_tensor(c), t)

    def unrolled(self, x: object, h0: object | None = None, c0: object | None = None) -> tuple[LSTMStep, ...]:
        """The steps one after the other, as expressions."""
        x = self.sequence(x)
        h, c, steps = self.state(h0, x, "h_{0}"), self.state(c0, x, "c_{0}"), []
        for t, x_t in enumerate(self.inputs(x), start=1):
            steps.append(self.step(x_t, h, c, t))
            h, c = steps[-1].h, steps[-1].c
        return tuple(steps)


def lstm(D: int, H: int, *, rng: np.random.Generator | int, forget_bias: object = 1.0) -> LSTM:
    r"""A new LSTM: weights uniform between \pm 1/\sqrt H, biases 0 but for the forget gate's.

    forget_bias  one number or one for each unit. 1 is Keras's; PyTorch's two biases are drawn around 0, so they are 0
                 on average. How long a cell keeps a number: half_life. What keeps it for T steps: chrono_bias
    Errors       DomainError for sizes below 1, ShapeError for biases of another number

    >>> lstm(3, 4, rng=1).parameter_count
    128
    """
    W, U, b = uniform(4, whole("D", D, least=1), whole("H", H, least=1), rng)
    b[H : 2 * H] = gate_bias("forget_bias", forget_bias, H)
    return LSTM(Tensor(W, "W"), Tensor(U, "U"), Tensor(b, "b"))
