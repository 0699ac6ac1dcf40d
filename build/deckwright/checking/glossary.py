"""The terms of a course: each is defined once, in the first lecture that needs it, and used from there on.

``lessons/glossary.yaml`` lists them, each with the lecture that defines it and what it means; that lecture marks the
place by ``[the term]{.term}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from deckwright.checking.course_file import CourseFile
from deckwright.deck.drawing import Drawing
from deckwright.deck.figure import inside
from deckwright.deck.slide import Slide
from deckwright.deck.text import Run
from deckwright.errors import Source, UserError, did_you_mean
from deckwright.lesson import Lesson, lessons_of
from deckwright.markdown.authored_text import OTHER
from deckwright.markdown.lecture import Lecture

FILE = "glossary.yaml"
ANNOUNCING = ("title", "section", "references")  # layouts of slides that name what is to come, or what others wrote
MAP = "course map"  # the kind of the drawing that shows all lectures
_KEYS = ("lecture", "means", "also")


@dataclass(frozen=True, slots=True)
class Term:
    """A term, the name of the lecture that defines it, what it means, its other forms, and where it is listed."""

    name: str
    lecture: str
    means: str
    also: tuple[str, ...]
    where: Source

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its forms as whole words, in any case; a plural by s is one of them."""
        forms = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in (self.name, *self.also))
        return re.compile(rf"(?<![\w-])(?:{forms})s?(?![\w-])", re.IGNORECASE)


def glossary_of(root: Path) -> tuple[Term, ...]:
    """The glossary of a course; none where it has no such file. Raises UserError where the file can't be read."""
    path = root / "lessons" / FILE
    if not path.is_file():
        return ()
    file = CourseFile.read(path, "The glossary")
    return tuple(_term(file, key, entry) for key, entry in file.pairs(file.node, "a term and what is said of it"))


def _term(file: CourseFile, key: yaml.Node, node: yaml.Node) -> Term:
    name = str(key.value)
    said = file.said(node, _KEYS, ("lecture", "means"), name)
    also = said.get("also", ())
    return Term(name, said["lecture"], said["means"], (also,) if isinstance(also, str) else also, file.source(key))


def misplaced_terms(lecture: Lecture, lesson: Lesson) -> Iterator[UserError]:
    """Terms that are used before they are defined, and definitions that the glossary doesn't know of."""
    terms = glossary_of(lesson.root)
    numbers = {each.name: each.number for each in lessons_of(lesson.root)}
    marked: dict[str, Source] = {}
    for word, where in lecture.terms if terms else ():
        term = next((term for term in terms if term.pattern.fullmatch(word)), None)
        if term:
            marked.setdefault(term.name, where)
        else:
            hint = did_you_mean(word, [term.name for term in terms]) or f"Add it to lessons/{FILE}."
            yield UserError(f"The term {word!r} is not in the glossary.", where=where, hint=hint)
    for term in terms:
        if term.lecture not in numbers:
            hint = did_you_mean(term.lecture, numbers)
            yield UserError(
                f"The glossary says {term.lecture!r} for {term.name!r}: no such lecture.", where=term.where, hint=hint
            )
        elif term.lecture == lesson.name and term.name not in marked:
            hint = f"Mark the place: [{term.name}]{{.term}}."
            yield UserError(
                f"This lecture defines {term.name!r}, and no slide marks where.", where=term.where, hint=hint
            )
        elif lesson.number != 0 and (lesson.number or 0) <= (numbers[term.lecture] or 0):  # 00 is no lecture
            yield from _early(term, lecture, marked.get(term.name), numbers[term.lecture])


def _early(term: Term, lecture: Lecture, definition: Source | None, number: int | None) -> Iterator[UserError]:
    """Uses of a term on the slides before the one that defines it; one that names the lecture to come is none."""
    named = re.compile(rf"\blectures? (?:\d+(?: to |, | and ))*{number}\b")
    for slide in _before(lecture.deck.slides, definition):
        words = _words(slide)
        announced = slide.layout in ANNOUNCING or _is_map(slide) or number and named.search(words)
        if term.pattern.search(words) and not announced:
            place = f"on the slide at line {definition.line}" if definition else f"in lecture {number}"
            message = f"The term {term.name!r} is used before it is defined, {place}."
            hint = "Say it in other words, define it here, or name the lecture that will."
            yield UserError(message, where=slide.source, hint=hint)


def _is_map(slide: Slide) -> bool:
    """Whether a slide shows the course's map, which names all lectures."""
    return any(drawing.kind == MAP for drawing in inside(slide.blocks, Drawing))


def _before(slides: Sequence[Slide], definition: Source | None) -> Sequence[Slide]:
    """The slides before the one with the definition; all of them where it is in a later lecture."""
    if definition is None:
        return slides
    at = [k for k, slide in enumerate(slides) if slide.source and slide.source.line <= definition.line]
    return slides[: at[-1]] if at else ()


def _words(slide: Slide) -> str:
    """The sentences, cells and labels of a slide, without its notes."""
    return "\n".join(_texts(replace(slide, notes=())))


def _texts(thing: Any) -> Iterator[str]:
    """Every text inside a record, its runs put together."""
    if isinstance(thing, tuple) and any(isinstance(part, Run) for part in thing):
        yield "".join(part.text if isinstance(part, Run) else OTHER for part in thing)
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts(part)
    elif is_dataclass(thing):
        for field in fields(thing):
            if field.name != "alt":
                yield from _texts(getattr(thing, field.name))
