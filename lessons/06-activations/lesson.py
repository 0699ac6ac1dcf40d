"""Why a network needs a bend between its layers, and what each bend does to the blame on its way back."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated, Literal

import by_hand
import numpy as np
from blame import Depth, depth
from collapse import CollapseRow, TwoLayers, Xor, collapse_row, two_layers, xor
from curves import SATURATED, Curve, Stretch, curve, edge_of_saturation
from dead import Dying, Step, dying, step
from gelus import TwoForms, two_forms
from joints import Joints, joints
from race import HIDDEN, Race, race
from softmaxes import Softmaxes, softmaxes
from unit import Signs, Unit, signs, unit

from deckwright.figures import Run, Text, sci, spread
from deckwright.lesson import ParameterError, Range
from dlcore import ACTIVATIONS, Measurement

TINY = 0.001  # below it a share is written with a power of ten


@dataclass(frozen=True)
class Code:
    """What stands on the code slide, and whether it gives what the lecture shows."""

    numpy: str
    agrees: bool


@dataclass(frozen=True)
class Activations:
    """Everything the lecture shows."""

    two: TwoLayers
    collapse: tuple[CollapseRow, ...]
    xor: Xor
    curves: dict[str, Curve]
    saturated: float
    edge: float  # |z| from which on the sigmoid lets almost nothing through
    unit: Unit
    signs: Signs
    deep: Depth
    joints: Joints
    step: Step
    dying: Dying
    s_curves: Stretch
    corner: Stretch
    forms: TwoForms
    softmax: Softmaxes
    race: Race
    comparison: list[list[object]]  # a row for each activation: what it is, and what was measured
    alpha: float
    hidden: str
    code: Code


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    layers: Annotated[int, Range(4, 24)] = 12,
    width: Annotated[int, Range(24, 64)] = 32,
    long_step: Annotated[float, Range(0.5, 5.0)] = 1.0,
    logits: Annotated[tuple[float, ...], Range(-5.0, 5.0)] = (-1.0, 0.0, 1.0),
    shift: Annotated[float, Range(800.0, 10_000.0)] = 1000.0,
    task: Literal["moons", "spirals"] = "moons",
    noise: Annotated[float, Range(0.05, 0.25)] = 0.15,
    lr: Annotated[float, Range(0.1, 0.4)] = 0.3,
    epochs: Annotated[int, Range(20, 80)] = 60,
) -> Activations:
    """Deep networks of ``layers`` times ``width`` units; a race of ``epochs`` on ``task``; softmax of ``logits``."""
    check_logits(logits)
    rng = np.random.default_rng(seed)
    two, one, both, jointed = two_layers(rng), unit(rng), signs(rng), joints(np.random.default_rng([seed, 6]))
    curves = {key: curve(key) for key in ("sigmoid", "tanh", "relu", "leaky relu", "gelu", "silu")}
    deep, contest = depth(layers, width, seed), race(task, lr, epochs, noise, seed)
    return Activations(
        two=two, collapse=tuple(collapse_row(n, width, rng) for n in (2, layers, 3 * layers)), xor=xor(),
        curves=curves, saturated=SATURATED, edge=edge_of_saturation(curves["sigmoid"]), unit=one, signs=both,
        deep=deep, joints=jointed, step=step(long_step), dying=dying(seed, noise), forms=two_forms(),
        s_curves=Stretch(tuple(curves[key] for key in ("sigmoid", "tanh")), -6.0, 6.0),
        corner=Stretch(tuple(curves[key] for key in ("relu", "leaky relu", "gelu", "silu")), -4.0, 2.0),
        softmax=softmaxes(logits, shift), race=contest,
        comparison=[compared(key, curves[key], deep, contest) for key in curves],
        alpha=ACTIVATIONS["leaky relu"].alpha, hidden="-".join(map(str, (2, *HIDDEN, 2))), code=code(logits, one),
    )  # fmt: skip


def check_logits(logits: tuple[float, ...]) -> None:
    """Refuse logits that make no lesson: too few or too many to work out by hand, or two that share first place."""
    if not 2 <= len(logits) <= 5:
        raise ParameterError(f"softmax by hand takes two to five logits, found {len(logits)}.")
    if sorted(logits)[-1] == sorted(logits)[-2]:
        raise ParameterError("one logit must be the largest; here two share first place.")


def compared(key: str, shape: Curve, deep: Depth, contest: Race) -> list[object]:
    """One row of the table: name, range, steepest slope, blame at layer 1, loss, best loss."""
    network, runner = deep.networks[key], contest.runners[key]
    left, interval = network.first, f"${shape.interval}$"
    return [network.name, interval, shape.steepest, shown(left), spread(runner.loss), spread(runner.best)]


def shown(left: Measurement) -> Text:
    """Median and range, or where these are tiny the two ends."""
    if left.high >= TINY:
        return spread(left)
    low, high = (sci(end, 1) for end in (left.low, left.high))
    return Run(low.text, figure=low), Run(" to "), Run(high.text, figure=high)


def code(logits: tuple[float, ...], one: Unit) -> Code:
    """The functions as text, compared with dlcore's on the lecture's own numbers."""
    z = np.array(logits)
    agrees = np.allclose(by_hand.softmax(z), softmaxes(logits, 0.0).p.value) and np.allclose(
        by_hand.sigmoid(one.z.value), one.a.value
    )
    source = inspect.getsource(by_hand)
    return Code(source[source.index("def ") :].replace("\n\n\n", "\n\n").rstrip(), bool(agrees))
