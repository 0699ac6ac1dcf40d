"""A multi-layer perceptron and a residual block against torch.nn: outputs, all gradients, thirty training
steps; gains.
"""

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


_BLOCK = {
    "x": _RNG.normal(size=(2, 2, 4, 4)),
    "W1": _RNG.normal(size=(3, 2, 3, 3)),
    "W2": _RNG.normal(size=(3, 3, 3, 3)),
    "past": _RNG.normal(size=(3, 2, 1, 1)),
    **{name: _RNG.normal(size=3) for name in ("gain1", "bias1", "gain2", "bias2", "gain3", "bias3")},
}


def _torch_block(t, x, W1, W2, past, gain1, bias1, gain2, bias2, gain3, bias3):
    conv = t.nn.functional.conv2d

    def norm(x, gain, bias):
        return t.nn.functional.batch_norm(x, None, None, gain, bias, training=True)

    branch = norm(conv(t.relu(norm(conv(x, W1, stride=2, padding=1), gain1, bias1)), W2, padding=1), gain2, bias2)
    return t.relu(norm(conv(x, past, stride=2), gain3, bias3) + branch)


def _block(x, W1, W2, past, gain1, bias1, gain2, bias2, gain3, bias3):
    from dataclasses import replace

    from dlcore import residual_block

    block = residual_block(2, 3, rng=1, stride=2)
    norms = {"norm1": (gain1, bias1), "norm2": (gain2, bias2), "shortcut_norm": (gain3, bias3)}
    return replace(
        block,
        **{name: replace(getattr(block, name), W=W) for name, W in (("conv1", W1), ("conv2", W2), ("shortcut", past))},
        **{name: replace(getattr(block, name), gain=gain, bias=bias) for name, (gain, bias) in norms.items()},
    )(x)


def _linear(x, W1, b1):
    from dlcore import Linear

    return Linear(W1, b1)(x)


CASES = [
    differentiable(
        "linear layer",
        torch=lambda t, x, W1, b1: t.nn.functional.linear(x, W1, b1),
        dlcore=_linear,
        inputs={name: _INPUTS[name] for name in ("x", "W1", "b1")},
    ),
    differentiable("residual block", torch=_torch_block, dlcore=_block, inputs=_BLOCK),
    differentiable("mlp and its gradients", torch=_torch_loss, dlcore=_loss, inputs=_INPUTS),
    Case("mlp, 30 steps of Adam, clipped", _torch_trained, _trained, _INPUTS),
    Case("gains", _torch_gains, _gains),
]
