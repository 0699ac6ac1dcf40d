"""The plain recurrent network: the state is an activation of the input and the state before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.activations.tanh import TANH
from dlcore.check import whole
from dlcore.notation import called
from dlcore.ops.custom_gradient import CustomGradient
from dlcore.ops.shape import pick, reshape, stack
from dlcore.recurrent.layer import Recurrent, previous, uniform, weighted
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class RNNStep:
    """One step: the pre-activation and the new state.

    >>> [step.h.name for step in rnn(2, 3, rng=1).unrolled(np.ones((2, 2)))]
    ['h_{1}', 'h_{2}']
    """

    z: Tensor
    h: Tensor


def rnn_step(z: Tensor, U: Tensor, h: Tensor, t: object = "t") -> RNNStep:
    """A step from the weighted input and the state before it."""
    z = (z + weighted(U, h)).named(f"z_{{{t}}}")
    return RNNStep(z, TANH(z).named(f"h_{{{t}}}"))


class RNNScan(CustomGradient):
    """All steps in one go: weighted inputs (T, N, H), U, h_0 -> states (T, N, H)."""

    symbol = "rnn"

    def value(self, Z, U, h0):
        states = np.empty(Z.shape, dtype=np.result_type(Z, U, h0))
        h, turned = h0, U.T
        for t in range(len(Z)):
            h = np.tanh(h.dot(turned) + Z[t], out=states[t])
        return states

    def backward(self, adjoint, states, Z, U, h0):
        delta = np.empty(Z.shape, dtype=np.result_type(adjoint, Z, U, h0))
        slope = 1.0 - states * states
        dh = np.zeros(h0.shape, dtype=delta.dtype)
        for t in reversed(range(len(Z))):
            np.multiply(dh + adjoint[t], slope[t], out=delta[t])
            dh = delta[t].dot(U)
        H = len(U)
        return delta, delta.reshape(-1, H).T.dot(previous(states, h0).reshape(-1, H)), dh

    def spelled(self, Z, U, h):
        states = []
        for t in range(len(Z)):
            h = rnn_step(pick(Z, t), U, h, t + 1).h
            states.append(h)
        return stack(states)

    def latex(self, write, node):
        return called(r"\operatorname{RNN}", write(node.inputs[0]))


RNN_SCAN = RNNScan()


@dataclass(frozen=True)
class RNN(Recurrent):
    r"""The plain recurrent network.

    h_t = \tanh(W x_t + U h_{t-1} + b)

    Shapes      W (H, D), U (H, H), b (H,); x (T, D) -> (T, H), or (N, T, D) -> (N, T, H)
    Convention  h_0 = 0 unless given; one bias, where PyTorch has two that are only ever added
    Errors      ShapeError where shapes don't go together
    Source      Elman, Finding Structure in Time (1990); Dive into Deep Learning, 9.4

    >>> net = RNN(Tensor([[1.0]], "W"), Tensor([[0.5]], "U"), Tensor([0.0], "b"))
    >>> net([[1.0], [0.0]]).value.round(4).tolist()
    [[0.7616], [0.3634]]
    >>> net.unrolled([[1.0], [0.0]])[1].z.formula
    'z_{2} = W x_{2} + U h_{1} + b'
    """

    gates: ClassVar[str] = "h"

    def __call__(self, x: object, h0: object | None = None) -> Tensor:
        """The states after each step."""
        x = self.sequence(x)
        first = self.state(h0, x, "h_{0}")
        return self.by_example(RNN_SCAN(self.by_time(x), self.U, reshape(first, (-1, self.H))), x)

    def step(self, x: object, h: object, t: object = "t") -> RNNStep:
        """One step, everything named: x (D,) or (N, D), h the state before."""
        z = weighted(self.W, as_tensor(x)) + weighted(self.U, as_tensor(h)) + self.b
        z = z.named(f"z_{{{t}}}")
        return RNNStep(z, TANH(z).named(f"h_{{{t}}}"))

    def unrolled(self, x: object, h0: object | None = None) -> tuple[RNNStep, ...]:
        """The steps one after the other, as expressions."""
        x = self.sequence(x)
        h, steps = self.state(h0, x, "h_{0}"), []
        for t, x_t in enumerate(self.inputs(x), start=1):
            steps.append(self.step(x_t, h, t))
            h = steps[-1].h
        return tuple(steps)


def rnn(D: int, H: int, *, rng: np.random.Generator | int) -> RNN:
    r"""A new plain recurrent network: weights uniform between \pm 1/\sqrt H, biases 0.

    Errors  DomainError for sizes below 1

    >>> rnn(3, 4, rng=1).parameter_count
    32
    """
    W, U, b = uniform(1, whole("D", D, least=1), whole("H", H, least=1), rng)
    return RNN(Tensor(W, "W"), Tensor(U, "U"), Tensor(b, "b"))
