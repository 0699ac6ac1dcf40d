"""Steps that a student repeats with a calculator: two of gradient descent, two of momentum, two of Adam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dlcore import Optimizer, Tensor
from dlcore.optimizers import Update


@dataclass(frozen=True)
class HandStep:
    """One step of an optimizer on the bowl, every number of it a Tensor that shows its work."""

    theta: tuple[Tensor, ...]
    loss: Tensor
    g: tuple[Tensor, ...]
    updates: tuple[Update, ...]
    loss_new: Tensor

    @property
    def new(self) -> tuple[Tensor, ...]:
        """The parameters after the step."""
        return tuple(update.new for update in self.updates)


def bowl(theta: Sequence[Tensor], curvatures: Sequence[Tensor]) -> Tensor:
    """L = (lambda_1 theta_1^2 + lambda_2 theta_2^2) / 2."""
    (theta_1, theta_2), (flat, steep) = theta, curvatures
    return ((flat * theta_1**2 + steep * theta_2**2) / 2).named("L")


def steps_by_hand(
    optimizer: Optimizer, start: Sequence[float], curvatures: Sequence[Tensor], count: int = 2
) -> tuple[HandStep, ...]:
    """The first steps of an optimizer on the bowl. A rule with a memory counts time: its gradient is g_t, not g_1 or
    g_2.
    """
    theta, state, made = [Tensor(v, rf"\theta_{k}") for k, v in enumerate(start, 1)], None, []
    for _ in range(count):
        names = ("g_t", "g_t") if optimizer.slots else ("g_1", "g_2")
        g = tuple((c * p).named(name) for c, p, name in zip(curvatures, theta, names))
        step = optimizer.step(theta, g, state)
        made.append(HandStep(tuple(theta), bowl(theta, curvatures), g, step.updates, bowl(step.parameters, curvatures)))
        theta, state = step.parameters, step.state
    return tuple(made)
