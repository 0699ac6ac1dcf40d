"""Everything that is wrong with a template: it is run again, each time without the expressions that failed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import jinja2

from deckwright.deck.text import Run
from deckwright.errors import Mistakes, Source, UserError
from deckwright.markdown.expression_value import ExpressionValue
from deckwright.markdown.placeholder import value_mark
from deckwright.markdown.plain_python import PLAIN_PYTHON
from deckwright.markdown.template import Environment, Rendered, joined, told
from deckwright.markdown.template_parts import Part, split
from deckwright.markdown.template_syntax import SyntaxEnvironment, readable
from deckwright.markdown.unknown_name import StandIn, UnknownName, passing

_ENOUGH = 100  # runs of one part: so many mistakes on a slide are no slips
_DEFINED = re.compile(r"\{%-?\s*(?:set|macro)\s+(\w+)|\b(?:as|import)\s+(\w+)")
_LATEX = r"[\\^_}}\w]\{{\{{\s*{}\s*\}}\}}"


class TemplateMistakes:
    """Gathers what is wrong with the template of a slides file, and gives what the rest of it makes.

    lost  names that a part which failed would have defined: that they are unknown then is no mistake of its own
    """

    def __init__(
        self,
        path: Path,
        names: Mapping[str, Any],
        functions: Mapping[str, Any],
        filters: Mapping[str, Any],
        mistakes: Mistakes,
    ):
        self.path, self.names, self.functions, self.filters = path, dict(names), functions, filters
        self.mistakes = mistakes
        self.numbers = count()
        self.lost: set[str] = set()

    def render(self, text: str) -> Rendered:
        """What the template gives, with a sign in the place of each expression that failed."""
        self.text = text
        plain = SyntaxEnvironment(self.filters)
        sound = readable(text, self.path, plain, self.mistakes)
        if sound is None:
            return self._nothing(1)
        try:
            parts = split(sound, plain.lexer.tokeniter(sound, None))
        except jinja2.TemplateSyntaxError as error:
            self.mistakes.add(told(error, Environment(self.path, self.functions, self.filters), self.names))
            return self._nothing(1)
        return joined([self._rendered(part) for part in parts])

    def _rendered(self, part: Part) -> Rendered:
        left_out: set[int] = set()
        for _ in range(_ENOUGH):
            environment = _Tolerant(self, left_out)
            try:
                text, defined = environment.run(part.text, self.names, part.first)
            except Exception as error:
                self._note(environment.unknown)
                self._add(told(error, environment, self.names), error)
                if not environment.at_work:
                    break
                left_out.add(environment.at_work[-1])
            else:
                self._note(environment.unknown)
                self.names |= defined
                return environment.rendered(text)
        self.lost |= {name for names in _DEFINED.findall(part.text) for name in names if name}
        return self._nothing(part.first)

    def _nothing(self, line: int) -> Rendered:
        return Rendered("\n", (Source(self.path, line), Source(self.path, line)), {}, ())

    def _note(self, unknown: Sequence[tuple[UnknownName, Source]]) -> None:
        for error, where in unknown:
            self._add(
                told(error, where, {**self.names, **self.functions} if error.owned else self.names, self.functions),
                error,
            )

    def _add(self, mistake: UserError, error: Exception) -> None:
        if isinstance(error, UnknownName) and not error.owned:
            if error.name in self.lost:
                return
            lines = self.text.split("\n")
            where = mistake.where
            line = lines[where.line - 1] if where and where.path == self.path and where.line <= len(lines) else ""
            if re.search(_LATEX.format(re.escape(error.name)), line):
                mistake.hint = "In LaTeX put a space between two opening braces: { { ... } }."
        self.mistakes.add(mistake)


class _Tolerant(Environment):
    """Goes on behind names that are unknown and values that can't be shown, and leaves some expressions out."""

    def __init__(self, gathering: TemplateMistakes, left_out: set[int]):
        stand_in = type("StandIn", (StandIn,), {"found": [], "place": staticmethod(self.place)})
        super().__init__(gathering.path, gathering.functions, gathering.filters, stand_in, gathering.numbers)
        self.unknown = stand_in.found
        self.mistakes, self.left_out = gathering.mistakes, left_out
        self.filters.update({name: passing(f) for name, f in self.filters.items()})
        functions = PLAIN_PYTHON | dict(gathering.functions)
        self.globals.update({name: passing(f) for name, f in functions.items()})

    def expression_value(self, index: int, value: Any) -> str:
        if isinstance(value, StandIn):
            value()  # is noted
        elif index not in self.left_out:
            with self.mistakes.gathered(self.origins[index].source):
                return super().expression_value(index, value)
        if self.at_work:
            self.at_work.pop()
        number = next(self._numbers)
        self.values[number] = ExpressionValue(self.origins[index], text=(Run("…"),))
        return value_mark(number)
