"""Double descent: the test error of random features falls, peaks where they just fit the data, and falls again; by
features, and by examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.regularization.ridge import ridge
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
    strength: float = 0.0,
    rng: np.random.Generator | int = 1,
) -> DoubleDescent:
    r"""Fit random ReLU features by least squares, taking the shortest weights that fit best.

    \hat y = \sum_k w_k \max(0, v_k^\top x), v_k random; w = \Phi^+ y

    The target is a random unit direction's share of x, with normal noise on the training examples.
    strength    of an L2 penalty on w; the same rng draws the same data for each strength
    Convention  \Phi^+ is the pseudo-inverse: beyond the threshold, of all weights that fit exactly, the shortest
    Errors      DomainError for a count below 1, or noise or a strength below 0
    Source      Belkin et al., Reconciling Modern Machine-Learning Practice and the Bias-Variance Trade-off (2019),
                section 2

    >>> found = double_descent(features=[10, 40, 400], repetitions=5)
    >>> bool(found.test_errors[1] > found.test_errors[0] and found.test_errors[1] > found.test_errors[2])
    True
    """
    counts = [whole("features", k, least=1) for k in features]
    N, D = whole("examples", examples, least=2), whole("dimensions", dimensions, least=1)
    spread, alpha, rng = number("noise", noise, least=0), number("strength", strength, least=0), generator(rng)
    rounds = []
    for _ in range(whole("repetitions", repetitions, least=1)):
        drawn = _draw(N, D, max(counts), spread, rng)  # smaller models use the first features
        rounds.append([_fitted(drawn, N, k, alpha) for k in counts])
    train, test, norms = np.median(rounds, axis=0).T
    return DoubleDescent(np.array(counts), train, test, norms, N)


@dataclass(frozen=True)
class SampleWiseDescent:
    """Errors by number of training examples, for one number of features.

    examples, train_errors, test_errors, weight_norms  (K,), medians as in DoubleDescent
    threshold     the number of features, where the peak stands
    Working       none: medians of many fits by least squares; mse(...) shows one error

    >>> sample_wise_descent(examples=[5, 10], repetitions=1).test_errors.shape
    (2,)
    """

    examples: np.ndarray
    train_errors: np.ndarray
    test_errors: np.ndarray
    weight_norms: np.ndarray
    threshold: int


def sample_wise_descent(
    examples: Sequence[int] = (10, 15, 20, 25, 30, 35, 38, 40, 42, 45, 50, 60, 80, 120, 200, 400),
    *,
    features: int = 40,
    dimensions: int = 5,
    noise: float = 0.3,
    repetitions: int = 20,
    strength: float = 0.0,
    rng: np.random.Generator | int = 1,
) -> SampleWiseDescent:
    r"""The same features and targets as in double_descent, with more and more examples: near the threshold more hurt.

    Convention  smaller training sets are the first examples of the larger ones
    Errors      DomainError for a count below 1, or noise or a strength below 0
    Source      Nakkiran, More Data Can Hurt for Linear Regression (2019)

    >>> found = sample_wise_descent([20, 40, 400], repetitions=5)
    >>> bool(found.test_errors[1] > found.test_errors[0] > found.test_errors[2])
    True
    """
    counts = [whole("examples", n, least=1) for n in examples]
    k, D = whole("features", features, least=1), whole("dimensions", dimensions, least=1)
    spread, alpha, rng = number("noise", noise, least=0), number("strength", strength, least=0), generator(rng)
    rounds = []
    for _ in range(whole("repetitions", repetitions, least=1)):
        drawn = _draw(max(counts), D, k, spread, rng)
        rounds.append([_fitted(drawn, n, k, alpha) for n in counts])
    train, test, norms = np.median(rounds, axis=0).T
    return SampleWiseDescent(np.array(counts), train, test, norms, k)


@dataclass(frozen=True)
class _Draw:
    """Features (N, K) and targets (N,) to train on, and fresh ones without noise."""

    phi: np.ndarray
    y: np.ndarray
    phi_test: np.ndarray
    y_test: np.ndarray


def _draw(N: int, D: int, K: int, noise: float, rng: np.random.Generator) -> _Draw:
    """One draw of data and random features."""
    direction = rng.normal(size=D)
    direction /= np.linalg.norm(direction)
    x, x_test = rng.normal(size=(N, D)), rng.normal(size=(500, D))
    y, y_test = x @ direction + noise * rng.normal(size=N), x_test @ direction
    V = rng.normal(size=(K, D)) / np.sqrt(D)
    return _Draw(np.maximum(x @ V.T, 0.0), y, np.maximum(x_test @ V.T, 0.0), y_test)


def _fitted(drawn: _Draw, n: int, k: int, strength: float) -> tuple[float, float, float]:
    """Train error, test error and weight norm with the first n examples and k features."""
    phi, y = drawn.phi[:n, :k], drawn.y[:n]
    w = ridge(phi, y, strength)
    train, test = np.mean((phi @ w - y) ** 2), np.mean((drawn.phi_test[:, :k] @ w - drawn.y_test) ** 2)
    return float(train), float(test), float(np.linalg.norm(w))
