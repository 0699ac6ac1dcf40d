"""What an author is told when an expression of slides.md fails: what the function takes, or what went wrong."""

from __future__ import annotations

import difflib
import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

import jinja2

from deckwright.errors import Source, UserError, did_you_mean
from deckwright.markdown.arguments_elsewhere import argument_elsewhere
from deckwright.wording import counted
from dlcore.errors import DlcoreError

_CALL = re.compile(
    r"(?P<name>\w+)\(\) (?:got an unexpected keyword argument '(?P<unknown>\w+)'|(?P<missing>missing .*)"
    r"|got multiple values for argument '(?P<twice>\w+)'|takes .*positional arguments? but (?P<given>\d+) "
    r"(?:was|were) given)"
)


def failed_expression(error: Exception, functions: Mapping[str, Any], where: Source, expression: str = "") -> UserError:
    """The message for an error that came up while the expression on this line was computed."""
    if isinstance(error, DlcoreError):
        return UserError(f"{error}", where=where)
    if isinstance(error, OverflowError) and str(error).startswith("Range too big"):
        hint = "Compute in lesson.py what is to be shown."
        return UserError("range(...) may have 100,000 numbers at the most.", where=where, hint=hint)
    if isinstance(error, RecursionError):
        return UserError("This is nested without end: does a macro call itself, or a file include itself?", where=where)
    return (
        _wrong_call(error, functions, where)
        or _wrong_values(error, functions, where)
        or _explained(error, expression, where)
    )


def _explained(error: Exception, expression: str, where: Source) -> UserError:
    """What Python says, and what to do about what is said most often."""
    said = str(error)
    name = f"{{{{ {expression} }}}}" if expression else "This tag"
    hint = ""
    if called := re.fullmatch(r"'(\w+)' object is not callable", said):
        hint = f"It is a {called[1]}: write its name without parentheses."
    elif "NoneType" in said:
        hint = "A value in it is None: say in lesson.py what it is to be."
    elif "during string formatting" in said:
        hint = "Filters write a number: {{ value | fixed(2) }}, {{ value | num(3) }}, {{ value | percent }}."
    elif "values to unpack" in said:
        hint = "Two names need pairs: {% for key, value in entries.items() %}."
    elif "not supported between" in said and "Tensor" in said:
        hint = "Compute it in lesson.py, or take its numbers: name.value.max()."
    elif "unsupported operand" in said or "can only concatenate" in said:
        hint = "Both sides must be of one kind; ~ joins texts. Better compute it in lesson.py."
    return UserError(f"{name} failed: {type(error).__name__}: {said}", where=where, hint=hint)


def syntax_error(error: jinja2.TemplateSyntaxError, filters: Iterable[str], path: Path) -> UserError:
    """The message for a template that Jinja2 can't read."""
    message = (error.message or "a syntax error").rstrip(".")
    where = Source(Path(error.filename or path), error.lineno)
    return UserError(f"Template: {message}.", where=where, hint=_syntax_hint(message, list(filters)))


def _syntax_hint(message: str, filters: list[str]) -> str:
    if message.startswith("No filter named"):
        name = message.split("'")[1]
        close = difflib.get_close_matches(name, filters, n=1)
        return (
            did_you_mean(name, filters)
            if close
            else "Filters of Deckwright: num, fixed, sci, percent, shape and those of Jinja2."
        )
    if "char '@'" in message:
        return "Compute products of matrices in lesson.py, and show what they give."
    if "comment" in message:
        return "A comment ends with #}. In LaTeX put a space between two such signs: { #."
    return "In LaTeX put a space between two opening braces: { { ... } }." if "{" in message or "}" in message else ""


def _wrong_call(error: Exception, functions: Mapping[str, Any], where: Source) -> UserError | None:
    """A call with arguments that the function doesn't have, or without one that it needs."""
    call = _CALL.fullmatch(str(error))
    if call is None or not isinstance(error, TypeError):
        return None
    name = call["name"] if call["name"] in functions else _at_work(error, functions)
    function = functions.get(name)
    if not isinstance(function, FunctionType):
        return None
    if wrong := call["unknown"] or call["twice"]:
        known = _options(function, call["name"]) - {wrong}
        hint = argument_elsewhere(name, wrong, known) or did_you_mean(wrong, known)
        return UserError(f"{name}(...) has no argument {wrong!r}.", where=where, hint=hint)
    if name != call["name"]:
        return None
    known = inspect.signature(function).parameters
    if call["missing"]:
        return UserError(f"{name}(...) is {call['missing']}.", where=where, hint=_takes(function))
    placed = sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in known.values())
    message = f"{name}(...) is given {counted(int(call['given']), 'value')} without a name, and has room for {placed}."
    pair = 'x and y of a series are a pair: {"name": (xs, ys)}. ' if {"data", "log_x"} <= {*known} else ""
    return UserError(message, where=where, hint=f"{pair}Give the others by name. {_takes(function)}")


def _wrong_values(error: Exception, functions: Mapping[str, Any], where: Source) -> UserError | None:
    """A function of ours that was given what it can't read: a number in place of a list, say."""
    name = _at_work(error, functions)
    if not name or not isinstance(error, (TypeError, ValueError, AttributeError, LookupError, ArithmeticError)):
        return None
    said = (inspect.getdoc(functions[name]) or "").split("\n\n")[0].replace("\n", " ")
    message = f"{name}(...) can't be made of what it is given ({type(error).__name__}: {error})."
    return UserError(message, where=where, hint=f"{said} {_takes(functions[name])}")


def _at_work(error: Exception, functions: Mapping[str, Any]) -> str:
    """The function of ours that slides.md called, and in which an error came up; "" for none."""
    inner = {name: inspect.unwrap(f) for name, f in functions.items() if callable(f)}
    ours = {f.__code__: name for name, f in inner.items() if isinstance(f, FunctionType)}
    running = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    return next((ours[code] for code in running if code in ours), "")


def _options(function: Callable[..., Any], refused: str) -> set[str]:
    """The arguments that a function takes, with those of the one of its module that it hands its options to."""
    inner = inspect.unwrap(function).__globals__.get(refused)
    functions = [function, *([inner] if isinstance(inner, FunctionType) else [])]
    parameters = [p for each in functions for p in inspect.signature(each).parameters.values()]
    return {p.name for p in parameters if p.kind not in (p.VAR_KEYWORD, p.POSITIONAL_ONLY)}


def _takes(function: Callable[..., Any]) -> str:
    return f"It takes: {', '.join(inspect.signature(function).parameters)}."
