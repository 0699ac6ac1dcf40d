"""A bowl with a penalty: where its minimum goes, by hand and along its whole path; and where early stopping goes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, early_stopping_shrinkage, l2_minimum, l2_shrinkage

STEEP, FLAT = 4.0, 0.25  # curvatures along (1, 1) and along (1, -1)
STEEP_WAY, FLAT_WAY = np.array([1.0, 1.0]), np.array([1.0, -1.0])
MINIMUM = STEEP_WAY + FLAT_WAY  # (2, 0)
H = (STEEP * np.outer(STEEP_WAY, STEEP_WAY) + FLAT * np.outer(FLAT_WAY, FLAT_WAY)) / 2
X, Y = (-0.75, 3.25), (-1.4, 1.6)  # limits of the pictures
LR, LONG = 0.1, 160  # steps until it is nearly there


@dataclass(frozen=True)
class Bowl:
    """Everything about the bowl, its penalty and the walk that is stopped.

    factors   of the steep and of the flat direction: what the penalty leaves of each
    w         (w_1, w_2), the new minimum, as sums of the factors
    left      (H + α I) w, right H w*: equal at the new minimum
    path      (K, 2) the minimum for penalties from none to a very strong one; strengths (K,) of these
    walk      (t + 1, 2) gradient descent from zero; long_walk goes on; stopped: its factors after t steps
    summit    the strength at which the second weight is largest, and how large
    """

    H: Tensor
    minimum: Tensor
    alpha: Tensor
    curvatures: tuple[Tensor, Tensor]
    factors: tuple[Tensor, Tensor]
    w: tuple[Tensor, Tensor]
    left: Tensor
    right: Tensor
    strengths: np.ndarray
    path: np.ndarray
    summit_strength: float
    summit: float
    lr: float
    steps: int
    stopped: tuple[Tensor, Tensor]
    stopped_at: np.ndarray
    walk: np.ndarray
    long_walk: np.ndarray
    equal_strength: float
    l2_equal: tuple[Tensor, Tensor]

    @property
    def at(self) -> np.ndarray:
        """(2,) the new minimum."""
        return np.array([self.w[0].item(), self.w[1].item()])

    def loss(self, w1: np.ndarray, w2: np.ndarray) -> np.ndarray:
        """The loss without a penalty."""
        away = np.stack([w1, w2], axis=-1) - MINIMUM
        return ((away @ H) * away).sum(-1) / 2

    def penalty(self, w1: np.ndarray, w2: np.ndarray) -> np.ndarray:
        """The penalty alone."""
        return self.alpha.item() * (w1**2 + w2**2) / 2

    def both(self, w1: np.ndarray, w2: np.ndarray) -> np.ndarray:
        """Their sum."""
        return self.loss(w1, w2) + self.penalty(w1, w2)

    @property
    def x_range(self) -> tuple[float, float]:
        return X

    @property
    def y_range(self) -> tuple[float, float]:
        return Y


def bowl(alpha: float, steps: int) -> Bowl:
    """The bowl with a penalty of this strength, and a walk of so many steps."""
    steep, flat = Tensor(STEEP, r"\lambda_1"), Tensor(FLAT, r"\lambda_2")
    f1, f2 = (l2_shrinkage(c, alpha).named(f"f_{k}") for k, c in ((1, steep), (2, flat)))
    w1, w2 = (f1 + f2).named("w_1"), (f1 - f2).named("w_2")
    bent, minimum = Tensor(H, "H"), Tensor(MINIMUM, "w^*")
    w = Tensor([w1.item(), w2.item()], "w")
    strengths = np.concatenate([[0.0], np.geomspace(1e-3, 1e3, 400)])
    path = np.array([MINIMUM, *(l2_minimum(H, MINIMUM, a) for a in strengths[1:])])
    walk = walked(steps)
    equal = 1 / (LR * steps)
    summit = float(np.sqrt(STEEP * FLAT))  # where the difference of the two factors is largest
    return Bowl(
        bent, minimum, Tensor(alpha, r"\alpha"), (steep, flat), (f1, f2), (w1, w2),
        (Tensor(H + alpha * np.eye(2), r"(H + \alpha I)") @ w).named("l"), (bent @ minimum).named("r"),
        strengths, path, summit, float(l2_minimum(H, MINIMUM, summit)[1]), LR, steps,
        (stopping(steep, steps, 1), stopping(flat, steps, 2)), walk[-1], walk, walked(LONG), equal,
        (l2_shrinkage(steep, equal).named("f_1"), l2_shrinkage(flat, equal).named("f_2")),
    )  # fmt: skip


def stopping(curvature: Tensor, steps: int, k: int) -> Tensor:
    """The factor of gradient descent that is stopped."""
    return early_stopping_shrinkage(curvature, LR, steps).named(f"s_{k}")


def walked(steps: int) -> np.ndarray:
    """(steps + 1, 2) gradient descent from zero."""
    path = [np.zeros(2)]
    for _ in range(steps):
        path.append(path[-1] - LR * H @ (path[-1] - MINIMUM))
    return np.array(path)


@dataclass(frozen=True)
class Gap:
    """Both factors against η t λ = λ / α, for small steps: where they are furthest apart.

    L2 leaves u / (1 + u), early stopping 1 - exp(-u).
    """

    u: np.ndarray
    curves: dict[str, np.ndarray]
    widest: float
    at: float


def gap() -> Gap:
    """The curves, and the largest difference on a fine grid."""
    u, fine = np.geomspace(0.02, 50.0, 81), np.linspace(0.0, 10.0, 100_001)
    difference = (1 - np.exp(-fine)) - fine / (1 + fine)
    k = int(difference.argmax())
    curves = {"early stopping": 1 - np.exp(-u), "L2": u / (1 + u)}
    return Gap(u, curves, float(difference[k]), float(fine[k]))
