"""A number that depends on the seed is told with its spread."""

from __future__ import annotations

from collections.abc import Iterator

from deckwright.deck.figure import figures_in
from deckwright.deck.slide import Slide
from deckwright.errors import UserError
from deckwright.figures.measurement import SPREAD
from deckwright.figures.number import OF_SEEDS


def without_spread(slide: Slide) -> Iterator[UserError]:
    """Findings: medians and means of several seeds on a slide that shows no spread."""
    figures = list(figures_in((slide.title, slide.blocks)))
    if any(figure.label in SPREAD for figure in figures):
        return
    for figure in figures:
        if figure.label == OF_SEEDS:
            yield UserError(
                f"The figure {figure.text} sums up several seeds, and the slide doesn't say how far they spread.",
                where=figure.origin.source if figure.origin else slide.source,
                hint="Show the measurement with its range, {{ name | spread }}, or with a standard error, "
                '{{ spread(name, "error") }}.',
            )
            return
