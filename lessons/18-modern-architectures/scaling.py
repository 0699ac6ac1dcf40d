"""How many tokens for a parameter? Three published sets of constants for one formula."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import ComputeOptimal, ScalingLaw

CONSTANTS = {
    "as printed": ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28),
    "four digits": ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.3392, beta=0.2849),
    "fitted anew": ScalingLaw(E=1.8172, A=482.01, B=2085.43, alpha=0.3478, beta=0.3658),
}
CHINCHILLA = (70e9, 1.4e12)  # parameters and tokens
LLAMA_3_TOKENS = 15e12


@dataclass(frozen=True)
class Scaling:
    """Optimal ratios by set of constants, at one budget and over many."""

    budget: float
    optima: dict[str, ComputeOptimal]
    budgets: np.ndarray
    ratios: dict[str, np.ndarray]
    chinchilla_flops: float
    chinchilla_ratio: float
    llama_ratio: float

    @property
    def at_budget(self) -> dict[str, float]:
        """Tokens per parameter."""
        return {name: best.tokens_per_parameter.item() for name, best in self.optima.items()}

    @property
    def apart(self) -> float:
        """How many times the largest ratio is the smallest."""
        found = list(self.at_budget.values())
        return max(found) / min(found)

    @property
    def rows(self) -> list[list[object]]:
        """Name, exponents, parameters in billions, ratio."""
        return [
            [name, CONSTANTS[name].alpha, CONSTANTS[name].beta, best.parameters.item() / 1e9,
             best.tokens_per_parameter.item()]
            for name, best in self.optima.items()
        ]  # fmt: skip


def scaling(budget: float, llama_parameters: int) -> Scaling:
    """Solve."""
    budgets = np.logspace(18, 26, 25)
    N, D = CHINCHILLA
    ratios = {
        name: np.array([law.optimum(C).tokens_per_parameter.item() for C in budgets]) for name, law in CONSTANTS.items()
    }
    optima = {name: law.optimum(budget) for name, law in CONSTANTS.items()}
    return Scaling(budget, optima, budgets, ratios, 6 * N * D, D / N, LLAMA_3_TOKENS / llama_parameters)
