"""Lists that pandoc counts by letters, Roman numbers and examples, ``a.``, ``iv)``, ``(2)``, ``(@)``, and tasks.

CommonMark counts by numbers alone. So before the text is parsed such a marker becomes a number as wide as it is, with
the marker kept behind it, which is taken off again when the list is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from deckwright.deck.list_numbers import letters, of_letters, of_roman, roman
from deckwright.markdown.code_fences import outside_code
from deckwright.markdown.placeholder import MARKER, marker_mark

_FANCY = re.compile(
    r"(?P<before>[ \t>]*(?:[-*+][ \t]+)?)(?P<marker>\((?:\d{1,7}|[a-zA-Z]|[ivxlcdm]{1,7}|[IVXLCDM]{1,7}|@[\w-]*)\)"
    r"|(?:[a-z]|[ivxlcdm]{1,8}|[IVXLCDM]{2,8})[.)]|[A-Z](?:\.(?=[ \t]{2})|\))|#\.)(?P<after>[ \t]+)(?=\S)"
)
_MARKED = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
TASKS = {" ": "☐", "x": "☑"}
BULLETS = ("-", "*", "+")
_PARTS = re.compile(r"(\(?)(.+?)([.)])")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a list counts: the kind of its numbers ("1", "a", "A", "i", "I", "@"), what is around them, the first one."""

    kind: str
    before: str
    after: str
    first: int

    def marker(self, index: int) -> str:
        """The marker of the list's entry with this index, as it is shown."""
        return f"{self.before}{_counted(self.kind, self.first + index)}{self.after}"


def numbering(marker: str) -> Numbering:
    """How a list counts whose first marker this is.

    >>> numbering("iii.").marker(1), numbering("(b)").marker(0), numbering("#.").marker(2)
    ('iv.', '(b)', '3.')
    """
    if marker == "#.":
        return Numbering("1", "", ".", 1)
    before, number, after = _PARTS.fullmatch(marker).groups()
    if number.startswith("@"):
        return Numbering("@", before, after, 1)
    if number.isdecimal():
        return Numbering("1", before, after, int(number))
    if (len(number) > 1 or number in "iI") and of_roman(number.lower()):
        return Numbering("i" if number.islower() else "I", before, after, of_roman(number.lower()))
    return Numbering("a" if number.islower() else "A", before, after, of_letters(number.lower()))


def fancy_list_plugin(md: MarkdownIt) -> None:
    """Teach a parser such lists; the first token of an entry has the marker in ``meta["marker"]``."""
    md.core.ruler.after("normalize", "fancy_markers", _as_numbers)
    md.core.ruler.after("block", "fancy_entries", _take_markers)


def _as_numbers(state: StateCore) -> None:
    lines = state.src.split("\n")
    in_list, after_blank = False, True
    for i, (line, outside) in enumerate(zip(lines, outside_code(lines))):
        if not outside:
            continue
        fancy = _FANCY.match(line) if in_list or after_blank else None
        if fancy:
            lines[i] = _numbered(fancy) + line[fancy.end() :]
        indented = line[:1] in " \t" and line.strip()
        in_list = (
            bool(fancy or _MARKED.match(line)) or in_list and (not after_blank or bool(indented) or not line.strip())
        )
        after_blank = not line.strip() or line.lstrip().startswith(("#", ":::"))
    state.src = "\n".join(lines)


def _numbered(fancy: re.Match[str]) -> str:
    """A number as wide as the marker was, with the marker behind it."""
    marker = fancy["marker"]
    sign = "." if marker.endswith(".") else ")"
    return f"{fancy['before']}{'1'.zfill(len(marker) - 1)}{sign}{fancy['after']}{marker_mark(marker)}"


def _take_markers(state: StateCore) -> None:
    for entry, inner, inline in zip(state.tokens, state.tokens[1:], state.tokens[2:]):
        if entry.type != "list_item_open" or inner.type != "paragraph_open":
            continue
        task = _TASK.match(inline.content) if entry.markup in BULLETS else None
        if mark := MARKER.match(inline.content) or task:
            entry.meta["marker"] = TASKS[mark[1].lower()] if task else mark[1]
            inline.content = inline.content[mark.end() :]


def _counted(kind: str, number: int) -> str:
    if kind in "1@":
        return str(number)
    word = letters(number) if kind in "aA" else roman(number)
    return word if kind.islower() else word.upper()
