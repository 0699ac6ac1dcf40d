"""Mixtures of normal distributions on a line: densities that can be drawn and sampled from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.errors import DomainError, ShapeError
from dlcore.rng import generator


@dataclass(frozen=True)
class Mixture:
    r"""A mixture of normal distributions in one dimension.

    p(x) = \sum_k w_k\, \mathcal{N}(x; \mu_k, \sigma_k^2)

    weights  equal ones unless given; they sum to 1
    Errors   ShapeError for lists of different lengths, DomainError for a std or weight that isn't positive

    >>> round(float(Mixture((0.0,), (1.0,)).density(0.0)), 4)
    0.3989
    """

    means: tuple[float, ...]
    stds: tuple[float, ...]
    weights: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not self.weights:
            object.__setattr__(self, "weights", (1.0 / max(len(self.means), 1),) * len(self.means))
        if not 0 < len(self.means) == len(self.stds) == len(self.weights):
            raise ShapeError(
                "A mixture needs a mean, a std and a weight for each part; "
                f"found {len(self.means)}, {len(self.stds)}, {len(self.weights)}."
            )
        if min(self.stds) <= 0 or min(self.weights) <= 0 or abs(sum(self.weights) - 1.0) > 1e-9:
            raise DomainError(
                f"stds and weights are positive and weights sum to 1; found {self.stds} and {self.weights}"
            )

    def density(self, x: object) -> np.ndarray:
        """p(x), of the shape of x."""
        x = np.asarray(x, dtype=np.float64)[..., None]
        mean, std = np.array(self.means), np.array(self.stds)
        parts = np.exp(-0.5 * ((x - mean) / std) ** 2) / (std * np.sqrt(2.0 * np.pi))
        return parts @ np.array(self.weights)

    def sample(self, N: int, *, rng: np.random.Generator | int) -> np.ndarray:
        """N numbers drawn from it, (N,)."""
        rng = generator(rng)
        part = rng.choice(len(self.means), size=N, p=self.weights)
        return np.array(self.means)[part] + np.array(self.stds)[part] * rng.standard_normal(N)


def kernel_density(samples: object, x: object, width: float = 0.2) -> np.ndarray:
    """The density that samples (N,) suggest at places x: a normal bump of that width on each.

    Errors  ShapeError for no samples, DomainError unless width > 0

    >>> kernel_density([0.0], [0.0], width=1.0).round(4).tolist()
    [0.3989]
    """
    samples = np.asarray(samples, dtype=np.float64).ravel()
    if not samples.size:
        raise ShapeError("A density needs at least one sample; found none.")
    return Mixture(tuple(samples.tolist()), (width,) * samples.size).density(x)
