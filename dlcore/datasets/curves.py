"""Curves for regression: a known function and noisy points of it."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np

from dlcore.check import choice, number, whole
from dlcore.errors import DomainError
from dlcore.rng import generator

CURVES: MappingProxyType[str, Callable[[np.ndarray], np.ndarray]] = MappingProxyType(
    {
        "line": lambda x: 0.5 + 0.8 * x,
        "parabola": lambda x: x**2,
        "cubic": lambda x: x**3 - 0.5 * x,
        "sine": lambda x: np.sin(np.pi * x),
        "runge": lambda x: 1.0 / (1.0 + 25.0 * x**2),
        "step": lambda x: np.where(x < 0.0, 0.0, 1.0),
    }
)


def curve(
    name: str = "sine",
    N: int = 20,
    *,
    noise: float = 0.1,
    low: float = -1.0,
    high: float = 1.0,
    rng: np.random.Generator | int = 1,
) -> tuple[np.ndarray, np.ndarray]:
    r"""Noisy points of a curve whose true function is known: $y = f(x) + \text{noise} \cdot n$, $n$ standard normal.

    ``CURVES[name]`` is $f$ itself: line $0.5 + 0.8x$, parabola $x^2$, cubic $x^3 - 0.5x$, sine $\sin \pi x$,
    runge $1/(1 + 25x^2)$, step $[x \ge 0]$.

    Shapes    -> x (N, 1) and y (N, 1), float64; x is uniform on [low, high) and sorted
    noise     standard deviation of the noise in y; x has none
    Errors    DomainError when the name is unknown, N is below 1, noise is negative, or low is not below high
    Source    Runge, Zeitschrift für Mathematik und Physik 46 (1901), for the curve of his name

    >>> x, y = curve("parabola", N=4, noise=0, rng=7)
    >>> x.shape, bool((y == x**2).all())
    ((4, 1), True)
    """
    f = CURVES[choice("curve", name, CURVES)]
    N, noise = whole("N", N, least=1), number("noise", noise, least=0)
    low, high = number("low", low), number("high", high)
    if low >= high:
        raise DomainError(f"low must be below high, found low = {low} and high = {high}")
    rng = generator(rng)
    x = np.sort(rng.uniform(low, high, N)).reshape(N, 1)  # (N, 1)
    return x, f(x) + noise * rng.standard_normal((N, 1))  # (N, 1), (N, 1)
