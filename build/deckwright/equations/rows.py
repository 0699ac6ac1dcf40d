"""A formula's LaTeX taken apart into lines and cells, each of which can be set on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from deckwright.equations.commands import LINES_OF_A_FORMULA, SWITCHES
from deckwright.equations.nesting import INFIX, WRAPPERS, nesting
from deckwright.equations.tokens import Token, tokens

UNNUMBERED = (r"\label", r"\nonumber", r"\notag")  # what says how lines are numbered, which they aren't here
_OPENING, _CLOSING = ("{", r"\left"), ("}", r"\right")


def bare(latex: str) -> str:
    """The formula without comments, labels and the environments that only say that it stands on its own."""
    found = [token for token in tokens(latex) if token.text not in UNNUMBERED]
    latex = _joined(latex, found)
    while inner := _inside(latex, WRAPPERS):
        latex = inner[1]
    return latex


def lines_of(latex: str) -> tuple[str, str] | None:
    r"""The environment that is all of a formula and holds its lines, such as aligned, and what stands in it."""
    return _inside(latex, LINES_OF_A_FORMULA)


def split(latex: str, separators: Iterable[str]) -> list[str]:
    r"""The formula cut at each separator that stands outside of braces, brackets and environments."""
    parts, start = [], 0
    for token, depth in levels(latex):
        if depth == 0 and token.text in separators:
            parts.append(latex[start : token.start])
            start = token.end
    return [*parts, latex[start:]]


def levels(latex: str) -> Iterator[tuple[Token, int]]:
    """The tokens of a formula, each with how deep it stands; what opens and what closes stand outside."""
    depth = 0
    for token in tokens(latex):
        opens = token.text in _OPENING or token.text.startswith(r"\begin{")
        closes = token.text in _CLOSING or token.text.startswith(r"\end{")
        depth -= closes
        yield token, max(0, depth)
        depth += opens


def trimmed(latex: str) -> str:
    r"""Without white space at the ends; ``\ `` is a sign and stays."""
    bare = latex.strip()
    return bare + " " if re.search(r"(?<!\\)(\\\\)*\\$", bare) else bare


def reaches(latex: str) -> bool:
    r"""Whether something in it holds for more than its own place: ``\over``, ``\bf``, ``\color{loss}``."""
    found = list(levels(latex))
    for (token, depth), (after, _) in zip(found, [*found[1:], (None, 0)]):
        switch = token.name in SWITCHES or token.name == "color" and (after is None or after.text != "{")
        if depth == 0 and (token.text in INFIX or switch):
            return True
    return False


def contained(latex: str) -> str:
    """The same, in braces where it would reach into what is put beside it."""
    return f"{{{latex}}}" if reaches(latex) else latex


def _inside(latex: str, names: Iterable[str]) -> tuple[str, str] | None:
    found = list(tokens(latex))
    if not found or found[0].environment.rstrip("*") not in names or not found[0].text.startswith(r"\begin"):
        return None
    if nesting(latex, found).ends.get(0) != len(found) - 1:
        return None
    return found[0].environment.rstrip("*"), trimmed(latex[found[0].end : found[-1].start])


def _joined(latex: str, kept: list[Token]) -> str:
    """The source of some of its tokens, with a space wherever there was one or something is left out."""
    pieces, end = [], 0
    for token in kept:
        pieces.append((" " if token.start > end else "") + latex[token.start : token.end])
        end = token.end
    return trimmed("".join(pieces))
