"""What a build leaves in memory, for the next build of the same lesson to take over what stayed the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deckwright.digests import digest
from deckwright.layout.page import Page
from deckwright.layout.placed import PlacedDeck
from deckwright.lesson import LessonRun
from deckwright.markdown.lecture import renderer
from deckwright.markdown.renderer import Renderer
from deckwright.pptx.open_presentation import OpenPresentation, open_presentation
from deckwright.provenance.manifest import Entry
from deckwright.provenance.stands import SlideStands
from deckwright.theme import Theme


@dataclass(slots=True)
class LastBuild:
    """The last build of one lesson; a new one knows nothing.

    run      what the lesson gave
    renders  what rendered its words with that
    look     what the slides were laid out and the presentation opened for
    placed   the deck as it was laid out
    opened   the presentation that it was written into
    stands   where its figures stand there
    entries  what its manifest says of its slides
    """

    run: LessonRun | None = None
    renders: Renderer | None = None
    look: object = None
    placed: PlacedDeck | None = None
    opened: OpenPresentation | None = None
    stands: Sequence[SlideStands] = ()
    entries: Sequence[Entry] = ()

    def shows(self, run: LessonRun) -> Renderer:
        """Be ready for words about what this run gave; nothing that shows another one can be taken over."""
        if run is not self.run:
            self.run, self.renders = run, renderer(run.lesson.words, run.names)
        return self.renders

    def looks(self, theme: Theme, page: Page, template: Path | None, layouts: Mapping[str, str]) -> None:
        """Be ready for slides with this look; nothing of another one can be taken over."""
        look = (theme, page, template and digest(template), dict(layouts))
        if look != self.look:
            self.look, self.placed, self.stands = look, None, ()
            self.opened = open_presentation(theme, template, layouts, page)
