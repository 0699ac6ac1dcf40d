r"""Momentum in its three conventions, and Nesterov's form of it.

They differ in what the velocity v holds, so the same numbers for \eta and \mu mean different steps:

    accumulated  v = \mu v + g,               \theta -= \eta v   PyTorch; a steady gradient is amplified 1/(1-\mu) times
    classical    v = \mu v - \eta g,          \theta += v        Polyak, Sutskever, Goodfellow; the same path while
                 \eta is constant
    averaged     v = \mu v + (1 - \mu) g,     \theta -= \eta v   Ng, Adam's m; the accumulated one with \eta (1 - \mu)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dlcore.check import choice, number
from dlcore.optimizers.optimizer import Optimizer
from dlcore.tensor import Tensor

CONVENTIONS = {
    "accumulated": r"v_t = \mu v_{t-1} + g_t, \quad \theta_t = \theta_{t-1} - \eta\, v_t",
    "classical": r"v_t = \mu v_{t-1} - \eta\, g_t, \quad \theta_t = \theta_{t-1} + v_t",
    "averaged": r"v_t = \mu v_{t-1} + (1 - \mu)\, g_t, \quad \theta_t = \theta_{t-1} - \eta\, v_t",
}


@dataclass(frozen=True)
class Momentum(Optimizer):
    r"""Gradient descent with a velocity that outlasts the step.

    v_t = \mu v_{t-1} + g_t, \theta_t = \theta_{t-1} - \eta v_t for the convention "accumulated"

    Convention  "accumulated" (PyTorch's), "classical" or "averaged": see CONVENTIONS; v_0 = 0
    State       v, the velocity
    Errors      DomainError unless 0 <= momentum < 1
    Source      Polyak (1964); Sutskever et al., On the Importance of Initialization and Momentum (2013); Goh, Why
                Momentum Really Works (2017)

    >>> from dlcore import Tensor
    >>> w, g = Tensor(1.0, "w"), Tensor(2.0, "g")
    >>> first = Momentum(lr=0.1, momentum=0.5).step([w], [g])
    >>> second = Momentum(lr=0.1, momentum=0.5).step(first.parameters, [g], first.state)
    >>> second.state["v"][0].item(), round(second.parameters[0].item(), 12)
    (3.0, 0.5)
    """

    slots: ClassVar[tuple[str, ...]] = ("v",)
    momentum: float = 0.9
    convention: str = "accumulated"

    def __post_init__(self) -> None:
        super().__post_init__()
        number("momentum", self.momentum, least=0, below=1)
        choice("convention", self.convention, CONVENTIONS)

    @property
    def formula(self) -> str:
        """The rule in LaTeX."""
        return CONVENTIONS[self.convention]

    def rule(self, old, g, before, eta, t, tensors):
        mu = Tensor(self.momentum, r"\mu")
        if self.convention == "classical":
            v = tensors["v"] = (mu * before["v"] - eta * g).named("v_t")
            return old + v
        fresh = (1.0 - mu) * g if self.convention == "averaged" else g
        v = tensors["v"] = (mu * before["v"] + fresh).named("v_t")
        return old - eta * v

    def move(self, theta, g, state, lr, t):
        v = state["v"]
        v *= self.momentum
        if self.convention == "classical":
            v -= lr * g
            theta += v
            return
        v += (1.0 - self.momentum) * g if self.convention == "averaged" else g
        theta -= lr * v


@dataclass(frozen=True)
class Nesterov(Optimizer):
    r"""Nesterov momentum: the gradient is taken where the velocity is about to lead.

    v_t = \mu v_{t-1} + g_t, \theta_t = \theta_{t-1} - \eta (g_t + \mu v_t)

    Convention  PyTorch's: the parameters kept are the looked-ahead ones, so that g is the gradient at them. The
                textbook's
                v = \mu v - \eta \nabla L(\theta + \mu v), \theta += v walks the same path, seen at \theta + \mu v
    State       v, the velocity; v_0 = 0
    Errors      DomainError unless 0 <= momentum < 1
    Source      Nesterov (1983); Sutskever et al. (2013); Bengio et al., Advances in Optimizing Recurrent Networks
                (2013), section 3.5

    >>> from dlcore import Tensor
    >>> step = Nesterov(lr=0.1, momentum=0.5).step([Tensor(1.0, "w")], [Tensor(2.0, "g")])
    >>> round(step.parameters[0].item(), 12)
    0.7
    """

    slots: ClassVar[tuple[str, ...]] = ("v",)
    formula: ClassVar[str] = r"v_t = \mu v_{t-1} + g_t, \quad \theta_t = \theta_{t-1} - \eta\,(g_t + \mu v_t)"
    momentum: float = 0.9

    def __post_init__(self) -> None:
        super().__post_init__()
        number("momentum", self.momentum, least=0, below=1)

    def rule(self, old, g, before, eta, t, tensors):
        mu = Tensor(self.momentum, r"\mu")
        v = tensors["v"] = (mu * before["v"] + g).named("v_t")
        return old - eta * (g + mu * v)

    def move(self, theta, g, state, lr, t):
        v = state["v"]
        v *= self.momentum
        v += g
        theta -= lr * (g + self.momentum * v)
