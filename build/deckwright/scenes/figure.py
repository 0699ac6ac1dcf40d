"""Numbers on the screen."""

from __future__ import annotations

from manim import ManimColor

from deckwright.scenes.lettering import Lettering
from dlcore.digits import Rounding

MINUS = "\N{MINUS SIGN}"


def displayed(value: float, digits: int) -> str:
    """A number as it is displayed: so many decimals, a true minus sign, and no minus before a zero.

    >>> displayed(-0.12345, 3), displayed(-0.0001, 3), displayed(7, 0)
    ('−0.123', '0.000', '7')
    """
    return Rounding(digits).show(value).replace("-", MINUS)


class Figure(Lettering):
    """A number of the record, shown with so many decimals. It keeps the value, so that a test can look it up."""

    def __init__(self, value: float, digits: int = 3, size: float = 22.0, colour: str | ManimColor = "#000000",
                 style: str = "regular", signed: bool = False):
        self.value, self.digits = float(value), digits
        text = displayed(self.value, digits)
        super().__init__(f"+{text}" if signed and self.value >= 0 else text, size, colour, style)
