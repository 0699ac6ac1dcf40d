"""Build one deck: run the lesson, read and lay out its words, write the file; it is touched only if all went well."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from deckwright.building.choices import Choices
from deckwright.building.edited import is_edited
from deckwright.building.inputs import inputs_of, with_trace
from deckwright.lesson import Lesson
from deckwright.lesson.trace import Trace, content
from deckwright.progress import Step, Tell
from deckwright.store import Store, digest, key_of

if TYPE_CHECKING:
    from deckwright.building.laid_out import LaidOutLesson

KIND = "decks"


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
    seen: Callable[[LaidOutLesson], None] = lambda laid_out: None,
) -> Built:
    """Build a lesson's deck unless it is there already.

    tell    hears of each stage
    places  a semaphore that the renderers of several decks share
    store   what was made before; None for what is on disk
    anyway  build the deck even if it is there, so that the store has all of it in memory for the next time
    seen    is shown what is then written
    """
    started = time.perf_counter()
    path = choices.target(lesson)
    with store or store_of(lesson, choices) as store:
        inputs = _inputs(lesson, choices)
        if not anyway and _is_current(path, inputs, lesson.root, store):
            return Built(path, 0, time.perf_counter() - started, fresh=False)
        slides, remarks, trace = _make(lesson, choices, inputs, tell, places, seen)
        made = {"inputs": with_trace(inputs, trace, lesson.root), "trace": trace, "digest": digest(path)}
        store.put(KIND, key_of(path.name), made)
    return Built(path, slides, time.perf_counter() - started, fresh=True, remarks=remarks)


def only_edited(lesson: Lesson, choices: Choices) -> bool:
    """Whether a lesson's deck was edited since it was built, and would be built of the same things today."""
    path = choices.target(lesson)
    inputs = _inputs(lesson, choices)
    return is_edited(path) and _is_made_from(path, inputs, lesson.root, store_of(lesson, replace(choices, force=False)))


def _inputs(lesson: Lesson, choices: Choices) -> dict[str, str]:
    """The digests of what a lesson's deck is made from, and what was chosen."""
    inputs = inputs_of(lesson, choices.settings, choices.theme, choices.template, choices.videos)
    return inputs | ({"handout": choices.handout.style} if choices.handout else {})


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


def _make(
    lesson: Lesson,
    choices: Choices,
    inputs: Mapping[str, str],
    tell: Tell,
    places: AbstractContextManager | None,
    seen: Callable[[LaidOutLesson], None],
) -> tuple[int, tuple[str, ...], Trace]:
    """Make the deck, stage by stage: its number of slides, remarks for the lecturer, the files that were opened."""
    # these load the whole engine, which a deck that is up to date does not need
    from deckwright.building.deck import remarks
    from deckwright.building.document import write_document
    from deckwright.building.laid_out import lay_out_lesson
    from deckwright.building.page import write_page
    from deckwright.building.presentation import write_deck

    laid_out = lay_out_lesson(lesson, choices, tell, places)
    seen(laid_out)
    tell(Step("writing"))
    target, made_from = choices.target(lesson), with_trace(inputs, laid_out.trace, lesson.root)
    write = {"pptx": write_deck, "html": write_page, "pdf": write_document}[choices.to]
    said = write(laid_out, choices, target, made_from)
    said += remarks(choices.template, laid_out.front)
    return len(laid_out.placed.slides), (*laid_out.remarks, *said), laid_out.trace
