r"""How much noise each step adds: \beta_t, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError


@dataclass(frozen=True, eq=False)
class NoiseSchedule:
    r"""The noise of T steps, counted t = 1, ..., T; t = 0 is the data.

    beta       variance of the noise added in each step, (T,)
    alpha      1 - \beta_t, the share of the variance that a step keeps
    alpha_bar  \bar\alpha_t = \prod_{s \le t} \alpha_s, the share that is left of the data, (T + 1,):
               alpha_bar[t] belongs to step t, and alpha_bar[0] = 1
    Errors     ShapeError unless beta is (T,), DomainError unless 0 < beta < 1
    Source     Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models (2020), section 2

    >>> NoiseSchedule(np.array([0.1, 0.5])).alpha_bar.round(4).tolist()
    [1.0, 0.9, 0.45]
    """

    beta: np.ndarray

    def __post_init__(self) -> None:
        beta = np.array(self.beta, dtype=np.float64)
        if beta.ndim != 1 or not beta.size:
            raise ShapeError(f"beta needs one number for each of at least one step; found shape {beta.shape}.")
        if not ((beta > 0) & (beta < 1)).all():
            wrong = int(np.flatnonzero(~((beta > 0) & (beta < 1)))[0])
            raise DomainError(f"Each beta lies between 0 and 1; step {wrong + 1} has {beta[wrong]:g}.")
        beta.flags.writeable = False
        object.__setattr__(self, "beta", beta)

    @property
    def T(self) -> int:
        """How many steps there are."""
        return len(self.beta)

    @property
    def alpha(self) -> np.ndarray:
        r"""1 - \beta_t, (T,)."""
        return 1.0 - self.beta

    @property
    def alpha_bar(self) -> np.ndarray:
        r"""\bar\alpha_0 = 1 to \bar\alpha_T, (T + 1,)."""
        return np.concatenate([[1.0], np.cumprod(self.alpha)])

    @property
    def signal_to_noise(self) -> np.ndarray:
        r"""\bar\alpha_t / (1 - \bar\alpha_t) for t = 1, ..., T."""
        return self.alpha_bar[1:] / (1.0 - self.alpha_bar[1:])

    def steps(self, t: object, *, least: int = 1) -> np.ndarray:
        """Steps checked: whole numbers from ``least`` to T."""
        steps = np.asarray(t)
        if steps.dtype.kind not in "iu" or not ((steps >= least) & (steps <= self.T)).all():
            raise DomainError(f"t must be whole numbers from {least} to {self.T}, found {t!r}")
        return steps


def linear_schedule(T: int = 1000, first: float = 1e-4, last: float = 0.02) -> NoiseSchedule:
    r"""\beta_t rising evenly from the first to the last step.

    Errors  DomainError unless T is a whole number from 1 up and each beta lies between 0 and 1
    Source  Ho, Jain and Abbeel (2020), section 4, whose defaults these are

    >>> f"{linear_schedule().alpha_bar[-1]:.4e}"
    '4.0358e-05'
    """
    first, last = number("first", first, above=0, below=1), number("last", last, above=0, below=1)
    return NoiseSchedule(np.linspace(first, last, whole("T", T, least=1)))


def cosine_schedule(T: int = 1000, offset: float = 0.008, most: float = 0.999) -> NoiseSchedule:
    r"""\bar\alpha_t falling like a squared cosine.

    \bar\alpha_t = f(t) / f(0) with f(t) = \cos^2\left(\frac{t/T + s}{1 + s} \frac{\pi}{2}\right)

    offset      s, which keeps the first steps from being too small
    most        \beta_t = 1 - \bar\alpha_t / \bar\alpha_{t-1} is held at this, which counts in the last steps only
    Errors      DomainError unless T is a whole number from 1 up
    Source      Nichol and Dhariwal, Improved Denoising Diffusion Probabilistic Models (2021), equation 17

    >>> bool((np.diff(cosine_schedule(50).alpha_bar) < 0).all())
    True
    """
    T, s = whole("T", T, least=1), number("offset", offset, least=0)
    f = np.cos((np.arange(T + 1) / T + s) / (1.0 + s) * np.pi / 2) ** 2
    return NoiseSchedule(np.minimum(1.0 - f[1:] / f[:-1], number("most", most, above=0, below=1)))
