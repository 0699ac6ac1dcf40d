"""A number that depends on the seed: measured several times, and told with its spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dlcore.errors import DomainError

__all__ = ["Measurement", "OfSeeds", "measured"]


class OfSeeds(float):
    """One number that sums up several seeds: true only beside its spread. It computes as a float.

    Working  none: it is no expression

    >>> OfSeeds(0.92) + 1
    1.92
    """


@dataclass(frozen=True)
class Measurement:
    """What repeated measurements of one quantity gave, one value for each seed.

    values          (n,)
    median          with low and high, the range: for few values, or a lopsided spread
    mean            with standard_error, the sample's standard deviation over the root of n: for many values
    Working         none: each value is a run's

    >>> accuracy = measured([0.91, 0.94, 0.92])
    >>> float(accuracy.median), accuracy.low, accuracy.high, accuracy.count
    (0.92, 0.91, 0.94, 3)
    >>> round(accuracy.mean, 4), round(accuracy.standard_error, 4)
    (0.9233, 0.0088)
    """

    values: np.ndarray

    @property
    def count(self) -> int:
        return len(self.values)

    @property
    def median(self) -> OfSeeds:
        return OfSeeds(np.median(self.values))

    @property
    def low(self) -> float:
        return float(np.min(self.values))

    @property
    def high(self) -> float:
        return float(np.max(self.values))

    @property
    def mean(self) -> OfSeeds:
        return OfSeeds(np.mean(self.values))

    @property
    def standard_error(self) -> float:
        """Of the mean: the sample's standard deviation, with n - 1, over the root of n."""
        return float(np.std(self.values, ddof=1) / np.sqrt(self.count))


def measured(values: Iterable[float]) -> Measurement:
    """A Measurement of these values. Raises DomainError for fewer than two, and for any that isn't finite.

    Working  none: each value is a run's

    >>> measured([0.91, 0.94, 0.92]).count
    3
    """
    array = np.array([float(value) for value in values])
    if len(array) < 2:
        raise DomainError(f"Expected two measurements or more, found {len(array)}: one has no spread.")
    if not np.isfinite(array).all():
        raise DomainError(f"Expected finite measurements, found {array[~np.isfinite(array)][0]}.")
    return Measurement(array)
