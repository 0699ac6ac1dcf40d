"""The slides of a lesson with some values of its parameters, as a page takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from deckwright.building.choices import Choices
from deckwright.building.laid_out import LaidOutLesson, lay_out_lesson
from deckwright.building.page import surface_of
from deckwright.lesson import Lesson, Parameter
from deckwright.lesson.parameters import setting
from deckwright.progress import Step, Tell
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


def unusual(parameters: Iterable[Parameter], values: Mapping[str, str]) -> dict[str, str]:
    """Those of some values that are not what the parameters are without being set."""
    known = (each for each in parameters if each.name in values)
    return {each.name: values[each.name] for each in known if each.value(values[each.name]) != each.default}


def make(lesson: Lesson, choices: Choices, settings: Iterable[str], tell: Tell) -> Made:
    """Run a lesson with ``K=V`` settings and draw its slides. Raises UserError for all that is wrong."""
    laid_out = lay_out_lesson(lesson, replace(choices, settings=tuple(settings)), tell)
    tell(Step("drawing"))
    surface = surface_of(laid_out, house=choices.template is None)
    parts = page_parts(laid_out.placed.slides, surface)
    trace = laid_out.trace
    return Made(
        parts,
        surface,
        _values(laid_out),
        tuple(parameter.in_words for parameter in laid_out.run.declared),
        laid_out.remarks,
        frozenset(trace.reads),
        frozenset(trace.writes),
    )


def _values(laid_out: LaidOutLesson) -> dict[str, str]:
    return {name: setting(name, value).partition("=")[2] for name, value in laid_out.run.parameters.items()}
