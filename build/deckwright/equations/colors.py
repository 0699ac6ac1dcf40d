"""Colors in formulas: the palette's roles first, else the names and codes that LaTeX and the web know."""

from __future__ import annotations

import re

from PIL import ImageColor

from deckwright.theme import ROLES

NAMED = (*ROLES, "muted")
# Names of LaTeX's dvipsnames that the web has not; what both have is the web's, whose green can be read.
_LATEX = {
    "apricot": "FBB982", "bittersweet": "C04F17", "bluegreen": "00B3B8", "brickred": "B6321C", "burntorange": "F7921D",
    "carnationpink": "F282B4", "cerulean": "00A2E3", "dandelion": "FDBC42", "emerald": "00A99D",
    "junglegreen": "00A99A",
    "mahogany": "A9341F", "melon": "F89E7B", "midnightblue": "006795", "mulberry": "A93C93", "navyblue": "006EB8",
    "olivegreen": "3C8031", "peach": "F7965A", "periwinkle": "7977B8", "pinegreen": "008B72", "processblue": "00B0F0",
    "rawsienna": "974006", "redorange": "F26035", "redviolet": "A1246B", "rhodamine": "EF559F", "royalpurple": "613F99",
    "rubinered": "ED017D", "sepia": "671800", "wildstrawberry": "EE2967", "yelloworange": "FAA21A",
}  # fmt: skip
_CODES = {"[HTML]": r"[0-9A-Fa-f]{6}", "[RGB]": r"\d+,\d+,\d+", "[rgb]": r"[\d.]+,[\d.]+,[\d.]+", "[gray]": r"[\d.]+"}


def color(words: tuple[str, ...]) -> str | None:
    """The role, or ``#RRGGBB``, that the arguments of a color command name; None for an unknown one.

    >>> color(("loss",)), color(("lightgreen",)), color(("[rgb]", "1, 0, 0"))
    ('loss', '#90EE90', '#FF0000')
    >>> color(("blue!50",)), color(("lose",))
    ('#8080FF', None)
    """
    model, name = words if len(words) == 2 else ("", words[0])
    name = name.strip()
    if model not in ("", "[named]"):
        return _coded(model, name.replace(" ", ""))
    if name in NAMED:
        return name
    first, *mixed = name.split("!")
    rgb = _named(first)
    for share, other in zip(mixed[::2], [*mixed[1::2], "white"]):
        under = _named(other)
        if rgb is None or under is None or not share.replace(".", "", 1).isdigit() or float(share) > 100:
            return None
        rgb = tuple(round((a * float(share) + b * (100 - float(share))) / 100) for a, b in zip(rgb, under))
    return None if rgb is None else "#" + bytes(rgb).hex().upper()


def _named(name: str) -> tuple[int, ...] | None:
    name = name.strip().lower()
    try:
        return tuple(bytes.fromhex(_LATEX[name])) if name in _LATEX else ImageColor.getrgb(name)[:3]
    except ValueError:
        return None


def _coded(model: str, code: str) -> str | None:
    if model not in _CODES or not re.fullmatch(_CODES[model], code):
        return None
    if model == "[HTML]":
        return f"#{code.upper()}"
    scale = 1 if model == "[RGB]" else 255
    parts = [round(float(part) * scale) for part in code.split(",")]
    parts = parts * 3 if len(parts) == 1 else parts
    return "#" + bytes(parts).hex().upper() if all(0 <= part <= 255 for part in parts) else None
