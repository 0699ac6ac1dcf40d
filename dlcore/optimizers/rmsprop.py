"""RMSProp: AdaGrad that forgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dlcore.check import number
from dlcore.optimizers.optimizer import Optimizer
from dlcore.optimizers.root import root, root_of
from dlcore.schedules import Schedule
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class RMSProp(Optimizer):
    r"""Divide each step by the root of a moving average of squared gradients.

    v_t = \rho v_{t-1} + (1 - \rho) g_t^2, \theta_t = \theta_{t-1} - \eta g_t / (\sqrt{v_t} + \varepsilon)

    eps_in_root  whether \varepsilon stands inside the root, \sqrt{v_t + \varepsilon}
    Convention  outside the root by default, as in PyTorch; Optax and TensorFlow have it inside. v_0 = 0 without bias
                correction. \rho is PyTorch's alpha (0.99 there)
    State       v, the moving average
    Errors      DomainError unless 0 <= rho < 1
    Source      Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5 (2012), which sets \rho = 0.9

    >>> from dlcore import Tensor
    >>> step = RMSProp(lr=0.1, rho=0.75).step([Tensor(1.0, "w")], [Tensor(4.0, "g")])
    >>> round(step.parameters[0].item(), 7), step.state["v"][0].item()
    (0.8, 4.0)
    """

    slots: ClassVar[tuple[str, ...]] = ("v",)
    formula: ClassVar[str] = (
        r"v_t = \rho\, v_{t-1} + (1 - \rho)\, g_t^2, \quad "
        r"\theta_t = \theta_{t-1} - \frac{\eta}{\sqrt{v_t} + \varepsilon}\, g_t"
    )
    lr: float | Schedule = 0.001
    rho: float = 0.9
    eps: float = 1e-8
    eps_in_root: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        number("rho", self.rho, least=0, below=1)
        number("eps", self.eps, above=0)

    def rule(self, old, g, before, eta, t, tensors):
        rho = Tensor(self.rho, r"\rho")
        v = tensors["v"] = (rho * before["v"] + (1.0 - rho) * g**2).named("v_t")
        return old - eta * g / root(v, self.eps, self.eps_in_root)

    def move(self, theta, g, state, lr, t):
        v = state["v"]
        v *= self.rho
        v += (1.0 - self.rho) * (g * g)
        theta -= lr * g / root_of(v, self.eps, self.eps_in_root)
