"""Hyperparameters, gradients and states that don't go together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

import dlcore
from bad_input.values import NAN, NOT_NEGATIVE, POSITIVE, SEVERAL, SIZES, Attempt, each
from dlcore import Tensor, optimizers


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    w = Tensor([1.0, 2.0], "w")
    for name in ("GradientDescent", "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "AdamW"):
        kind = getattr(optimizers, name)
        yield from each(f"{name} lr", lambda lr, kind=kind: kind(lr=lr), POSITIVE | {"True": True, "list": [0.1]})
        yield from each(f"{name} weight_decay", lambda wd, kind=kind: kind(lr=0.1, weight_decay=wd), NOT_NEGATIVE)
        rule = kind(lr=0.1)
        yield f"{name}: no gradient", lambda rule=rule: rule.step([w], [])
        broken = {
            "another shape": Tensor([1.0]),
            "one number for two": Tensor(1.0),
            "NaN": Tensor.leaf(np.array([1.0, NAN])),
            "an array": np.array([1.0, 2.0]),
        }
        yield from each(f"{name} gradient", lambda g, rule=rule: rule.step([w], [g]), broken)
        states = {"other slots": optimizers.State(1, {"z": (w,)})}
        if rule.slots:
            states["other shapes"] = optimizers.State(1, {slot: (Tensor(1.0),) for slot in rule.slots})
        yield from each(f"{name} state", lambda state, rule=rule: rule.step([w], [w], state), states)
        yield from each(f"{name} step", rule.rate, {key: v for key, v in SIZES.items() if key != "zero"})
    for name in ("AdaGrad", "RMSProp", "Adam", "AdamW"):
        kind = getattr(optimizers, name)
        yield from each(f"{name} eps", lambda eps, kind=kind: kind(lr=0.1, eps=eps), POSITIVE)
    for name in ("Momentum", "Nesterov"):
        values = NOT_NEGATIVE | {"one": 1.0}
        kind = getattr(optimizers, name)
        yield from each(f"{name} momentum", lambda m, kind=kind: kind(lr=0.1, momentum=m), values)
    betas = {
        "one": (0.9,),
        "1": (1.0, 0.9),
        "negative": (-0.1, 0.9),
        "no pair": 0.9,
        "text": ("a", 0.9),
        "NaN": (NAN, 0.9),
    }
    yield from each("Adam betas", lambda pair: optimizers.Adam(lr=0.1, betas=pair), betas)
    for kind in (dlcore.ClipByNorm, dlcore.ClipByValue):
        yield from each(kind.__name__, kind, POSITIVE)
        yield from each(f"{kind.__name__} gradients", kind(1.0), SEVERAL)
    yield from each("global_norm", dlcore.global_norm, SEVERAL)
