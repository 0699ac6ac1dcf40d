"""Lines of about one length: no single word on the last one. It is done by the width of the text's box alone.

So every program breaks the lines in the same places, and whoever edits the text finds no breaks put into it.
"""

from __future__ import annotations

from deckwright.deck.text import Text
from deckwright.layout.measure import SetLine, Type, height_of, set_text

SHORT = 0.4  # of the longest line: running text is left as it is, unless its last line is shorter than this
PRECISION = 1.0  # points
SLACK = (8.0, 4.0, 2.0)  # points added to the least width, as many as leave the lines alone: programs round differently


def balanced(text: Text, kind: Type, width: float, *, always: bool = False) -> tuple[float, tuple[SetLine, ...]]:
    """The width to set the text in, no more than this one, and its lines: as many and as high together as in this one.

    always  balance the lines even where the last one is not short: for titles, statements and questions
    """
    lines = set_text(text, kind, width)
    if len(lines) < 2 or not (always or lines[-1].width < SHORT * max(line.width for line in lines)):
        return width, lines

    def alike(narrower: float) -> bool:
        found = set_text(text, kind, narrower)
        fits = max(line.width for line in found) <= narrower
        return fits and len(found) == len(lines) and height_of(found) <= height_of(lines)

    low, high = sum(line.width for line in lines) / len(lines), width
    while high - low > PRECISION:
        middle = (low + high) / 2
        low, high = (low, middle) if alike(middle) else (middle, high)
    found = set_text(text, kind, high)
    wider = (min(width, high + slack) for slack in SLACK)
    return next((each for each in wider if set_text(text, kind, each) == found), high), found
