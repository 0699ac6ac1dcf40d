"""What a training run leaves behind for charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dlcore.training.statistics import Statistics


@dataclass(frozen=True)
class Snapshot:
    r"""A look inside the network at one step, before its update.

    activations    by name, z^{(l)} and a^{(l)} and all else that the model names on the way, for the step's minibatch
    gradients      by the parameter's name
    weights        by the parameter's name
    update_ratios  by the parameter's name: std of the update / std of the parameter, about 1e-3 where training goes
                   well;
                   parameters that are all alike (fresh biases) have none
    Working        statistics.tensor(...) of the same array

    >>> from dlcore import GradientDescent, Watch, fit, mlp, mse
    >>> run = fit(mlp([1, 1], rng=1), mse, np.ones((4, 1)), np.ones((4, 1)),
    ...           optimizer=GradientDescent(0.1), epochs=2, watch=Watch(snapshot_every=1))
    >>> [look.step for look in run.history.snapshots], sorted(run.history.snapshots[0].gradients)
    ([0, 1], ['W^{(1)}', 'b^{(1)}'])
    """

    step: int
    activations: Mapping[str, Statistics]
    gradients: Mapping[str, Statistics]
    weights: Mapping[str, Statistics]
    update_ratios: Mapping[str, float]


@dataclass(frozen=True)
class History:
    """A training run in arrays, S steps and E epochs long.

    losses            (S,) the minibatch's loss before each step, penalty included
    learning_rates    (S,)
    gradient_norms    (S,) of all gradients together, before clipping
    epoch_ends        (E,) how many steps had been made when each epoch ended
    train_losses      (E,) on all training examples after each epoch, without penalty
    held_out_losses   (E,) likewise, or empty
    train_metrics     by name (E,)
    held_out_metrics  by name (E,), or empty
    snapshots         as often as was asked for
    trajectory        (S + 1, P) all parameters as one row before the first and after each step, or empty
    best_epoch        the epoch, from 0, of the lowest held-out loss; None without held-out data
    diverged          the step at which the loss was no longer finite, or None
    stopped_early     whether early stopping ended the run
    Working           that of one step: TrainingStep, the loss function and Optimizer.step

    >>> from dlcore import GradientDescent, fit, mlp, mse
    >>> history = fit(mlp([1, 1], rng=1), mse, np.ones((4, 1)), np.ones((4, 1)),
    ...               optimizer=GradientDescent(0.1), epochs=3, batch_size=2).history
    >>> history.steps, history.epochs, history.epoch_ends.tolist()
    (6, 3, [2, 4, 6])
    """

    losses: np.ndarray
    learning_rates: np.ndarray
    gradient_norms: np.ndarray
    epoch_ends: np.ndarray
    train_losses: np.ndarray
    held_out_losses: np.ndarray
    train_metrics: Mapping[str, np.ndarray]
    held_out_metrics: Mapping[str, np.ndarray]
    snapshots: tuple[Snapshot, ...]
    trajectory: np.ndarray
    best_epoch: int | None
    diverged: int | None
    stopped_early: bool

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return len(self.losses)

    @property
    def epochs(self) -> int:
        """How many epochs were ended."""
        return len(self.epoch_ends)
