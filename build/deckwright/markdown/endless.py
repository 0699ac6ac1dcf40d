"""Expressions that are short to write and have no end: ``'x' * 10**9``, ``9 ** 9 ** 9``, ``'%999999999d' % 1``."""

from __future__ import annotations

import re
from typing import Any

from deckwright.errors import UserError

LONGEST = 100_000  # letters or entries
MOST_BITS = 10_000
_WIDTH = re.compile(r"%[^a-zA-Z%]*\d{5,}|\*")
_HINT = "Compute in lesson.py what is to be shown."


def refuse_endless(operator: str, left: Any, right: Any) -> None:
    """Raise UserError before an operator of a template makes something that no slide can hold."""
    if operator == "*":
        for repeated, times in ((left, right), (right, left)):
            if isinstance(repeated, (str, bytes, list, tuple)) and isinstance(times, int):
                _refuse(len(repeated) * times > LONGEST, f"{len(repeated) * times:,} letters or entries")
    elif operator == "**" and isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * right
        _refuse(bits > MOST_BITS, f"a number of about {round(bits * 0.301):,} digits")
    elif operator == "%" and isinstance(left, str):
        refuse_width(left)


def refuse_width(text: Any, *given: Any) -> None:
    """Raise UserError before a text is filled up to a width, or a list to a length, that no slide can hold."""
    widest = max((each for each in given if isinstance(each, int)), default=0)
    _refuse(widest > LONGEST, f"{widest:,} letters or entries")
    _refuse(isinstance(text, str) and "%" in text and _WIDTH.search(text) is not None, "a text of any width")


def _refuse(too_much: bool, what: str) -> None:
    if too_much:
        raise UserError(f"This expression would make {what}.", hint=_HINT)
