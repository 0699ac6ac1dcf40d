"""Networks that read digits, and what each makes of the same digits moved by a pixel or two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from dlcore import CNN, MLP, Adam, accuracy, cnn, cross_entropy_with_logits, fit, mlp, shifted, softmax
from dlcore.datasets import digits, split
from dlcore.datasets.split import Split

HELD_OUT, BATCH, LR = 360, 64, 0.01
SHIFTS = (0, 1, 2)
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1))
GUESSING = 0.1
CANVAS = 7  # empty pixels around a digit on a wide canvas: more than a move and what the last network sees beyond it
CHANNELS, HIDDEN, WIDE = (8, 16), 12, 128

Reader = MLP | CNN


def framed_digits(frame: int, seed: int, run: int) -> Split:
    """The digits with empty pixels around them, so that a move cuts nothing off; another split for each run."""
    images, labels = digits()
    around = np.pad(images, ((0, 0), (frame, frame), (frame, frame)))
    return split(around, labels, held_out=HELD_OUT, rng=np.random.default_rng([seed, run, 0]))


def new_readers(side: int) -> dict:
    """For each name what makes the network from a generator."""
    image = (1, side, side)
    return {
        "MLP": lambda rng: mlp([side**2, HIDDEN, 10], rng=rng),
        "wide MLP": lambda rng: mlp([side**2, WIDE, 10], rng=rng),
        "CNN": partial(_cnn, image),
        "global mean": partial(_cnn, image, pool=(2, 1), global_pool="mean"),
        "global max": partial(_cnn, image, pool=(1, 1), dilation=(1, 2), global_pool="max"),
    }


def _cnn(image: tuple[int, int, int], rng: np.random.Generator, **settings) -> CNN:
    return cnn(image, channels=CHANNELS, rng=rng, **settings)


def trained(network: Reader, parts: Split, epochs: int, rng: np.random.Generator) -> Reader:
    """The network after training on images where they are."""
    return fit(
        network, cross_entropy_with_logits, as_taken(network, parts.x), parts.y,
        optimizer=Adam(lr=LR), epochs=epochs, batch_size=BATCH, rng=rng,
    ).model  # fmt: skip


def as_taken(network: Reader, images: np.ndarray) -> np.ndarray:
    """Images as the network takes them: an MLP wants the pixels in a row."""
    return images.reshape(len(images), -1) if isinstance(network, MLP) else images


def reads(network: Reader, images: np.ndarray, labels: np.ndarray, shift: int) -> float:
    """The share read right after a move, the mean of four directions."""
    moves = DIRECTIONS if shift else ((0, 0),)
    moved = (shifted(images, shift * down, shift * right) for down, right in moves)
    return float(np.mean([accuracy(network(as_taken(network, x)), labels) for x in moved]))


def probs(network: Reader, images: np.ndarray) -> np.ndarray:
    """What it answers: (N, 10)."""
    return softmax(network(as_taken(network, images))).value


@dataclass(frozen=True)
class Ladder:
    """All networks over all runs.

    read        for each name (runs, shifts): the share of held-out digits read right
    parameters  of each
    canvas      (runs,) what the network with a global maximum reads of the digits where they were, on a wide canvas
    first       the networks of the first run, for a closer look, and its split
    """

    read: dict[str, np.ndarray]
    parameters: dict[str, int]
    canvas: np.ndarray
    first: dict[str, Reader]
    parts: Split
    frame: int
    epochs: int

    @property
    def runs(self) -> int:
        return len(self.read["MLP"])

    def median(self, name: str, shift: int) -> float:
        """In the middle run."""
        return float(np.median(self.read[name][:, shift]))

    def span(self, name: str, shift: int) -> str:
        """Median and range in percent, for a table."""
        return spanned(self.read[name][:, shift])

    def ahead(self, one: str, other: str, shift: int) -> int:
        """In how many runs the one reads more than the other."""
        return int((self.read[one][:, shift] > self.read[other][:, shift]).sum())

    @property
    def two_hurt_less(self) -> int:
        """In how many runs the network with a global mean reads digits moved by two better than those moved by one."""
        return int((self.read["global mean"][:, 2] > self.read["global mean"][:, 1]).sum())

    @property
    def table(self) -> list[list[object]]:
        """Network, parameters, and what it reads after each move."""
        names = {
            "MLP": f"MLP, {HIDDEN} hidden units", "wide MLP": f"MLP, {WIDE} hidden units", "CNN": "CNN, pool, flatten",
            "global mean": "CNN, one pool, global mean", "global max": "CNN, no pool, global max",
        }  # fmt: skip
        rows = [[says, self.parameters[n], *(self.span(n, k) for k in SHIFTS)] for n, says in names.items()]
        return [*rows, ["the same, wide canvas", self.parameters["global max"], *[spanned(self.canvas)] * len(SHIFTS)]]

    @property
    def canvas_side(self) -> int:
        """Pixels on a side of the wide canvas."""
        return self.parts.x.shape[1] + 2 * (CANVAS - self.frame)

    @property
    def canvas_costs(self) -> int:
        """In how many runs the network reads less on the wide canvas than where it was trained."""
        return int((self.canvas < self.read["global max"][:, 0]).sum())

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """Medians in percent by how far the digits moved."""
        shown = {"MLP": f"MLP, {HIDDEN} hidden units", "wide MLP": f"wide MLP, {WIDE}"}
        return {says: np.array([100 * self.median(name, k) for k in SHIFTS]) for name, says in shown.items()}

    @property
    def guessing(self) -> float:
        """What somebody who guesses reads, in percent."""
        return 100 * GUESSING

    @property
    def like_guessing(self) -> bool:
        """Whether the MLP reads digits moved by two about as well as somebody who guesses."""
        return self.median("MLP", 2) < 1.5 * GUESSING


def spanned(read: np.ndarray) -> str:
    """Median and range in percent, for a table."""
    return f"{100 * np.median(read):.0f} ({100 * read.min():.0f} to {100 * read.max():.0f})"


def on_canvas(images: np.ndarray, frame: int) -> np.ndarray:
    """Framed images on the wide canvas."""
    more = CANVAS - frame
    return np.pad(images, ((0, 0), (more, more), (more, more)))


def ladder(seed: int, frame: int, epochs: int, runs: int) -> Ladder:
    """Train all of them, run by run: one split for all, and for each its own first weights."""
    found: dict[str, list[list[float]]] = {}
    first: dict[str, Reader] = {}
    parameters: dict[str, int] = {}
    canvas: list[float] = []
    for run in range(runs):
        parts = framed_digits(frame, seed, run)
        for k, (name, make) in enumerate(new_readers(8 + 2 * frame).items()):
            rng = np.random.default_rng([seed, run, k + 1])
            network = trained(make(rng), parts, epochs, rng)
            read = [reads(network, parts.x_held_out, parts.y_held_out, shift) for shift in SHIFTS]
            found.setdefault(name, []).append(read)
            first.setdefault(name, network)
            parameters[name] = network.parameter_count
            if name == "global max":
                canvas.append(reads(network, on_canvas(parts.x_held_out, frame), parts.y_held_out, 0))
    read = {name: np.array(rows) for name, rows in found.items()}
    return Ladder(read, parameters, np.array(canvas), first, framed_digits(frame, seed, 0), frame, epochs)


@dataclass(frozen=True)
class Moved:
    """One held-out digit that the MLP reads, and then no longer does.

    images   (3, H, W) where it was and moved by one and two pixels to the right
    answers  what the MLP says to each; probs (3, 10)
    """

    digit: int
    images: np.ndarray
    answers: tuple[int, ...]
    probs: np.ndarray

    @property
    def sure(self) -> list[float]:
        """How sure it is of its answers."""
        return self.probs.max(axis=1).tolist()


def moved(found: Ladder) -> Moved:
    """The first held-out digit that is read right where it was, and wrong after each move."""
    network, parts = found.first["MLP"], found.parts
    pictures = np.stack([shifted(parts.x_held_out, 0, k) for k in SHIFTS], axis=1)  # (N, 3, H, W)
    says = np.stack([probs(network, pictures[:, k]) for k in SHIFTS], axis=1)  # (N, 3, 10)
    right = says.argmax(axis=2) == parts.y_held_out[:, None]
    n = int(np.flatnonzero(right[:, 0] & ~right[:, 1] & ~right[:, 2])[0])
    return Moved(int(parts.y_held_out[n]), pictures[n], tuple(says[n].argmax(axis=1).tolist()), says[n])
