"""A discriminator that is sure, and a generator far away: two losses, two optimizers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import SGD, Mixture, Optimizer, Tensor, generator_loss, gradients, train_gan

FAR, WIDTH = 6.0, 1.0
HEAD_START, ROUNDS, RATE = 200, 100, 0.01
LOSSES, OPTIMIZERS = ("saturating", "non-saturating"), ("SGD", "Adam")
SURE = 0.01  # what a sure discriminator says to a made example


@dataclass(frozen=True)
class Stuck:
    """Games from several seeds, by loss and optimizer.

    slopes   (runs,) length of the generator's gradient at the first round
    means    (runs,) mean of the samples after all rounds; W1 their distance from the data
    paths    mean of the samples round by round, of the first seed
    """

    runs: int
    slopes: dict[str, np.ndarray]
    means: dict[tuple[str, str], np.ndarray]
    W1: dict[tuple[str, str], np.ndarray]
    paths: dict[str, np.ndarray]
    rounds: np.ndarray

    def arrived(self, loss: str, optimizer: str) -> int:
        """How many runs are nearer to the data than to where they began."""
        return int((self.means[loss, optimizer] > FAR / 2).sum())

    def median_slope(self, loss: str) -> float:
        """Of the first gradient's length."""
        return float(np.median(self.slopes[loss]))

    @property
    def both_arrive(self) -> bool:
        """Whether with Adam every run of both losses arrives."""
        return all(self.arrived(loss, "Adam") == self.runs for loss in LOSSES)

    @property
    def ratio(self) -> float:
        """How many times longer the gradient is, in the median."""
        return float(np.median(self.slopes["non-saturating"] / self.slopes["saturating"]))


def stuck(runs: int, seed: int) -> Stuck:
    """Play them all."""
    data = Mixture((FAR,), (WIDTH,))
    slopes, means, W1, paths, rounds = {}, {}, {}, {}, np.zeros(0)
    for loss in LOSSES:
        for name in OPTIMIZERS:
            optimizer: Optimizer | None = SGD(RATE) if name == "SGD" else None
            played = [
                train_gan(
                    data, loss=loss, rounds=ROUNDS, head_start=HEAD_START, penalty=0.0, snapshots=20,
                    generator_optimizer=optimizer, rng=seed + k,
                )
                for k in range(runs)
            ]  # fmt: skip
            slopes[loss] = np.array([run.slopes[0] for run in played])
            means[loss, name] = np.array([run.snapshots[-1].samples.mean() for run in played])
            W1[loss, name] = np.array([run.distances[-1] for run in played])
            paths[f"{loss}, {name}"] = np.array([s.samples.mean() for s in played[0].snapshots])
            rounds = np.array([s.round for s in played[0].snapshots])
    return Stuck(runs, slopes, means, W1, paths, rounds)


@dataclass(frozen=True)
class Slopes:
    """How fast each loss falls when the score rises, by what the discriminator says."""

    D: np.ndarray
    curves: dict[str, np.ndarray]
    sure: float
    pulls: tuple[float, float]


def slopes() -> Slopes:
    """By autodiff, from the losses themselves."""
    D = np.linspace(0.005, 0.995, 100)
    scores = np.log(D / (1.0 - D))
    curves = {loss: np.array([fall(s, loss) for s in scores]) for loss in LOSSES}
    at_sure = float(np.log(SURE / (1.0 - SURE)))
    return Slopes(D, curves, SURE, (fall(at_sure, LOSSES[0]), fall(at_sure, LOSSES[1])))


def fall(score: float, loss: str) -> float:
    """Minus the slope of a loss in the score."""
    s = Tensor([float(score)], "s")
    return -gradients(generator_loss(s, loss), [s])[s].value[0]
