"""Learning curves: how the error falls as examples are added, and the power law that they often follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.elementary import log, power
from dlcore.tensor import Tensor

__all__ = ["LearningCurve", "PowerLaw", "learning_curve", "power_law"]


@dataclass(frozen=True)
class LearningCurve:
    """Errors by number of training examples.

    sizes    (K,) how many examples
    errors   (K, S) the error on held-out examples, for each seed
    median   (K,) over the seeds; low and high the least and the greatest
    Working  none: each error is a training's

    >>> curve = learning_curve(lambda n, seed: 1.0 / n + seed, [1, 10], seeds=[0, 1, 2])
    >>> curve.median.tolist(), curve.low.tolist()
    ([2.0, 1.1], [1.0, 0.1])
    """

    sizes: np.ndarray
    errors: np.ndarray

    @property
    def median(self) -> np.ndarray:
        """(K,)."""
        return np.median(self.errors, axis=1)

    @property
    def low(self) -> np.ndarray:
        """(K,)."""
        return self.errors.min(axis=1)

    @property
    def high(self) -> np.ndarray:
        """(K,)."""
        return self.errors.max(axis=1)


def learning_curve(error: Callable[[int, int], float], sizes: Sequence[int], *, seeds: Sequence[int]) -> LearningCurve:
    """The error of a method with so many training examples, for each size and seed.

    error    (size, seed) -> error on examples that were held out
    Errors   DomainError for a size below 1, without sizes or seeds, or for an error that is negative or not finite
    Source   Cortes, Jackel, Solla, Vapnik and Denker, Learning Curves: Asymptotic Values and Rate of Convergence (1993)

    >>> learning_curve(lambda n, seed: 1.0 / n, [1, 4], seeds=[1]).errors.tolist()
    [[1.0], [0.25]]
    """
    counts = [whole("a size", n, least=1) for n in sizes]
    if not counts or not len(seeds):
        raise DomainError(f"A learning curve needs sizes and seeds; found {len(counts)} and {len(seeds)}.")
    errors = [[number(f"the error of {n} examples", error(n, seed), least=0) for seed in seeds] for n in counts]
    return LearningCurve(np.array(counts), np.array(errors))


@dataclass(frozen=True)
class PowerLaw:
    r"""e = c N^{-\alpha}: a straight line where both axes are logarithmic.

    alpha, c  Tensors that show their work
    Errors    DomainError for a number of examples that isn't positive

    >>> law = power_law([50.0, 400.0], [11.4, 4.8])
    >>> round(law.alpha.item(), 3), round(law(1400).item(), 2), round(law.factor_to_halve.item(), 1)
    (0.416, 2.85, 5.3)
    """

    alpha: Tensor
    c: Tensor

    def __call__(self, n: float) -> Tensor:
        """The error that the law predicts for n examples."""
        return (self.c * power(Tensor(number("n", n, above=0), "N"), -self.alpha)).named("e")

    @property
    def factor_to_halve(self) -> Tensor:
        r"""How many times as many examples halve the error, 2^{1/\alpha}."""
        return power(2.0, 1.0 / self.alpha).named("q")


def power_law(n: object, e: object) -> PowerLaw:
    r"""The power law through two points, or the line of least squares through the logarithms of more.

    \alpha = \frac{\ln(e_1 / e_2)}{\ln(N_2 / N_1)} for two points

    Shapes   n and e (K,), K from 2 up; n different from each other
    Errors   ShapeError for shapes that don't agree, DomainError for numbers that aren't positive or examples all alike
    Source   Hestness et al., Deep Learning Scaling Is Predictable, Empirically (2017)

    >>> round(power_law([10, 100, 1000], [0.5, 0.05, 0.005]).alpha.item(), 9)
    1.0
    """
    sizes, errors = Tensor(n, "N"), Tensor(e, "e")
    if sizes.ndim != 1 or sizes.shape != errors.shape or sizes.size < 2:
        raise ShapeError(
            f"power_law takes n and e (K,) of at least two points; found {sizes.shape} and {errors.shape}."
        )
    for tensor in (sizes, errors):
        if not (tensor.value > 0).all():
            raise DomainError(
                f"A logarithm needs positive numbers; found {tensor.value[tensor.value <= 0][0]:g} in {tensor.name}."
            )
    if np.ptp(sizes.value) == 0:
        raise DomainError(f"The numbers of examples must differ; found {sizes.value[0]:g} throughout.")
    alpha = (_through_two(sizes, errors) if sizes.size == 2 else _least_squares(sizes, errors)).named(r"\alpha")
    first = Tensor(sizes.value[0], "N_1"), Tensor(errors.value[0], "e_1")
    if sizes.size == 2:
        return PowerLaw(alpha, (first[1] * power(first[0], alpha)).named("c"))
    middle = log(errors).mean() + alpha * log(sizes).mean()
    return PowerLaw(alpha, power(Tensor(np.e, "e"), middle).named("c"))


def _through_two(n: Tensor, e: Tensor) -> Tensor:
    """The slope between two points."""
    (n1, n2), (e1, e2) = ([Tensor(value, f"{t.name}_{k}") for k, value in enumerate(t.value, 1)] for t in (n, e))
    return log(e1 / e2) / log(n2 / n1)


def _least_squares(n: Tensor, e: Tensor) -> Tensor:
    """Minus the slope of the line of least squares."""
    x, y = log(n).named(r"\ln N"), log(e).named(r"\ln e")
    dx, dy = (x - x.mean()).named(r"\Delta x"), (y - y.mean()).named(r"\Delta y")
    return -((dx * dy).sum() / (dx**2).sum())
