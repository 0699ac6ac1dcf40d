"""A laid out lesson as a presentation in its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pptx.presentation import Presentation

from deckwright.building.choices import Choices
from deckwright.building.edited import put
from deckwright.building.laid_out import LaidOutLesson
from deckwright.layout.page import Page
from deckwright.lesson.parameters import setting
from deckwright.markdown.front_matter import FrontMatter
from deckwright.pptx.open_presentation import OpenPresentation, open_presentation
from deckwright.pptx.presentation import presentation_bytes
from deckwright.provenance.locations import stands
from deckwright.provenance.manifest import manifest
from deckwright.store import digest, recall
from deckwright.theme import Theme


def write_deck(laid_out: LaidOutLesson, choices: Choices, path: Path, inputs: Mapping[str, str]) -> tuple[str, ...]:
    """The file, with the record of its figures in it; what is to be said of one that was edited by hand.

    inputs  the digests of all that it is made from
    """
    placed, run, theme = laid_out.placed, laid_out.run, laid_out.theme
    opened = _presentation(theme, laid_out.page, choices.template, laid_out.front)
    settings = [setting(name, value) for name, value in run.parameters.items()]
    lesson = run.lesson

    def record(presentation: Presentation) -> bytes:
        there = stands(placed, presentation, opened.look)
        return manifest(
            placed.deck, root=lesson.root, folder=lesson.folder, settings=settings, inputs=inputs, stands=there
        )

    return put(presentation_bytes(placed, theme, opened, manifest=record), path, choices.force)


def _presentation(theme: Theme, page: Page, template: Path | None, front: FrontMatter) -> OpenPresentation:
    """The presentation that is written into.

    This stage alone is no function of one slide: python-pptx has a presentation as one graph of parts, in which slides
    share pictures, lead to each other, and have their charts numbered. So it is the presentation that stays in memory,
    with the placed slides that it was written from; what belongs to a slide that is the same stays in it as it is.
    """
    look = (theme, page, template and digest(template), tuple(front.layouts.items()), front.dress)
    return recall(
        "presentation",
        look,
        lambda: open_presentation(theme, template, front.layouts, page, look, front.dress),
        entries=1,
    )
