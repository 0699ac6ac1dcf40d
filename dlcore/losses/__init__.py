"""Loss functions: one number for how wrong a prediction is. Mean or sum, and over what, is stated with each."""

from __future__ import annotations

from dlcore.losses.absolute import mae
from dlcore.losses.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_with_logits
from dlcore.losses.cross_entropy import cross_entropy, cross_entropy_with_logits
from dlcore.losses.hinge import hinge
from dlcore.losses.huber import huber
from dlcore.losses.kl import kl_divergence
from dlcore.losses.squared import half_squared_error, mse
from dlcore.losses.targets import one_hot, smooth_labels

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "cross_entropy_with_logits",
    "half_squared_error",
    "hinge",
    "huber",
    "kl_divergence",
    "mae",
    "mse",
    "one_hot",
    "smooth_labels",
]
