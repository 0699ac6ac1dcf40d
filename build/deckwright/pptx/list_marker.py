"""Bullets and numbers of list items, native: PowerPoint counts on when an item is added. A template's bullets stay."""

from __future__ import annotations

import re

from deckwright.deck.text import Item
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.colours import colour
from deckwright.pptx.template.bullet import bullet
from deckwright.pptx.xml import Element, element

BULLETS = ("•", "–")
NUMBER = re.compile(r"(\(?)(?:(\d+)|([a-z])|([A-Z]))([.)])$")
ENDINGS = {("", "."): "Period", ("", ")"): "ParenR", ("(", ")"): "ParenBoth"}


def list_markers(items: tuple[Item, ...], canvas: Canvas) -> list[tuple[Element, ...]]:
    """For each item the elements of its ``a:pPr`` that draw its marker."""
    counts: dict[int, tuple[str, int, int]] = {}  # by level: numbering, its first number, the next one
    made = []
    for item in items:
        counts = {level: count for level, count in counts.items() if level <= item.level}
        numbering, number = _parse(item.marker)
        if not numbering:
            counts.pop(item.level, None)
            made.append(_bullet(item, canvas))
            continue
        known, start, expected = counts.get(item.level, ("", number, number))
        start = start if (known, expected) == (numbering, number) else number
        counts[item.level] = (numbering, start, number + 1)
        font = element("a:buFont", {"typeface": "+mj-lt"})
        made.append((_quiet(canvas), element("a:buSzTx"), font, _numbered(numbering, start)))
    return made


def _parse(marker: str) -> tuple[str, int]:
    """DrawingML's name of a numbering and the number: "3." -> ("arabicPeriod", 3); ("", 0) for a bullet."""
    found = NUMBER.match(marker)
    ending = ENDINGS.get((found[1], found[5])) if found else None
    if ending is None:
        return "", 0
    if found[2]:
        return f"arabic{ending}", int(found[2])
    letter = found[3] or found[4]
    return f"alpha{'Lc' if found[3] else 'Uc'}{ending}", ord(letter.lower()) - ord("a") + 1


def _numbered(numbering: str, start: int) -> Element:
    return element("a:buAutoNum", {"type": numbering} | ({"startAt": start} if start != 1 else {}))


def _bullet(item: Item, canvas: Canvas) -> tuple[Element, ...]:
    sign = item.marker or BULLETS[item.level % len(BULLETS)]
    ours = _quiet(canvas), element("a:buFont", {"typeface": "Arial"}), element("a:buChar", {"char": sign})
    return ours if item.marker else bullet(canvas.slots, item.level) or ours


def _quiet(canvas: Canvas) -> Element:
    return element("a:buClr", None, colour(canvas.ink or "muted", canvas.theme))
