"""Optimizers: from gradients to steps. The state that each keeps is visible, and each step can show its work."""

from __future__ import annotations

from dlcore.optimizers.adagrad import AdaGrad
from dlcore.optimizers.adam import Adam, AdamW
from dlcore.optimizers.gradient_descent import SGD, GradientDescent
from dlcore.optimizers.momentum import CONVENTIONS, Momentum, Nesterov
from dlcore.optimizers.optimizer import Optimizer, State, Step, Update
from dlcore.optimizers.rmsprop import RMSProp

__all__ = [
    "CONVENTIONS",
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "RMSProp",
    "State",
    "Step",
    "Update",
]
