"""Why a deep network does not start, and four tricks that make it: each alone, and all of them together."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import by_hand
import numpy as np
from cliff import ACROSS, UP, Cliff, cliff, loss
from eighteen import CLASSES, Eighteen, Kind, blame, eighteen
from hand import Hand, hand
from normed import Explosion, Sweep, explosion, sweep
from paths import Growth, Slopes, growth, slopes
from variance import Depths, Layers, depths, layers, mixed
from warmup import WarmUps, warmups

from deckwright.lesson import Range
from dlcore import Tensor, deep_mlp, sqrt
from dlcore.ops.constant import PI

WIDTH = 32


@dataclass(frozen=True)
class Code:
    """The programs on the slides, and what they give."""

    block: str
    agrees: bool
    slip: str
    slip_lengths: tuple[float, float]
    direction: tuple[float, float]
    given: tuple[float, float]


@dataclass(frozen=True)
class Numbers:
    """Single numbers with their workings."""

    factor: Tensor
    half_start: Tensor
    plain_growth: Tensor
    normed_growth: Tensor
    scaled_growth: Tensor


@dataclass(frozen=True)
class OptimizationTricks:
    """Everything the lecture shows."""

    hand: Hand
    networks: Eighteen
    blame: dict[str, np.ndarray]
    layers: Layers
    depths: Depths
    mixed: Depths
    explosion: Explosion
    sweep: Sweep
    slopes: Slopes
    growth: Growth
    warmup: WarmUps
    cliff: Cliff
    surface: np.ndarray
    frame: tuple[tuple[float, float], tuple[float, float]]
    code: Code
    numbers: Numbers
    ln10: float
    layer_numbers: np.ndarray
    alone_rows: list[tuple[str, float]]
    back_rows: list[tuple[float, ...]]


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    depth: Annotated[int, Range(10, 24)] = 20,
    std: Annotated[float, Range(0.003, 0.03)] = 0.01,
    steps: Annotated[int, Range(50, 300)] = 120,
    runs: Annotated[int, Range(2, 10)] = 5,
    starts: Annotated[int, Range(2, 20)] = 10,
    warm: Annotated[int, Range(5, 50)] = 20,
    decoder_steps: Annotated[int, Range(60, 200)] = 80,
    clip: Annotated[float, Range(0.1, 2.0)] = 1.0,
) -> OptimizationTricks:
    """``runs`` networks of each kind, ``depth`` layers, small weights of deviation ``std``; ``starts`` of all else."""
    started = {"small": Kind("small", "none", False), "He": Kind("He", "none", False)}
    example = hand()
    norm = example.norm
    return OptimizationTricks(
        hand=example, networks=eighteen(depth, WIDTH, std, steps, runs, seed),
        blame={name: blame(kind, depth, WIDTH, std, seed) for name, kind in started.items()},
        layers=layers(depth, seed), depths=depths(depth, std, seed), mixed=mixed(depth, seed),
        explosion=explosion(seed), sweep=sweep(starts, seed), slopes=slopes(seed), growth=growth(depth, seed),
        warmup=warmups(decoder_steps, warm, starts, seed), cliff=cliff(clip), surface=surface(), frame=(ACROSS, UP),
        code=code(seed), numbers=numbers(depth), ln10=float(np.log(CLASSES)), layer_numbers=np.arange(1, depth + 1),
        alone_rows=list(norm.alone.items()),
        back_rows=list(zip(*([number.item() for number in part] for part in (norm.z, norm.hat, norm.g, norm.back)))),
    )  # fmt: skip


def surface(points: int = 61) -> np.ndarray:
    """The loss of the recurrent unit on a grid, rows along b."""
    w, b = np.linspace(*ACROSS, points), np.linspace(*UP, points)
    return loss(w[None, :], b[:, None])


def numbers(depth: int) -> Numbers:
    """Factors for a calculator."""
    M = Tensor(float(depth), "M")
    return Numbers(
        sqrt(PI / (PI - 1.0)).named(r"\text{factor}"),
        (Tensor(0.5, "c") ** M).named(r"\text{factor}"),
        (Tensor(2.0) ** M).named(r"\text{plain}"),
        (1.0 + M).named(r"\text{norm}"),
        ((1.0 + 1.0 / M) ** M).named(r"\text{scaled}"),
    )


def code(seed: int) -> Code:
    """Run the programs: the block against dlcore's, and the slip on two gradients."""
    rng = np.random.default_rng([seed, 167])
    network = deep_mlp(4, 4, 2, depth=3, rng=rng, norm="batch", residual=True)
    x = rng.standard_normal((6, 4))
    z = network.forward(x).z
    layer, one, zero = network.layers[1], np.ones(4), np.zeros(4)
    after = by_hand.block(z[0].value, layer.W.value, zero, one, zero)
    g = [np.array([3.0]), np.array([0.5])]
    wrong = by_hand.clip_each(g, 1.0)
    return Code(
        inspect.getsource(by_hand.norm) + "\n\n" + inspect.getsource(by_hand.block),
        bool(np.allclose(after, z[1].value, rtol=1e-9)), inspect.getsource(by_hand.clip_each),
        (float(g[0][0] / g[1][0]), float(wrong[0][0] / wrong[1][0])), (float(wrong[0][0]), float(wrong[1][0])),
        (float(g[0][0]), float(g[1][0])),
    )  # fmt: skip
