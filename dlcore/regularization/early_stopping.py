"""Early stopping: end the training when the held-out loss no longer falls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import ShapeError
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class EarlyStopping:
    """Stop when the held-out loss has not improved for some epochs, and go back to the best.

    patience   epochs without improvement after which training ends
    min_delta  by how much a loss must be lower than the best so far to count
    Working    none: losses are compared, nothing is computed
    Errors     DomainError unless patience >= 1 and min_delta >= 0; ShapeError or NonFiniteError for losses that aren't
               a row of finite numbers
    Source     Prechelt, Early Stopping - But When? (1998); Goodfellow et al., Deep Learning (2016), section 7.8

    >>> EarlyStopping(patience=2).stops_at([0.9, 0.5, 0.6, 0.55, 0.4])
    3
    """

    patience: int = 5
    min_delta: float = 0.0

    def __post_init__(self) -> None:
        whole("patience", self.patience, least=1)
        number("min_delta", self.min_delta, least=0)

    def best(self, losses: np.ndarray | list[float]) -> int:
        """The epoch, from 0, of the best loss: the last one that counted as an improvement."""
        losses = _row(losses)
        if not losses:
            raise ShapeError("The best of some losses needs at least one; found none.")
        return self._best(losses)

    def over(self, losses: np.ndarray | list[float]) -> bool:
        """Whether training ends after these losses."""
        return self._over(_row(losses))

    def stops_at(self, losses: np.ndarray | list[float]) -> int | None:
        """The epoch, from 0, after which training ends; None when it goes on."""
        losses = _row(losses)
        return next((k for k in range(len(losses)) if self._over(losses[: k + 1])), None)

    def _best(self, losses: list[float]) -> int:
        best = 0
        for epoch, loss in enumerate(losses):
            if loss < losses[best] - self.min_delta:
                best = epoch
        return best

    def _over(self, losses: list[float]) -> bool:
        return len(losses) - 1 - self._best(losses) >= self.patience


def _row(losses: object) -> list[float]:
    """Losses, one for each epoch, as numbers."""
    row = Tensor(losses, "losses")
    if row.ndim != 1:
        raise ShapeError(f"Early stopping takes one loss for each epoch; found losses of shape {row.shape}.")
    return row.value.tolist()
