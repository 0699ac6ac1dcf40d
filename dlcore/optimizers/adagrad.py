"""AdaGrad: a learning rate of its own for each parameter, which only falls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dlcore.check import number
from dlcore.optimizers.optimizer import Optimizer
from dlcore.optimizers.root import root, root_of
from dlcore.schedules import Schedule


@dataclass(frozen=True)
class AdaGrad(Optimizer):
    r"""Divide each step by the root of all squared gradients so far.

    s_t = s_{t-1} + g_t^2, \theta_t = \theta_{t-1} - \eta g_t / (\sqrt{s_t} + \varepsilon)

    eps_in_root  whether \varepsilon stands inside the root, \sqrt{s_t + \varepsilon}
    Convention  outside the root by default; s_0 = 0
    State       s, the sum of squared gradients
    Errors      DomainError unless lr and eps are above 0
    Source      Duchi, Hazan and Singer, Adaptive Subgradient Methods (2011)

    >>> from dlcore import Tensor
    >>> step = AdaGrad(lr=0.1).step([Tensor(1.0, "w")], [Tensor(-4.0, "g")])
    >>> round(step.parameters[0].item(), 9), step.state["s"][0].item()
    (1.1, 16.0)
    """

    slots: ClassVar[tuple[str, ...]] = ("s",)
    formula: ClassVar[str] = (
        r"s_t = s_{t-1} + g_t^2, \quad \theta_t = \theta_{t-1} - \frac{\eta}{\sqrt{s_t} + \varepsilon}\, g_t"
    )
    lr: float | Schedule = 0.01
    eps: float = 1e-10
    eps_in_root: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        number("eps", self.eps, above=0)

    def rule(self, old, g, before, eta, t, tensors):
        s = tensors["s"] = (before["s"] + g**2).named("s_t")
        return old - eta * g / root(s, self.eps, self.eps_in_root)

    def move(self, theta, g, state, lr, t):
        s = state["s"]
        s += g * g
        theta -= lr * g / root_of(s, self.eps, self.eps_in_root)
