"""Training: one step (TrainingStep), the loop (fit), and what it records (History)."""

from __future__ import annotations

from dlcore.training.fit import fit, minibatches
from dlcore.training.history import History, Snapshot
from dlcore.training.record import Run, Watch
from dlcore.training.statistics import Statistics, statistics
from dlcore.training.step import TrainingStep

__all__ = ["History", "Run", "Snapshot", "Statistics", "TrainingStep", "Watch", "fit", "minibatches", "statistics"]
