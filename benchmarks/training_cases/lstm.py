"""An LSTM of 20 steps with a linear layer on its last state, for dlcore, PyTorch and HIPS autograd."""

from __future__ import annotations

import numpy as np
from training_cases.case import Case, Step

LR, BATCH, T, D, H, C = 0.05, 32, 20, 32, 64, 10


def numbers() -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """W, U and b of the LSTM (gates i f g o), the linear layer, sequences (N, T, D) and classes."""
    rng = np.random.default_rng(1)
    shapes = ((4 * H, D), (4 * H, H), (4 * H,), (C, H), (C,))
    return [rng.normal(0.0, 0.1, shape) for shape in shapes], rng.normal(size=(BATCH, T, D)), rng.integers(0, C, BATCH)


def with_dlcore(replay: bool = True) -> Step:
    from dlcore import LSTM, GradientDescent, Tensor, TrainingStep, cross_entropy_with_logits

    parameters, x, y = numbers()

    def objective(parameters, x, y):
        W, U, b, V, c = parameters
        return cross_entropy_with_logits(LSTM(W, U, b)(x)[:, -1] @ V.T + c, y)

    step = TrainingStep(objective, [Tensor(p) for p in parameters], GradientDescent(lr=LR), replay=replay)
    y = y.astype(np.float64)
    return lambda: step(x, y)


def with_torch() -> Step:
    import torch

    torch.set_num_threads(1)
    (W, U, b, V, c), x, y = numbers()
    lstm = torch.nn.LSTM(D, H, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        for name, value in (("weight_ih_l0", W), ("weight_hh_l0", U), ("bias_ih_l0", b)):
            getattr(lstm, name).copy_(torch.from_numpy(value))
        lstm.bias_hh_l0.zero_()
    lstm.bias_hh_l0.requires_grad_(False)  # dlcore has one bias
    head = [torch.from_numpy(p).requires_grad_() for p in (V, c)]
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    optimizer = torch.optim.SGD([p for p in lstm.parameters() if p.requires_grad] + head, lr=LR)

    def step() -> float:
        optimizer.zero_grad()
        states, _ = lstm(x)
        loss = torch.nn.functional.cross_entropy(torch.nn.functional.linear(states[:, -1], *head), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def with_autograd() -> Step:
    import autograd.numpy as anp
    from autograd import value_and_grad

    parameters, x, y = numbers()

    def loss(parameters):
        W, U, b, V, bias = parameters
        h, c = np.zeros((BATCH, H)), np.zeros((BATCH, H))
        for t in range(T):
            z = anp.dot(x[:, t], W.T) + anp.dot(h, U.T) + b
            i, f, o = (1.0 / (1.0 + anp.exp(-z[:, k * H : (k + 1) * H])) for k in (0, 1, 3))
            c = f * c + i * anp.tanh(z[:, 2 * H : 3 * H])
            h = o * anp.tanh(c)
        z = anp.dot(h, V.T) + bias
        shifted = z - anp.max(z, axis=1, keepdims=True)
        return anp.mean(anp.log(anp.sum(anp.exp(shifted), axis=1)) - shifted[np.arange(BATCH), y])

    both = value_and_grad(loss)

    def step() -> float:
        value, slopes = both(parameters)
        for parameter, slope in zip(parameters, slopes):
            parameter -= LR * slope
        return float(value)

    return step


CASES = [
    Case(
        name=f"LSTM {D}-{H}, {T} steps, batch {BATCH}",
        aim=2.0,
        steps={
            "dlcore": with_dlcore,
            "dlcore, Tensor by Tensor": lambda: with_dlcore(replay=False),
            "PyTorch": with_torch,
            "HIPS autograd": with_autograd,
        },
        share={},
    )
]
