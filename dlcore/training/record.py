"""The bookkeeping of a training run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np

from dlcore.autodiff import depending_on
from dlcore.check import whole
from dlcore.layer import Layer
from dlcore.regularization.early_stopping import EarlyStopping
from dlcore.tensor import Tensor, ancestors
from dlcore.training.history import History, Snapshot
from dlcore.training.replay import Replay
from dlcore.training.statistics import statistics
from dlcore.training.step import TrainingStep

Model = TypeVar("Model", bound=Layer)
Metric = Callable[[np.ndarray, np.ndarray], float]


@dataclass(frozen=True)
class Run(Generic[Model]):
    """A finished training: the model (after early stopping the best one) and its history.

    Working  that of one step: TrainingStep, the loss function and Optimizer.step

    >>> import numpy as np
    >>> from dlcore import GradientDescent, fit, mlp, mse
    >>> run = fit(mlp([1, 1], rng=1), mse, np.ones((2, 1)), np.ones((2, 1)), optimizer=GradientDescent(0.1), epochs=50)
    >>> round(run.model([1.0]).item(), 3), run.history.epochs
    (1.0, 50)
    """

    model: Model
    history: History


@dataclass(frozen=True)
class Watch:
    """What a run records besides losses.

    snapshot_every  steps between looks inside, the first at step 0; 0 for none
    trajectory      whether to keep all parameters after every step
    Working         none: it says what is recorded
    Errors          DomainError from ``fit`` unless snapshot_every is a whole number from 0 up

    >>> Watch(snapshot_every=10).trajectory
    False
    """

    snapshot_every: int = 0
    trajectory: bool = False


@dataclass
class Record:
    """Makes the steps of a run and writes down what happens."""

    model: Layer
    loss: Callable[[Tensor, Tensor], Tensor]
    metrics: Mapping[str, Metric]
    data: tuple[np.ndarray, np.ndarray]
    held_out: tuple[np.ndarray, np.ndarray] | None
    watch: Watch
    training: TrainingStep
    losses: list[float] = field(default_factory=list)
    learning_rates: list[float] = field(default_factory=list)
    gradient_norms: list[float] = field(default_factory=list)
    epoch_ends: list[int] = field(default_factory=list)
    train_losses: list[float] = field(default_factory=list)
    held_out_losses: list[float] = field(default_factory=list)
    train_metrics: dict[str, list[float]] = field(default_factory=dict)
    held_out_metrics: dict[str, list[float]] = field(default_factory=dict)
    snapshots: list[Snapshot] = field(default_factory=list)
    trajectory: list[np.ndarray] = field(default_factory=list)
    best: np.ndarray | None = None
    diverged: int | None = None

    def __post_init__(self) -> None:
        whole("snapshot_every", self.watch.snapshot_every)
        self._measures = Replay(self._prediction_and_loss, self.training.names)
        if self.watch.trajectory:
            self.trajectory.append(self.training.theta.copy())

    def step(self, x: np.ndarray, y: np.ndarray) -> None:
        training, every = self.training, self.watch.snapshot_every
        looking = every and training.count % every == 0
        seen = (training.theta.copy(), _activations(training, x, y)) if looking else None
        self.losses.append(training(x, y))
        self.learning_rates.append(training.optimizer.rate(training.count - 1))
        gradient = training.gradient
        self.gradient_norms.append(training.norm if training.clip else float(np.sqrt(gradient.dot(gradient))))
        if seen:
            self.snapshots.append(_snapshot(training, *seen))
        if self.watch.trajectory:
            self.trajectory.append(training.theta.copy())

    def epoch(self) -> None:
        self.epoch_ends.append(self.training.count)
        parameters = [parameter.value for parameter in self.training.parameters]
        self.train_losses.append(self._measure(parameters, self.data, self.train_metrics))
        if self.held_out is not None:
            self.held_out_losses.append(self._measure(parameters, self.held_out, self.held_out_metrics))
            if self.held_out_losses[-1] == min(self.held_out_losses):
                self.best = self.training.theta.copy()

    def _measure(
        self, parameters: list[np.ndarray], data: tuple[np.ndarray, np.ndarray], into: dict[str, list[float]]
    ) -> float:
        """The loss on data; the metrics are written down."""
        prediction, loss = self._measures(parameters, data)
        if not np.isfinite(loss):  # Tensors say where it broke
            prediction, loss = self._measures.by_tensors(parameters, data)
        for name, metric in self.metrics.items():
            into.setdefault(name, []).append(float(metric(prediction, data[1])))
        return float(loss)

    def _prediction_and_loss(self, parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        prediction = self.model.with_parameters(parameters)(x)
        return prediction, self.loss(prediction, y)

    def run(self, stopped: bool, early_stopping: EarlyStopping | None) -> Run:
        """The finished run. After early stopping the model is the best one."""
        if early_stopping is not None and self.best is not None:
            self.training.theta[...] = self.best
        diverged = self.diverged is not None
        model = self.model if diverged else self.model.with_parameters(self.training.parameters)
        return Run(model, self.history(stopped))

    def history(self, stopped: bool) -> History:
        return History(
            losses=np.array(self.losses),
            learning_rates=np.array(self.learning_rates),
            gradient_norms=np.array(self.gradient_norms),
            epoch_ends=np.array(self.epoch_ends, dtype=np.int64),
            train_losses=np.array(self.train_losses),
            held_out_losses=np.array(self.held_out_losses),
            train_metrics={name: np.array(values) for name, values in self.train_metrics.items()},
            held_out_metrics={name: np.array(values) for name, values in self.held_out_metrics.items()},
            snapshots=tuple(self.snapshots),
            trajectory=np.array(self.trajectory),
            best_epoch=int(np.argmin(self.held_out_losses)) if self.held_out_losses else None,
            diverged=self.diverged,
            stopped_early=stopped,
        )


def _activations(training: TrainingStep, x: np.ndarray, y: np.ndarray) -> dict:
    """Statistics of all named results on the way to the loss."""
    loss, leaves = training.record(x, y)
    nodes = ancestors(loss)
    moved = depending_on(nodes, leaves)
    return {node.name: statistics(node.value) for node in nodes if node.name and node.inputs and id(node) in moved}


def _snapshot(training: TrainingStep, before: np.ndarray, activations: dict) -> Snapshot:
    names = [name or f"parameter {k}" for k, name in enumerate(training.names)]
    gradients = {name: statistics(value) for name, value in zip(names, training.gradients)}
    weights, ratios, start = {}, {}, 0
    for name, value in zip(names, training.values):
        old = before[start : start + value.size].reshape(value.shape)
        start += value.size
        weights[name] = statistics(old)
        if old.std() > 0:
            ratios[name] = float((value - old).std() / old.std())
    return Snapshot(training.count - 1, activations, gradients, weights, ratios)
