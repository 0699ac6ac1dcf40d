"""A lecture's parameters: the keyword arguments of its ``lesson`` function, and ``--set K=V`` against them."""

from __future__ import annotations

import enum
import inspect
import math
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

from deckwright.errors import Source, UsageError, UserError, did_you_mean

_TRUTH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class ParameterError(ValueError):
    """Raised by a lesson to refuse a set of parameters, with the reason."""


@dataclass(frozen=True, slots=True)
class Range:
    """The sensible values of a parameter, both ends included: ``lr: Annotated[float, Range(0.001, 10)] = 0.5``."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a lecture.

    kind     int, float, bool, str, or the enumeration that a choice comes from
    choices  the words that may be given, () where any will do
    many     True for a tuple of such values, written with commas: ``sizes=4,4,1``
    """

    name: str
    kind: type
    default: Any
    choices: tuple[Any, ...] = ()
    range: Range | None = None
    many: bool = False

    @property
    def expected(self) -> str:
        """What may be given, in words."""
        if self.choices:
            return "one of " + ", ".join(_word(choice) for choice in self.choices)
        name = {int: "a whole number", float: "a number", bool: "true or false", str: "a text"}[self.kind]
        within = f" from {self.range}" if self.range else ""
        return f"{name}{within}" + (" (or several, with commas)" if self.many else "")

    def parse(self, text: str) -> Any:
        """The value that a text on the command line means; raises UsageError if it means none."""
        try:
            return self.value(text)
        except ValueError as error:
            raise UsageError(f"--set {self.name}={text}: {error}") from None

    def value(self, text: str) -> Any:
        """The value that a text means; raises ValueError if it means none, or one out of range."""
        if self.many:
            return tuple(self._one(part.strip()) for part in text.split(",") if part.strip())
        return self._one(text.strip())

    def _one(self, text: str) -> Any:
        try:
            value = self._convert(text)
        except (ValueError, KeyError):
            raise ValueError(f"expected {self.expected}, found {text!r}.") from None
        if self.range and value not in self.range:
            raise ValueError(f"{self.name} may go from {self.range}, found {text}.")
        return value

    @property
    def in_words(self) -> Parameter:
        """This parameter, its choices as the words that may be given: it then needs nothing of the lesson's code."""
        if not self.choices:
            return self
        words = tuple(map(_word, self.choices))
        default = tuple(map(_word, self.default)) if self.many else _word(self.default)
        return replace(self, kind=str, choices=words, default=default)

    def _convert(self, text: str) -> Any:
        if self.choices:
            return {_word(choice): choice for choice in self.choices}[text]
        if self.kind is bool:
            return _TRUTH[text.casefold()]
        value = self.kind(text)
        if self.kind is float and not math.isfinite(value):
            raise ValueError(text)
        return value


def read_parameters(function: Callable[..., Any], where: Source) -> dict[str, Parameter]:
    """The parameters that a lesson function's signature declares."""
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except NameError as error:
        raise UserError(f"A parameter's type is not known: {error}.", where=where) from None
    return {p.name: _parameter(p, hints.get(p.name), where) for p in inspect.signature(function).parameters.values()}


def choose(declared: dict[str, Parameter], settings: Iterable[str]) -> dict[str, Any]:
    """The values of all parameters: their defaults, with ``K=V`` settings put over them."""
    values = {name: parameter.default for name, parameter in declared.items()}
    for given in settings:
        name, equals, text = given.partition("=")
        name = name.strip()
        if not equals or not name:
            known = ", ".join(f"--set {setting(each.name, each.default)}" for each in declared.values())
            hint = f"This lesson takes {known}." if known else "This lesson has no parameters."
            raise UsageError(f"Expected --set NAME=VALUE, found {given!r}.", hint=hint)
        if name not in declared:
            hint = did_you_mean(name, declared) or "This lesson has no parameters."
            raise UsageError(f"--set {given}: the lesson has no parameter {name!r}.", hint=hint)
        values[name] = declared[name].parse(text)
    return values


def _parameter(p: inspect.Parameter, hint: Any, where: Source) -> Parameter:
    example = "Write lesson(*, seed: int = 1, lr: float = 0.5)."
    if p.kind is not inspect.Parameter.KEYWORD_ONLY or p.default is p.empty:
        raise UserError(
            f"Parameter {p.name!r} of lesson() must be keyword-only and have a default.", where=where, hint=example
        )
    limits, hint = None, p.annotation if hint is None else hint
    if get_origin(hint) is typing.Annotated:
        hint, *extras = get_args(hint)
        limits = next((extra for extra in extras if isinstance(extra, Range)), None)
    many = get_origin(hint) is tuple and get_args(hint)[1:] == (...,)
    kind, choices = _kind(get_args(hint)[0] if many else hint)
    if kind is None:
        raise UserError(
            f"Parameter {p.name!r} of lesson() has the type {_type_name(hint)}, which the command line can't set.",
            where=where,
            hint="Use int, float, bool, str, Literal[...], an Enum, or tuple[int, ...] of these.",
        )
    parameter = Parameter(p.name, kind, p.default, choices, limits, many)
    _check_default(parameter, where)
    return parameter


def _kind(hint: Any) -> tuple[type | None, tuple[Any, ...]]:
    if hint in (int, float, bool, str):
        return hint, ()
    if get_origin(hint) is Literal:
        return str, get_args(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint, tuple(hint)
    return None, ()


def _check_default(parameter: Parameter, where: Source) -> None:
    for value in parameter.default if parameter.many else (parameter.default,):
        outside = parameter.range and value not in parameter.range
        if outside or (parameter.choices and value not in parameter.choices):
            raise UserError(
                f"The default of parameter {parameter.name!r} is {value!r}; expected {parameter.expected}.", where=where
            )


def setting(name: str, value: Any) -> str:
    """The ``K=V`` that gives a parameter exactly this value.

    >>> setting("lr", 0.1), setting("sizes", (4, 4, 1))
    ('lr=0.1', 'sizes=4,4,1')
    """
    values = value if isinstance(value, tuple) else (value,)
    return f"{name}={','.join(_word(v) for v in values)}"


def _word(choice: Any) -> str:
    return str(choice.value) if isinstance(choice, enum.Enum) else str(choice)


def _type_name(hint: Any) -> str:
    if hint is inspect.Parameter.empty:
        return "nothing"
    return hint.__name__ if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) else str(hint)
