"""Jinja2, with one difference: ``{{ expression }}`` hands the value itself to the deck, not its text."""

from __future__ import annotations

import functools
import re
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Macro, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from deckwright.deck.figure import Origin
from deckwright.errors import Source, UserError
from deckwright.figures.value import is_tensor
from deckwright.markdown.expression_value import ExpressionValue, expression_value
from deckwright.markdown.failed_expression import failed_expression, syntax_error
from deckwright.markdown.picture import refuse_outside
from deckwright.markdown.placeholder import LINE, line_mark, value_mark
from deckwright.markdown.plain_python import PLAIN_PYTHON
from deckwright.markdown.slides_file import text_of
from deckwright.markdown.unbounded_expression import refuse_filled, refuse_joined, refuse_unbounded
from deckwright.markdown.unknown_name import Unknown, UnknownName
from deckwright.store import recall

_HAND_OVER, _BEGIN, _ROUND = "_deckwright_hand_over", "_deckwright_begin", "_deckwright_round"
_FILLING = (
    "batch",
    "center",
    "format",
    "indent",
    "join",
    "replace",
    "slice",
    "wordwrap",
)  # filters that can make something of any length
MOST_ROUNDS = 50_000  # of all loops of a text together
MOST_CALLS = 5_000  # of all macros together, each of which takes as long as some rounds
_COMPUTED = "Compute it in lesson.py, and loop over what is shown."
CODES = 500  # of texts, that stay in memory
LONGEST_TEXT = 4_000_000  # characters that a template may make
SYNTAX: dict[str, Any] = {
    "comment_start_string": "{# ",  # so that pandoc's {#id} stays an attribute
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
"""How slides.md differs from other templates of Jinja2."""
_FRONT_MATTER = re.compile(r"---[ \t]*\n[\w-]+:.*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")


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
    values: Mapping[int, ExpressionValue]
    origins: tuple[Origin, ...]


class _Generator(CodeGenerator):
    """Compiles as Jinja2 does, but for ~, which the environment is asked to do."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Environment(ImmutableSandboxedEnvironment):
    """Jinja2 for one slides file. Its sandbox keeps a template from changing the record that it shows.

    sources  where each line of each text that was compiled comes from
    origins  every expression that was compiled
    values   what was handed over, each with the number in its placeholder
    first    the line of the slides file at which the text that is compiled starts
    loaded   how many other files were asked for
    at_work  the indices of the expressions that are being computed, the innermost last
    left_out those that are not computed
    rounds   of all loops so far; calls: of all macros
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(
        self,
        path: Path,
        functions: Mapping[str, Any],
        filters: Mapping[str, Any],
        undefined: type[jinja2.Undefined] = Unknown,
        numbers: Iterator[int] | None = None,
    ):
        self.path = path
        self.at_work: list[int] = []
        self.left_out: Collection[int] = ()
        self.rounds = self.calls = 0
        self.sources: list[Source] = []
        self.origins: list[Origin] = []
        self.values: dict[int, ExpressionValue] = {}
        self.first, self.loaded = 1, 0
        self._numbers = numbers or count()
        super().__init__(
            extensions=[_HandOver],
            loader=jinja2.FunctionLoader(self._load),
            cache_size=0,  # what another file says may have changed since it was read
            undefined=undefined,
            **SYNTAX,
        )
        self.filters.update({name: _of_some_width(self.filters[name]) for name in _FILLING})
        self.filters.update(filters)
        self.globals.update(PLAIN_PYTHON | dict(functions))
        self.globals.update({_HAND_OVER: self.expression_value, _BEGIN: self.begin, _ROUND: self.round})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a.b is: where there is no such attribute Jinja2 asks for an entry, but those of a Tensor have
        no names.
        """
        if is_tensor(obj) and not hasattr(obj, attribute):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operators by which a short expression can make something endless."""
        refuse_unbounded(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, *args: Any, **kwargs: Any) -> Any:
        """A call; the methods of texts can fill them up, and macros that call themselves need not come to an end."""
        method = getattr(function, "__wrapped__", function)  # as Jinja2 wraps str.format
        text = getattr(method, "__self__", None)
        if isinstance(text, (str, bytes)):
            refuse_filled(method.__name__, text, *args, *kwargs.values())
        elif isinstance(function, Macro):
            self.calls += 1
            if self.calls > MOST_CALLS:
                raise UserError(f"The macros of slides.md are called more than {MOST_CALLS:,} times.", hint=_COMPUTED)
        return super().call(context, function, *args, **kwargs)

    def concatenated(self, parts: Sequence[Any]) -> str:
        """What ~ makes; a text that is put to itself again and again has no end."""
        refuse_joined(parts)
        return str_join(parts)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        self.loaded += 1
        file = self.path.parent / name
        if not file.exists():
            return None
        refuse_outside(file, self.path.parent)
        text = text_of(file)
        if _FRONT_MATTER.match(text):
            message = "A file that is included has no front matter: what stands there would be printed."
            raise UserError(message, where=Source(file, 1), hint="Take it away; slides.md speaks for all of them.")
        return text, str(file), lambda: True

    def run(self, text: str, names: Mapping[str, Any], first: int = 1) -> tuple[str, dict[str, Any]]:
        """What a text gives, and the names that it defines. first: the line of the slides file at which it starts."""
        template = self.template(text, first)
        self.at_work, self.rounds, self.calls, pieces, length = [], 0, 0, [], 0
        context = template.new_context(dict(names))
        try:
            for piece in template.root_render_func(context):
                pieces.append(piece)
                length += len(piece)
                if length > LONGEST_TEXT:
                    raise UserError(f"The template makes a text of more than {LONGEST_TEXT:,} characters.")
        except Exception:
            self.handle_exception()  # raises it again, with the lines of the slides file
        return "".join(pieces), context.vars

    def template(self, text: str, first: int = 1) -> jinja2.Template:
        """The template of a text that starts at this line of the slides file; what was handed over before is
        forgotten.
        """
        self.first, self.values = first, {}
        return jinja2.Template.from_code(self, self._code(text), self.make_globals(None))

    def _code(self, text: str) -> CodeType:
        """The code of a text, with its sources and origins noted behind those there are: it knows them by their places,
        so it serves again, for other values, wherever as many stand before it.
        """
        sources, origins = len(self.sources), len(self.origins)

        def compiled() -> tuple[CodeType, list[Source], list[Origin]]:
            code = self.compile(text, self.path.name, str(self.path))
            return code, self.sources[sources:], self.origins[origins:]

        key = (self.path, text, self.first, sources, origins, tuple(self.left_out))
        code, self.sources[sources:], self.origins[origins:] = recall("compiled", key, compiled, CODES, alone=True)
        return code

    def rendered(self, text: str, origins: int = 0) -> Rendered:
        """A text that came out of a template, with all that belongs to it. origins: how many were there before it."""
        return Rendered(*_line_map(text, self), self.values, tuple(self.origins[origins:]))

    def begin(self, index: int) -> int:
        """Note that this expression is computed from now on."""
        self.at_work.append(index)
        return index

    def round(self) -> str:
        """Count a round of a loop."""
        self.rounds += 1
        if self.rounds > MOST_ROUNDS:
            raise UserError(f"The loops of slides.md go through more than {MOST_ROUNDS:,} rounds.", hint=_COMPUTED)
        return ""

    @property
    def expression_at_work(self) -> str:
        """The innermost expression that is being computed, as it is written; "" in a tag."""
        return self.origins[self.at_work[-1]].expression if self.at_work else ""

    def expression_value(self, index: int, value: Any) -> str:
        """Keep a value for the deck and leave a placeholder in the text."""
        if isinstance(value, jinja2.Undefined):
            value()  # says which name is unknown
        handed = expression_value(value, self.origins[index])
        self.at_work.pop()
        if isinstance(handed, str):
            return handed
        number = next(self._numbers)
        self.values[number] = handed
        return value_mark(number)

    def line_at_work(self, error: BaseException) -> Source:
        """The line of the template that was at work when something was raised."""
        files = {str(source.path) for source in self.sources} | {str(self.path)}
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in files]
        return self.place(frames[-1].filename, frames[-1].lineno or 1) if frames else Source(self.path, self.first)

    def place(self, file: str, line: int) -> Source:
        """A line as it is counted in a compiled text, as a line of its file."""
        before = self.first - 1 if file == str(self.path) else 0
        return Source(Path(file), before + line)


def _of_some_width(filter: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja2 that refuses to fill something up without end."""

    @functools.wraps(filter)
    def limited(*args: Any, **kwargs: Any) -> Any:
        refuse_filled(filter.__name__.removeprefix("do_"), *args, *kwargs.values())
        return filter(*args, **kwargs)

    return limited


class _HandOver(Extension):
    """Wraps each printed expression in a call of expression_value, and marks where each line of text comes from."""

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
        loops, left_out, begun = False, False, False
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", self._marked(token.value, path, before + token.lineno))
            elif token.type == "variable_begin":
                yield token
                yield from self._call(token.lineno, Source(path, before + token.lineno))
                left_out = len(self.environment.origins) - 1 in self.environment.left_out
                if left_out:
                    yield Token(token.lineno, "string", "")
            elif token.type == "variable_end":
                yield from (Token(token.lineno, "rparen", ")"), Token(token.lineno, "rparen", ")"), token)
                left_out = False
            elif not left_out:
                yield token
                loops = begun and token.value == "for" or loops and token.type != "block_begin"
                begun = token.type == "block_begin"
                if loops and token.type == "block_end":
                    yield from _printed(token.lineno, _ROUND)
                    loops = False

    def _call(self, line: int, source: Source) -> Iterator[Token]:
        origins = self.environment.origins
        origins.append(Origin(source, next(self.expressions, "")))
        yield Token(line, "name", _HAND_OVER)
        yield Token(line, "lparen", "(")
        yield Token(line, "name", _BEGIN)
        yield Token(line, "lparen", "(")
        yield Token(line, "integer", len(origins) - 1)
        yield Token(line, "rparen", ")")
        yield Token(line, "comma", ",")
        yield Token(line, "lparen", "(")

    def _marked(self, text: str, path: Path, first: int) -> str:
        lines = text.split("\n")
        self.environment.sources += (Source(path, first + i) for i in range(len(lines)))
        start = len(self.environment.sources) - len(lines)
        return "\n".join(line_mark(start + i) + line for i, line in enumerate(lines))


def _printed(line: int, function: str) -> Iterator[Token]:
    """The tokens of ``{{ function() }}``."""
    yield Token(line, "variable_begin", "{{")
    yield Token(line, "name", function)
    yield from (Token(line, "lparen", "("), Token(line, "rparen", ")"))
    yield Token(line, "variable_end", "}}")


def told(
    error: Exception, at: Environment | Source, names: Mapping[str, Any], functions: Mapping[str, Any] | None = None
) -> UserError:
    """What an author is told of an error that came up in a template. at: what it came up in, or its place."""
    where = at if isinstance(at, Source) else at.line_at_work(error)
    if isinstance(error, UserError):
        return error.located(where)
    if isinstance(error, UnknownName):
        known = functions if functions is not None else getattr(at, "globals", {})
        return UserError(error.message, where=where, hint=error.hint(names, known))
    if isinstance(error, jinja2.TemplateSyntaxError):
        return syntax_error(error, at.filters, at.path)
    if isinstance(error, jinja2.TemplateNotFound):
        return UserError(f"No file {error.message!r} to include.", where=where)
    return failed_expression(error, at.globals, where, at.expression_at_work)


def joined(parts: Sequence[Rendered]) -> Rendered:
    """Texts that follow one another as one."""
    lines = list(parts[0].lines)
    for before, part in zip(parts, parts[1:]):
        ended = before.text.endswith("\n") or not before.text
        lines[-1:] = part.lines if ended else (lines[-1], *part.lines[1:])
    values = {number: handed for part in parts for number, handed in part.values.items()}
    origins = tuple(origin for part in parts for origin in part.origins)
    return Rendered("".join(part.text for part in parts), tuple(lines), values, origins)


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
