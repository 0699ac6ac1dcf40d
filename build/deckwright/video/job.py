"""One piece of work: draw some sections of a scene. It carries all it needs, and can be done on another machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from deckwright.theme import Theme
from deckwright.video.quality import Quality


@dataclass(frozen=True, slots=True)
class Job:
    """What to draw, and with what.

    files    the content's sources by their path: the scene's file, what it imports, and the lesson's files
    script   path of the scene's file among them; lesson: path of lesson.py, "" where there is none
    record   the packed record
    label    what it is called where progress is shown
    part     which of `parts` equal shares of the sections
    done     sections that are there already
    timeout seconds without a new frame after which the scene counts as hanging
    key      the scene's key in the store
    keep     the folder of the store on this machine where sections are put as they are finished, "" for none
    """

    scene: str
    files: dict[str, bytes] = field(repr=False)
    script: str
    lesson: str
    record: bytes = field(repr=False)
    theme: Theme
    quality: Quality
    label: str
    part: int = 0
    parts: int = 1
    done: frozenset[int] = frozenset()
    timeout: float = 120.0
    key: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A finished section. captions: (text, start, end) in seconds from the section's own start."""

    index: int
    name: str
    frames: int
    captions: tuple[tuple[str, float, float], ...]
    video: bytes = field(repr=False)
    poster: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job gave: its sections and the number that the whole scene has; or what went wrong."""

    sections: tuple[Section, ...] = ()
    count: int = 0
    error: str = ""
    file: str = ""
    line: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, in frames. total is 0 while the scene is being planned; scene is the job's label."""

    scene: str
    part: int
    done: int
    total: int


Report = Callable[[Progress], None]
