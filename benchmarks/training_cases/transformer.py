"""A pre-norm Transformer block of 32 tokens with a causal mask, for dlcore, PyTorch and HIPS autograd."""

from __future__ import annotations

import numpy as np
from training_cases.case import Case, Step

LR, BATCH, T, D, HEADS = 0.05, 8, 32, 64, 4
SHAPES = (
    (D,), (D,), (3 * D, D), (3 * D,), (D, D), (D,), (D,), (D,), (4 * D, D), (4 * D,), (D, 4 * D), (D,),
)  # norm 1, queries to values, mixing of the heads, norm 2, feed-forward; each a weight and a bias  # fmt: skip


def numbers() -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """The parameters, inputs (N, T, D) and targets of the same shape."""
    rng = np.random.default_rng(1)
    parameters = [rng.normal(0.0, 0.1, shape) for shape in SHAPES]
    parameters[0] += 1.0
    parameters[6] += 1.0
    return parameters, rng.normal(size=(BATCH, T, D)), rng.normal(size=(BATCH, T, D))


def with_dlcore(replay: bool = True) -> Step:
    from dlcore import GradientDescent, Tensor, TrainingStep, causal_mask, mse, transformer_block

    parameters, x, y = numbers()
    block, mask = transformer_block(D, HEADS, rng=1, activation="relu"), causal_mask(T)

    def objective(parameters, x, y):
        return mse(block.with_parameters(parameters)(x, mask=mask), y)

    step = TrainingStep(objective, [Tensor(p) for p in parameters], GradientDescent(lr=LR), replay=replay)
    return lambda: step(x, y)


def with_torch() -> Step:
    import torch

    torch.set_num_threads(1)
    parameters, x, y = numbers()
    leaves = [torch.from_numpy(p).requires_grad_() for p in parameters]
    x, y = torch.from_numpy(x), torch.from_numpy(y)
    F, optimizer = torch.nn.functional, torch.optim.SGD(leaves, lr=LR)

    def step() -> float:
        optimizer.zero_grad()
        g1, s1, W, b, W_O, b_O, g2, s2, W1, b1, W2, b2 = leaves
        parts = F.linear(F.layer_norm(x, (D,), g1, s1), W, b).view(BATCH, T, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*parts, is_causal=True)
        a = x + F.linear(mixed.transpose(1, 2).reshape(BATCH, T, D), W_O, b_O)
        a = a + F.linear(F.relu(F.linear(F.layer_norm(a, (D,), g2, s2), W1, b1)), W2, b2)
        loss = F.mse_loss(a, y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def with_autograd() -> Step:
    import autograd.numpy as anp
    from autograd import value_and_grad

    parameters, x, y = numbers()
    forbidden = np.where(np.tri(T, dtype=bool), 0.0, -1e30)

    def norm(x, gain, bias):
        centered = x - anp.mean(x, axis=-1, keepdims=True)
        return gain * centered / anp.sqrt(anp.mean(centered**2, axis=-1, keepdims=True) + 1e-5) + bias

    def loss(parameters):
        g1, s1, W, b, W_O, b_O, g2, s2, W1, b1, W2, b2 = parameters
        parts = (anp.dot(norm(x, g1, s1), W.T) + b).reshape((BATCH, T, 3, HEADS, D // HEADS))
        Q, K, V = (anp.transpose(parts[:, :, k], (0, 2, 1, 3)) for k in range(3))
        scores = anp.matmul(Q, anp.swapaxes(K, 2, 3)) / np.sqrt(D // HEADS) + forbidden
        grown = anp.exp(scores - anp.max(scores, axis=-1, keepdims=True))
        mixed = anp.matmul(grown / anp.sum(grown, axis=-1, keepdims=True), V)
        a = x + anp.dot(anp.transpose(mixed, (0, 2, 1, 3)).reshape((BATCH, T, D)), W_O.T) + b_O
        a = a + anp.dot(anp.maximum(anp.dot(norm(a, g2, s2), W1.T) + b1, 0.0), W2.T) + b2
        return anp.mean((a - y) ** 2)

    both = value_and_grad(loss)

    def step() -> float:
        value, slopes = both(parameters)
        for parameter, slope in zip(parameters, slopes):
            parameter -= LR * slope
        return float(value)

    return step


CASES = [
    Case(
        name=f"Transformer block of {T} tokens, width {D}, batch {BATCH}",
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
