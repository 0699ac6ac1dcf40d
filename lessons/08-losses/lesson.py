"""What a network should be punished for: losses from likelihoods, their gradients, and how they break."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from batches import Batch, batches
from beliefs import Beliefs, beliefs
from by_hand import cross_entropy
from classes import ByHand, by_hand
from first_loss import FirstLoss, first_losses
from forecasts import Forecasts, forecasts
from imbalance import Imbalance, imbalance
from line import Line, line
from margins import Margins, margins
from mislabeled import measured_shares
from published import Published, published
from readings import Readings, readings
from saturated import Saturated, saturated
from smoothing import Smoothing, smoothing
from stable import Broken, Shifted, broken, shifted
from surprise import Surprise, surprise
from twice import Twice, twice

from deckwright.lesson import ParameterError, Range
from dlcore.measurement import Measurement


@dataclass(frozen=True)
class Losses:
    """Everything the lecture shows."""

    days: Forecasts
    surprise: Surprise
    beliefs: Beliefs
    readings: Readings
    line: Line
    hand: ByHand
    published: Published
    first: tuple[FirstLoss, ...]
    twice: Twice
    broken: Broken
    shifted: Shifted
    neuron: Saturated
    margins: Margins
    smooth: Smoothing
    batches: tuple[Batch, ...]
    imbalance: Imbalance
    pull: dict[str, Measurement]  # share of one mislabeled example, by loss
    program: str
    program_agrees: bool


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    slip: Annotated[float, Range(0.01, 0.2)] = 0.01,
    outlier: Annotated[float, Range(5.0, 50.0)] = 15.0,
    threshold: Annotated[float, Range(0.5, 3.0)] = 1.0,
    logits: Annotated[tuple[float, ...], Range(-3.0, 3.0)] = (1.2, 0.4, -0.8),
    target: Annotated[int, Range(0, 4)] = 1,
    huge: Annotated[float, Range(750.0, 5000.0)] = 1000.0,
    start: Annotated[float, Range(1.0, 3.0)] = 2.0,
    lr: Annotated[float, Range(0.05, 0.5)] = 0.15,
    epsilon: Annotated[float, Range(0.02, 0.3)] = 0.1,
) -> Losses:
    """Forecasters with one bad day of ``slip``, readings with one ``outlier``, and the calculation by hand from
    ``logits``.
    """
    check_logits(logits, target)
    rng = np.random.default_rng(seed)
    hand, days = by_hand(logits, target), forecasts(slip, rng)
    found = readings(outlier, threshold, rng)
    return Losses(
        days=days, surprise=surprise(), beliefs=beliefs(threshold), readings=found, hand=hand,
        line=line(outlier, threshold, np.random.default_rng([seed, 8])),
        published=published(), first=first_losses(seed),
        twice=twice(hand.z, target), broken=broken(huge), shifted=shifted(logits, target, huge),
        neuron=saturated(start, lr),
        margins=margins(), smooth=smoothing(hand.y, hand.p, epsilon), batches=batches(seed),
        imbalance=imbalance(), pull=measured_shares(seed),
        program=inspect.getsource(cross_entropy), program_agrees=program_agrees(hand),
    )  # fmt: skip


def program_agrees(hand: ByHand) -> bool:
    """Whether the lines of NumPy give the loss and the gradient of the calculation by hand."""
    loss, delta = cross_entropy(hand.z.value[None], np.array([hand.target]))
    return bool(np.isclose(loss, hand.loss.item()) and np.allclose(delta[0], hand.delta.value))


def check_logits(logits: tuple[float, ...], target: int) -> None:
    """Refuse logits that make no calculation by hand, and a class that they don't have."""
    if not 3 <= len(logits) <= 5:
        raise ParameterError(f"the calculation by hand takes three to five logits, found {len(logits)}.")
    if target >= len(logits):
        raise ParameterError(
            f"target counts the classes from 0; with {len(logits)} logits it is at most {len(logits) - 1}, "
            f"found {target}."
        )
