"""What moves along when the digit moves: exact statements, stage by stage, about the trained networks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from readers import CANVAS, Ladder, on_canvas, probs

from dlcore import CNN, max_pool, shifted

QUARTERS = 8  # steps of a quarter of a pixel in the scene
SAME = 1e-9  # what rounding may leave


@dataclass(frozen=True)
class Stage:
    """What becomes of one stage when the digit moves by one and by two pixels: the largest difference to the best copy.

    by_one, by_two  0: exactly the same, or exactly moved along
    largest         the largest number there, to compare with
    changed         share of the numbers, where any isn't 0, that are others after a move by one
    """

    name: str
    by_one: float
    by_two: float
    largest: float
    changed: float
    exactly: str = "the same, moved along"

    @property
    def steady(self) -> tuple[bool, bool]:
        """Whether it is exact, after one and after two pixels."""
        return self.by_one < SAME, self.by_two < SAME


@dataclass(frozen=True)
class Glide:
    """One digit on its way over two pixels, for the scene: pictures, one map, its pooled map, three answers.

    offsets  (9,) pixels to the right
    images   (9, H, W)
    maps     (9, H, W) of the CNN's first convolution; pooled (9, H/2, W/2)
    answers  name -> (9, 10) probabilities
    """

    digit: int
    offsets: np.ndarray
    images: np.ndarray
    maps: np.ndarray
    pooled: np.ndarray
    answers: dict[str, np.ndarray]


@dataclass(frozen=True)
class Invariance:
    """Stages of the first run's CNN, how far a move changes the logits of the global maximum on a wide canvas, and the
    glide.
    """

    stages: tuple[Stage, ...]
    wide_difference: float
    glide: Glide

    @property
    def table(self) -> list[list[object]]:
        """In words what is exact and what isn't."""
        return [[s.name, *self._words(s)] for s in self.stages]

    @staticmethod
    def _words(stage: Stage) -> list[str]:
        one, two = stage.steady
        near = f"changed, by up to {stage.by_one:.1f} of {stage.largest:.1f}"
        far = f"changed, by up to {stage.by_two:.1f} of {stage.largest:.1f}"
        return [stage.exactly if one else near, stage.exactly if two else far]

    @property
    def pooled(self) -> Stage:
        """The maps after pooling."""
        return self.stages[1]

    @property
    def wide_steady(self) -> bool:
        """Whether the global maximum gives the same logits after a move, but for rounding."""
        return self.wide_difference < SAME


def invariance(ladder: Ladder, digit: int) -> Invariance:
    """The first held-out image of a digit, in the middle of a canvas."""
    network, wide = ladder.first["CNN"], ladder.first["global max"]
    assert isinstance(network, CNN)
    parts, more = ladder.parts, CANVAS - ladder.frame
    image = np.pad(parts.x_held_out[parts.y_held_out == digit][0], more)
    first = network.convolutions[0]
    maps = [np.maximum(first(shifted(image, 0, k)[None, None]).value[0], 0) for k in range(3)]  # each (C, H, W)
    pools = [max_pool(m[None]).value[0] for m in maps]
    canvas = on_canvas(parts.x_held_out, ladder.frame)
    answers = [wide(shifted(canvas, 0, k)).value for k in range(3)]
    seen = parts.x_held_out[parts.y_held_out == digit][:1]
    flat = [network(shifted(seen, 0, k)).value for k in range(3)]
    alone = [a[parts.y_held_out == digit][:1] for a in answers]
    stages = (
        compared("feature maps", maps, (1, 2)),
        compared("after pooling, stride two", pools, (1, 1)),
        answered("logits after flattening", flat),
        answered("logits after no stride, global max", alone),
    )
    return Invariance(stages, float(max(np.abs(a - answers[0]).max() for a in answers[1:])), glide(ladder, digit))


def compared(name: str, maps: list[np.ndarray], steps: tuple[int, int]) -> Stage:
    """Against the maps of the digit where it was, left in place or moved by up to so many cells, whichever fits best.

    The outermost cells are left out: what is beyond them isn't known.
    """
    inner = (slice(None), slice(2, -2), slice(2, -2))
    after = []
    for now, step in zip(maps[1:], steps):
        copies = [shifted(maps[0], 0, k)[inner] for k in range(step + 1)]
        after.append(min((now[inner] - copy for copy in copies), key=lambda d: np.abs(d).max()))
    there = (np.abs(maps[0][inner]) > SAME) | (np.abs(maps[1][inner]) > SAME)
    changed = float((np.abs(after[0])[there] > SAME).mean())
    return Stage(name, float(np.abs(after[0]).max()), float(np.abs(after[1]).max()), float(maps[0].max()), changed)


def answered(name: str, logits: list[np.ndarray]) -> Stage:
    """Logits aren't places: they stay or they don't."""
    after = [now - logits[0] for now in logits[1:]]
    largest, changed = float(np.abs(logits[0]).max()), float((np.abs(after[0]) > SAME).mean())
    return Stage(name, float(np.abs(after[0]).max()), float(np.abs(after[1]).max()), largest, changed, "the same")


def glide(ladder: Ladder, digit: int) -> Glide:
    """Between whole pixels the picture is mixed of its two neighbors."""
    parts = ladder.parts
    image = parts.x_held_out[parts.y_held_out == digit][0]
    offsets = np.linspace(0.0, 2.0, QUARTERS + 1)
    images = np.stack([moved_by(image, offset) for offset in offsets])
    network = ladder.first["CNN"]
    assert isinstance(network, CNN)
    found = network.forward(images)
    channel = int(found.maps[0].value[0].sum(axis=(1, 2)).argmax())
    names = {"MLP": "MLP", "CNN": "CNN, flatten", "global max": "CNN, global max"}
    return Glide(
        digit, offsets, images, found.maps[0].value[:, channel], found.pooled[0].value[:, channel],
        {says: probs(ladder.first[name], images) for name, says in names.items()},
    )  # fmt: skip


def moved_by(image: np.ndarray, offset: float) -> np.ndarray:
    """The image moved to the right by a part of a pixel."""
    whole = int(offset)
    part = offset - whole
    return (1 - part) * shifted(image, 0, whole) + (part * shifted(image, 0, whole + 1) if part else 0.0)
