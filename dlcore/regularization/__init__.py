"""Ways to learn what holds for new examples too: penalties, dropout, early stopping, augmentation; and double
descent."""

from __future__ import annotations

from dlcore.regularization.augmentation import augmented, shifted, turned
from dlcore.regularization.double_descent import (
    DoubleDescent,
    SampleWiseDescent,
    double_descent,
    sample_wise_descent,
)
from dlcore.regularization.dropout import Dropped, dropout, dropout_mask, masked
from dlcore.regularization.early_stopping import EarlyStopping
from dlcore.regularization.mixup import Mixed, mixup
from dlcore.regularization.penalties import l1_penalty, l2_penalty
from dlcore.regularization.ridge import ridge
from dlcore.regularization.shrinkage import early_stopping_shrinkage, l2_minimum, l2_shrinkage, soft_threshold

__all__ = [
    "DoubleDescent",
    "Dropped",
    "EarlyStopping",
    "Mixed",
    "SampleWiseDescent",
    "augmented",
    "double_descent",
    "dropout",
    "dropout_mask",
    "early_stopping_shrinkage",
    "l1_penalty",
    "l2_minimum",
    "l2_penalty",
    "l2_shrinkage",
    "masked",
    "mixup",
    "ridge",
    "sample_wise_descent",
    "shifted",
    "soft_threshold",
    "turned",
]
