"""Slides as examples: how each is written, beside its picture. They are those of the gallery, and a few more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LESSONS = (ROOT / "lessons/00-gallery", ROOT / "docs/more_figures")
PICTURES = ROOT / "docs/pictures/slides"
_HEADING = re.compile(r"^# (?P<title>.+?)(?: \{(?P<attributes>[^}]*)\})?$", re.MULTILINE)
_NOTES = re.compile(r"^::: notes$\n(.*?)\n^:::$\n?", re.DOTALL | re.MULTILINE)
_RAW = re.compile(r"^\{% (?:end)?raw %\}$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A slide.

    section  the title of the section that it stands in, "" before the first one
    code     its lines of slides.md without the notes
    notes    what its notes say
    """

    title: str
    section: str
    code: str
    notes: str

    @property
    def key(self) -> str:
        """The title as a name for a file and for a link."""
        return re.sub(r"\W+", "-", self.title.lower()).strip("-")

    @property
    def picture(self) -> Path:
        return PICTURES / f"{self.key}.png"

    def calls(self, function: str) -> bool:
        """Whether the slide calls a figure function or filter, or its notes show how."""
        return re.search(rf"\b{function}\(|\| ?{function}\b", self.code + self.notes) is not None


def examples(lesson: Path) -> Iterator[Example]:
    """The slides of a lesson but its title, sections and references."""
    text = (lesson / "slides.md").read_text(encoding="utf-8").split("\n---\n", 1)[1]
    headings = list(_HEADING.finditer(text))
    section = ""
    for heading, after in zip(headings, [*headings[1:], None]):
        whole = text[heading.start() : after.start() if after else len(text)]
        if "layout=section" in (heading["attributes"] or ""):
            section = heading["title"]
        elif not re.search("layout=(title|references)", heading["attributes"] or ""):
            notes = "\n\n".join(_RAW.sub("", found[1]).strip() for found in _NOTES.finditer(whole))
            yield Example(heading["title"], section, _NOTES.sub("", whole).strip(), notes)
