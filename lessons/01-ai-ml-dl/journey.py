"""One image on its way through all six programs: what each has left of it, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import evenness, part
from pixel import Pixel, ink_of
from programs import Programs, sums_of

WORTH = np.array([-1, -1, -1, -1, 4, 4])  # of a right answer, for the image that shows most


@dataclass(frozen=True)
class Journey:
    """A held-out image, and what becomes of it.

    image    (8, 8), a digit `label`; ink: of the one pixel, in sixteenths
    sums     (16,) features by hand; hidden, first, second: the answers of hidden layers, each as an image of its own
    says     the answers of the six programs in the order of the lecture, True for even
    per_cent how often each of them is right, the median accuracy
    """

    image: np.ndarray
    label: int
    ink: float
    sums: np.ndarray
    hidden: np.ndarray
    first: np.ndarray
    second: np.ndarray
    says: tuple[bool, ...]
    per_cent: tuple[float, ...]

    @property
    def right(self) -> tuple[bool, ...]:
        """Which of the six are right."""
        return tuple(says == (self.label % 2 == 0) for says in self.says)


def journey(pixel: Pixel, programs: Programs, seed: int) -> Journey:
    """The held-out image that shows most: wrong for the rule if possible, right for the networks."""
    parts = part(seed, 0)
    x, even = parts.x_held_out, evenness(parts.y_held_out) == 1
    ink = ink_of(x)
    sums, pixels, network, deep = programs.models
    says = np.array([
        ink > pixel.threshold, ink > pixel.many.threshold,
        *(m(f).value.argmax(axis=1) == 1 for m, f in ((sums, sums_of(x)), (pixels, x), (network, x), (deep, x))),
    ])  # fmt: skip
    right = says == even
    n = int(np.argmax(WORTH @ right))
    hidden, layers = network.forward(x[n]), deep.forward(x[n])
    return Journey(
        image=x[n].reshape(8, 8), label=int(parts.y_held_out[n]), ink=float(ink[n]), sums=sums_of(x[n : n + 1])[0],
        hidden=tiled(hidden.a[0].value), first=tiled(layers.a[0].value), second=tiled(layers.a[1].value),
        says=tuple(bool(answer) for answer in says[:, n]), per_cent=tuple(100 * p.median for p in programs.all),
    )  # fmt: skip


def tiled(answers: np.ndarray) -> np.ndarray:
    """The answers of a layer row by row, as a picture that is about as wide as high; zeros where it has more room."""
    columns = int(np.ceil(np.sqrt(len(answers))))
    rows = -(-len(answers) // columns)
    return np.concatenate([answers, np.zeros(rows * columns - len(answers))]).reshape(rows, columns)
