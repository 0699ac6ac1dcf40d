"""A small network that looks at a noisy point and its step, and says which noise was added."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.diffusion.forward import jump
from dlcore.diffusion.schedule import NoiseSchedule
from dlcore.errors import ShapeError
from dlcore.layer import Layer
from dlcore.losses import mse
from dlcore.mlp import MLP, mlp
from dlcore.ops.op import label
from dlcore.ops.shape import concatenate
from dlcore.optimizers import Adam, Optimizer
from dlcore.rng import generator
from dlcore.schedules import Cosine
from dlcore.tensor import Tensor, as_tensor
from dlcore.training import TrainingStep

FREQUENCIES = 4  # sines and cosines of t / T, from half a turn to eight half turns


@dataclass(frozen=True)
class NoisePredictor(Layer):
    r"""An MLP on a point and sines and cosines of its step.

    Shapes  x_t (N, D), t (N,) or one step -> noise (N, D)
    Errors  ShapeError for anything but points (N, D), DomainError unless T is a whole number from 1 up

    >>> model = noise_predictor(2, 10, rng=1, hidden=4)
    >>> model(np.zeros((3, 2)), 5).shape
    (3, 2)
    """

    network: MLP
    T: int = 1000

    def __post_init__(self) -> None:
        super().__post_init__()
        whole("T", self.T, least=1)

    def __call__(self, x_t: object, t: object) -> Tensor:
        """The noise in each point."""
        x_t = as_tensor(x_t)
        if x_t.ndim != 2:
            raise ShapeError(f"The noise predictor takes points (N, D); found {label(x_t)}.")
        return self.network(concatenate([x_t, Tensor(self.clock(t, len(x_t)), dtype=x_t.value.dtype)], axis=1))

    def clock(self, t: object, N: int) -> np.ndarray:
        """The step as the network sees it, (N, 2 * FREQUENCIES)."""
        turn = (
            np.pi
            * np.broadcast_to(np.asarray(t, dtype=np.float64), (N,))[:, None]
            / self.T
            * 2.0 ** np.arange(FREQUENCIES)
        )
        return np.concatenate([np.sin(turn), np.cos(turn)], axis=1)


def noise_predictor(
    D: int, T: int, *, rng: np.random.Generator | int, hidden: int = 64, layers: int = 3
) -> NoisePredictor:
    """A new predictor: hidden layers of one width with SiLU.

    Errors  DomainError for sizes that are no whole numbers from 1 up

    >>> noise_predictor(2, 1000, rng=1).network.sizes
    (10, 64, 64, 64, 2)
    """
    sizes = [whole("D", D, least=1) + 2 * FREQUENCIES, *[hidden] * whole("layers", layers, least=1), D]
    return NoisePredictor(mlp(sizes, rng=rng, activation="silu"), T)


@dataclass(frozen=True)
class DiffusionRun:
    """A trained predictor, its schedule, and the loss of each training step.

    >>> from dlcore.diffusion import linear_schedule
    >>> train_diffusion(np.zeros((4, 2)), linear_schedule(10), steps=2, hidden=4).schedule.T
    10
    """

    model: NoisePredictor
    schedule: NoiseSchedule
    losses: np.ndarray


def train_diffusion(
    x0: object,
    schedule: NoiseSchedule,
    *,
    steps: int = 2000,
    batch_size: int = 128,
    hidden: int = 64,
    optimizer: Optimizer | None = None,
    rng: np.random.Generator | int = 1,
) -> DiffusionRun:
    r"""Train a noise predictor on points: a random example, a random step, random noise; the loss is how far off it is.

    L = \mathbb{E} \| noise - \widehat{noise}(x_t, t) \|^2 with x_t from the jump; the mean over all entries

    Shapes  x0 (N, D), best of mean 0 and variance around 1
    Errors  ShapeError unless x0 is (N, D)
    Source  Ho, Jain and Abbeel (2020), algorithm 1 and equation 14

    >>> from dlcore.diffusion import linear_schedule
    >>> run = train_diffusion(np.zeros((8, 2)), linear_schedule(10), steps=3, hidden=4)
    >>> run.losses.shape
    (3,)
    """
    x0, rng = as_tensor(x0), generator(rng)
    if x0.ndim != 2 or not x0.size:
        raise ShapeError(f"Diffusion trains on points (N, D); found {label(x0)}.")
    model = noise_predictor(x0.shape[1], schedule.T, rng=rng, hidden=hidden)

    def objective(parameters, seen, noise):
        return mse(model.network.with_parameters(parameters)(seen), noise)

    step = TrainingStep(objective, model.parameters, optimizer or Adam(lr=Cosine(0.003, steps=steps)))
    losses = np.empty(steps)
    for k in range(steps):
        chosen = x0.value[rng.integers(len(x0), size=batch_size)]
        t, noise = rng.integers(1, schedule.T + 1, size=batch_size), rng.standard_normal((batch_size, x0.shape[1]))
        x_t = jump(schedule, chosen, t, noise).value
        losses[k] = step(np.concatenate([x_t, model.clock(t, batch_size)], axis=1), noise)
    return DiffusionRun(model.with_parameters(step.parameters), schedule, losses)
