"""Two steps of noise for a calculator: with beta = 0.2 twice the roots of alpha-bar are 0.8 and 0.6."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import NoiseSchedule, Tensor, ddim_step, jump, linear_schedule, predicted_data
from dlcore.ops.elementary import sqrt

BETA, X0, FRESH, OFF = 0.2, 2.0, 0.6, 0.3
NOISE = r"\text{noise}"


@dataclass(frozen=True)
class Hand:
    """The example that the lecture works out; t is 2 all through, and indices are written out.

    slow, fast         the variance of the noise after both steps: step by step, and by the jump
    precision          of where x_1 was, when x_0 and x_2 are known; mean and spread of it
    by_noise           the same mean from x_2 and the noise
    back               a step of DDPM with fresh noise; ddim_1 and ddim_0 those of DDIM to 1 and to 0
    score              of the noise in x_2
    wrong              the data that a wrong guess of the noise amounts to; factor: its error over the noise's error
    factor_at_the_end  the same factor after all 1000 steps of the linear schedule
    """

    x0: Tensor
    noise: Tensor
    alpha_bar: Tensor
    x2: Tensor
    slow: Tensor
    fast: Tensor
    precision: Tensor
    mean: Tensor
    spread: Tensor
    by_noise: Tensor
    back: Tensor
    ddim_1: Tensor
    ddim_0: Tensor
    x0_hat: Tensor
    score: Tensor
    wrong: Tensor
    factor: Tensor
    factor_at_the_end: float
    fresh: float = FRESH
    off: float = OFF
    beta: float = BETA

    @property
    def wrong_by(self) -> float:
        """How far the wrong guess of the start is off."""
        return abs(self.wrong.item() - self.x0.item())


def hand(drawn: float) -> Hand:
    """The example with that noise."""
    schedule = NoiseSchedule(np.array([BETA, BETA]))
    x0, noise, fresh = Tensor(X0, "x_0"), Tensor(drawn, NOISE), Tensor(FRESH, r"\text{fresh}")
    alpha_1, alpha_2 = Tensor(1 - BETA, r"\alpha_1"), Tensor(1 - BETA, r"\alpha_2")
    beta_1, beta_2 = Tensor(BETA, r"\beta_1"), Tensor(BETA, r"\beta_2")
    kept_1 = Tensor(schedule.alpha_bar[1], r"\bar{\alpha}_1")
    kept_2 = (alpha_1 * alpha_2).named(r"\bar{\alpha}_2")
    x2 = (sqrt(kept_2) * x0 + sqrt(1.0 - kept_2) * noise).named("x_2")
    x_2 = Tensor(x2.value, "x_2")
    precision = (alpha_2 / beta_2 + 1.0 / (1.0 - kept_1)).named(r"1 / \tilde{\beta}_2")
    tight = Tensor(1.0 / precision.value, r"\tilde{\beta}_2")
    mean = (tight * (sqrt(alpha_2) * x_2 / beta_2 + sqrt(kept_1) * x0 / (1.0 - kept_1))).named(r"\tilde{\mu}_2")
    spread = sqrt(tight).named(r"\text{spread}")
    left = Tensor(schedule.alpha_bar[2], r"\bar{\alpha}_2")
    by_noise = ((x_2 - beta_2 / sqrt(1.0 - left) * noise) / sqrt(alpha_2)).named(r"\tilde{\mu}_2")
    back = (Tensor(mean.value, r"\tilde{\mu}_2") + Tensor(spread.value, r"\sqrt{\tilde{\beta}_2}") * fresh).named("x_1")
    guess = Tensor(drawn, r"\widehat{\text{noise}}")
    x0_hat = ((x_2 - sqrt(1.0 - left) * guess) / sqrt(left)).named(r"\hat{x}_0")
    off = Tensor(drawn + OFF, r"\widehat{\text{noise}}")
    ddim_1 = (sqrt(kept_1) * Tensor(X0, r"\hat{x}_0") + sqrt(1.0 - kept_1) * guess).named("x_1")
    check(schedule, drawn, x2, x0_hat, ddim_1)
    return Hand(
        x0=x0, noise=noise, alpha_bar=kept_2, x2=x2,
        slow=(alpha_2 * beta_1 + beta_2).named(r"\text{Var}"), fast=(1.0 - left).named(r"1 - \bar{\alpha}_2"),
        precision=precision, mean=mean, spread=spread, by_noise=by_noise, back=back, ddim_1=ddim_1,
        ddim_0=x0_hat, x0_hat=x0_hat, score=(-guess / sqrt(1.0 - left)).named("s"),
        wrong=((x_2 - sqrt(1.0 - left) * off) / sqrt(left)).named(r"\hat{x}_0"),
        factor=(sqrt(1.0 - left) / sqrt(left)).named("f"),
        factor_at_the_end=float(1 / np.sqrt(linear_schedule().signal_to_noise[-1])),
    )  # fmt: skip


def check(schedule: NoiseSchedule, drawn: float, x2: Tensor, x0_hat: Tensor, ddim_1: Tensor) -> None:
    """What is written with indices here is what dlcore computes."""
    x_2 = jump(schedule, X0, 2, drawn)
    theirs = (x_2, predicted_data(schedule, x_2, 2, drawn), ddim_step(schedule, lambda x, t: drawn, x_2.value, 2, 1))
    for ours, other in zip((x2, x0_hat, ddim_1), theirs):
        np.testing.assert_allclose(ours.value, np.asarray(other), rtol=1e-12)
