"""Two interleaving half circles."""

from __future__ import annotations

import numpy as np

from dlcore.check import number, whole
from dlcore.rng import generator


def moons(
    per_class: int = 100, *, noise: float = 0.1, rng: np.random.Generator | int = 1
) -> tuple[np.ndarray, np.ndarray]:
    r"""Two half circles that reach into each other: no straight line separates them, one bend does.

    Class 0 lies on $(\cos\theta, \sin\theta)$, class 1 on $(1 - \cos\theta, \tfrac12 - \sin\theta)$, with
    $\theta$ in equal steps from $0$ to $\pi$, both ends included.

    Shapes    -> (2 per_class, 2) float64 and (2 per_class,) int64 labels in {0, 1}; class 0 first
    noise     standard deviation of the normal noise that is added to both coordinates
    Errors    DomainError when per_class is not a whole number from 1 up, or noise is negative
    Source    the curves of scikit-learn's make_moons; the noise is drawn by NumPy's Generator, so the points differ

    >>> x, y = moons(2, noise=0)
    >>> x.round(9).tolist()
    [[1.0, 0.0], [-1.0, 0.0], [0.0, 0.5], [2.0, 0.5]]
    >>> y.tolist()
    [0, 0, 1, 1]
    """
    per_class = whole("per_class", per_class, least=1)
    noise = number("noise", noise, least=0)
    theta = np.linspace(0.0, np.pi, per_class)
    outer = np.column_stack([np.cos(theta), np.sin(theta)])  # (per_class, 2)
    inner = np.column_stack([1.0 - np.cos(theta), 0.5 - np.sin(theta)])  # (per_class, 2)
    x = np.concatenate([outer, inner])  # (2 per_class, 2)
    return x + noise * generator(rng).standard_normal(x.shape), np.repeat([0, 1], per_class)
