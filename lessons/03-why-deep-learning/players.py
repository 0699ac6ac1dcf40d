"""Four programs for one question, "is the digit even?": a rule, hand-made features, a line on pixels, a network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from side_by_side import answers, networks, trained

from dlcore.datasets import digits, split

HELD_OUT, STEPS = 360, 300
PLACE, THRESHOLD = (5, 2), 8 / 16  # of the rule: ink in the sixth row, third column
INK = 0.4  # a pixel with more ink belongs to a stroke, when holes are counted
NAMES = ("rule", "hand-made features", "line on pixels", "network")


@dataclass(frozen=True)
class Player:
    """A program that learns: what it is shown of an image, and its hidden units (none makes it a line)."""

    name: str
    features: np.ndarray  # (1797, D)
    hidden: tuple[int, ...] = ()
    standardized: bool = False  # whether each feature is brought to mean 0 and deviation 1


@dataclass(frozen=True)
class Splits:
    """For each seed the order of the examples: indices (S, 1437) to learn from, and (S, 360) held out."""

    train: np.ndarray
    held: np.ndarray


def splits(seed: int, runs: int) -> Splits:
    """One split a run, the same for every program."""
    images, labels = digits()
    parts = [split(np.arange(len(images)), labels, held_out=HELD_OUT, rng=np.random.default_rng([seed, r]))
             for r in range(runs)]  # fmt: skip
    return Splits(np.stack([p.x for p in parts]), np.stack([p.x_held_out for p in parts]))


def errors(player: Player, targets: np.ndarray, parts: Splits, size: int, seed: int) -> np.ndarray:
    """Percent of the held-out images that it gets wrong after learning from so many, for each run."""
    rows = parts.train[:, :size]
    x, x_held = player.features[rows], player.features[parts.held]
    if player.standardized:
        middle, spread = x.mean(axis=1, keepdims=True), x.std(axis=1, keepdims=True)
        spread[spread == 0] = 1.0
        x, x_held = (x - middle) / spread, (x_held - middle) / spread
    rng = np.random.default_rng([seed, size])
    first = networks(len(rows), (x.shape[2], *player.hidden, int(targets.max()) + 1), rng)
    run = trained(first, x, targets[rows], STEPS, rng)
    return 100 * (answers(run.model, x_held) != targets[parts.held]).mean(axis=1)


def rule_errors(parts: Splits) -> np.ndarray:
    """Percent that the rule gets wrong: it never learns, so the number of examples doesn't matter."""
    images, labels = digits()
    says_even = images[:, PLACE[0], PLACE[1]] > THRESHOLD
    return 100 * (says_even != (labels % 2 == 0))[parts.held].mean(axis=1)


def hand_made(images: np.ndarray) -> np.ndarray:
    """What a person thinks of: the ink of each row and each column, the holes, and the ink at the rule's place."""
    rows, columns = images.sum(axis=2), images.sum(axis=1)
    return np.column_stack([rows, columns, [holes(image) for image in images], images[:, PLACE[0], PLACE[1]]])


def holes(image: np.ndarray) -> int:
    """Areas of paper that strokes enclose: 0 for a one, 1 for a zero, 2 for an eight, if it is written well.

    >>> holes(np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]]))
    1
    """
    paper = np.pad(image <= INK, 1, constant_values=True)
    areas = 0
    while paper.any():
        areas += 1
        reached = [tuple(np.argwhere(paper)[0])]
        while reached:
            i, j = reached.pop()
            if 0 <= i < paper.shape[0] and 0 <= j < paper.shape[1] and paper[i, j]:
                paper[i, j] = False
                reached += [(i + 1, j), (i - 1, j), (i, j + 1), (i, j - 1)]
    return areas - 1  # the outside is one of them


def learned_by(player: Player, targets: np.ndarray) -> int:
    """The numbers that a program learns."""
    sizes = (player.features.shape[1], *player.hidden, int(targets.max()) + 1)
    return networks(1, sizes, np.random.default_rng(1)).learned


def targets_of(question: str) -> np.ndarray:
    """The right answer for every image: 0 or 1, or the digit itself."""
    labels = digits()[1]
    return QUESTIONS[question](labels).astype(int)


QUESTIONS = {
    "even": lambda digit: digit % 2 == 0,
    "below five": lambda digit: digit < 5,
    "a multiple of three": lambda digit: digit % 3 == 0,
    "a three": lambda digit: digit == 3,
    "which digit": lambda digit: digit,
}
