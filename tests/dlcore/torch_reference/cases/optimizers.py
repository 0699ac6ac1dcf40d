"""Optimizers against torch.optim: a hundred steps on a small, ill-conditioned, not quadratic loss; and gradient
clipping."""

from __future__ import annotations

import numpy as np

from torch_reference.case import Case

STEPS = 100
_RNG = np.random.default_rng(13)
_INPUTS = {"W": _RNG.normal(size=(2, 3)), "b": _RNG.normal(size=3), "scale": np.array([0.1, 1.0, 8.0])}


def _run(name: str, slots: dict[str, str], **settings):
    """dlcore's path: parameters every 20 steps, and the state at the end where PyTorch keeps the same."""

    def run(W, b, scale):
        import dlcore
        from dlcore import Tensor, gradients, tanh
        from dlcore.ops.reduction import total

        optimizer = getattr(dlcore, name)(**settings)
        parameters, state, kept = (Tensor(W, "W"), Tensor(b, "b")), None, {}
        for k in range(1, STEPS + 1):
            W, b = parameters
            loss = total(Tensor(scale) * (W * W + tanh(W) * b)) + total(b * b)
            step = optimizer.step(parameters, gradients(loss, parameters), state)
            parameters, state = step.parameters, step.state
            if k % 20 == 0:
                kept |= {f"W after {k}": parameters[0], f"b after {k}": parameters[1]}
        return kept | {f"state {slot}": state[slot][0] for slot in slots}

    return run


def _torch(name: str, slots: dict[str, str], **settings):
    """PyTorch's path; slots says how PyTorch calls a state."""

    def run(t, W, b, scale):
        W, b = W.requires_grad_(), b.requires_grad_()
        optimizer, kept = getattr(t.optim, name)([W, b], **settings), {}
        for k in range(1, STEPS + 1):
            optimizer.zero_grad()
            ((scale * (W * W + t.tanh(W) * b)).sum() + (b * b).sum()).backward()
            optimizer.step()
            if k % 20 == 0:
                kept |= {f"W after {k}": W.detach().clone(), f"b after {k}": b.detach().clone()}
        return kept | {f"state {ours}": optimizer.state[W][theirs] for ours, theirs in slots.items()}

    return run


def _case(name: str, ours: tuple[str, dict], theirs: tuple[str, dict], slots: dict[str, str] | None = None) -> Case:
    return Case(
        f"{name}, {STEPS} steps",
        _torch(theirs[0], slots or {}, **theirs[1]),
        _run(ours[0], slots or {}, **ours[1]),
        _INPUTS,
    )


def _clipped(limit: float):
    def run(W, b, scale):
        from dlcore import ClipByNorm, Tensor

        return dict(zip("Wb", ClipByNorm(limit, eps=1e-6)([Tensor(W), Tensor(b)])))

    return run


def _torch_clipped(limit: float):
    def run(t, W, b, scale):
        for leaf in (W, b):
            leaf.grad = leaf.clone()
        t.nn.utils.clip_grad_norm_([W, b], limit)
        return {"W": W.grad, "b": b.grad}

    return run


def _clipped_by_value(W, b, scale):
    from dlcore import ClipByValue, Tensor

    return dict(zip("Wb", ClipByValue(0.5)([Tensor(W), Tensor(b)])))


def _torch_clipped_by_value(t, W, b, scale):
    for leaf in (W, b):
        leaf.grad = leaf.clone()
    t.nn.utils.clip_grad_value_([W, b], 0.5)
    return {"W": W.grad, "b": b.grad}


_V = {"v": "momentum_buffer"}
_MV = {"m": "exp_avg", "v": "exp_avg_sq"}

CASES = [
    _case("gradient descent", ("GradientDescent", {"lr": 0.02}), ("SGD", {"lr": 0.02})),
    _case("sgd with L2", ("SGD", {"lr": 0.02, "weight_decay": 0.1}), ("SGD", {"lr": 0.02, "weight_decay": 0.1})),
    _case("momentum, accumulated", ("Momentum", {"lr": 0.01}), ("SGD", {"lr": 0.01, "momentum": 0.9}), _V),
    _case(
        "momentum, classical",
        ("Momentum", {"lr": 0.01, "convention": "classical"}),
        ("SGD", {"lr": 0.01, "momentum": 0.9}),
    ),
    _case(
        "momentum, averaged",
        ("Momentum", {"lr": 0.1, "convention": "averaged"}),
        ("SGD", {"lr": 0.1 * (1 - 0.9), "momentum": 0.9}),
    ),
    _case("nesterov", ("Nesterov", {"lr": 0.01}), ("SGD", {"lr": 0.01, "momentum": 0.9, "nesterov": True}), _V),
    _case("adagrad", ("AdaGrad", {"lr": 0.1}), ("Adagrad", {"lr": 0.1}), {"s": "sum"}),
    _case(
        "rmsprop", ("RMSProp", {"lr": 0.01, "rho": 0.95}), ("RMSprop", {"lr": 0.01, "alpha": 0.95}), {"v": "square_avg"}
    ),
    _case("adam", ("Adam", {"lr": 0.05}), ("Adam", {"lr": 0.05}), _MV),
    _case(
        "adam with L2", ("Adam", {"lr": 0.05, "weight_decay": 0.1}), ("Adam", {"lr": 0.05, "weight_decay": 0.1}), _MV
    ),
    _case("adamw", ("AdamW", {"lr": 0.05, "weight_decay": 0.1}), ("AdamW", {"lr": 0.05, "weight_decay": 0.1}), _MV),
    Case("clipping by norm, long", _torch_clipped(0.5), _clipped(0.5), _INPUTS),
    Case("clipping by norm, short", _torch_clipped(50.0), _clipped(50.0), _INPUTS),
    Case("clipping by value", _torch_clipped_by_value, _clipped_by_value, _INPUTS),
]
