r"""The way to noise and what is known of the way back: the jump to any step, and the posterior of the step before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.diffusion.schedule import NoiseSchedule
from dlcore.errors import ShapeError
from dlcore.ops.elementary import sqrt
from dlcore.ops.op import label
from dlcore.tensor import Tensor, as_tensor


def _coefficient(schedule_values: np.ndarray, t: np.ndarray, name: str, like: Tensor) -> Tensor:
    """A schedule's number at step t as a Tensor; a column when each example has a step of its own."""
    values = schedule_values[t]
    if t.ndim:
        values = values.reshape((-1,) + (1,) * (like.ndim - 1))
    return Tensor(values, name, dtype=like.value.dtype)


def _fits(t: np.ndarray, x: Tensor, noise: Tensor) -> None:
    if noise.shape != x.shape:
        raise ShapeError(f"Noise needs the shape of the data; found {label(x)} and {label(noise)}.")
    if t.ndim > 1 or (t.ndim == 1 and (x.ndim == 0 or len(t) != len(x))):
        raise ShapeError(f"t is one step, or one for each example; found shape {t.shape} for {label(x)}.")


def jump(schedule: NoiseSchedule, x0: object, t: object, noise: object) -> Tensor:
    r"""Data after t steps of noise, in one go.

    x_t = \sqrt{\bar\alpha_t}\, x_0 + \sqrt{1 - \bar\alpha_t}\, noise

    Shapes  x0 and noise alike, (...) or (N, ...) with t (N,); t one step or one for each example, from 0
            (the data) to T
    Errors  ShapeError where shapes don't go together, DomainError for a step that isn't there
    Source  Ho, Jain and Abbeel (2020), equation 4

    >>> from dlcore.diffusion import NoiseSchedule
    >>> jump(NoiseSchedule(np.array([0.36])), 1.0, 1, 0.5).item()
    1.1
    """
    x0, noise, t = as_tensor(x0), as_tensor(noise), schedule.steps(t, least=0)
    _fits(t, x0, noise)
    alpha_bar = _coefficient(schedule.alpha_bar, t, r"\bar{\alpha}_t", x0)
    return (sqrt(alpha_bar) * x0 + sqrt(1.0 - alpha_bar) * noise).named("x_t")


def predicted_data(schedule: NoiseSchedule, x_t: object, t: object, noise: object) -> Tensor:
    r"""The data that a prediction of the noise amounts to: the jump, solved for x_0.

    \hat x_0 = (x_t - \sqrt{1 - \bar\alpha_t}\, noise) / \sqrt{\bar\alpha_t}

    Shapes  x_t and noise alike; t one step or one for each example, from 1 to T
    Errors  ShapeError where shapes don't go together, DomainError for a step that isn't there
    Source  Ho, Jain and Abbeel (2020), equation 15

    >>> from dlcore.diffusion import NoiseSchedule
    >>> round(predicted_data(NoiseSchedule(np.array([0.36])), 1.1, 1, 0.5).item(), 9)
    1.0
    """
    x_t, noise, t = as_tensor(x_t), as_tensor(noise), schedule.steps(t)
    _fits(t, x_t, noise)
    alpha_bar = _coefficient(schedule.alpha_bar, t, r"\bar{\alpha}_t", x_t)
    return ((x_t - sqrt(1.0 - alpha_bar) * noise) / sqrt(alpha_bar)).named(r"\hat{x}_0")


@dataclass(frozen=True)
class Posterior:
    """A normal distribution of x_{t-1}: its mean, and its variance (the same for all entries of an example).

    >>> from dlcore.diffusion import NoiseSchedule
    >>> posterior(NoiseSchedule(np.array([0.5])), 2.0, 0.0, 1).variance.item()  # at t = 1 nothing is left open
    0.0
    """

    mean: Tensor
    variance: Tensor


def posterior(schedule: NoiseSchedule, x0: object, x_t: object, t: object) -> Posterior:
    r"""Where x_{t-1} was, when the data x_0 and x_t are known: q(x_{t-1} | x_t, x_0).

    \tilde\mu_t = \frac{\sqrt{\bar\alpha_{t-1}}\, \beta_t}{1 - \bar\alpha_t} x_0
                + \frac{\sqrt{\alpha_t}\,(1 - \bar\alpha_{t-1})}{1 - \bar\alpha_t} x_t,
    \tilde\beta_t = \frac{1 - \bar\alpha_{t-1}}{1 - \bar\alpha_t} \beta_t

    Shapes  x0 and x_t alike; t one step or one for each example, from 1 to T
    Errors  ShapeError where shapes don't go together, DomainError for a step that isn't there
    Source  Ho, Jain and Abbeel (2020), equation 7

    >>> from dlcore.diffusion import NoiseSchedule
    >>> found = posterior(NoiseSchedule(np.array([0.5, 0.5])), 1.0, 0.0, 2)
    >>> round(found.mean.item(), 4), round(found.variance.item(), 4)
    (0.4714, 0.3333)
    """
    x0, x_t, t = as_tensor(x0), as_tensor(x_t), schedule.steps(t)
    _fits(t, x_t, x0)
    beta = _coefficient(schedule.beta, t - 1, r"\beta_t", x_t)
    alpha = _coefficient(schedule.alpha, t - 1, r"\alpha_t", x_t)
    now = _coefficient(schedule.alpha_bar, t, r"\bar{\alpha}_t", x_t)
    before = _coefficient(schedule.alpha_bar, t - 1, r"\bar{\alpha}_{t-1}", x_t)
    mean = (sqrt(before) * beta) / (1.0 - now) * x0 + (sqrt(alpha) * (1.0 - before)) / (1.0 - now) * x_t
    variance = (1.0 - before) / (1.0 - now) * beta
    return Posterior(mean.named(r"\tilde{\mu}_t"), variance.named(r"\tilde{\beta}_t"))
