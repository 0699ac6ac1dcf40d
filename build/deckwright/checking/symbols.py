r"""The symbols of a course: each letter of a formula means what is said of it, in every lecture or in some.

``lessons/symbols.yaml`` lists them. An entry that names no lectures holds for all; in those that another entry of the
same symbol names, that one holds instead. A symbol is a letter, with its accent; scripts belong to it where an entry
has them, such as ``\tau_m``, and are formulas of their own where none has: ``w_{ij}`` is w, i and j. So indices are
symbols too. Digits, words, names of functions and signs such as ∂ are none.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deckwright.checking.course_file import CourseFile
from deckwright.deck.block import Block
from deckwright.deck.equation import Equation
from deckwright.deck.text import Code, Math
from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.equations.letters import letters, name
from deckwright.errors import Mistakes, Source, UserError, did_you_mean
from deckwright.lesson import Lesson, lessons_of
from deckwright.markdown.lecture import Lecture

FILE = "symbols.yaml"
_KEYS = ("symbol", "means", "lectures")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol as a formula and by its plain name, what it means, in which lectures, and where it is listed.

    lectures  numbers or names as they are written; none for all of the course
    """

    formula: Formula
    name: str
    means: str
    lectures: tuple[str, ...]
    where: Source

    def names(self, lesson: Lesson) -> bool:
        """Whether it is said to hold in this lecture."""
        return lesson.name in self.lectures or str(lesson.number) in self.lectures


def symbols_of(root: Path) -> tuple[Symbol, ...]:
    """The symbols of a course; none where it has no such file. Raises UserError where the file can't be read."""
    path = root / "lessons" / FILE
    if not path.is_file():
        return ()
    file = CourseFile.read(path, "The list of symbols")
    return tuple(_symbol(file, entry) for entry in file.entries("a list of symbols"))


def _symbol(file: CourseFile, entry: yaml.Node) -> Symbol:
    said, where = file.said(entry, _KEYS, ("symbol", "means")), file.source(entry)
    formula = Formula(said["symbol"])
    try:
        called = name(formula)
    except EquationError as error:
        raise error.at(where) from None
    if not called:
        hint = "An entry is for a letter, with accents and scripts if they are its own, and without $."
        raise UserError(f"{formula.latex!r} is not one symbol.", where=where, hint=hint)
    lectures = said.get("lectures", ())
    return Symbol(formula, called, said["means"], (lectures,) if isinstance(lectures, str) else lectures, where)


def by_letter(symbols: Sequence[Symbol]) -> list[list[Symbol]]:
    """The entries of each symbol together, those that hold everywhere first, in the order of the alphabet."""
    entries: dict[str, list[Symbol]] = {}
    for symbol in sorted(symbols, key=_place_in_the_alphabet):
        entries.setdefault(symbol.name, []).append(symbol)
    return [sorted(meanings, key=lambda symbol: bool(symbol.lectures)) for meanings in entries.values()]


def _place_in_the_alphabet(symbol: Symbol) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", symbol.name)
    return plain.casefold(), plain.swapcase()  # a before A


def unexplained_symbols(lecture: Lecture, lesson: Lesson) -> Iterator[UserError]:
    """Symbols of which nothing is said, and entries for lectures that aren't there, that double others or are stale."""
    symbols = symbols_of(lesson.root)
    yield from _no_such_lecture(symbols, lesson.root)
    if symbols and lesson.number != 0:  # 00 is no lecture
        own = [symbol for symbol in symbols if symbol.names(lesson)]
        yield from _doubled(own, "in this lecture")
        yield from _doubled([symbol for symbol in symbols if not symbol.lectures], "in all lectures")
        known = {symbol.name for symbol in symbols if not symbol.lectures or symbol in own}
        used = _first_uses(lecture, known)
        yield from _missing({found: where for found, where in used.items() if found not in known}, symbols)
        yield from _stale([symbol for symbol in own if symbol.name not in used], lesson)


def _no_such_lecture(symbols: Sequence[Symbol], root: Path) -> Iterator[UserError]:
    lessons = lessons_of(root)
    known = {each.name for each in lessons} | {str(each.number) for each in lessons}
    for symbol in symbols:
        for lecture in symbol.lectures:
            if lecture not in known:
                message = f"lessons/{FILE} says {lecture!r} for {symbol.name}: no such lecture."
                yield UserError(message, where=symbol.where, hint=did_you_mean(lecture, known))


def _doubled(symbols: Sequence[Symbol], place: str) -> Iterator[UserError]:
    first: dict[str, Symbol] = {}
    for symbol in symbols:
        if (other := first.setdefault(symbol.name, symbol)) is not symbol:
            message = f"{symbol.name} is listed twice {place}; the first time at line {other.where.line}."
            yield UserError(message, where=symbol.where, hint="Take one entry away, or another letter.")


def _missing(places: dict[str, Source | None], symbols: Sequence[Symbol]) -> Iterator[UserError]:
    for found, where in places.items():
        elsewhere = sorted({lecture for symbol in symbols if symbol.name == found for lecture in symbol.lectures})
        but = f", only for {', '.join(elsewhere)}" if elsewhere else ""
        message = f"Nothing is said of the symbol {found} for this lecture{but}."
        hint = f"Add it to lessons/{FILE}, or take a letter that has this meaning already."
        yield UserError(message, where=where, hint=hint)


def _stale(symbols: Sequence[Symbol], lesson: Lesson) -> Iterator[UserError]:
    for symbol in symbols:
        message = f"No formula of the lecture {lesson.name!r} has the symbol {symbol.name}."
        yield UserError(message, where=symbol.where, hint="Take the lecture out of the entry.")


def _first_uses(lecture: Lecture, known: set[str]) -> dict[str, Source | None]:
    """The symbols of a lecture's formulas, each with its first place."""
    used: dict[str, Source | None] = {}
    unread = Mistakes()  # the layout tells these
    for slide in lecture.deck.slides:
        for formula, where in _formulas(slide, slide.source):
            with unread.gathered():
                for found in letters(formula, known):
                    used.setdefault(found, where)
    return used


def _formulas(thing: Any, where: Source | None) -> Iterator[tuple[Formula, Source | None]]:
    """Every formula inside a record, with the line that it comes from."""
    if isinstance(thing, (Code, str, int, float)):  # a chart has thousands of numbers
        return
    if isinstance(thing, Math):
        yield thing.formula, thing.source or where
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _formulas(part, where)
    elif dataclasses.is_dataclass(thing):
        if isinstance(thing, Block):
            where = thing.source or where
        if isinstance(thing, Equation):
            yield from ((line.formula, where) for line in thing.lines)
            yield from _formulas(tuple(line.reason for line in thing.lines), where)
        else:
            for field in dataclasses.fields(thing):
                yield from _formulas(getattr(thing, field.name), where)
