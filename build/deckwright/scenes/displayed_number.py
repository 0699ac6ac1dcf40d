"""Numbers on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ManimColor

from deckwright.figures.number import column_decimals, with_decimals
from deckwright.scenes.words import Words


class DisplayedNumber(Words):
    """A number of the record, shown with so many decimals. It keeps the value, so that a test can look it up."""

    def __init__(
        self,
        value: float,
        digits: int = 3,
        size: float = 22.0,
        color: str | ManimColor = "#000000",
        style: str = "regular",
    ):
        self.value, self.digits = float(value), digits
        super().__init__(with_decimals(self.value, digits), size, color, style)


def decimals_of(values: Any, digits: int = 3) -> int:
    """The decimals that numbers shown together share: so many significant digits of the largest, or fewer if exact.

    >>> decimals_of([0.48, -0.79]), decimals_of([0.173, 0.569056])
    (2, 3)
    """
    numbers = np.asarray(values, dtype=float).ravel().tolist()
    found = column_decimals(numbers, digits)
    return digits if found is None else found
