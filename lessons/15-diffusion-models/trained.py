"""Networks that guess the noise in the bumps, and how far each is from the best possible guess."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    DiffusionRun,
    Measurement,
    Mixture,
    NoiseSchedule,
    OptimalPredictor,
    measured,
    optimal_loss,
    train_diffusion,
)

EXAMPLES, BLOCK = 20_000, 50
X = np.linspace(-6.0, 6.0, 481)
SHOWN = (0.1, 0.5)  # shares of T


@dataclass(frozen=True)
class Trained:
    """Networks from several seeds.

    floors     the best guess's loss at each step, (T,); their mean is the floor of the training loss
    by_step    (runs, T) losses of the networks: the floor, and how far they are from the best guess, squared
    curve      the first network's training loss, means of blocks of steps
    guesses    its guess and the best one against x_t, for some t
    """

    runs: tuple[DiffusionRun, ...]
    floors: np.ndarray
    by_step: np.ndarray
    curve: dict[str, tuple[np.ndarray, np.ndarray]]
    guesses: dict[int, dict[str, tuple[np.ndarray, np.ndarray]]]
    parameters: int
    block: int = BLOCK

    @property
    def floor(self) -> float:
        """Below this no network gets."""
        return float(self.floors.mean())

    @property
    def losses(self) -> np.ndarray:
        """Each network's loss over all steps and the whole density, (runs,)."""
        return self.by_step.mean(axis=1)

    @property
    def over(self) -> np.ndarray:
        """By which share of the floor each is above it."""
        return self.losses / self.floor - 1

    @property
    def loss(self) -> Measurement:
        """Of all networks, with its spread."""
        return measured(self.losses)

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Loss against t: the best guess, and the median network."""
        t = np.arange(1, len(self.floors) + 1)
        return {"network": (t, np.median(self.by_step, axis=0)), "best possible": (t, self.floors)}

    @property
    def again(self) -> int | None:
        """The step at which the best guess is worst a second time, if its loss rises again after it has fallen."""
        rises = np.diff(self.floors) > 0
        if not rises.any():
            return None
        first = int(rises.argmax())
        return first + int(self.floors[first:].argmax()) + 1

    @property
    def dip(self) -> int:
        """The step before that rise."""
        return int((np.diff(self.floors) > 0).argmax()) + 1

    @property
    def T(self) -> int:
        """Steps."""
        return len(self.floors)


def trained(data: Mixture, schedule: NoiseSchedule, steps: int, hidden: int, runs: int, seed: int) -> Trained:
    """Train, and compare with the best guess all over the density."""
    made = tuple(
        train_diffusion(
            data.sample(EXAMPLES, rng=np.random.default_rng([seed, k, 2]))[:, None], schedule, steps=steps,
            hidden=hidden, rng=np.random.default_rng([seed, k, 3]),
        )
        for k in range(runs)
    )  # fmt: skip
    best = OptimalPredictor(data, schedule)
    floors = np.array([optimal_loss(data, float(kept)).item() for kept in schedule.alpha_bar[1:]])
    t = np.arange(1, schedule.T + 1)
    above = np.array([[excess(run, best, int(step)) for step in t] for run in made])
    losses = made[0].losses[: steps // BLOCK * BLOCK].reshape(-1, BLOCK).mean(axis=1)
    return Trained(
        made, floors, floors + above, {"training loss": (BLOCK * (1 + np.arange(len(losses))), losses)},
        {step: guesses(made[0], best, step) for step in (round(share * schedule.T) for share in SHOWN)},
        made[0].model.parameter_count,
    )  # fmt: skip


def excess(run: DiffusionRun, best: OptimalPredictor, t: int) -> float:
    """The mean squared difference from the best guess, which is what a loss has above the floor."""
    density = best.data.noised(float(best.schedule.alpha_bar[t])).density(X)
    off = run.model(X[:, None], t).value[:, 0] - best(X, t)
    return float((density * off**2).sum() * (X[1] - X[0]))


def guesses(run: DiffusionRun, best: OptimalPredictor, t: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Both guesses where nearly all noised points are."""
    x = np.linspace(-2.5, 2.5, 61)
    return {"network": (x, run.model(x[:, None], t).value[:, 0]), "best possible": (x, best(x, t))}
