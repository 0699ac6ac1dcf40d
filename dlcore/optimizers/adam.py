"""Adam and AdamW: momentum and RMSProp together, with bias correction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from dlcore.check import number
from dlcore.errors import DomainError
from dlcore.ops.elementary import power
from dlcore.optimizers.optimizer import Optimizer
from dlcore.optimizers.root import root, root_of
from dlcore.schedules import Schedule
from dlcore.tensor import Tensor

_MOMENTS = (
    r"m_t = \beta_1 m_{t-1} + (1 - \beta_1)\, g_t, \quad v_t = \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2, \quad "
    r"\hat{m}_t = \frac{m_t}{1 - \beta_1^t}, \quad \hat{v}_t = \frac{v_t}{1 - \beta_2^t}, \quad "
)


@dataclass(frozen=True)
class Adam(Optimizer):
    r"""Steps along the averaged gradient, divided by the root of the averaged squared gradient.

    m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t,   v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2,
    \hat m_t = m_t / (1 - \beta_1^t),   \hat v_t = v_t / (1 - \beta_2^t),
    \theta_t = \theta_{t-1} - \eta \hat m_t / (\sqrt{\hat v_t} + \varepsilon)

    eps_in_root  whether \varepsilon stands inside the root, \sqrt{\hat v_t + \varepsilon}
    Convention  outside the root by default, after the bias correction; m_0 = v_0 = 0. weight_decay is L2, added
                to the gradient and so divided by the root as well; AdamW decouples it
    State       m and v, the two moving averages
    Errors      DomainError unless both betas lie in [0, 1)
    Source      Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), algorithm 1

    >>> from dlcore import Tensor
    >>> step = Adam(lr=0.1).step([Tensor(1.0, "w")], [Tensor(4.0, "g")])
    >>> step.updates[0]["m_hat"].formula
    '\\hat{m}_t = \\frac{m_t}{1 - \\beta_1^{1}}'
    >>> round(step.parameters[0].item(), 8)
    0.9
    """

    slots: ClassVar[tuple[str, ...]] = ("m", "v")
    formula: ClassVar[str] = (
        _MOMENTS + r"\theta_t = \theta_{t-1} - \eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}"
    )
    lr: float | Schedule = 0.001
    betas: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8
    eps_in_root: bool = field(default=False, kw_only=True)
    bias_correction: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not isinstance(self.betas, tuple) or len(self.betas) != 2:
            raise DomainError(f"betas must be two numbers (beta1, beta2), found {self.betas!r}")
        for k, beta in enumerate(self.betas):
            number(f"betas[{k}]", beta, least=0, below=1)
        number("eps", self.eps, above=0)

    def rule(self, old, g, before, eta, t, tensors):
        beta1, beta2 = Tensor(self.betas[0], r"\beta_1"), Tensor(self.betas[1], r"\beta_2")
        m = tensors["m"] = (beta1 * before["m"] + (1.0 - beta1) * g).named("m_t")
        v = tensors["v"] = (beta2 * before["v"] + (1.0 - beta2) * g**2).named("v_t")
        if self.bias_correction:
            m = tensors["m_hat"] = (m / (1.0 - power(beta1, t))).named(r"\hat{m}_t")
            v = tensors["v_hat"] = (v / (1.0 - power(beta2, t))).named(r"\hat{v}_t")
        return self.drawn_in(old, eta) - eta * m / root(v, self.eps, self.eps_in_root)

    def drawn_in(self, old: Tensor, eta: Tensor) -> Tensor:
        """The parameter from which the step is taken: itself."""
        return old

    def move(self, theta, g, state, lr, t):
        beta1, beta2 = self.betas
        m, v = state["m"], state["v"]
        m *= beta1
        m += (1.0 - beta1) * g
        v *= beta2
        v += (1.0 - beta2) * (g * g)
        if self.bias_correction:
            m, v = m / _correction(beta1, t), v / _correction(beta2, t)
        theta -= lr * m / root_of(v, self.eps, self.eps_in_root)


@dataclass(frozen=True)
class AdamW(Adam):
    r"""Adam with decoupled weight decay: the parameter shrinks by \eta\lambda of itself, untouched by the moving
    averages.

    \theta_t = (1 - \eta\lambda) \theta_{t-1} - \eta \hat m_t / (\sqrt{\hat v_t} + \varepsilon)

    Convention  the decay is scaled by \eta, as in PyTorch; Loshchilov and Hutter scale it by the schedule alone
    State       m and v, as Adam
    Source      Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2

    >>> from dlcore import Tensor
    >>> step = AdamW(lr=0.1, weight_decay=0.5).step([Tensor(1.0, "w")], [Tensor(4.0, "g")])
    >>> round(step.parameters[0].item(), 8)
    0.85
    """

    formula: ClassVar[str] = (
        _MOMENTS
        + r"\theta_t = (1 - \eta\lambda)\,\theta_{t-1} - \eta\, \frac{\hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}"
    )
    weight_decay: float = field(default=0.01, kw_only=True)

    @property
    def coupled(self) -> bool:
        """Weight decay is not part of the gradient here."""
        return False

    def drawn_in(self, old: Tensor, eta: Tensor) -> Tensor:
        """The parameter, shrunk."""
        return (1.0 - eta * Tensor(self.weight_decay, r"\lambda")) * old if self.weight_decay else old

    def move(self, theta, g, state, lr, t):
        if self.weight_decay:
            theta *= 1.0 - lr * self.weight_decay
        super().move(theta, g, state, lr, t)


def _correction(beta: float, t: int) -> np.ndarray:
    """1 - beta^t, by the same routine as in the rule."""
    return 1.0 - np.asarray(beta) ** float(t)
