"""The GRU: two gates, no cell of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.activations.sigmoid import SIGMOID
from dlcore.activations.tanh import TANH
from dlcore.check import choice, whole
from dlcore.errors import ShapeError
from dlcore.notation import called
from dlcore.ops.custom_gradient import CustomGradient
from dlcore.ops.op import label
from dlcore.ops.shape import concatenate, pick, reshape, stack
from dlcore.recurrent.layer import Recurrent, block, gate_bias, previous, uniform, weighted
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class GRUStep:
    """One step: reset gate r, update gate z, candidate n, what the state offers it (q), and the new state h.

    >>> [step.h.shape for step in gru(2, 3, rng=1).unrolled(np.ones((2, 2)))]
    [(3,), (3,)]
    """

    r: Tensor
    z: Tensor
    n: Tensor
    q: Tensor
    h: Tensor


def gru_step(
    r: Tensor, z: Tensor, n: Tensor, U: Tensor, b_q: Tensor, h: Tensor, reset: str, t: object = "t"
) -> GRUStep:
    """A step from the pre-activations of r and z, the candidate's share of the input, and how it weighs the state."""
    r, z = SIGMOID(r).named(f"r_{{{t}}}"), SIGMOID(z).named(f"u_{{{t}}}")
    after = reset == "after"
    q = (weighted(U, h if after else r * h) + b_q).named(f"q_{{{t}}}")
    n = TANH(n + (r * q if after else q)).named(f"n_{{{t}}}")
    return GRUStep(r, z, n, q, ((1.0 - z) * n + z * h).named(f"h_{{{t}}}"))


@dataclass(frozen=True)
class GRUScan(CustomGradient):
    """All steps in one go: weighted inputs (T, N, 3H), U, b_q, h_0 -> r, z, n, q and h side by side, (T, N, 5H).

    reset  whether the reset gate comes "after" the product with U_n or "before" it
    """

    reset: str = "after"
    symbol = "gru"

    def value(self, Z, U, b_q, h0):
        T, N, H = len(Z), len(h0), U.shape[1]
        trace = np.empty((T, N, 5, H), dtype=np.result_type(Z, U, b_q, h0))
        h, turned, after = h0, U.T, self.reset == "after"
        with np.errstate(over="ignore"):  # as in the sigmoid
            for t in range(T):
                r, z, n, q, out = (trace[t, :, k] for k in range(5))
                from_state = h.dot(turned if after else turned[:, : 2 * H])
                gates = from_state[:, : 2 * H] + Z[t, :, : 2 * H]
                trace[t, :, :2] = (1.0 / (1.0 + np.exp(-gates))).reshape(N, 2, H)
                np.add(from_state[:, 2 * H :] if after else (r * h).dot(turned[:, 2 * H :]), b_q, out=q)
                np.tanh(Z[t, :, 2 * H :] + (r * q if after else q), out=n)
                np.add((1.0 - z) * n, z * h, out=out)
                h = out
        return trace.reshape(T, N, 5 * H)

    def backward(self, adjoint, trace, Z, U, b_q, h0):
        return (self._after if self.reset == "after" else self._before)(adjoint, trace, Z, U, b_q, h0)

    def _after(self, adjoint, trace, Z, U, b_q, h0):
        T, N, H = len(Z), len(h0), U.shape[1]
        r, z, n, q, h = (trace.reshape(T, N, 5, H)[:, :, k] for k in range(5))
        of = adjoint.reshape(T, N, 5, H)
        before = previous(h, h0)
        slope_r, slope_z, slope_n = r * (1.0 - r), z * (1.0 - z), 1.0 - n * n
        by_z, by_n = (before - n) * slope_z, 1.0 - z
        delta = np.empty((T, N, 3, H), dtype=np.result_type(adjoint, Z, U, b_q, h0))  # of the gates' pre-activations
        blame = np.empty(
            (T, N, 3, H), dtype=np.result_type(adjoint, Z, U, b_q, h0)
        )  # of what U gives: the candidate's is behind the reset gate
        dh = np.zeros(h0.shape, dtype=delta.dtype)
        for t in reversed(range(T)):
            dh = dh + of[t, :, 4]
            dn = (dh * by_n[t] + of[t, :, 2]) * slope_n[t]
            delta[t, :, 2] = dn
            delta[t, :, 0] = (dn * q[t] + of[t, :, 0]) * slope_r[t]
            delta[t, :, 1] = dh * by_z[t] + of[t, :, 1] * slope_z[t]
            blame[t, :, :2] = delta[t, :, :2]
            blame[t, :, 2] = dn * r[t] + of[t, :, 3]
            dh = dh * z[t] + blame[t].reshape(N, 3 * H).dot(U)
        dU = blame.reshape(-1, 3 * H).T.dot(before.reshape(-1, H))
        return delta, dU, blame[:, :, 2].sum(axis=(0, 1)), dh

    def _before(self, adjoint, trace, Z, U, b_q, h0):
        T, N, H = len(Z), len(h0), U.shape[1]
        r, z, n, _, h = (trace.reshape(T, N, 5, H)[:, :, k] for k in range(5))
        of = adjoint.reshape(T, N, 5, H)
        before = previous(h, h0)
        slope_r, slope_z, slope_n = r * (1.0 - r), z * (1.0 - z), 1.0 - n * n
        gates, candidate = U[: 2 * H], U[2 * H :]
        delta = np.empty((T, N, 3, H), dtype=np.result_type(adjoint, Z, U, b_q, h0))
        of_q = np.empty((T, N, H), dtype=delta.dtype)
        dh = np.zeros(h0.shape, dtype=delta.dtype)
        for t in reversed(range(T)):
            dh = dh + of[t, :, 4]
            delta[t, :, 2] = (dh * (1.0 - z[t]) + of[t, :, 2]) * slope_n[t]
            of_q[t] = delta[t, :, 2] + of[t, :, 3]
            into = of_q[t].dot(candidate)  # the blame of r * h
            delta[t, :, 0] = (into * before[t] + of[t, :, 0]) * slope_r[t]
            delta[t, :, 1] = (dh * (before[t] - n[t]) + of[t, :, 1]) * slope_z[t]
            dh = dh * z[t] + into * r[t] + delta[t, :, :2].reshape(N, 2 * H).dot(gates)
        dU = np.concatenate(
            [
                delta[:, :, :2].reshape(-1, 2 * H).T.dot(before.reshape(-1, H)),
                of_q.reshape(-1, H).T.dot((r * before).reshape(-1, H)),
            ]
        )
        return delta.reshape(T, N, 3 * H), dU, of_q.sum(axis=(0, 1)), dh

    def spelled(self, Z, U, b_q, h):
        H, steps = U.shape[1], []

        def part(array: Tensor, k: int) -> Tensor:
            return pick(array, (slice(None), slice(k * H, (k + 1) * H)))

        parts = [pick(U, slice(k * H, (k + 1) * H)) for k in range(3)]
        for t in range(len(Z)):
            now = pick(Z, t)
            gates = [part(now, k) + weighted(parts[k], h) for k in (0, 1)]
            step = gru_step(*gates, part(now, 2), parts[2], b_q, h, self.reset, t + 1)
            h = step.h
            steps.append(concatenate([step.r, step.z, step.n, step.q, step.h], axis=1))  # (N, 5H)
        return stack(steps)

    def latex(self, write, node):
        return called(r"\operatorname{GRU}", write(node.inputs[0]))


RESETS = {reset: GRUScan(reset) for reset in ("after", "before")}


@dataclass(frozen=True)
class GRU(Recurrent):
    r"""Gated recurrent unit.

    r_t = \sigma(W_r x_t + U_r h_{t-1} + b_r), u_t = \sigma(W_u x_t + U_u h_{t-1} + b_u),
    n_t = \tanh(W_n x_t + b_n + r_t \odot q_t) with q_t = U_n h_{t-1} + b_q,
    h_t = (1 - u_t) \odot n_t + u_t \odot h_{t-1}

    Shapes      W (3H, D), U (3H, H), b (3H,), b_q (H,); x (T, D) -> (T, H), or (N, T, D) -> (N, T, H)
    reset       "after": as above, the gate multiplies what U_n gives, as in PyTorch and in Keras by default.
                "before": it multiplies the state, n_t = \tanh(W_n x_t + b_n + q_t) with
                q_t = U_n (r_t \odot h_{t-1}) + b_q, as in the published paper; there b_q and b_n are only ever added
    Convention  PyTorch's: gates in the order r u n (z there is u here, since z is the pre-activation); the update gate
                keeps the old state at 1. h_0 = 0 unless given. PyTorch's second biases of r and z are only ever added
                and left out
    Errors      ShapeError where shapes don't go together, DomainError for another ``reset``
    Source      Cho et al., Learning Phrase Representations (2014); PyTorch, torch.nn.GRU

    >>> net = gru(2, 3, rng=1)
    >>> net(np.ones((5, 2))).shape, net.unrolled(np.ones((5, 2)))[1].n.formula
    ((5, 3), 'n_{2} = \\tanh(W_n x_{2} + b_n + r_{2} \\odot q_{2})')
    """

    b_q: Tensor
    reset: str = "after"

    gates: ClassVar[str] = "run"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("reset", self.reset, RESETS)
        if self.b_q.shape != (self.H,):
            raise ShapeError(f"GRU takes b_q (H,) with H = {self.H}; found {label(self.b_q)}.")

    def __call__(self, x: object, h0: object | None = None) -> Tensor:
        """The states after each step."""
        trace = self.trace(x, h0)
        return pick(trace, (*[slice(None)] * (trace.ndim - 1), slice(4 * self.H, 5 * self.H)))

    def trace(self, x: object, h0: object | None = None) -> Tensor:
        """r, u, n, q and h after each step, side by side along the last axis: (..., T, 5H)."""
        x = self.sequence(x)
        first = reshape(self.state(h0, x, "h_{0}"), (-1, self.H))
        return self.by_example(RESETS[self.reset](self.by_time(x), self.U, self.b_q, first), x)

    def step(self, x: object, h: object, t: object = "t") -> GRUStep:
        """One step with a matrix for each gate, everything named: x (D,) or (N, D), h from before."""
        x, h, z = as_tensor(x), as_tensor(h), {}
        parts = {
            gate: [block(p, k, self.H, f"{n}_{gate}") for p, n in ((self.W, "W"), (self.U, "U"), (self.b, "b"))]
            for k, gate in enumerate(self.gates)
        }
        for gate, (W, U, b) in parts.items():
            z[gate] = weighted(W, x) + (b if gate == "n" else weighted(U, h) + b)
        return gru_step(z["r"], z["u"], z["n"], parts["n"][1], self.b_q, h, self.reset, t)

    def unrolled(self, x: object, h0: object | None = None) -> tuple[GRUStep, ...]:
        """The steps one after the other, as expressions."""
        x = self.sequence(x)
        h, steps = self.state(h0, x, "h_{0}"), []
        for t, x_t in enumerate(self.inputs(x), start=1):
            steps.append(self.step(x_t, h, t))
            h = steps[-1].h
        return tuple(steps)


def gru(D: int, H: int, *, rng: np.random.Generator | int, update_bias: object = 0.0, reset: str = "after") -> GRU:
    r"""A new GRU: weights uniform between \pm 1/\sqrt H, biases 0 but for the update gate's.

    update_bias  one number or one for each unit; above 0 the state is kept for longer at the start: see half_life
    reset        whether the reset gate comes "after" the product with U_n or "before" it
    Errors       DomainError for sizes below 1 or another ``reset``, ShapeError for biases of another number

    >>> gru(3, 4, rng=1).parameter_count, gru(3, 2, rng=1, update_bias=2.0).b.value.tolist()
    (100, [0.0, 0.0, 2.0, 2.0, 0.0, 0.0])
    """
    W, U, b = uniform(3, whole("D", D, least=1), whole("H", H, least=1), rng)
    b[H : 2 * H] = gate_bias("update_bias", update_bias, H)
    return GRU(Tensor(W, "W"), Tensor(U, "U"), Tensor(b, "b"), Tensor(np.zeros(H), "b_q"), reset)
