"""The way back from noise to data, step by step: DDPM (with fresh noise) and DDIM (without, and with fewer steps)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from dlcore.check import choice, number, whole
from dlcore.diffusion.forward import posterior, predicted_data
from dlcore.diffusion.schedule import NoiseSchedule
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.elementary import sqrt
from dlcore.ops.extremes import larger, smaller
from dlcore.rng import generator
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

Predictor = Callable[[Tensor, int], object]  # (x_t, t) -> noise
Clip = tuple[float, float] | None
VARIANCES = ("posterior", "step")


def _ddpm_step(
    schedule: NoiseSchedule,
    predict: Predictor,
    x_t: object,
    t: int,
    fresh: object,
    *,
    clip: Clip = None,
    variance: str = "posterior",
) -> Tensor:
    """The step as a Tensor."""
    x_t = Tensor(x_t, "x_t")
    x0 = _clipped(predicted_data(schedule, x_t, t, _noise(predict, x_t, t)), clip)
    back = posterior(schedule, x0, x_t, t)
    spread = back.variance
    if choice("variance", variance, VARIANCES) == "step" and t > 1:
        spread = Tensor(schedule.beta[t - 1], r"\beta_t")
    return (back.mean + sqrt(spread) * _fresh(fresh, x_t)).named("x_{t-1}")


@tensor_form(_ddpm_step)
def ddpm_step(
    schedule: NoiseSchedule,
    predict: Predictor,
    x_t: object,
    t: int,
    fresh: object,
    *,
    clip: Clip = None,
    variance: str = "posterior",
) -> np.ndarray:
    r"""One step back with fresh noise: x_{t-1} = \tilde\mu_t(\hat x_0, x_t) + \sqrt{\tilde\beta_t}\, fresh.

    clip        (low, high) of the data: \hat x_0 is held there, since a small error of the noise is a large one of
                \hat x_0 when little of the data is left; None leaves it as it is
    variance    "posterior" for \tilde\beta_t, "step" for \beta_t: the two that the paper tries
    Convention  no fresh noise at t = 1, whichever the variance
    Shapes      x_t and fresh alike -> the same
    Errors      ShapeError for a predictor whose noise has another shape, DomainError for a step that isn't there, for
                another variance, or unless low < high
    Source      Ho, Jain and Abbeel (2020), algorithm 2 and section 3.2; the clipping is in their program,
                diffusion_utils_2.py, where it is the default

    >>> schedule = NoiseSchedule(np.array([0.36]))
    >>> ddpm_step(schedule, lambda x_t, t: np.array([0.5]), [1.1], 1, [9.9]).round(9).tolist()
    [1.0]
    """
    return _ddpm_step(schedule, predict, x_t, t, fresh, clip=clip, variance=variance).value


def _ddim_step(
    schedule: NoiseSchedule,
    predict: Predictor,
    x_t: object,
    t: int,
    to: int,
    *,
    eta: float = 0.0,
    fresh: object = None,
    clip: Clip = None,
) -> Tensor:
    """The step as a Tensor."""
    t, to = int(schedule.steps(t)), int(schedule.steps(to, least=0))
    if not to < t:
        raise DomainError(f"A step back goes from t = {t} to an earlier one, found {to}")
    if number("eta", eta, least=0) and fresh is None:
        raise DomainError(f"eta = {eta} needs fresh noise, found None")
    x_t = Tensor(x_t, "x_t")
    noise = _noise(predict, x_t, t)
    x0 = predicted_data(schedule, x_t, t, noise)
    now, then = Tensor(schedule.alpha_bar[t], r"\bar{\alpha}_t"), Tensor(schedule.alpha_bar[to], r"\bar{\alpha}_s")
    if clip is not None:
        x0 = _clipped(x0, clip)
        noise = ((x_t - sqrt(now) * x0) / sqrt(1.0 - now)).named(r"\widehat{\text{noise}}")
    if not eta:
        return (sqrt(then) * x0 + sqrt(1.0 - then) * noise).named("x_s")
    sigma = (Tensor(eta, r"\eta") * sqrt((1.0 - then) / (1.0 - now) * (1.0 - now / then))).named(r"\sigma")
    kept = larger(1.0 - then - sigma**2, 0.0)  # which rounding may take below 0
    return (sqrt(then) * x0 + sqrt(kept) * noise + sigma * _fresh(fresh, x_t)).named("x_s")


@tensor_form(_ddim_step)
def ddim_step(
    schedule: NoiseSchedule,
    predict: Predictor,
    x_t: object,
    t: int,
    to: int,
    *,
    eta: float = 0.0,
    fresh: object = None,
    clip: Clip = None,
) -> np.ndarray:
    r"""One step back from t to any earlier step s; without noise for \eta = 0.

    x_s = \sqrt{\bar\alpha_s}\, \hat x_0 + \sqrt{1 - \bar\alpha_s - \sigma^2}\, \widehat{noise} + \sigma\, fresh,
    \sigma = \eta \sqrt{(1 - \bar\alpha_s) / (1 - \bar\alpha_t)} \sqrt{1 - \bar\alpha_t / \bar\alpha_s}

    clip        (low, high) of the data, where \hat x_0 is held; the noise is then the one that belongs to the held
                \hat x_0, so that both still add up to x_t
    Convention  \eta = 1 with s = t - 1 is DDPM
    Shapes      x_t and fresh alike -> the same
    Errors      DomainError unless 0 <= to < t, eta >= 0 and low < high; ShapeError for a predictor whose noise has
                another shape
    Source      Song, Meng and Ermon, Denoising Diffusion Implicit Models (2021), equations 12 and 16

    >>> schedule = NoiseSchedule(np.array([0.36, 0.1]))
    >>> ddim_step(schedule, lambda x_t, t: np.zeros(1), [0.6], 2, 0).round(9).tolist()
    [0.790569415]
    """
    return _ddim_step(schedule, predict, x_t, t, to, eta=eta, fresh=fresh, clip=clip).value


def _noise(predict: Predictor, x_t: Tensor, t: int) -> Tensor:
    """What the predictor says, checked."""
    noise = Tensor(np.asarray(predict(x_t, t)), r"\widehat{\text{noise}}")
    if noise.shape != x_t.shape:
        raise ShapeError(f"A noise predictor gives noise of the points' shape {x_t.shape}; found {noise.shape}.")
    return noise


def _clipped(x0: Tensor, clip: Clip) -> Tensor:
    """The guess of the data, held within the data's range if there is one."""
    if clip is None:
        return x0
    low, high = (number(name, value) for name, value in zip(("clip's low", "clip's high"), clip, strict=True))
    if not low < high:
        raise DomainError(f"clip takes (low, high) with low below high, found {clip}")
    return smaller(larger(x0, low), high).named(r"\hat{x}_0")


def _fresh(fresh: object, x_t: Tensor) -> Tensor:
    """Fresh noise, checked."""
    fresh = Tensor(fresh, r"\text{fresh}")
    if fresh.shape != x_t.shape:
        raise ShapeError(f"Fresh noise needs the points' shape {x_t.shape}; found {fresh.shape}.")
    return fresh


def ddpm_sample(
    schedule: NoiseSchedule,
    predict: Predictor,
    shape: tuple[int, ...],
    *,
    rng: np.random.Generator | int,
    clip: Clip = None,
    variance: str = "posterior",
) -> np.ndarray:
    r"""Points made from noise by all T steps back: (T + 1, *shape), the noise x_T first and the data x_0 last.

    Working  that of one step: ddpm_step.tensor(...)
    Errors   as ddpm_step
    Source   Ho, Jain and Abbeel (2020), algorithm 2

    >>> schedule = NoiseSchedule(np.array([0.1, 0.2]))
    >>> ddpm_sample(schedule, lambda x_t, t: x_t.value, (4, 2), rng=1).shape
    (3, 4, 2)
    """
    rng = generator(rng)
    path = [rng.standard_normal(shape)]
    for t in range(schedule.T, 0, -1):
        fresh = rng.standard_normal(shape)
        path.append(ddpm_step(schedule, predict, path[-1], t, fresh, clip=clip, variance=variance))
    return np.array(path)


def ddim_sample(
    schedule: NoiseSchedule,
    predict: Predictor,
    shape: tuple[int, ...],
    *,
    steps: int,
    rng: np.random.Generator | int,
    eta: float = 0.0,
    clip: Clip = None,
) -> np.ndarray:
    r"""Points made from noise by fewer steps, evenly spaced: (steps + 1, *shape), the noise first and the data last.

    Working  that of one step: ddim_step.tensor(...)
    Errors   DomainError for more steps than the schedule has; as ddim_step
    Source   Song, Meng and Ermon (2021), section 4.2

    >>> schedule = NoiseSchedule(np.full(10, 0.1))
    >>> ddim_sample(schedule, lambda x_t, t: x_t.value, (4, 2), steps=5, rng=1).shape
    (6, 4, 2)
    """
    rng, steps = generator(rng), whole("steps", steps, least=1)
    if steps > schedule.T:
        raise DomainError(f"steps must be at most T = {schedule.T}, found {steps}")
    stops = np.round(np.linspace(schedule.T, 0, steps + 1)).astype(int).tolist()
    path = [rng.standard_normal(shape)]
    for t, to in pairwise(stops):
        fresh = rng.standard_normal(shape) if eta > 0 else None
        path.append(ddim_step(schedule, predict, path[-1], t, to, eta=eta, fresh=fresh, clip=clip))
    return np.array(path)
