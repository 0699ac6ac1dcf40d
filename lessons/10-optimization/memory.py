"""What each optimizer remembers, and what that costs for a model of a known size."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore import SGD, AdaGrad, Adam, AdamW, Momentum, Nesterov, Optimizer, RMSProp
from dlcore.architectures import gpt2

BYTES = 4  # of a number in single precision
KEPT = {0: "nothing", 1: "{}", 2: "{} and {}"}


@dataclass(frozen=True)
class Memory:
    """One optimizer's rule, its state and the cost of that."""

    name: str
    rule: str
    keeps: str
    bytes: int  # for each parameter
    gigabytes: float  # for the whole model
    lr: float | str  # the default, or "none"


def of_each() -> tuple[Memory, ...]:
    """The course's optimizers, from plain to elaborate."""
    model = parameters()
    return tuple(_memory(name, kind, rule, model) for name, kind, rule in (
        ("SGD", SGD, r"$\theta - \eta\, g$"),
        ("momentum", Momentum, r"$\theta - \eta\, v$"),
        ("Nesterov", Nesterov, r"$\theta - \eta\,(g + \mu v)$"),
        ("AdaGrad", AdaGrad, r"$\theta - \eta\, g / (\sqrt{s} + \varepsilon)$"),
        ("RMSProp", RMSProp, r"$\theta - \eta\, g / (\sqrt{v} + \varepsilon)$"),
        ("Adam", Adam, r"$\theta - \eta\, \hat{m} / (\sqrt{\hat{v}} + \varepsilon)$"),
        ("AdamW", AdamW, r"$(1 - \eta \lambda)\,\theta - \eta\, \hat{m} / (\sqrt{\hat{v}} + \varepsilon)$"),
    ))  # fmt: skip


def parameters() -> int:
    """How many parameters GPT-2 small has."""
    return gpt2().parameters


def _memory(name: str, kind: type[Optimizer], rule: str, model: int) -> Memory:
    keeps = KEPT[len(kind.slots)].format(*(f"${slot}$" for slot in kind.slots))
    return Memory(
        name, rule, keeps, BYTES * len(kind.slots), BYTES * len(kind.slots) * model / 1e9, getattr(kind, "lr", "none")
    )
