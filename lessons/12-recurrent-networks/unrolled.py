"""One unit reads three numbers: forward, the loss, and the gradient back through time, all for a calculator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import RNN, Tensor, gradients, half_squared_error, tanh

INPUTS, TARGET = (1.0, 0.0, 0.0), 1.0
INPUT_WEIGHT, RECURRENT_WEIGHT = 0.8, 0.9
FIFTY = 50  # steps, for the question how much is left after many


@dataclass(frozen=True)
class Unrolled:
    """h_t = tanh(W x_t + U h_{t-1}) with one unit and no bias, three steps, a loss at the last one.

    slopes   1 - h_t^2, the slope of tanh at each step
    deltas   dL/dz_t, first to last
    shares   what each step adds to dL/dU, first to last
    jump     dh_3/dh_1: two factors, each U times a slope
    after    what is left of a gradient that is multiplied by U at each of fifty steps, without any slope
    chain    (50,) dh_50/dh_t when the unit reads zeros up to step 50, by how many steps back t lies
    left     the last of them, dh_50/dh_1
    """

    x: tuple[Tensor, ...]
    W: Tensor
    U: Tensor
    z: tuple[Tensor, ...]
    h: tuple[Tensor, ...]
    y: Tensor
    loss: Tensor
    dh: Tensor
    slopes: tuple[Tensor, ...]
    deltas: tuple[Tensor, ...]
    dU: Tensor
    dW: Tensor
    shares: tuple[Tensor, ...]
    jump: Tensor
    a_step: float
    after: float
    steps: int
    chain: np.ndarray
    left: float

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the boxes of the unrolled network."""
        states = {f"layer#{t}": f"$h_{t} = {h.item():.4f}$" for t, h in enumerate(self.h, start=1)}
        return {"weights": "the same $W$ and $U$ in all three", "L": f"$L = {self.loss.item():.4f}$", **states}

    @property
    def share_chart(self) -> dict[str, float]:
        """What each step adds to dL/dU; adding 0 makes -0 a plain 0."""
        return {f"step {t}": share.item() + 0.0 for t, share in enumerate(self.shares, start=1)}


def unrolled() -> Unrolled:
    """The example that the first two sections are about."""
    x = tuple(Tensor(value, f"x_{t}") for t, value in enumerate(INPUTS, start=1))
    W, U, y = Tensor(INPUT_WEIGHT, "W"), Tensor(RECURRENT_WEIGHT, "U"), Tensor(TARGET, "y")
    first = Tensor(0.0, "h_0")
    h, z = [first], []
    for t, x_t in enumerate(x, start=1):
        z.append((W * x_t + U * h[-1]).named(f"z_{t}"))
        h.append(tanh(z[-1]).named(f"h_{t}"))
    loss = half_squared_error(h[-1], y).named("L")
    dh = gradients(loss, [h[-1]])[h[-1]]
    slopes = tuple((1.0 - h_t**2).named(f"s_{t}") for t, h_t in enumerate(h[1:], start=1))
    deltas = backward(dh, U, slopes)
    shares = tuple(
        (delta * before).named(rf"\delta_{t} h_{t - 1}") for t, (delta, before) in enumerate(zip(deltas, h), start=1)
    )
    dU = (deltas[2] * h[2] + deltas[1] * h[1] + deltas[0] * h[0]).named(r"\frac{\partial L}{\partial U}")
    dW = (deltas[2] * x[2] + deltas[1] * x[1] + deltas[0] * x[0]).named(r"\frac{\partial L}{\partial W}")
    jump = (U * slopes[2] * U * slopes[1]).named(r"\frac{\partial h_3}{\partial h_1}")
    chain = fifty_steps()
    return Unrolled(
        x, W, U, tuple(z), tuple(h[1:]), y, loss, dh, slopes, deltas, dU, dW, shares, jump, jump.item() ** 0.5,
        RECURRENT_WEIGHT**FIFTY, FIFTY, chain, float(chain[-1]),
    )  # fmt: skip


def fifty_steps() -> np.ndarray:
    """Products of U (1 - h_t^2), from the last step back."""
    layer = RNN(Tensor([[INPUT_WEIGHT]], "W"), Tensor([[RECURRENT_WEIGHT]], "U"), Tensor([0.0], "b"))
    x = np.zeros((FIFTY, 1))
    x[0] = INPUTS[0]
    factors = RECURRENT_WEIGHT * (1.0 - layer(x).value[:, 0] ** 2)
    return np.concatenate([[1.0], np.cumprod(factors[:0:-1])])


def backward(dh: Tensor, U: Tensor, slopes: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    """The gradient at each z, from the last step to the first; first to last as they are returned."""
    deltas = [(dh * slopes[-1]).named(rf"\delta_{len(slopes)}")]
    for t in range(len(slopes) - 1, 0, -1):
        deltas.append((deltas[-1] * U * slopes[t - 1]).named(rf"\delta_{t}"))
    return tuple(reversed(deltas))
