"""A face: a font family in one style, with the advance widths of its letters."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from deckwright.language.other_letters import other_width
from deckwright.language.scripts import FIRST_WIDE, is_wide

PITCH = 1.2  # LibreOffice's distance of lines in a presentation, in ems, whatever the font
STAND_IN = "Verdana"  # the widest, for fonts without a table: how wide they are, or what is taken for them, isn't known
COMPLEX = "Arial"  # whose table has spaces and marks as the fonts of complex scripts have them
DIAGRAMS = "Calibri"  # what diagrams leave room for
SAMPLE = "0123456789abcdefghijklmnopqrstuvwxyz"
BETWEEN_SCRIPTS = 0.25  # ems


@dataclass(frozen=True, eq=False)
class Face:
    """Advances and kerning in ems. Faces are made once each by ``face``, so they are compared by identity."""

    family: str
    style: str
    spacing: float  # of lines, as the font wants it
    advances: dict[str, float] = field(repr=False)
    kerning: dict[str, float] = field(repr=False)

    @property
    def pitch(self) -> float:
        """Distance of lines in ems: PowerPoint takes the font's, LibreOffice 1.2; the larger one fits both."""
        return max(PITCH, self.spacing)

    def width(self, text: str) -> float:
        """Width of a text on one line, in ems, pairs kerned."""
        return _width(self, text)


@lru_cache(maxsize=65536)
def _width(face: Face, text: str) -> float:
    known, bold = face.advances, face.style.startswith("bold")
    advances = sum(known[c] if c in known else other_width(c, bold) for c in text.replace("\u00a0", " "))
    return advances + sum(face.kerning.get(a + b, 0.0) + between_scripts(a, b) for a, b in itertools.pairwise(text))


def between_scripts(a: str, b: str) -> float:
    """What programs put between an ideograph and a letter or a figure of another kind, in ems."""
    if a < FIRST_WIDE and b < FIRST_WIDE:
        return 0.0
    wide, other = (a, b) if is_wide(a) else (b, a)
    return BETWEEN_SCRIPTS if is_wide(wide) and wide.isalpha() and not is_wide(other) else 0.0


@cache
def face(family: str, bold: bool = False, italic: bool = False) -> Face:
    """The face of a family; one without a table is measured as the widest, so that its lines fit whatever it is."""
    style = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold italic"}
    table = families()
    entry = table.get(family, table[STAND_IN])[style[bold, italic]]
    return Face(
        family=family,
        style=style[bold, italic],
        spacing=(entry["ascent"] + entry["descent"] + entry["gap"]) / 1000,
        advances={c: int(width) / 1000 for width, characters in entry["advances"].items() for c in characters},
        kerning={
            left + right: int(value) / 1000
            for lefts, row in entry["kerning"].items()
            for value, rights in row.items()
            for left in lefts
            for right in rights
        },
    )


@cache
def in_diagrams(family: str) -> float:
    """The share of its size in which a family is as narrow as what diagrams leave room for; no more than all of it.

    >>> in_diagrams("Calibri"), round(in_diagrams("Verdana"), 2)
    (1.0, 0.8)
    """
    return min(1.0, face(DIAGRAMS).width(SAMPLE) / face(family).width(SAMPLE))


@cache
def families() -> dict:
    """The table that build/advance_widths.py wrote: family -> style -> metrics."""
    return json.loads(files(__package__).joinpath("advances.json").read_text(encoding="utf-8"))
