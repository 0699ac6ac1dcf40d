"""How far to step: three fates of one rate, and the price of a badly conditioned bowl."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from race import SHARE, needed
from ravine import Ravine, walk

from dlcore import GradientDescent, Momentum


@dataclass(frozen=True)
class Regime:
    """Gradient descent along one axis with one rate."""

    fate: str
    lr: float
    factor: float
    values: np.ndarray


@dataclass(frozen=True)
class Price:
    """What a condition number costs at the best rate: the factor of one step, and the steps measured."""

    condition: float
    gd_factor: float
    gd_steps: int
    momentum_factor: float
    momentum_steps: int
    ratio: float  # how many times fewer steps momentum takes


def regimes(curvature: float, start: float, zigzag: float, steps: int = 12) -> tuple[Regime, ...]:
    """One rate below 1 / lambda, one between 1 / lambda and 2 / lambda, and one a twentieth above 2 / lambda."""
    chosen = {"creeps": 0.25 / curvature, "zigzags": zigzag, "diverges": 2.1 / curvature}
    return tuple(
        Regime(fate, lr, 1 - lr * curvature, walk(GradientDescent(lr), lambda theta: curvature * theta, start, steps))
        for fate, lr in chosen.items()
    )


def best_rate(ravine: Ravine) -> float:
    """The rate at which gradient descent on a quadratic is fastest."""
    return 2 / (ravine.flat + ravine.steep)


def best_momentum(ravine: Ravine) -> tuple[float, float]:
    """The rate and the momentum at which Polyak's method on a quadratic is fastest (convention "accumulated")."""
    low, high = np.sqrt(ravine.flat), np.sqrt(ravine.steep)
    return float((2 / (low + high)) ** 2), float(((high - low) / (high + low)) ** 2)


def on_each(ravine: Ravine, points: int = 101) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """What a step of gradient descent keeps along each eigenvector, by the rate, up to a little beyond the limit."""
    lr = np.linspace(0, 2.3 / ravine.steep, points)
    curvatures = {"flat eigenvector": ravine.flat, "steep eigenvector": ravine.steep}
    return {name: (lr, np.abs(1 - lr * curvature)) for name, curvature in curvatures.items()}


def price(condition: float) -> Price:
    """Both methods at their best on a bowl with curvatures 1 and ``condition``, walked and counted."""
    ravine = Ravine(1.0, float(condition))
    gd = (condition - 1) / (condition + 1)
    lr, momentum = best_momentum(ravine)
    gd_steps = measured(GradientDescent(best_rate(ravine)), ravine, gd)
    momentum_steps = measured(Momentum(lr, momentum=momentum), ravine, momentum**0.5)
    return Price(float(condition), gd, gd_steps, momentum**0.5, momentum_steps, gd_steps / momentum_steps)


def measured(optimizer, ravine: Ravine, factor: float) -> int:
    """Steps by the lecture's finishing rule, around the unit circle; the cap is far beyond what the factor promises."""
    steps = needed(optimizer, ravine, (1.0, 1.0), int(4 * promised(factor)) + 20)
    if steps is None:
        raise RuntimeError(f"A factor of {factor} did not bring the loss down in four times the steps it promises.")
    return steps


def promised(factor: float) -> float:
    """Steps until a loss that falls by factor^2 a step is at its finish."""
    return float(np.log(SHARE) / (2 * np.log(factor)))


def limit(method: str, curvature: float, momentum: float) -> float:
    """The rate beyond which a method diverges on a quadratic with this largest curvature."""
    share = {
        "gradient descent": 2.0,
        "momentum": 2 * (1 + momentum),
        "Nesterov": 2 * (1 + momentum) / (1 + 2 * momentum),
    }
    return share[method] / curvature
