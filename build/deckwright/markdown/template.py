"""Jinja2, with one difference: ``{{ expression }}`` hands the value itself to the deck, not its text."""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deckwright.deck.figure import Origin
from deckwright.errors import Source, UserError, UserErrors
from deckwright.figures.value import is_tensor
from deckwright.markdown.failed_expression import failed_expression, syntax_error
from deckwright.markdown.handed import Handed, hand_over
from deckwright.markdown.placeholder import LINE, line_mark, value_mark
from deckwright.markdown.plain_python import PLAIN_PYTHON
from deckwright.markdown.unknown_name import StandIn, Unknown, UnknownName, passing

_HAND_OVER = "_deckwright_hand_over"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The Markdown that a template gave.

    text     with a placeholder for each value
    lines    where each line of the text comes from
    values   what stands behind the placeholders
    origins  every expression of the template, shown or not
    """

    text: str
    lines: tuple[Source, ...]
    values: Mapping[int, Handed]
    origins: tuple[Origin, ...]


def render(
    path: Path, body: str, names: Mapping[str, Any], functions: Mapping[str, Any], filters: Mapping[str, Any]
) -> Rendered:
    """Run the template of a slides file on a lesson's values."""
    environment = Environment(path, functions, filters)
    try:
        text = environment.template(body).render(dict(names))
    except UserError as error:
        error.located(environment.line_at_work(error))
        raise
    except jinja2.TemplateSyntaxError as error:
        raise syntax_error(error, environment.filters, path) from None
    except jinja2.TemplateNotFound as error:
        raise UserError(f"No file {error.message!r} to include.", where=environment.line_at_work(error)) from None
    except UnknownName as error:
        unknown = _all_unknown(path, body, names, functions, filters) or [(error, environment.line_at_work(error))]
        told = [_told(*each, names, functions) for each in unknown]
        raise (UserErrors(told) if len(told) > 1 else told[0]) from None
    except Exception as error:
        raise failed_expression(error, environment.globals, environment.line_at_work(error)) from error
    return environment.rendered(text)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 for one slides file. Its sandbox keeps a template from changing the record that it shows.

    sources  where each line of each text that was compiled comes from
    origins  every expression that was compiled
    values   what was handed over, each with the number in its placeholder
    first    the line of the slides file at which the text that is compiled starts
    loaded   how many other files were asked for
    """

    def __init__(
        self,
        path: Path,
        functions: Mapping[str, Any],
        filters: Mapping[str, Any],
        undefined: type[jinja2.Undefined] = Unknown,
    ):
        self.path = path
        self.sources: list[Source] = []
        self.origins: list[Origin] = []
        self.values: dict[int, Handed] = {}
        self.first, self.loaded = 1, 0
        self._numbers = count()
        super().__init__(
            extensions=[_HandOver],
            loader=jinja2.FunctionLoader(self._load),
            cache_size=0,  # what another file says may have changed since it was read
            undefined=undefined,
            comment_start_string="{# ",  # so that pandoc's {#id} stays an attribute
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters.update(filters)
        self.globals.update(PLAIN_PYTHON | dict(functions) | {_HAND_OVER: self.hand_over})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a.b is: where there is no such attribute Jinja2 asks for an entry, but those of a Tensor have no names."""
        if is_tensor(obj) and not hasattr(obj, attribute):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        self.loaded += 1
        file = self.path.parent / name
        return (file.read_text(encoding="utf-8"), str(file), lambda: True) if file.is_file() else None

    def template(self, text: str, first: int = 1) -> jinja2.Template:
        """The template of a text that starts at this line of the slides file; what was handed over before is forgotten."""
        self.first, self.values = first, {}
        code = self.compile(text, self.path.name, str(self.path))
        return jinja2.Template.from_code(self, code, self.make_globals(None))

    def rendered(self, text: str, origins: int = 0) -> Rendered:
        """A text that came out of a template, with all that belongs to it. origins: how many were there before it."""
        return Rendered(*_line_map(text, self), self.values, tuple(self.origins[origins:]))

    def hand_over(self, index: int, value: Any) -> str:
        """Keep a value for the deck and leave a placeholder in the text."""
        if isinstance(value, jinja2.Undefined):
            value()  # says which name is unknown
            return ""
        handed = hand_over(value, self.origins[index])
        if isinstance(handed, str):
            return handed
        number = next(self._numbers)
        self.values[number] = handed
        return value_mark(number)

    def line_at_work(self, error: BaseException) -> Source:
        """The line of the template that was at work when something was raised."""
        files = {str(source.path) for source in self.sources} | {str(self.path)}
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in files]
        return Source(Path(frames[-1].filename), frames[-1].lineno or 1) if frames else Source(self.path, 1)


class _HandOver(Extension):
    """Wraps each printed expression in a call of hand_over, and marks where each line of text comes from."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        self.expressions = self._expressions(source, name, filename)
        return source

    def _expressions(self, source: str, name: str | None, filename: str | None) -> Iterator[str]:
        """The text between the braces of each expression, in order."""
        parts: list[str] | None = None
        for _, kind, text in self.environment.lexer.tokeniter(source, name, filename):
            if kind == "variable_begin":
                parts = []
            elif kind == "variable_end" and parts is not None:
                yield " ".join("".join(parts).split())
                parts = None
            elif parts is not None:
                parts.append(text)

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        path = Path(stream.filename or self.environment.path)
        before = self.environment.first - 1 if path == self.environment.path else 0
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(token.value, path, before + token.lineno))
            elif token.type == "variable_begin":
                yield token
                yield from self._call(token.lineno, Source(path, before + token.lineno))
            elif token.type == "variable_end":
                yield from (Token(token.lineno, "rparen", ")"), Token(token.lineno, "rparen", ")"), token)
            else:
                yield token

    def _call(self, line: int, source: Source) -> Iterator[Token]:
        origins = self.environment.origins
        origins.append(Origin(source, next(self.expressions, "")))
        yield Token(line, "name", _HAND_OVER)
        yield Token(line, "lparen", "(")
        yield Token(line, "integer", len(origins) - 1)
        yield Token(line, "comma", ",")
        yield Token(line, "lparen", "(")

    def _marked(self, text: str, path: Path, first: int) -> str:
        lines = text.split("\n")
        self.environment.sources += (Source(path, first + i) for i in range(len(lines)))
        start = len(self.environment.sources) - len(lines)
        return "\n".join(line_mark(start + i) + line for i, line in enumerate(lines))


def _all_unknown(
    path: Path, body: str, names: Mapping[str, Any], functions: Mapping[str, Any], filters: Mapping[str, Any]
) -> list[tuple[UnknownName, Source]]:
    """Every unknown name of a template, in the order in which they are met, and where; each once."""
    stand_in = type("StandIn", (StandIn,), {"found": []})
    environment = Environment(path, functions, filters, stand_in)
    environment.filters.update({name: passing(f) for name, f in environment.filters.items()})
    environment.globals.update({name: passing(f) for name, f in (PLAIN_PYTHON | dict(functions)).items()})
    with contextlib.suppress(Exception):  # what else is wrong is told when the names are right
        environment.template(body).render(dict(names))
    return list({(error.name, where): (error, where) for error, where in stand_in.found}.values())


def _told(error: UnknownName, where: Source, names: Mapping[str, Any], functions: Mapping[str, Any]) -> UserError:
    return UserError(error.message, where=where, hint=error.hint(names, functions))


def _line_map(text: str, environment: Environment) -> tuple[str, tuple[Source, ...]]:
    """Take the line marks out of a text; where each of its lines comes from."""
    lines, origins = [], []
    here = Source(environment.path, 1)
    for line in text.split("\n"):
        rest, leading = line, None
        while mark := LINE.match(rest):
            leading, rest = mark, rest[mark.end() :]
        mark = leading or LINE.search(line)
        here = environment.sources[int(mark[1])] if mark else here
        origins.append(here)
        lines.append(LINE.sub("", line))
    return "\n".join(lines), tuple(origins)
