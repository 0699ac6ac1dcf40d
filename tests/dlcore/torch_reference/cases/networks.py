"""A multi-layer perceptron against torch.nn: outputs, all gradients, and thirty training steps; gains and fans."""

from __future__ import annotations

import numpy as np

from torch_reference.case import Case, differentiable

_RNG = np.random.default_rng(14)
_SIZES = (3, 5, 4)
_INPUTS = {
    "W1": _RNG.normal(size=(5, 3)),
    "b1": _RNG.normal(size=5),
    "W2": _RNG.normal(size=(4, 5)),
    "b2": _RNG.normal(size=4),
    "x": _RNG.normal(size=(6, 3)),
    "target": _RNG.integers(0, 4, 6),
}


def _torch_loss(t, W1, b1, W2, b2, x, target):
    linear = t.nn.functional.linear
    return t.nn.functional.cross_entropy(linear(t.tanh(linear(x, W1, b1)), W2, b2), target)


def _network(W1, b1, W2, b2):
    from dlcore import MLP, Linear

    return MLP((Linear(W1, b1), Linear(W2, b2)), activation="tanh")


def _loss(W1, b1, W2, b2, x, target):
    from dlcore import cross_entropy_with_logits

    return cross_entropy_with_logits(_network(W1, b1, W2, b2)(x), target)


def _torch_trained(t, W1, b1, W2, b2, x, target):
    parameters = [p.requires_grad_() for p in (W1, b1, W2, b2)]
    optimizer = t.optim.Adam(parameters, lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()
        _torch_loss(t, *parameters, x, target).backward()
        t.nn.utils.clip_grad_value_(parameters, 0.05)
        optimizer.step()
    return dict(zip(("W1", "b1", "W2", "b2"), parameters))


def _trained(W1, b1, W2, b2, x, target):
    from dlcore import Adam, ClipByValue, Tensor, cross_entropy_with_logits, fit

    network = _network(*(Tensor(p) for p in (W1, b1, W2, b2)))
    run = fit(network, cross_entropy_with_logits, x, target, optimizer=Adam(lr=0.05), epochs=30, clip=ClipByValue(0.05))
    return dict(zip(("W1", "b1", "W2", "b2"), run.model.parameters))


def _torch_gains(t):
    gain = t.nn.init.calculate_gain
    return t.tensor(
        [gain("linear"), gain("sigmoid"), gain("tanh"), gain("relu"), gain("leaky_relu", 0.2)], dtype=t.float64
    )


def _gains():
    from dlcore import gain

    return np.array([gain("identity"), gain("sigmoid"), gain("tanh"), gain("relu"), gain("leaky relu", 0.2)])


CASES = [
    differentiable("mlp and its gradients", torch=_torch_loss, dlcore=_loss, inputs=_INPUTS),
    Case("mlp, 30 steps of Adam, clipped", _torch_trained, _trained, _INPUTS),
    Case("gains", _torch_gains, _gains),
]
