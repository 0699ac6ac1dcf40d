"""Pictures and videos."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from deckwright.deck.block import Block
from deckwright.deck.text import Text
from deckwright.pictures.picture_file import PictureFile


@dataclass(frozen=True, slots=True)
class Length:
    """A length in points, or a share of the room that there is."""

    points: float = 0.0
    share: float = 0.0

    def within(self, room: float) -> float:
        """Points, where so many are there."""
        return self.share * room or self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Block):
    """A picture from a file.

    file      what is shown, ready for a slide
    width     as its author wants it; with a height as well the largest that both allow
    contents  a digest of the file: with another one under the same name it is another picture
    """

    path: Path
    file: PictureFile
    caption: Text = ()
    width: Length | None = None
    height: Length | None = None
    contents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video(Block):
    """A scene's video. Files are filled in after rendering; without them its place shows the poster, or says what is missing.

    scene    name of the Manim scene; section: index of one section of it, or None for the whole
    clips    stands for all sections: its slide becomes one slide for each
    contents a digest of what its files show: with others under the same names it is another video
    """

    scene: str
    section: int | None = None
    clips: bool = False
    autoplay: bool = True
    loop: bool = False
    path: Path | None = None
    poster: Path | None = None
    captions: Path | None = None
    contents: str = ""
