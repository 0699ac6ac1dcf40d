"""What kernels see: hand-made ones on a digit, and one that is learned from pairs of input and output."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import GradientDescent, Tensor, convolve, fit
from dlcore.convolution import Convolution
from dlcore.datasets import digits
from dlcore.training import Watch

KERNELS = {
    "left edge": [[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "upper edge": [[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]],
    "blur": [[1.0, 1, 1], [1, 1, 1], [1, 1, 1]],
    "spot": [[-1.0, -1, -1], [-1, 8, -1], [-1, -1, -1]],
}
STEPS, LR = 20, 0.03


@dataclass(frozen=True)
class Seen:
    """A digit and what each kernel makes of it."""

    digit: int
    image: np.ndarray
    names: tuple[str, ...]
    kernels: np.ndarray
    maps: np.ndarray


def seen(digit: int) -> Seen:
    """The first image of a digit; the maps have its size."""
    images, labels = digits()
    image = np.pad(images[labels == digit][0], 2)
    kernels = np.array(list(KERNELS.values()))
    maps = convolve(image[None, None], kernels[:, None], padding=1).value[0]
    return Seen(digit, image, tuple(KERNELS), kernels, maps)


@dataclass(frozen=True)
class Learned:
    """A kernel (1, 2) on its way from a random start, found from an image and its edges alone.

    path    (steps + 1, 2) the two weights
    target  the kernel that made the edges
    """

    path: np.ndarray
    target: np.ndarray
    image: np.ndarray
    edges: np.ndarray
    lr: float

    @property
    def chart(self) -> dict[str, np.ndarray]:
        return {"$w_1$": self.path[:, 0], "$w_2$": self.path[:, 1]}

    @property
    def levels(self) -> dict[str, float]:
        """The weights that made the edges."""
        return {f"$w_{k + 1}$ wanted": float(v) for k, v in enumerate(self.target)}

    @property
    def steps(self) -> int:
        return len(self.path) - 1

    @property
    def off(self) -> float:
        """The larger distance of the last weights from the wanted ones."""
        return float(np.abs(self.path[-1] - self.target).max())


def learned(seed: int) -> Learned:
    """Gradient descent on the sum of squared differences."""
    image = np.ones((6, 8))
    image[:, 2:6] = 0.0
    target = np.array([1.0, -1.0])
    edges = convolve(image, target[None]).value
    start = np.random.default_rng([seed, 30]).normal(size=(1, 1, 1, 2))
    run = fit(
        Convolution(Tensor(start, "W")), lambda made, wanted: ((made - wanted) ** 2).sum(), image[None, None],
        edges[None, None], optimizer=GradientDescent(lr=LR), epochs=STEPS, watch=Watch(trajectory=True),
    )  # fmt: skip
    path = run.history.trajectory
    return Learned(path, target, image, edges, LR)
