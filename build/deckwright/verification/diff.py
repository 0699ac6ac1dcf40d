"""What stands now where a text had its figures: words around them may change, and so may the figures."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from deckwright import limits

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^\W\d]+|.", re.DOTALL)
_BELONGS = re.compile(r"[\d.,−\-+×%⁻⁰¹²³⁴⁵⁶⁷⁸⁹eE]+")  # what makes another number of one when it is glued to it

_NUMBER = re.compile(r"[−+-]?\d[^\s]*")

Token = tuple[str, int, int]
Step = tuple[str, int, int, int, int]  # as difflib says: what, from and to before, from and to now


def updated_figures(before: str, now: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The text that each span of the text before has now; None where it is gone.

    >>> updated_figures("from 0.5 to 0.25", "from 0.7 down to 0.25", [(5, 8), (12, 16)])
    ['0.7', '0.25']
    >>> updated_figures("a 0.5", "a −0.5", [(2, 5)]), updated_figures("a 0.5 b", "a b", [(2, 5)])
    (['−0.5'], [None])
    """
    if before == now:
        return [before[start:end] for start, end in spans]
    old, new = _tokens(before), _tokens(now)
    steps = _steps([token[0] for token in old], [token[0] for token in new])
    return [_span_now(before[start:end], start, end, old, new, steps, now) for start, end in spans]


def _steps(old: list[str], new: list[str]) -> list[Step]:
    if len(old) == len(new):  # each in its place: the way figures are typed over
        return [("equal" if a == b else "replace", k, k + 1, k, k + 1) for k, (a, b) in enumerate(zip(old, new))]
    if len(old) * len(new) > limits.EDIT:
        return [("replace", 0, len(old), 0, len(new))]
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _span_now(
    before: str, start: int, end: int, old: list[Token], new: list[Token], steps: list[Step], now: str
) -> str | None:
    inside = [k for k, (_, first, last) in enumerate(old) if first < end and last > start]
    low, high = inside[0], inside[-1] + 1
    kept: list[int] = []
    for kind, i1, i2, j1, j2 in steps:
        if kind == "equal":
            kept += range(j1 + max(0, low - i1), j1 + min(i2, high) - i1)
        elif kind == "replace" and i1 < high and i2 > low:
            kept += range(j1, j2) if i2 - i1 != j2 - j1 else range(j1 + max(0, low - i1), j1 + min(i2, high) - i1)
        elif kind == "insert" and low <= i1 <= high and (low < i1 < high or _glued(new, j1, j2, i1 == low)):
            kept += range(j1, j2)
    text = now[new[min(kept)][1] : new[max(kept)][2]].strip() if kept else ""
    numbers = _NUMBER.findall(text) if before[:1] in "−-" or before[:1].isdigit() else []
    return numbers[0] if len(numbers) == 1 else text if any(c.isalnum() for c in text) else None


def _glued(new: list[Token], j1: int, j2: int, before: bool) -> bool:
    """Whether inserted characters belong to the number that they stand at."""
    return all(_BELONGS.fullmatch(token[0]) for token in new[j1:j2]) and (before or new[j1][0] not in ",.")


def _tokens(text: str) -> list[Token]:
    return [(match[0], *match.span()) for match in _TOKEN.finditer(text)]
