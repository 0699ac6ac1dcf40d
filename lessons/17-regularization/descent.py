"""Double descent: by features, by examples, without a penalty and with the best one; and one fit that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dlcore import DoubleDescent, SampleWiseDescent, double_descent, ridge, sample_wise_descent

EXAMPLES, NOISE, ROUNDS = 40, 0.3, 20
FEATURES = (2, 5, 10, 20, 30, 35, 38, 40, 42, 45, 50, 60, 80, 120, 200, 400, 800)
SIZES = (10, 15, 20, 25, 30, 35, 38, 40, 42, 45, 50, 60, 80, 120, 200, 400)
STRENGTHS = (0.1, 1.0, 3.0, 10.0, 30.0, 100.0)

POINTS, JITTER, DRAWS = 12, 1.8, 41  # of the fit that is looked at
WAVES = (*range(2, 21), 22, 25, 30, 40, 60, 100)
GRID = np.linspace(-1.0, 1.0, 161)
TAMING = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


@dataclass(frozen=True)
class Descent:
    """Errors by features and by examples; tuned: the best of the strengths at each size."""

    by_features: DoubleDescent
    by_examples: SampleWiseDescent
    tuned_features: np.ndarray
    tuned_examples: np.ndarray
    noise: float = NOISE
    rounds: int = ROUNDS

    @property
    def threshold(self) -> int:
        return self.by_features.threshold

    @property
    def peak(self) -> int:
        """The number of features with the largest error."""
        return int(self.by_features.features[self.by_features.test_errors.argmax()])

    @property
    def chart(self) -> dict[str, np.ndarray]:
        return {"test error": self.by_features.test_errors}

    @property
    def both(self) -> dict[str, np.ndarray]:
        """The errors without and with the best penalty."""
        return {"none": self.by_features.test_errors, "best penalty": self.tuned_features}

    @property
    def norms(self) -> dict[str, np.ndarray]:
        return {"length of w": self.by_features.weight_norms}

    def error(self, features: int) -> float:
        return float(self.by_features.test_errors[self.by_features.features.tolist().index(features)])

    def norm(self, features: int) -> float:
        return float(self.by_features.weight_norms[self.by_features.features.tolist().index(features)])

    def tuned(self, features: int) -> float:
        return float(self.tuned_features[self.by_features.features.tolist().index(features)])

    def with_examples(self, n: int) -> float:
        return float(self.by_examples.test_errors[self.by_examples.examples.tolist().index(n)])

    def tuned_with(self, n: int) -> float:
        return float(self.tuned_examples[self.by_examples.examples.tolist().index(n)])

    @property
    def valley(self) -> float:
        """The least error left of the threshold."""
        f = self.by_features
        return float(f.test_errors[f.features < f.threshold].min())

    @property
    def flat(self) -> bool:
        """Whether the best penalty has no peak: nowhere near the threshold more than at both ends of the climb."""
        t, f = self.tuned_features, self.by_features.features
        near = (f >= 30) & (f <= 60)
        return bool(t[near].max() <= 1.05 * t[f < 30].min())


def descent(seed: int) -> Descent:
    """Medians of many draws."""
    shared = {"noise": NOISE, "repetitions": ROUNDS}
    bare = double_descent(FEATURES, examples=EXAMPLES, rng=seed, **shared)
    sized = sample_wise_descent(SIZES, features=EXAMPLES, rng=seed, **shared)
    with_penalty = [double_descent(FEATURES, examples=EXAMPLES, strength=s, rng=seed, **shared) for s in STRENGTHS]
    sized_with = [sample_wise_descent(SIZES, features=EXAMPLES, strength=s, rng=seed, **shared) for s in STRENGTHS]
    return Descent(bare, sized, least([bare, *with_penalty]), least([sized, *sized_with]))


def least(found: Sequence[DoubleDescent | SampleWiseDescent]) -> np.ndarray:
    """The best test error at each size; to have no penalty is one of the choices."""
    return np.min([each.test_errors for each in found], axis=0)


@dataclass(frozen=True)
class Waves:
    """One input, twelve examples, and a sum of waves cos(k π (x + 1) / 2) / (k + 1), k = 0, 1, ...

    counts          (K,) how many waves
    fits, tamed     (K, P) the fitted functions on the grid, without a penalty and with the best one
    errors, tamed_errors, norms  (K,) medians over the draws
    """

    x: np.ndarray
    y: np.ndarray
    grid: np.ndarray
    truth: np.ndarray
    counts: np.ndarray
    fits: np.ndarray
    tamed: np.ndarray
    errors: np.ndarray
    tamed_errors: np.ndarray
    norms: np.ndarray
    examples: int = POINTS
    draws: int = DRAWS

    @property
    def peak(self) -> int:
        return int(self.counts[self.errors.argmax()])


@dataclass(frozen=True)
class _Fitted:
    """One draw with all its fits, (K, P) each."""

    x: np.ndarray
    y: np.ndarray
    plain: np.ndarray
    tamed: np.ndarray
    norms: np.ndarray


def waves(seed: int) -> Waves:
    """Many draws; the one that is shown has the middle error where waves and examples are equally many."""
    rng, truth = np.random.default_rng(seed), np.sin(np.pi * GRID)
    draws = [_fitted(rng, truth) for _ in range(DRAWS)]
    errors = np.array([((d.plain - truth) ** 2).mean(axis=1) for d in draws])  # (DRAWS, K)
    tamed = np.array([((d.tamed - truth) ** 2).mean(axis=1) for d in draws])
    at_threshold = errors[:, WAVES.index(POINTS)]
    shown = draws[int(np.argsort(at_threshold)[DRAWS // 2])]
    return Waves(
        shown.x, shown.y, GRID, truth, np.array(WAVES), shown.plain, shown.tamed, np.median(errors, axis=0),
        np.median(tamed, axis=0), np.median([d.norms for d in draws], axis=0),
    )  # fmt: skip


def _fitted(rng: np.random.Generator, truth: np.ndarray) -> _Fitted:
    places = (np.arange(POINTS) + 0.5 + JITTER * rng.uniform(-0.5, 0.5, POINTS)) * 2 / POINTS - 1
    x = np.clip(places, -1.0, 1.0)
    y = np.sin(np.pi * x) + NOISE * rng.standard_normal(POINTS)
    plain, tamed, norms = [], [], []
    for count in WAVES:
        here, there = features(x, count), features(GRID, count)
        w = ridge(here, y)
        candidates = [there @ ridge(here, y, strength) for strength in TAMING]
        plain.append(there @ w)
        tamed.append(min(candidates, key=lambda f: float(((f - truth) ** 2).mean())))
        norms.append(np.linalg.norm(w))
    return _Fitted(x, y, np.array(plain), np.array(tamed), np.array(norms))


def features(x: np.ndarray, count: int) -> np.ndarray:
    """(N, count) waves, the quicker the smaller."""
    k = np.arange(count)
    return np.cos(k * np.pi * (x[:, None] + 1) / 2) / (k + 1)
