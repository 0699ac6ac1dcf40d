"""Pictures and videos."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from deckwright.deck.block import Block
from deckwright.deck.text import Text
from deckwright.errors import UserError
from deckwright.pictures.picture_file import PictureFile

_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%|cm|mm|in|pt|px|)")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "px": 0.75, "": 0.75}


@dataclass(frozen=True, slots=True)
class Length:
    """A length in points, or a share of the room that there is."""

    points: float = 0.0
    share: float = 0.0

    @classmethod
    def of(cls, text: str, what: str) -> Length:
        """A share of the room or a length, as it is written; what names it in the UserError for anything else.

        >>> Length.of("50%", "width"), Length.of("2in", "width")
        (Length(points=0.0, share=0.5), Length(points=144.0, share=0.0))
        """
        found = _LENGTH.fullmatch(text.strip())
        if found is None or not float(found[1]) > 0 or found[2] == "%" and float(found[1]) > 100:
            hint = "Write a share of the room, 50%, or a length: 6cm, 60mm, 2in, 120pt, 300px."
            raise UserError(f"Expected a {what}, found {text!r}.", hint=hint)
        number = float(found[1])
        return cls(share=number / 100) if found[2] == "%" else cls(points=number * _POINTS[found[2]])

    def within(self, room: float) -> float:
        """Points, where so many are there."""
        return self.share * room or self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Block):
    """A picture from a file, or one that the lesson computed, which has no path.

    file      what is shown, ready for a slide
    width     as its author wants it; with a height as well the largest that both allow
    contents  a digest of the file: with another one under the same name it is another picture
    """

    path: Path | None = None
    file: PictureFile
    caption: Text = ()
    width: Length | None = None
    height: Length | None = None
    contents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Block):
    """A scene's video. Files are filled in after rendering; without them its place shows the poster, or says what is
    missing.

    scene    name of the Manim scene; section: index of one section of it, or None for the whole
    clips    stands for all sections: its slide becomes one slide for each
    shown    name of the section whose end is the poster; "" for the first one that shows something
    contents a digest of what its files show: with others under the same names it is another video
    """

    scene: str
    section: int | None = None
    clips: bool = False
    autoplay: bool = True
    loop: bool = False
    shown: str = ""
    path: Path | None = None
    poster: Path | None = None
    captions: Path | None = None
    contents: str = ""
