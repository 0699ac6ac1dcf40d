"""What the tests of all lectures share: reading a lecture with its values, and what must hold for every one of them."""

from __future__ import annotations

import dataclasses
import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from deckwright.building.clips import with_clips
from deckwright.checking.check import blocks_of, check_lecture
from deckwright.deck.slide import Slide
from deckwright.deck.text import Bullets, Paragraph, plain
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.lesson import LessonRun
from deckwright.markdown.lecture import Lecture, read_lecture
from deckwright.theme import LIGHT

LESSONS = Path(__file__).resolve().parents[2] / "lessons"


@pytest.fixture(scope="module")
def module_of(request) -> Iterator[Callable[[str], ModuleType]]:
    """Imports a module from the folder of the lesson that the test file calls NAME.

    The modules of a lesson import each other by name, and other lessons have some of the same names: so all are
    forgotten when the file's tests are done.
    """
    folder = LESSONS / request.module.NAME
    names = [path.stem for path in folder.glob("*.py")]
    others = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.path.insert(0, str(folder))
    yield importlib.import_module
    sys.path.remove(str(folder))
    for name in names:
        sys.modules.pop(name, None)
    sys.modules.update(others)


@pytest.fixture(scope="session")
def presented() -> Callable[[LessonRun], Lecture]:
    """Reads slides.md with a run's values, a slide for each clip, and lays all out: nothing typed, NaN or too large."""

    def read(made: LessonRun) -> Lecture:
        lecture = read_lecture(made.lesson.words, made.names, lesson=made.lesson.name, parameters=made.parameters)
        assert check_lecture(lecture) == ()
        lecture = dataclasses.replace(lecture, deck=with_clips(lecture.deck, made.lesson))
        assert len(lay_out(lecture.deck, LIGHT, widescreen()).slides) >= len(
            lecture.deck.slides
        )  # references may go on
        return lecture

    return read


@pytest.fixture(scope="session")
def pages() -> Callable[[Lecture], int]:
    """How many pages a lecture has, with every clip and with references that go on to a second one."""
    return lambda lecture: len(lay_out(lecture.deck, LIGHT, widescreen()).slides)


@pytest.fixture(scope="session")
def said() -> Callable[[Lecture], str]:
    """All that a lecture says in words: titles, paragraphs, lists and notes, a line for each."""
    return lambda lecture: "\n".join(line for slide in lecture.deck.slides for line in _lines(slide))


def _lines(slide: Slide) -> Iterator[str]:
    yield plain(slide.title)
    for block in blocks_of(slide):
        if isinstance(block, Paragraph):
            yield plain(block.text)
        elif isinstance(block, Bullets):
            yield from (plain(item.text) for item in block.items)
    yield from (plain(note.text) for note in slide.notes)
