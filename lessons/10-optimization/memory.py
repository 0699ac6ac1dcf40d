"""What each optimizer remembers, what that costs for a model of a known size, and when to take it."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore import AdaGrad, Adam, AdamW, GradientDescent, Momentum, Nesterov, Optimizer, RMSProp
from dlcore.architectures import gpt2

BYTES = 4  # of a number in single precision


@dataclass(frozen=True)
class Memory:
    """One optimizer's state, its cost and its place."""

    name: str
    gigabytes: float  # for the whole model
    use: str
    watch: str


def of_each() -> tuple[Memory, ...]:
    """The course's optimizers, from plain to elaborate."""
    model = parameters()
    return tuple(_memory(name, kind, use, watch, model) for name, kind, use, watch in (
        ("gradient descent", GradientDescent, "curvatures are alike", r"$\eta < 2 / \lambda_{\max}$"),
        ("momentum", Momentum, "the ravine is long; images", r"which of three forms"),
        ("Nesterov", Nesterov, "momentum overshoots", "a lower limit of the rate"),
        ("AdaGrad", AdaGrad, "features are rare", "steps shrink forever"),
        ("RMSProp", RMSProp, "one slot is all you can pay", "no rest at a constant rate"),
        ("Adam", Adam, "gradients differ in size", r"$\varepsilon$, bias correction"),
        ("AdamW", AdamW, "the same, with decay; Transformers", "L2 is not decay"),
    ))  # fmt: skip


def parameters() -> int:
    """How many parameters GPT-2 small has."""
    return gpt2().parameters


def _memory(name: str, kind: type[Optimizer], use: str, watch: str, model: int) -> Memory:
    return Memory(name, BYTES * len(kind.slots) * model / 1e9, use, watch)
