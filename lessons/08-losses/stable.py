"""Cross-entropy where the plain formula breaks: logits far from zero, and logits far from each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np

from dlcore import Tensor, cross_entropy_with_logits, gradients
from dlcore.ops.elementary import exp, log

CLIP = 1e-7
STEP = 1e-3  # of the differences; the losses here are straight lines or constants


@dataclass(frozen=True)
class Broken:
    """A network that is sure of the wrong class, and three programs for its loss."""

    z: Tensor
    rows: tuple[tuple[str, str, str], ...]  # program, loss, gradient at the wrong class's logit, as Python prints them
    clipped: float
    stable: float
    slope_clipped: float
    slope_stable: float
    clip: float


@dataclass(frozen=True)
class Shifted:
    """The logits of the calculation by hand, all much higher."""

    z: Tensor
    m: Tensor
    power: str  # e to the largest of them, as Python prints it
    loss: Tensor


def broken(huge: float) -> Broken:
    """Three logits, the first of them huge, while the second class is right."""
    z = np.array([huge, 0.0, -1.0])
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        powers = np.exp(z)
        p = powers / powers.sum()
        naive = (float(-np.log(p[1])), float(p[0]))
    tensor = Tensor(z, "z")
    loss = cross_entropy_with_logits(tensor, 1)
    stable, slope = loss.item(), float(gradients(loss, [tensor])[tensor].value[0])
    clipped, flat = clipped_loss(z), slope_of(clipped_loss, z)
    rows = (
        ("softmax, then the logarithm", in_words(naive[0]), in_words(naive[1])),
        ("the same, p clipped", in_words(clipped), in_words(flat)),
        ("from logits, in one go", in_words(stable), in_words(slope)),
    )
    return Broken(tensor, rows, clipped, stable, flat, slope, CLIP)


def clipped_loss(z: np.ndarray) -> float:
    """-ln p of the second class, with p kept from falling below the limit."""
    powers = np.exp(z - z.max())
    return float(-np.log(np.maximum(powers[1] / powers.sum(), CLIP)))


def slope_of(loss: Callable[[np.ndarray], float], z: np.ndarray) -> float:
    """The derivative with respect to the first logit, by differences."""
    step = np.array([STEP, 0.0, 0.0])
    return (loss(z + step) - loss(z - step)) / (2 * STEP)


def shifted(logits: tuple[float, ...], target: int, huge: float) -> Shifted:
    """Log-sum-exp with the largest taken out, written for a calculator."""
    z = Tensor(np.round(np.array(logits) + huge, 10), "z")
    m = Tensor(z.value.max(), "m")
    with np.errstate(over="ignore"):
        power = in_words(np.exp(z.value.max()))
    powers = reduce(add, [exp(entry - m) for entry in z])
    return Shifted(z, m, power, (m + log(powers) - z[target]).named("L"))


def in_words(number: float) -> str:
    """A number as Python prints it, to two decimals: inf and nan are what a student sees."""
    return str(round(float(number), 2) + 0.0)
