"""Two distributions over four places, and all that the game says about them, for a calculator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, game_value, jensen_shannon, optimal_critic, optimal_discriminator
from dlcore.ops.reduction import total

DATA, MADE = (0.4, 0.4, 0.2, 0.0), (0.1, 0.4, 0.3, 0.2)


@dataclass(frozen=True)
class FourBars:
    """Data p, made q, with the best discriminator D, what it is worth, and the best critic f.

    value       V of D; undecided: V of a discriminator that says one half everywhere
    heights     distribution functions F_p and F_q, their distances, and f
    W1, earned  the sum of the distances, and the sum of f (p - q)
    """

    p: Tensor
    q: Tensor
    D: Tensor
    value: float
    undecided: float
    divergence: float
    from_divergence: float
    parts: np.ndarray
    F_p: np.ndarray
    F_q: np.ndarray
    apart: np.ndarray
    f: np.ndarray
    W1: Tensor
    earned: Tensor

    @property
    def bars(self) -> dict[str, list[float]]:
        """Both distributions."""
        return {"data": list(DATA), "made": list(MADE)}

    @property
    def places(self) -> list[str]:
        """Their names."""
        return [str(k) for k in range(1, len(DATA) + 1)]

    @property
    def rows(self) -> list[list[float]]:
        """A row for each place: p, q, D, p ln D, q ln(1 - D)."""
        return np.column_stack([DATA, MADE, self.D.value, self.parts]).tolist()

    @property
    def earth(self) -> list[list[float]]:
        """A row for each place: F_p, F_q, how far apart, f, p - q."""
        return np.column_stack([self.F_p, self.F_q, self.apart, self.f, np.subtract(DATA, MADE)]).tolist()


def four_bars() -> FourBars:
    """The example of the second section."""
    p, q = Tensor(DATA, "p"), Tensor(MADE, "q")
    D = optimal_discriminator(p, q)
    F_p, F_q = np.cumsum(DATA).round(12), np.cumsum(MADE).round(12)
    apart, f = np.abs(F_p - F_q).round(12), optimal_critic(DATA, MADE, 1.0) + 0.0
    W1 = total(Tensor(apart[:-1], "d")).named("W_1", role="")
    earned = (Tensor(f, "f") @ Tensor(np.subtract(DATA, MADE).round(12), "(p - q)")).named("E")
    divergence = jensen_shannon(p, q, 1.0).item()
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.nan_to_num(np.column_stack([p.value * np.log(D.value), q.value * np.log(1.0 - D.value)]))
    return FourBars(
        p, q, D, game_value(p, q, D, 1.0).item(), game_value(p, q, np.full(4, 0.5), 1.0).item(), divergence,
        -np.log(4.0) + 2.0 * divergence, parts, F_p, F_q, apart, f, W1, earned,
    )  # fmt: skip
