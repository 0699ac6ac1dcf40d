"""From a lesson to its slides with everything at its place: what every format is written from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace

from deckwright.building import deck
from deckwright.building.choices import Choices
from deckwright.building.videos import find_scenes
from deckwright.errors import Mistakes, UserError
from deckwright.layout.lay_out import lay_out, lay_out_slide
from deckwright.layout.page import Page
from deckwright.layout.placed import PlacedDeck
from deckwright.lesson import Lesson, LessonRun, run_lesson
from deckwright.lesson.inputs import record_key
from deckwright.lesson.trace import Trace, traced
from deckwright.markdown.front_matter import FrontMatter
from deckwright.progress import Step, Tell
from deckwright.store import current
from deckwright.theme import THEMES, Theme
from deckwright.video.workers.executors import local


@dataclass(frozen=True, slots=True)
class LaidOutLesson:
    """A lesson's placed slides with all that they were made from.

    remarks  what a lecturer should know of them
    trace    the files that were opened
    """

    placed: PlacedDeck
    run: LessonRun
    front: FrontMatter
    theme: Theme
    page: Page
    remarks: tuple[str, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Ahead:
    """A slide that somebody waits for: it is laid out, and shown, before the others.

    key   the slide's
    show  takes the lesson with this slide alone
    """

    key: str
    show: Callable[[LaidOutLesson], None]


def lay_out_lesson(
    lesson: Lesson,
    choices: Choices,
    tell: Tell = lambda step: None,
    places: AbstractContextManager | None = None,
    ahead: Ahead | None = None,
) -> LaidOutLesson:
    """Run a lesson, read its words, render its videos and lay it all out. Raises UserError for all that is wrong.

    tell    hears of each stage
    places  a semaphore that the renderers of several decks share
    """
    tell(Step("computing"))
    run, mistakes = _run(lesson, choices), Mistakes()
    tell(Step("reading slides.md"))
    with traced() as read:
        lecture = deck.read_lesson(run, mistakes)
    if choices.videos:
        find_scenes(lecture.deck, lesson, mistakes)
    said: tuple[str, ...] = ()
    with mistakes.gathered():
        theme, page = deck.look(THEMES[choices.theme], choices.template, lecture.front)
        with mistakes.gathered():
            if not choices.videos:
                folder = choices.folder(lesson)
                lecture, said = deck.without_videos(lecture, run, folder, theme, choices.kept)
            elif not mistakes:  # nobody wants to wait for videos to hear of a slip in the words
                with local(choices.renderers, places) as workers:
                    lecture = deck.with_videos(lecture, run, choices.folder(lesson), theme, tell, workers)
        empty = PlacedDeck(lecture.deck, (), page.width, page.height)
        laid_out = LaidOutLesson(empty, run, lecture.front, theme, page, (*run.remarks, *said), run.trace | read())
        if ahead and not mistakes:
            with suppress(UserError):  # it is told with all others
                placed = replace(empty, slides=lay_out_slide(ahead.key, lecture.deck, theme, page))
                ahead.show(replace(laid_out, placed=placed))
        placed = lay_out(lecture.deck, theme, page, lambda number, of: tell(Step("laying out", number, of, "slides")))
    mistakes.tell()
    return replace(laid_out, placed=placed)


def _run(lesson: Lesson, choices: Choices) -> LessonRun:
    """What a lesson gives with these choices; it need not even be loaded if this process had it run before."""
    store = current()
    key = record_key(lesson, choices.settings)
    run = store.get("runs", key)
    if not run or not run.trace.is_current():
        run = run_lesson(lesson, choices.settings)
        store.put("runs", record_key(lesson, choices.settings), replace(run, remarks=()), disk=False)
    store.about(run.key)
    return run
