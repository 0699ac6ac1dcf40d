"""The slides of a lesson with some values of its parameters, as a page takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from deckwright.building.choices import Choices
from deckwright.building.laid_out import Ahead, LaidOutLesson, lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.lesson import Lesson, Parameter
from deckwright.lesson.parameters import setting
from deckwright.progress import Step
from deckwright.svg.slide import Surface
from deckwright.web.page import PageParts, page_parts


class Refused(Exception):
    """These values, or the words of the lesson, can't be slides. Its text says why."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made; it travels between processes.

    values      each parameter's value, as ``--set`` takes it
    parameters  what the lesson takes
    remarks     what a lecturer should know of it
    reads       the files that it was made from
    writes      those that the lesson writes by itself
    """

    parts: PageParts
    surface: Surface
    values: dict[str, str]
    parameters: tuple[Parameter, ...]
    remarks: tuple[str, ...]
    reads: frozenset[str]
    writes: frozenset[str]

    @property
    def chosen(self) -> dict[str, str]:
        """The values that are not the lesson's own, which it may change."""
        return unusual(self.parameters, self.values)


@dataclass(frozen=True, slots=True)
class Opened:
    """The slide that the class looks at: its key, and the number of its first page."""

    key: str
    number: int


@dataclass(frozen=True, slots=True)
class MadeFirst:
    """The slide that the class looks at, while the others are still being made."""

    parts: PageParts
    surface: Surface


Hear = Callable[[Step | MadeFirst], None]


def unusual(parameters: Iterable[Parameter], values: Mapping[str, str]) -> dict[str, str]:
    """Those of some values that are not what the parameters are without being set."""
    known = (each for each in parameters if each.name in values)
    return {each.name: values[each.name] for each in known if each.value(values[each.name]) != each.default}


def make(lesson: Lesson, choices: Choices, settings: Iterable[str], hear: Hear, opened: Opened | None = None) -> Made:
    """Run a lesson with ``K=V`` settings and draw its slides. Raises UserError for all that is wrong.

    opened  the slide that is made first; ``hear`` is given it, as it is each stage
    """

    def drawn(laid_out: LaidOutLesson, first: int = 1) -> MadeFirst:
        surface = surface_of(laid_out, house=choices.template is None)
        return MadeFirst(page_parts(laid_out.placed.slides, surface, first), surface)

    ahead = opened and Ahead(opened.key, lambda laid_out: hear(drawn(laid_out, opened.number)))
    laid_out = lay_out_lesson(lesson, replace(choices, settings=tuple(settings)), hear, ahead=ahead)
    hear(Step("drawing"))
    made = drawn(laid_out)
    trace = laid_out.trace
    return Made(
        made.parts,
        made.surface,
        _values(laid_out),
        tuple(parameter.in_words for parameter in laid_out.run.declared),
        laid_out.remarks,
        frozenset(trace.reads),
        frozenset(trace.writes),
    )


def _values(laid_out: LaidOutLesson) -> dict[str, str]:
    return {name: setting(name, value).partition("=")[2] for name, value in laid_out.run.parameters.items()}
