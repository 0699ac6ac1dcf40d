"""Four ways to the same gradients: what each costs, and how far it lies from backpropagation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from by_hand import backpropagate

from deckwright.figures import num
from dlcore import Tensor, relative_error
from dlcore.architectures import multilayer_perceptron
from dlcore.small_network import Parameters

DIGIT_READER = (784, 16, 16, 10)  # 3Blue1Brown's
ONE_ROUND = 2  # a pass forward and one back
ONE_SIDE = r"$\big(L(\theta + h) - L(\theta)\big) / h$"
BOTH_SIDES = r"$\big(L(\theta + h) - L(\theta - h)\big) / 2h$"
COMPLEX = r"$\operatorname{Im} L(\theta + ih) / h$"


@dataclass(frozen=True)
class Ways:
    """One row for each way: its name, its formula, passes through two networks, and its distance."""

    header: list[str]
    table: list[list[object]]
    wide: int  # parameters of the network that reads digits


def compared(x: Tensor, y: Tensor, parameters: Parameters, gradient: tuple[Tensor, ...]) -> Ways:
    """Differences on one side and on both, the complex step, and backpropagation, in double precision."""
    theta = flat(p.value for p in parameters)
    exact = flat(g.value for g in gradient)
    n, wide = theta.size, multilayer_perceptron(DIGIT_READER).parameters
    loss = loss_of(x.value, y.value, [p.shape for p in parameters])
    eps = float(np.finfo(float).eps)
    found = (
        ("difference, one side", ONE_SIDE, eps ** (1 / 2), one_sided, n + 1, wide + 1),
        ("difference, both sides", BOTH_SIDES, eps ** (1 / 3), central, 2 * n, 2 * wide),
        ("complex step", COMPLEX, 1e-30, complex_step, n, wide),
    )
    rows = [
        [name, formula, num(h, 2), few, many, num(float(relative_error(slopes(loss, theta, h), exact).max()), 2)]
        for name, formula, h, slopes, few, many in found
    ]
    rows.append(["backpropagation", r"$\text{upstream} \cdot \text{local}$", "–", ONE_ROUND, ONE_ROUND, "–"])
    header = ["method", "for each parameter", "$h$", f"passes for {n}", f"for {wide:,}", "off by"]
    return Ways(header, rows, wide)


def flat(arrays) -> np.ndarray:
    """All numbers of several arrays in one row."""
    return np.concatenate([np.ravel(a) for a in arrays])


def loss_of(x: np.ndarray, y: np.ndarray, shapes: list[tuple[int, ...]]) -> Callable[[np.ndarray], complex]:
    """The network's loss as a function of all its parameters in one row."""
    ends = np.cumsum([np.prod(shape) for shape in shapes])[:-1]

    def loss(theta: np.ndarray):
        parts = (part.reshape(shape) for part, shape in zip(np.split(theta, ends), shapes))
        return backpropagate(x, y, *parts)[1]

    return loss


def one_sided(loss, theta: np.ndarray, h: float) -> np.ndarray:
    """Move each parameter up by h."""
    start = loss(theta)
    return np.array([(loss(theta + h * unit) - start) / h for unit in np.eye(theta.size)])


def central(loss, theta: np.ndarray, h: float) -> np.ndarray:
    """Move each parameter up and down by h."""
    return np.array([(loss(theta + h * unit) - loss(theta - h * unit)) / (2 * h) for unit in np.eye(theta.size)])


def complex_step(loss, theta: np.ndarray, h: float) -> np.ndarray:
    """Move each parameter by h in the imaginary direction: nothing is subtracted, so nothing cancels."""
    return np.array([loss(theta + 1j * h * unit).imag / h for unit in np.eye(theta.size)])
