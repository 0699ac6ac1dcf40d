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


def on_steady_gradient(betas: tuple[float, float], gradient: float, steps: int) -> dict[str, np.ndarray]:
    """AdaGrad shrinks its steps for ever, RMSProp and Adam don't."""
    methods = {"AdaGrad": AdaGrad(1.0), "RMSProp": RMSProp(1.0), "Adam": Adam(1.0, betas)}
    return {name: step_sizes(method, gradient, steps) for name, method in methods.items()}


def with_and_without_correction(betas: tuple[float, float], steps: int) -> dict[str, np.ndarray]:
    """Adam's steps on a steady gradient of 1."""
    return {
        "with bias correction": step_sizes(Adam(1.0, betas), 1.0, steps),
        "without": step_sizes(Adam(1.0, betas, bias_correction=False), 1.0, steps),
    }


def by_gradient_size(betas: tuple[float, float]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Adam's first step as a share of the rate, against the size of the gradient; epsilon outside and inside of the
    root.
    """
    sizes = 10.0 ** np.arange(-12, 2.25, 0.25)
    outside = np.array([step_sizes(Adam(1.0, betas, eps=EPSILON), float(g), 1)[0] for g in sizes])
    inside = sizes / np.sqrt(sizes**2 + EPSILON)
    return {"ε outside of the root": (sizes, outside), "ε inside of the root": (sizes, inside)}
