"""Lines of about one length: no single word on the last one. It is done by the width of the text's box alone.

So every program breaks the lines in the same places, and whoever edits the text finds no breaks put into it.
"""

from __future__ import annotations

from collections.abc import Sequence

from deckwright.deck.text import Text
from deckwright.fonts.type import Type
from deckwright.layout.text_lines import SetLine, height_of, set_text

SHORT = 0.4  # of the longest line: running text is left as it is, unless its last line is shorter than this
PRECISION = 1.0  # points
SLACK = (8.0, 4.0, 2.0)  # points added to the least width, as many as leave the lines alone: programs round differently


def balanced(text: Text, kind: Type, width: float, *, always: bool = False) -> tuple[float, tuple[SetLine, ...]]:
    """The width to set the text in, no more than this one, and its lines: as many and as high together as in this one.

    always  balance the lines even where the last one is not short: for titles, statements and questions
    """
    lines = set_text(text, kind, width)
    if len(lines) < 2 or not (always or _ends_short(lines)):
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


def balanced_list(
    items: Sequence[tuple[Text, float]], kind: Type, width: float
) -> tuple[float, list[tuple[SetLine, ...]]]:
    """The width for a list, and each item's lines: the one of its items' own that leaves the fewest last lines short.

    items  text and indent of each; no item takes more room than in the whole width
    """
    whole = [set_text(text, kind, width - indent) for text, indent in items]
    ways = [(width, whole)]
    for (text, indent), lines in zip(items, whole):
        if len(lines) > 1 and _ends_short(lines):
            narrower = balanced(text, kind, width - indent)[0] + indent
            found = [set_text(text, kind, narrower - indent) for text, indent in items]
            ways += [(narrower, found)] if _no_higher(found, whole) else []
    return min(ways, key=lambda way: (sum(len(lines) > 1 and _ends_short(lines) for lines in way[1]), -way[0]))


def _no_higher(found: Sequence[tuple[SetLine, ...]], whole: Sequence[tuple[SetLine, ...]]) -> bool:
    """Whether each text is no higher than it was."""
    return all(height_of(lines) <= height_of(before) for lines, before in zip(found, whole))


def _ends_short(lines: tuple[SetLine, ...]) -> bool:
    return lines[-1].width < SHORT * max(line.width for line in lines)
