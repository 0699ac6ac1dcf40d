"""How wide words will be, and where they fold, for diagrams that leave room for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deckwright.deck.text import Text
from deckwright.figures.words import text_of
from deckwright.fonts import DIAGRAMS
from deckwright.fonts.type import Type


def width_of(text: Text, size: float, bold: bool = False) -> float:
    """Width of a text on one line, in points of the drawing."""
    return Type(DIAGRAMS, DIAGRAMS, size, bold).text_width(text)


def widest(names: Sequence[Any], size: float, bold: bool = False) -> float:
    """Width of the widest name on one line."""
    return max((width_of(text_of(name), size, bold) for name in names), default=0.0)


def widest_word(names: Sequence[Any], size: float, bold: bool = False) -> float:
    """Width of the widest part that no fold divides."""
    return widest([word for name in names for word in _words(name)], size, bold)


def folded(name: Any, size: float, width: float, bold: bool = False) -> list[Any]:
    """The lines of a name, each as long as there is room."""
    first, *others = _words(name)
    lines = [first]
    for word in others:
        longer = f"{lines[-1]} {word}"
        if widest([longer], size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _words(name: Any) -> list[Any]:
    """The parts between which a name may fold: none of a formula, or of a text that is made already."""
    return name.split() or [""] if isinstance(name, str) and "$" not in name else [name]
