"""Ways to learn what holds for new examples too: penalties, dropout, early stopping, augmentation; and double descent."""

from __future__ import annotations

from dlcore.regularization.early_stopping import EarlyStopping

__all__ = ["EarlyStopping"]
