"""The formulas of a slide with numbers as the deck's language writes them: the last step of reading.

Up to here every formula has the marks of English, whoever wrote it: an author, a working, a figure put in.
"""

from __future__ import annotations

import dataclasses

from deckwright.deck.equation import Line
from deckwright.deck.figure import map_inside
from deckwright.deck.slide import Slide
from deckwright.deck.text import Math
from deckwright.language import spoken
from deckwright.language.formulas import formula_in


def with_local_formulas(slide: Slide) -> Slide:
    """The slide with each formula in the language spoken; the same where that writes as English does."""
    return slide if spoken().writes_as_english else map_inside(slide, (Line, Math), _local)


def _local(part: Line | Math) -> Line | Math:
    if isinstance(part, Math):
        return dataclasses.replace(part, latex=formula_in(spoken(), part.latex))
    left, right = (formula_in(spoken(), side) for side in (part.left, part.right))
    return dataclasses.replace(part, left=left, right=right, reason=map_inside(part.reason, Math, _local))
