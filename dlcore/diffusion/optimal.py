r"""The best that any noise predictor can do, for data whose density is known: a mixture of normal distributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.diffusion.schedule import NoiseSchedule
from dlcore.gan.mixture import Mixture
from dlcore.ops.elementary import sqrt
from dlcore.tensor import Tensor, as_tensor

REACH, PER_STD = 12.0, 40  # the quadrature: standard deviations to both sides, and points to each


def optimal_noise(data: Mixture, alpha_bar: float, x_t: object) -> Tensor:
    r"""The best guess of the noise in x_t, its mean among all data and noise that give x_t.

    \mathbb{E}[noise \mid x_t] = -\sqrt{1 - \bar\alpha_t}\; s(x_t), where s = \frac{d}{dx} \ln q_t, the score of the
    noised data

    Shapes  any -> the same
    Errors  DomainError unless 0 <= alpha_bar <= 1
    Source  Tweedie's formula; Vincent, A Connection Between Score Matching and Denoising Autoencoders (2011)

    >>> optimal_noise(Mixture((0.0,), (1.0,)), 0.64, 2.0).item()  # normal data stays normal: score -2
    1.2
    """
    kept = Tensor(number("alpha_bar", alpha_bar, least=0, most=1), r"\bar{\alpha}_t")
    score = Tensor(data.noised(kept.item()).score(as_tensor(x_t)), "s")
    return (-sqrt(1.0 - kept) * score).named(r"\widehat{\text{noise}}")


@dataclass(frozen=True)
class OptimalPredictor:
    r"""A noise predictor that needs no training, since it knows the data's density.

    Shapes  x_t of any shape, t one step -> the same shape
    Errors  DomainError for a step that isn't there
    Working  that of optimal_noise

    >>> from dlcore.diffusion import linear_schedule
    >>> best = OptimalPredictor(Mixture((0.0,), (1.0,)), linear_schedule(10))
    >>> best(np.array([0.0, 1.0]), 10).shape
    (2,)
    """

    data: Mixture
    schedule: NoiseSchedule

    def __call__(self, x_t: object, t: int) -> np.ndarray:
        """The best guess of the noise in each number."""
        return optimal_noise(self.data, float(self.schedule.alpha_bar[int(self.schedule.steps(t))]), x_t).value


def optimal_loss(data: Mixture, alpha_bar: float) -> Tensor:
    r"""The mean squared error of the best guess: below it no network gets, however large.

    1 - (1 - \bar\alpha_t)\, \mathbb{E}[s(x_t)^2]

    It is 1 where there is no noise to be seen (\bar\alpha_t = 1) and 0 where there is nothing else. The mean is an
    integral over the density, by the trapezoidal rule on a grid finer than the narrowest part.

    Errors  DomainError unless 0 <= alpha_bar <= 1
    Source  the variance of the noise given x_t, on average: Var(noise) - Var(E[noise | x_t])

    >>> round(optimal_loss(Mixture((0.0,), (1.0,)), 0.64).item(), 9)  # of normal data: alpha_bar itself
    0.64
    """
    kept = Tensor(number("alpha_bar", alpha_bar, least=0, most=1), r"\bar{\alpha}_t")
    noised = data.noised(kept.item())
    means, stds = np.array(noised.means), np.array(noised.stds)
    low, high = (means - REACH * stds).min(), (means + REACH * stds).max()
    x = np.linspace(low, high, int(np.ceil((high - low) / stds.min() * PER_STD)) + 1)
    squared = Tensor(np.trapezoid(noised.density(x) * noised.score(x) ** 2, x), r"\mathbb{E}[s^2]")
    return (1.0 - (1.0 - kept) * squared).named("L^{*}_t")
