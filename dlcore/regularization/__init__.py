"""Ways to learn what holds for new examples too: penalties, dropout, early stopping, augmentation; and double
descent."""

from __future__ import annotations

from dlcore.regularization.augmentation import augmented, shifted, turned
from dlcore.regularization.double_descent import DoubleDescent, double_descent
from dlcore.regularization.dropout import Dropped, dropout, dropout_mask, masked
from dlcore.regularization.early_stopping import EarlyStopping
from dlcore.regularization.penalties import l1_penalty, l2_penalty

__all__ = [
    "DoubleDescent",
    "Dropped",
    "EarlyStopping",
    "augmented",
    "double_descent",
    "dropout",
    "dropout_mask",
    "l1_penalty",
    "l2_penalty",
    "masked",
    "shifted",
    "turned",
]
