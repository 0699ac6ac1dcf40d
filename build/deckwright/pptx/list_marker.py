"""Bullets and numbers of list items, native: PowerPoint counts on when an item is added. A template's bullets stay."""

from __future__ import annotations

import re

from deckwright.deck.list_numbers import of_letters, of_roman
from deckwright.deck.text import Item
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.template.bullet import bullet
from deckwright.pptx.theme_colors import color
from deckwright.pptx.xml import Element, element

BULLETS = ("•", "–")
NUMBER = re.compile(r"(\(?)(?:(\d+)|([a-z]+)|([A-Z]+))([.)])$")
ENDINGS = {("", "."): "Period", ("", ")"): "ParenR", ("(", ")"): "ParenBoth"}
SIGNS = "Segoe UI Symbol"  # a font with boxes for tasks, which text fonts lack


def list_markers(items: tuple[Item, ...], canvas: Canvas) -> list[tuple[Element, ...]]:
    """For each item the elements of its ``a:pPr`` that draw its marker."""
    counts: dict[int, tuple[str, int, int]] = {}  # by level: numbering, its first number (0: interrupted), the next one
    made = []
    for item in items:
        if item.kind != "entry":
            made.append((element("a:buNone"),))
            counts |= {level: (known, 0, then) for level, (known, _, then) in counts.items() if level >= item.level}
            continue
        counts = {level: count for level, count in counts.items() if level <= item.level}
        known, start, expected = counts.get(item.level, ("", 0, 0))
        numbering, number = _read(item.marker, known, expected)
        if not numbering:
            counts.pop(item.level, None)
            made.append(_bullet(item, canvas))
            continue
        start = start if start and (known, expected) == (numbering, number) else number
        counts[item.level] = (numbering, start, number + 1)
        font = element("a:buFont", {"typeface": "+mj-lt"})
        made.append((_quiet(canvas), element("a:buSzTx"), font, _numbered(numbering, start)))
    return made


def _read(marker: str, known: str, expected: int) -> tuple[str, int]:
    """DrawingML's name of a numbering and the number: "3." -> ("arabicPeriod", 3); ("", 0) for a bullet.

    "v." is a letter or a Roman number: what goes on with the numbering known so far, else a Roman number from "i." on.
    """
    found = NUMBER.match(marker)
    ending = ENDINGS.get((found[1], found[5])) if found else None
    if ending is None:
        return "", 0
    if found[2]:
        return f"arabic{ending}", int(found[2])
    word, case = (found[3] or found[4]).lower(), "Lc" if found[3] else "Uc"
    readings = {f"alpha{case}{ending}": of_letters(word), f"roman{case}{ending}": of_roman(word)}
    if readings.get(known) == expected:
        return known, expected
    kind = "roman" if len(word) > 1 or word == "i" else "alpha"
    name = f"{kind}{case}{ending}"
    return (name, readings[name]) if readings[name] else (f"alpha{case}{ending}", of_letters(word))


def _numbered(numbering: str, start: int) -> Element:
    return element("a:buAutoNum", {"type": numbering} | ({"startAt": start} if start != 1 else {}))


def _bullet(item: Item, canvas: Canvas) -> tuple[Element, ...]:
    sign = item.marker or BULLETS[item.level % len(BULLETS)]
    font = "Arial" if sign in BULLETS else SIGNS
    ours = _quiet(canvas), element("a:buFont", {"typeface": font}), element("a:buChar", {"char": sign})
    return ours if item.marker else bullet(canvas.slots, item.level) or ours


def _quiet(canvas: Canvas) -> Element:
    return element("a:buClr", None, color(canvas.ink or "muted", canvas.theme))
