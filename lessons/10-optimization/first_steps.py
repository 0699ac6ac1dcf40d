"""How large the adaptive methods' steps are, as a share of the rate: on a steady gradient, and for gradients of any
size.
"""

from __future__ import annotations

import numpy as np
from ravine import walk

from dlcore import AdaGrad, Adam, Optimizer, RMSProp

EPSILON = 1e-8


def step_sizes(optimizer: Optimizer, gradient: float, steps: int) -> np.ndarray:
    """The lengths of the first steps on a gradient that stays the same, as shares of the rate."""
    path = walk(optimizer, lambda theta: np.full_like(theta, gradient), 0.0, steps)
    return np.abs(np.diff(path)) / optimizer.rate(0)


Curves = dict[str, tuple[np.ndarray, np.ndarray]]  # by name: the steps from 1, and how large each is


def on_steady_gradient(betas: tuple[float, float], gradient: float, steps: int) -> Curves:
    """AdaGrad shrinks its steps for ever, RMSProp and Adam don't."""
    return _curves(
        {"AdaGrad": AdaGrad(1.0), "RMSProp": RMSProp(1.0), "Adam": Adam(1.0, betas)},
        gradient, steps,
    )  # fmt: skip


def with_and_without_correction(betas: tuple[float, float], steps: int) -> Curves:
    """Adam's steps on a steady gradient of 1."""
    uncorrected = Adam(1.0, betas, bias_correction=False)
    return _curves({"with bias correction": Adam(1.0, betas), "without": uncorrected}, 1.0, steps)


def _curves(methods: dict[str, Optimizer], gradient: float, steps: int) -> Curves:
    numbers = np.arange(1, steps + 1)
    return {name: (numbers, step_sizes(method, gradient, steps)) for name, method in methods.items()}


def by_gradient_size(betas: tuple[float, float]) -> Curves:
    """Adam's first step as a share of the rate, against the size of the gradient; epsilon outside and inside of the
    root.
    """
    sizes = 10.0 ** np.arange(-12, 2.25, 0.25)
    outside = np.array([step_sizes(Adam(1.0, betas, eps=EPSILON), float(g), 1)[0] for g in sizes])
    inside = sizes / np.sqrt(sizes**2 + EPSILON)
    return {"ε outside of the root": (sizes, outside), "ε inside of the root": (sizes, inside)}
