"""Expressions that are short to write and have no end: ``'x' * 10**9``, ``9 ** 9 ** 9``, ``'%999999999d' % 1``.

So are texts that are put together of themselves again and again, and letters of which each is replaced by many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from deckwright.errors import UserError

LONGEST = 100_000  # letters or entries
MOST_BITS = 10_000
_SIZED = (str, bytes, list, tuple)
_FIELD = re.compile(
    r"\{\{|\{[^{}]*:[^{}]*(\d{5,}|\{)"
)  # of str.format, with a width that is long, or given from outside
_WIDTH = re.compile(r"%%|%(?:\([^)]*\))?[-#0 +]*[\d.]*?(\d{5,}|\*)")  # the same of the operator %
_HINT = "Compute in lesson.py what is to be shown."


def refuse_unbounded(operator: str, left: Any, right: Any) -> None:
    """Raise UserError before an operator of a template makes something that no slide can hold."""
    if operator == "*":
        for repeated, times in ((left, right), (right, left)):
            if isinstance(repeated, _SIZED) and isinstance(times, int):
                _refuse_length(len(repeated) * times)
    elif operator == "+" and isinstance(left, _SIZED) and isinstance(right, _SIZED):
        _refuse_length(len(left) + len(right))
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right
        _refuse(bits > MOST_BITS, f"a number of about {round(bits * 0.301):,} digits")
    elif operator == "%" and isinstance(left, str):
        _refuse_any_width(_WIDTH, left)


def refuse_filled(name: str, *given: Any) -> None:
    """Raise UserError before a method of a text, or a filter of this name, makes what no slide can hold."""
    sized = [each for each in given if isinstance(each, _SIZED)]
    if name in ("format", "format_map"):
        for text in (text for text in sized[:1] if isinstance(text, str)):
            _refuse_any_width(_FIELD, text)
            _refuse_any_width(_WIDTH, text)
    elif name == "replace" and len(sized) == 3:
        text, old, new = sized
        _refuse_length(len(text) + text.count(old) * len(new))
    elif name == "join":
        refuse_joined(part for each in sized for part in each)
    else:
        _refuse_length(max((each for each in given if isinstance(each, int)), default=0))


def refuse_joined(parts: Iterable[Any]) -> None:
    """Raise UserError before these become one text."""
    _refuse_length(sum(len(part) if isinstance(part, str) else 1 for part in parts))


def _refuse_any_width(form: re.Pattern[str], text: str) -> None:
    _refuse(any(found[1] for found in form.finditer(text)), "a text of any width")


def _refuse_length(length: int) -> None:
    _refuse(length > LONGEST, f"{length:,} letters or entries")


def _refuse(too_much: bool, what: str) -> None:
    if too_much:
        raise UserError(f"This expression would make {what}.", hint=_HINT)
