"""GELU in its two forms, beside the numbers that ONNX prints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from deckwright.figures import num
from dlcore import gelu

PUBLISHED = (
    ("-3", "-0.00404951", "-0.00363752"),
    ("-1", "-0.15865529", "-0.15880796"),
    ("0", "0", "0"),
    ("1", "0.8413447", "0.841192"),
    ("3", "2.9959507", "2.9963627"),
)  # z, exact, tanh form


@dataclass(frozen=True)
class TwoForms:
    """Both forms at a few points, and where they are furthest apart."""

    rows: tuple[tuple[float, float, float, float], ...]  # z, exact, tanh form, difference
    published: tuple[tuple[str, str, str], ...]
    agreeing: int
    largest_difference: float
    at: float

    @property
    def table(self) -> list[list[object]]:
        """The rows, each number with four digits of its own."""
        return [[z, *map(num, numbers)] for z, *numbers in self.rows]

    @property
    def count(self) -> int:
        """How many published numbers there are."""
        return 2 * len(self.published)


def two_forms() -> TwoForms:
    """Compare the forms with each other and with the published numbers."""
    z = np.array([float(at) for at, *_ in PUBLISHED])
    exact, tanh_form = gelu(z).value, gelu(z, approximate=True).value
    agreeing = sum(
        agrees(z[k], value, printed) for k, (_, *texts) in enumerate(PUBLISHED) for value, printed in zip((exact[k], tanh_form[k]), texts)
    )
    grid = np.linspace(-6, 6, 2401)
    difference = np.abs(gelu(grid).value - gelu(grid, approximate=True).value)
    rows = tuple(zip(z.tolist(), exact.tolist(), tanh_form.tolist(), (tanh_form - exact).tolist()))
    return TwoForms(rows, PUBLISHED, agreeing, float(difference.max()), float(abs(grid[difference.argmax()])))


def agrees(z: float, value: float, printed: str) -> bool:
    """Whether a value agrees to single precision, in which the published numbers were computed.

    erf, 1 + erf and the product are each rounded: together at most two units of single precision, times z.
    """
    return abs(value - float(printed)) <= 2 * float(np.finfo(np.float32).eps) * max(abs(z), 0.5)
