r"""Scaling laws: what loss a model of N parameters reaches on D tokens, and which N a budget of FLOPs should buy."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore.check import number
from dlcore.ops.elementary import power
from dlcore.tensor import Tensor

__all__ = ["ComputeOptimal", "ScalingLaw"]


@dataclass(frozen=True)
class ComputeOptimal:
    """Parameters, tokens and their ratio with the least loss for a budget, as Tensors that show their work.

    >>> best = ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28).optimum(5.76e23)
    >>> round(best.tokens_per_parameter.item(), 1)
    92.6
    """

    parameters: Tensor
    tokens: Tensor

    @property
    def tokens_per_parameter(self) -> Tensor:
        """D / N."""
        return (self.tokens / self.parameters).named("r")


@dataclass(frozen=True)
class ScalingLaw:
    r"""L(N, D) = E + A / N^\alpha + B / D^\beta, in nats a token.

    E       what no model can go below: the entropy of the text
    Errors  DomainError for a constant, N, D or budget that isn't positive
    Source  Hoffmann et al., Training Compute-Optimal Large Language Models (2022), equations 2 and 4

    >>> law = ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28)
    >>> round(law.loss(70e9, 1.4e12).item(), 4)
    1.9366
    """

    E: float
    A: float
    B: float
    alpha: float
    beta: float

    def __post_init__(self) -> None:
        for name in ("A", "B", "alpha", "beta"):
            number(name, getattr(self, name), above=0)
        number("E", self.E, least=0)

    def loss(self, N: float, D: float) -> Tensor:
        """The loss of N parameters after D tokens."""
        E, A, B, alpha, beta = self._constants()
        N_, D_ = Tensor(number("N", N, above=0), "N"), Tensor(number("D", D, above=0), "D")
        return (E + A / power(N_, alpha) + B / power(D_, beta)).named("L")

    def optimum(self, flops: float) -> ComputeOptimal:
        r"""The least loss where 6 N D = C.

        N = G (C/6)^{\beta/(\alpha+\beta)}, D = G^{-1} (C/6)^{\alpha/(\alpha+\beta)}
        with G = (\alpha A / \beta B)^{1/(\alpha+\beta)}
        """
        _, A, B, alpha, beta = self._constants()
        C = Tensor(number("flops", flops, above=0), "C")
        G = power(alpha * A / (beta * B), 1.0 / (alpha + beta)).named("G")
        N = G * power(C / 6.0, beta / (alpha + beta))
        D = power(C / 6.0, alpha / (alpha + beta)) / G
        return ComputeOptimal(N.named("N"), D.named("D"))

    def _constants(self) -> tuple[Tensor, ...]:
        """Under the names of the formula."""
        names = {"E": "E", "A": "A", "B": "B", "alpha": r"\alpha", "beta": r"\beta"}
        return tuple(Tensor(float(getattr(self, field)), name) for field, name in names.items())
