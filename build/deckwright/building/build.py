"""Build one deck: run the lesson, read and lay out its words, write the file; it is touched only if all went well."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from deckwright.building.edited import is_edited
from deckwright.building.inputs import inputs_of
from deckwright.building.stamp import is_current, is_made_from, write_stamp
from deckwright.errors import Mistakes
from deckwright.lesson import Lesson, LessonRun, run_lesson
from deckwright.lesson.kept import KeptRecords
from deckwright.theme import THEMES

if TYPE_CHECKING:
    from deckwright.building.last import LastBuild


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line can choose for a deck.

    out       the folder to build into; None for out/ in the course
    settings  parameters as ``K=V``
    renderers how many jobs this deck may have rendered at a time; None for as many as there are cores
    """

    out: Path | None = None
    settings: tuple[str, ...] = ()
    theme: str = "light"
    template: Path | None = None
    videos: bool = True
    force: bool = False
    renderers: int | None = None

    def folder(self, lesson: Lesson) -> Path:
        """The folder that everything made from a lesson goes to."""
        return self.out or lesson.root / "out"

    def target(self, lesson: Lesson) -> Path:
        """The file that a lesson's deck goes to."""
        return self.folder(lesson) / f"{lesson.name}.pptx"


@dataclass(frozen=True, slots=True)
class Built:
    """A deck that is there now. fresh: it had to be made; remarks: what a lecturer should know of it."""

    path: Path
    slides: int
    seconds: float
    fresh: bool
    remarks: tuple[str, ...] = ()


def build_deck(
    lesson: Lesson,
    choices: Choices,
    *,
    tell: Callable[[str], None] = lambda stage: None,
    run: LessonRun | None = None,
    places: AbstractContextManager | None = None,
    last: LastBuild | None = None,
) -> Built:
    """Build a lesson's deck unless it is there already.

    tell    hears of each stage
    run     what the lesson gave, if it has been run already
    places  a semaphore that the renderers of several decks share
    last    what the build before left in memory, and where this one leaves it. A new one is filled even if the deck is there
    """
    started = time.perf_counter()
    path = choices.target(lesson)
    inputs = inputs_of(lesson, choices.settings, choices.theme, choices.template, choices.videos)
    if not choices.force and (last is None or last.placed) and is_current(path, inputs):
        return Built(path, 0, time.perf_counter() - started, fresh=False)
    slides, remarks = _make(lesson, choices, inputs, tell, run, places, last)
    write_stamp(path, inputs)
    return Built(path, slides, time.perf_counter() - started, fresh=True, remarks=remarks)


def only_edited(lesson: Lesson, choices: Choices) -> bool:
    """Whether a lesson's deck was edited since it was built, and would be built of the same things today."""
    path = choices.target(lesson)
    inputs = inputs_of(lesson, choices.settings, choices.theme, choices.template, choices.videos)
    return is_made_from(path, inputs) and is_edited(path)


def run_for(lesson: Lesson, choices: Choices) -> LessonRun:
    """What a lesson gives with these choices; what took long is kept in the output folder."""
    return run_lesson(lesson, choices.settings, KeptRecords(choices.folder(lesson) / "cache/records", choices.force))


def _make(
    lesson: Lesson,
    choices: Choices,
    inputs: Mapping[str, str],
    tell: Callable[[str], None],
    run: LessonRun | None,
    places: AbstractContextManager | None,
    last: LastBuild | None,
) -> tuple[int, tuple[str, ...]]:
    """Make the deck, stage by stage; how many slides it has, and what a lecturer should know."""
    # these load the whole engine, which a deck that is up to date does not need
    from deckwright.building import deck
    from deckwright.building.last import LastBuild
    from deckwright.building.videos import find_scenes
    from deckwright.equations.shelf import formulas_kept
    from deckwright.video.executor import local

    if run is None:
        tell("computing")
        run = run_for(lesson, choices)
    tell("reading slides.md")
    last, mistakes = last or LastBuild(), Mistakes()
    lecture = deck.read_lesson(run, last, mistakes)
    if choices.videos:
        find_scenes(lecture.deck, lesson, mistakes)
    said: tuple[str, ...] = ()
    with mistakes.gathered():
        theme, page = deck.look(THEMES[choices.theme], choices.template, lecture.front)
        last.looks(theme, page, choices.template, lecture.front.layouts)
        with mistakes.gathered():
            if not choices.videos:
                lecture, said = deck.without_videos(lecture, run, choices.folder(lesson), theme)
            elif not mistakes:  # nobody wants to wait for videos to hear of a slip in the words
                with local(choices.renderers, places) as workers:
                    lecture = deck.with_videos(lecture, run, choices.folder(lesson), theme, tell, workers)
        with formulas_kept(choices.folder(lesson) / "cache/formulas", lesson.name, choices.force):
            tell("laying out")
            placed = deck.lay_out_lecture(lecture, theme, page, last)
            mistakes.tell()
            tell("writing")
            target = choices.target(lesson)
            said += deck.write_deck(placed, run, target, theme, inputs, last, overwrite=choices.force)
    mistakes.tell()
    return len(placed.slides), (*said, *deck.remarks(choices.template, lecture.front))
