"""Build one deck: run the lesson, read and lay out its words, write the file; it is touched only if all went well."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from deckwright.building.edited import is_edited
from deckwright.building.inputs import inputs_of, with_trace
from deckwright.errors import Mistakes
from deckwright.lesson import Lesson, LessonRun, run_lesson
from deckwright.lesson.inputs import record_key
from deckwright.lesson.trace import Trace, content, traced
from deckwright.progress import Step, Tell
from deckwright.store import Store, current, digest, key_of
from deckwright.theme import THEMES

KIND = "decks"
FORMATS = ("pptx", "html")  # what a deck is written as


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line can choose for a deck.

    out       the folder to build into; None for out/ in the course
    settings  parameters as ``K=V``
    to        one of FORMATS
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

    def folder(self, lesson: Lesson) -> Path:
        """The folder that everything made from a lesson goes to."""
        return self.out or lesson.root / "out"

    def target(self, lesson: Lesson) -> Path:
        """The file that a lesson's deck goes to."""
        return self.folder(lesson) / f"{lesson.name}.{self.to}"


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
    tell: Tell = lambda step: None,
    places: AbstractContextManager | None = None,
    store: Store | None = None,
    anyway: bool = False,
) -> Built:
    """Build a lesson's deck unless it is there already.

    tell    hears of each stage
    places  a semaphore that the renderers of several decks share
    store   what was made before; None for what is on disk
    anyway  build the deck even if it is there, so that the store has all of it in memory for the next time
    """
    started = time.perf_counter()
    path = choices.target(lesson)
    with store or store_of(lesson, choices) as store:
        inputs = inputs_of(lesson, choices.settings, choices.theme, choices.template, choices.videos)
        if not anyway and _is_current(path, inputs, lesson.root, store):
            return Built(path, 0, time.perf_counter() - started, fresh=False)
        slides, remarks, trace = _make(lesson, choices, inputs, tell, places)
        made = {"inputs": with_trace(inputs, trace, lesson.root), "trace": trace, "digest": digest(path)}
        store.put(KIND, key_of(path.name), made)
    return Built(path, slides, time.perf_counter() - started, fresh=True, remarks=remarks)


def only_edited(lesson: Lesson, choices: Choices) -> bool:
    """Whether a lesson's deck was edited since it was built, and would be built of the same things today."""
    path = choices.target(lesson)
    inputs = inputs_of(lesson, choices.settings, choices.theme, choices.template, choices.videos)
    return is_edited(path) and _is_made_from(path, inputs, lesson.root, store_of(lesson, replace(choices, force=False)))


def store_of(lesson: Lesson, choices: Choices) -> Store:
    """The store beside what is made from a lesson."""
    return Store(choices.folder(lesson) / "cache", choices.force)


def trace_of(lesson: Lesson, choices: Choices, store: Store) -> Trace:
    """What was read and written when a lesson's deck was made; nothing where it is not known."""
    made = store.get(KIND, key_of(choices.target(lesson).name))
    return made["trace"] if made else Trace()


def _is_current(path: Path, inputs: Mapping[str, str], root: Path, store: Store) -> bool:
    """Whether a deck is there, untouched since it was made, and was made from these inputs."""
    if not path.is_file() or not _is_made_from(path, inputs, root, store):
        return False
    return store.get(KIND, key_of(path.name))["digest"] == digest(path)


def _is_made_from(path: Path, inputs: Mapping[str, str], root: Path, store: Store) -> bool:
    """Whether these are the inputs of the deck that was made there last, whoever touched it since."""
    made = store.get(KIND, key_of(path.name))
    if not made:
        return False
    trace = Trace({file: content(file) for file in made["trace"].reads}, made["trace"].writes)
    return made["inputs"] == with_trace(inputs, trace, root)


def _run(lesson: Lesson, choices: Choices) -> LessonRun:
    """What a lesson gives with these choices; it need not even be loaded if this process had it run before."""
    store = current()
    key = record_key(lesson, choices.settings)
    run = store.get("runs", key)
    if not run or not run.trace.is_current():
        run = run_lesson(lesson, choices.settings)
        store.put("runs", record_key(lesson, choices.settings), run, disk=False)
    store.about(run.key)
    return run


def _make(
    lesson: Lesson,
    choices: Choices,
    inputs: Mapping[str, str],
    tell: Tell,
    places: AbstractContextManager | None,
) -> tuple[int, tuple[str, ...], Trace]:
    """Make the deck, stage by stage: its number of slides, remarks for the lecturer, the files that were opened."""
    # these load the whole engine, which a deck that is up to date does not need
    from deckwright.building import deck
    from deckwright.building.videos import find_scenes
    from deckwright.layout.lay_out import lay_out
    from deckwright.video.workers.executors import local

    tell(Step("computing"))
    run, mistakes = _run(lesson, choices), Mistakes()
    tell(Step("reading slides.md"))
    with traced() as read:
        lecture = deck.read_lesson(run, mistakes)
    trace = run.trace | read()
    if choices.videos:
        find_scenes(lecture.deck, lesson, mistakes)
    said: tuple[str, ...] = ()
    with mistakes.gathered():
        theme, page = deck.look(THEMES[choices.theme], choices.template, lecture.front)
        with mistakes.gathered():
            if not choices.videos:
                lecture, said = deck.without_videos(lecture, run, choices.folder(lesson), theme)
            elif not mistakes:  # nobody wants to wait for videos to hear of a slip in the words
                with local(choices.renderers, places) as workers:
                    lecture = deck.with_videos(lecture, run, choices.folder(lesson), theme, tell, workers)
        placed = lay_out(lecture.deck, theme, page, lambda number, of: tell(Step("laying out", number, of, "slides")))
        mistakes.tell()
        tell(Step("writing"))
        target, made_from = choices.target(lesson), with_trace(inputs, trace, lesson.root)
        if choices.to == "html":
            from deckwright.building.page import surface_of, write_page

            surface = surface_of(placed, run, theme, page, house=choices.template is None)
            said += write_page(placed, surface, target, overwrite=choices.force)
        else:
            opened = deck.presentation(theme, page, choices.template, lecture.front)
            said += deck.write_deck(placed, run, target, theme, made_from, opened, overwrite=choices.force)
    mistakes.tell()
    return len(placed.slides), (*said, *deck.remarks(choices.template, lecture.front)), trace
