r"""How far off a noise predictor is at each step: the loss of training, taken apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dlcore.diffusion.forward import jump
from dlcore.diffusion.sampling import Predictor
from dlcore.diffusion.schedule import NoiseSchedule
from dlcore.rng import generator
from dlcore.tensor import as_tensor


def loss_by_step(
    predict: Predictor, schedule: NoiseSchedule, x0: object, t: Sequence[int], *, rng: np.random.Generator | int
) -> np.ndarray:
    r"""The mean squared error of the predicted noise at each of some steps, on data with fresh noise.

    L_t = \mathbb{E} (noise - \widehat{noise}(x_t, t))^2, the mean over all entries of x0

    Shapes   x0 as the predictor takes it, K steps -> (K,)
    Errors   DomainError for a step that isn't there
    Working  that of mse
    Source   Ho, Jain and Abbeel (2020), equation 14, for one t

    >>> from dlcore.diffusion import linear_schedule
    >>> loss_by_step(lambda x_t, t: 0 * x_t.value, linear_schedule(10), np.zeros((500, 2)), [1, 10], rng=1).round(0)
    array([1., 1.])
    """
    x0, rng = as_tensor(x0), generator(rng)
    losses = []
    for step in t:
        noise = rng.standard_normal(x0.shape)
        predicted = np.asarray(predict(jump(schedule, x0, step, noise), step))
        losses.append(float(((noise - predicted) ** 2).mean()))
    return np.array(losses)
