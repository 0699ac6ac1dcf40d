"""What the command line can choose for a deck."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckwright.lesson import Lesson
from deckwright.pdf.handout import Handout

FORMATS = ("pptx", "html", "pdf")  # what a deck is written as, in one file
PICTURES = ("png", "svg")  # what single slides and figures are written as


@dataclass(frozen=True, slots=True)
class Choices:
    """How a deck is built.

    out       the folder to build into; None for out/ in the course
    settings  parameters as ``K=V``
    kept      without videos: those that were rendered before with the very same values stay all the same
    to        one of FORMATS, or of PICTURES
    handout   of a PDF file: several slides on a sheet; None for one slide a page
    renderers how many jobs this deck may have rendered at a time; None for as many as there are cores
    """

    out: Path | None = None
    settings: tuple[str, ...] = ()
    theme: str = "light"
    template: Path | None = None
    videos: bool = True
    force: bool = False
    renderers: int | None = None
    to: str = "pptx"
    handout: Handout | None = None
    kept: bool = False

    def folder(self, lesson: Lesson) -> Path:
        """The folder that everything made from a lesson goes to."""
        return self.out or lesson.root / "out"

    def target(self, lesson: Lesson) -> Path:
        """The file that a lesson's deck goes to."""
        return self.folder(lesson) / f"{lesson.name}{'-handout' if self.handout else ''}.{self.to}"
