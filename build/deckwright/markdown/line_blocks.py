"""Pandoc's line blocks: lines that begin with a bar keep their ends and their indents, as verses and addresses do."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_LINE = re.compile(r"\|(?: (.*))?$")
_INDENT = re.compile(r"^ +")
_BAR = re.compile(r"(?<!\\)\|")  # those in formulas were put aside: this one is a row's of something like a table


def line_block_plugin(md: MarkdownIt) -> None:
    """Teach a parser line blocks: each is a paragraph with hard breaks."""
    md.block.ruler.before("paragraph", "line_block", _line_block)


def _line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    lines: list[str] = []
    after = start
    while after < end and (line := _read(state, after)) is not None or lines and _continues(state, after, end):
        if line is None:
            lines[-1] += f" {_text(state, after)}"
        else:
            lines.append(line)
        after += 1
    if not lines or any(_BAR.search(line) for line in lines):
        return False
    if silent:
        return True
    state.push("paragraph_open", "p", 1).map = [start, after]
    inline = state.push("inline", "", 0)
    inline.content = "\\\n".join(line or "\N{NO-BREAK SPACE}" for line in lines)
    inline.map, inline.children = [start, after], []
    state.push("paragraph_close", "p", -1)
    state.line = after
    return True


def _read(state: StateBlock, number: int) -> str | None:
    """What stands behind the bar of a line, with its indent; None where there is no bar."""
    line = _LINE.match(_text(state, number))
    return _INDENT.sub(lambda spaces: "\N{NO-BREAK SPACE}" * len(spaces[0]), line[1] or "") if line else None


def _continues(state: StateBlock, number: int, end: int) -> bool:
    """Whether a line that is indented goes on with the one above."""
    return number < end and not state.isEmpty(number) and state.sCount[number] > state.blkIndent


def _text(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()
