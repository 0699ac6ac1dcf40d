"""How wide letters are that text fonts lack: they are set in some font of their script, which is known by its rule."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files

from deckwright.language.scripts import is_wide

UNKNOWN = 0.6  # ems


def other_width(character: str, bold: bool = False) -> float:
    """The width of a letter in ems: nothing for marks, an em for wide scripts.

    >>> [other_width(letter) for letter in "学ש\\u0301"]
    [1.0, 0.73, 0.0]
    """
    if is_wide(character):
        return 1.0
    if (width := _widths(bold).get(character)) is not None:
        return width
    return 0.0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else UNKNOWN


@cache
def _widths(bold: bool) -> dict[str, float]:
    """The table that build/advance_widths.py wrote."""
    tables = json.loads(files(__package__).joinpath("other_scripts.json").read_text(encoding="utf-8"))
    table = tables["bold" if bold else "regular"]
    return {c: int(width) / 1000 for width, characters in table.items() for c in characters}
