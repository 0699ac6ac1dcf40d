"""One small kernel used everywhere: what it saves, how it learns, what it sees, and what moves along with it."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from by_hand import ByHand, OneAxis, by_hand, one_axis
from field import Field, field
from inside import Inside, inside
from invariance import Invariance, invariance
from kernels import Learned, Seen, learned, seen
from loops import convolve
from readers import HELD_OUT, Ladder, Moved, ladder, moved
from shuffle import Shuffle, shuffle
from sizes import EXAMPLES, Channels, Published, Sharing, Size, channels, published, sharing, size
from slips import backward

from deckwright.lesson import Range


@dataclass(frozen=True)
class Code:
    """The loops on the slide, whether they give our numbers, and the exercise's program with how wrong it is."""

    shown: str
    agrees: bool
    slip: str
    slip_dw: bool
    slip_dx: np.ndarray


@dataclass(frozen=True)
class ConvolutionalNetworks:
    """Everything the lecture shows."""

    moved: Moved
    ladder: Ladder
    shuffle: Shuffle
    hand: ByHand
    axis: OneAxis
    seen: Seen
    learned: Learned
    worked_size: Size
    sizes: tuple[Size, ...]
    predicted_size: Size
    channels: Channels
    sharing: Sharing
    published: Published
    field: Field
    inside: Inside
    invariance: Invariance
    code: Code
    held_out: int


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    runs: Annotated[int, Range(2, 12)] = 10,
    frame: Annotated[int, Range(2, 3)] = 2,
    epochs: Annotated[int, Range(4, 12)] = 6,
    digit: Annotated[int, Range(0, 9)] = 3,
    width: Annotated[int, Range(5, 64)] = 28,
    kernel: Annotated[int, Range(1, 7)] = 5,
    stride: Annotated[int, Range(1, 4)] = 2,
    padding: Annotated[int, Range(0, 3)] = 2,
) -> ConvolutionalNetworks:
    """``runs`` splits; a ``frame`` of empty pixels; a ``kernel`` over ``width`` pixels for the size."""
    first = size(width, kernel, stride, padding)  # an error before anything is trained
    found, hand = ladder(seed, frame, epochs, runs), by_hand()
    return ConvolutionalNetworks(
        moved=moved(found), ladder=found, shuffle=shuffle(seed, epochs, runs), hand=hand, axis=one_axis(),
        seen=seen(digit), learned=learned(seed), worked_size=first, sizes=tuple(size(*e) for e in EXAMPLES),
        predicted_size=size(10, 3, 2, 0), channels=channels(), sharing=sharing(), published=published(), field=field(),
        inside=inside(found, digit), invariance=invariance(found, digit), code=code(hand), held_out=HELD_OUT,
    )  # fmt: skip


def code(hand: ByHand) -> Code:
    """Run both programs on the numbers of the board."""
    dw, dx = backward(hand.x.value, hand.w.value, hand.delta.value)
    same = np.array_equal(convolve(hand.x.value, hand.w.value) + hand.b.value, hand.z.value)
    return Code(inspect.getsource(convolve), same, inspect.getsource(backward), np.array_equal(dw, hand.dw.value), dx)
