"""The page with what a live lecture adds: the panel of the parameters, and the scripts that hear of changes."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from deckwright.language import speaking, spoken
from deckwright.lesson import Parameter
from deckwright.lesson.parameters import setting
from deckwright.live.lecture import Lecture
from deckwright.live.shown import Shown
from deckwright.live.words import listening_words, panel_words
from deckwright.web.page import Addition, page_of

DECADES = 2  # that a range spans whose slider goes by factors, not by differences


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter in the panel. default, value: as ``--set`` takes them"""

    parameter: Parameter
    value: str

    @property
    def name(self) -> str:
        return self.parameter.name

    @property
    def default(self) -> str:
        return setting(self.name, self.parameter.default).partition("=")[2]

    @property
    def control(self) -> str:
        """How it is changed: by a slider with a number, a number alone, a list, a tick or a text."""
        parameter = self.parameter
        if parameter.many:
            return "text"
        if parameter.choices:
            return "list"
        if parameter.kind is bool:
            return "tick"
        if parameter.kind is str:
            return "text"
        return "slider" if parameter.range else "number"

    @property
    def reach(self) -> list[str]:
        """The range's ends, with all their digits."""
        limits = self.parameter.range
        ends = (f"{int(end):,}" if end == int(end) else f"{end:g}" for end in (limits.low, limits.high))
        return [spoken().number(end) for end in ends]

    @property
    def scale(self) -> str:
        """How a slider's way becomes a value: in whole numbers, evenly, or by factors."""
        if self.parameter.kind is int:
            return "whole"
        low, high = self.parameter.range.low, self.parameter.range.high
        return "factors" if low > 0 and math.log10(high / low) >= DECADES else "even"


def lecturers_page(lecture: Lecture, shared: str) -> str:
    """The page with the panel. shared: the address that students open, "" for none"""
    made = lecture.made
    fields = [Field(parameter, made.values[parameter.name]) for parameter in made.parameters]
    with speaking(made.surface.deck.language):
        state = _json(lecture.state(True) | {"words": listening_words()})
        panel = _panel().render(fields=fields, shared=shared, state=state, words=panel_words())
    return page_of(made.parts, made.surface, Addition(Markup(panel), _file("live.css"), _scripts("news", "panel")))


def students_page(lecture: Lecture) -> str:
    """The page that follows the lecturer."""
    return _listening_page(lecture, "follow", lecturer=False)


def draft_page(draft: Shown) -> str:
    """The page that follows its author."""
    return _listening_page(draft, "draft", lecturer=True)


def _listening_page(shown: Shown, script: str, lecturer: bool) -> str:
    with speaking(shown.surface.deck.language):
        state = _json(shown.state(lecturer) | {"words": listening_words()})
    state = Markup(f'\n<script type="application/json" id="live">{state}</script>')
    addition = Addition(state, _file("live.css"), _scripts("news", script))
    return page_of(shown.parts, shown.surface, addition, notes=lecturer)


def _json(content: object) -> Markup:
    return Markup(json.dumps(content, ensure_ascii=False).replace("<", "\\u003c"))


def _scripts(*names: str) -> str:
    return "\n".join(_file(f"{name}.js") for name in names)


@cache
def _panel():
    return Environment(autoescape=True).from_string(_file("panel.html"))


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
