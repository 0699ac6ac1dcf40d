"""Mixtures of normal distributions on a line: densities that can be drawn and sampled from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np

from dlcore.check import number
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.constant import PI
from dlcore.ops.dispatch import exponential, root
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor
from dlcore.tensor_form import tensor_form


@dataclass(frozen=True)
class Mixture:
    r"""A mixture of normal distributions in one dimension.

    p(x) = \sum_k w_k\, \mathcal{N}(x; \mu_k, \sigma_k^2)

    weights  equal ones unless given; they sum to 1
    Errors   ShapeError for lists of different lengths, NonFiniteError for NaN or infinity, DomainError for a std or
             weight that isn't positive

    >>> round(float(Mixture((0.0,), (1.0,)).density(0.0)), 4)
    0.3989
    """

    means: tuple[float, ...]
    stds: tuple[float, ...]
    weights: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for name in ("means", "stds", "weights"):
            object.__setattr__(self, name, tuple(Tensor(getattr(self, name), name).value.ravel().tolist()))
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
        x = as_tensor(x).value
        parts = zip(self.weights, self.means, self.stds)
        return np.asarray(reduce(add, (_bump(x, w, mean, std, math.pi) for w, mean, std in parts)))

    def tensor(self, x: object) -> Tensor:
        """The density at x as a Tensor that shows its work, named p."""
        x = x if isinstance(x, Tensor) else Tensor(x, "x")
        parts = []
        for k, part in enumerate(zip(self.weights, self.means, self.stds), start=1):
            w, mean, std = (Tensor(value, rf"{symbol}_{k}") for value, symbol in zip(part, ("w", r"\mu", r"\sigma")))
            parts.append(_bump(x, w, mean, std, PI))
        return reduce(add, parts).named("p")

    def score(self, x: object) -> np.ndarray:
        r"""The slope of the log-density at x, of the shape of x: which way is denser, and how steeply.

        \frac{d}{dx} \ln p(x) = \sum_k r_k(x) \frac{\mu_k - x}{\sigma_k^2}, where r_k is part k's share of p(x)

        >>> Mixture((1.0,), (2.0,)).score([-3.0, 5.0]).tolist()
        [1.0, -1.0]
        """
        x = as_tensor(x).value[..., None]
        means, stds = np.array(self.means), np.array(self.stds)
        z = (x - means) / stds
        logs = np.log(self.weights) - np.log(stds) - z**2 / 2  # (..., parts); far out the densities themselves are 0
        shares = np.exp(logs - logs.max(axis=-1, keepdims=True))
        return -(shares * z / stds).sum(axis=-1) / shares.sum(axis=-1)

    def noised(self, alpha_bar: float) -> Mixture:
        r"""What it becomes when diffusion has left a share of \bar\alpha of its variance: a mixture again.

        \sum_k w_k\, \mathcal{N}(\sqrt{\bar\alpha}\, \mu_k,\; \bar\alpha \sigma_k^2 + 1 - \bar\alpha)

        Errors  DomainError unless 0 <= alpha_bar <= 1
        Source  the density of \sqrt{\bar\alpha} x_0 + \sqrt{1 - \bar\alpha} noise; Ho, Jain and Abbeel (2020),
                equation 4

        >>> Mixture((5.0,), (1.0,)).noised(0.64)
        Mixture(means=(4.0,), stds=(1.0,), weights=(1.0,))
        """
        kept = number("alpha_bar", alpha_bar, least=0, most=1)
        means, stds = np.array(self.means), np.array(self.stds)
        spread = np.sqrt(kept * stds**2 + (1 - kept))
        return Mixture(tuple((math.sqrt(kept) * means).tolist()), tuple(spread.tolist()), self.weights)

    def sample(self, N: int, *, rng: np.random.Generator | int) -> np.ndarray:
        """N numbers drawn from it, (N,)."""
        rng = generator(rng)
        part = rng.choice(len(self.means), size=N, p=self.weights)
        return np.array(self.means)[part] + np.array(self.stds)[part] * rng.standard_normal(N)


def _bump(x: Any, weight: Any, mean: Any, std: Any, pi: Any) -> Any:
    """A weighted normal density, for plain numbers and for Tensors."""
    return weight * exponential(-(((x - mean) / std) ** 2) / 2.0) / (std * root(2.0 * pi))


def _kernel_density(samples: object, x: object, width: float = 0.2) -> Tensor:
    """The density as a Tensor."""
    return _bumps(samples, width).tensor(x)


@tensor_form(_kernel_density)
def kernel_density(samples: object, x: object, width: float = 0.2) -> np.ndarray:
    """The density that samples (N,) suggest at places x: a normal bump of that width on each.

    Errors  ShapeError for no samples, DomainError unless width > 0

    >>> kernel_density([0.0], [0.0], width=1.0).round(4).tolist()
    [0.3989]
    """
    return _bumps(samples, width).density(x)


def _bumps(samples: object, width: float) -> Mixture:
    """A bump of that width on each sample."""
    samples = as_tensor(samples).value.ravel()
    if not samples.size:
        raise ShapeError("A density needs at least one sample; found none.")
    return Mixture(tuple(samples.tolist()), (number("width", width, above=0),) * samples.size)
