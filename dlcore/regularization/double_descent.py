"""Double descent: the test error of random features falls, peaks where they just fit the data, and falls again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.rng import generator


@dataclass(frozen=True)
class DoubleDescent:
    """Errors by number of features.

    features      (K,) how many random features each model had
    train_errors  (K,) mean squared error on the training examples, the median of the repetitions
    test_errors   (K,) likewise on fresh examples without noise
    weight_norms  (K,) length of the weights found
    threshold     the number of training examples, where the peak stands
    Working       none: medians of many fits by least squares; mse(...) shows one error

    >>> double_descent(features=[5, 10], repetitions=1).test_errors.shape
    (2,)
    """

    features: np.ndarray
    train_errors: np.ndarray
    test_errors: np.ndarray
    weight_norms: np.ndarray
    threshold: int


def double_descent(
    features: Sequence[int] = (2, 5, 10, 15, 20, 25, 30, 35, 38, 40, 42, 45, 50, 60, 80, 120, 200, 400, 800),
    *,
    examples: int = 40,
    dimensions: int = 5,
    noise: float = 0.3,
    repetitions: int = 20,
    rng: np.random.Generator | int = 1,
) -> DoubleDescent:
    r"""Fit random ReLU features by least squares, taking the shortest weights that fit best.

    \hat y = \sum_k w_k \max(0, v_k^\top x), v_k random; w = \Phi^+ y

    The target is a random unit direction's share of x, with normal noise on the training examples.
    Convention  \Phi^+ is the pseudo-inverse: beyond the threshold, of all weights that fit exactly, the shortest
    Errors      DomainError for a count below 1 or noise below 0
    Source      Belkin et al., Reconciling Modern Machine-Learning Practice and the Bias-Variance Trade-off (2019),
                section 2

    >>> found = double_descent(features=[10, 40, 400], repetitions=5)
    >>> bool(found.test_errors[1] > found.test_errors[0] and found.test_errors[1] > found.test_errors[2])
    True
    """
    counts = [whole("features", k, least=1) for k in features]
    N, D = whole("examples", examples, least=2), whole("dimensions", dimensions, least=1)
    spread, rng = number("noise", noise, least=0), generator(rng)
    rounds = [_round(counts, N, D, spread, rng) for _ in range(whole("repetitions", repetitions, least=1))]
    train, test, norms = np.median(rounds, axis=0).T
    return DoubleDescent(np.array(counts), train, test, norms, N)


def _round(counts: list[int], N: int, D: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """One draw of data and features: (train error, test error, weight norm) for each number of features."""
    direction = rng.normal(size=D)
    direction /= np.linalg.norm(direction)
    x, x_test = rng.normal(size=(N, D)), rng.normal(size=(500, D))
    y, y_test = x @ direction + noise * rng.normal(size=N), x_test @ direction
    V = rng.normal(size=(max(counts), D)) / np.sqrt(D)  # smaller models use the first rows
    phi, phi_test = np.maximum(x @ V.T, 0.0), np.maximum(x_test @ V.T, 0.0)
    rows = []
    for k in counts:
        w = np.linalg.lstsq(phi[:, :k], y, rcond=None)[0]
        errors = np.mean((phi[:, :k] @ w - y) ** 2), np.mean((phi_test[:, :k] @ w - y_test) ** 2)
        rows.append((*errors, np.linalg.norm(w)))
    return np.array(rows)
