"""Gradient descent, on all examples or on a minibatch: no state, one rule."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from typing import ClassVar

from dlcore.errors import DomainError
from dlcore.optimizers.optimizer import Optimizer


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    r"""Gradient descent: a step against the gradient of the loss over all examples.

    \theta \leftarrow \theta - \eta\, \nabla L

    Source  Cauchy (1847); Goodfellow, Bengio and Courville, Deep Learning (2016), section 4.3

    >>> from dlcore import Tensor, gradients
    >>> w = Tensor(3.0, "w")
    >>> step = GradientDescent(lr=0.1).step([w], gradients((w**2).named("L"), [w]))
    >>> step.updates[0].new.formula, round(step.parameters[0].item(), 12)
    ('w_{\\text{new}} = w - \\eta \\frac{\\partial L}{\\partial w}', 2.4)
    """

    formula: ClassVar[str] = r"\theta_t = \theta_{t-1} - \eta\, g_t"

    def rule(self, old, g, before, eta, t, tensors):
        return old - eta * g

    def move(self, theta, g, state, lr, t):
        theta -= lr * g


@dataclass(frozen=True)
class SGD(GradientDescent):
    r"""Stochastic gradient descent: the same rule, with the gradient of a minibatch in place of the whole.

    \theta \leftarrow \theta - \eta\, \nabla L_{\text{minibatch}}

    Errors  DomainError for a momentum, which points to Momentum and Nesterov
    Source  Robbins and Monro, A Stochastic Approximation Method (1951); Goodfellow et al., section 8.3.1

    >>> from dlcore import Tensor
    >>> round(SGD(lr=0.1).step([Tensor(1.0, "w")], [Tensor(4.0, "g")]).parameters[0].item(), 9)
    0.6
    """

    momentum: InitVar[object] = field(default=None, kw_only=True)  # as PyTorch's torch.optim.SGD has it
    nesterov: InitVar[object] = field(default=None, kw_only=True)

    def __post_init__(self, momentum: object, nesterov: object) -> None:
        super().__post_init__()
        if nesterov:
            raise DomainError(f"SGD has no momentum of its own. Write Nesterov(lr, momentum={momentum!r:.60}).")
        if momentum is not None:
            raise DomainError(f"SGD has no momentum of its own. Write Momentum(lr, momentum={momentum!r:.60}).")
