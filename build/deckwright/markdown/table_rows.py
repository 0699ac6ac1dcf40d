"""Rows of tables: a bar inside of a formula or of code is no edge of a cell, and every row is as long as the first."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from deckwright.errors import Mistakes, UserError
from deckwright.markdown.code_fences import outside_code
from deckwright.markdown.placeholder import BAR

_CLOSED = re.compile(r"(?<![\\$])\$(?![\s$])(?:\\.|[^$\\])*?(?<!\s)\$(?!\d)|(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
_EDGE = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|")
_GRID = re.compile(r"\+(?:[-=:]+\+)+")
_COLUMNS = re.compile(r"-{2,}(?:\s+-{2,})+")
_AS_TABLE = "Write a header, | a | b |, below it |---|---| with as many columns, and a line for each row."


def table_row_plugin(md: MarkdownIt) -> None:
    """Teach a parser to leave such bars alone, and to tell of what looks like a table and isn't one."""
    md.block.ruler.before("paragraph", "caption", _caption, {"alt": ["blockquote"]})  # these end a table, too
    md.core.ruler.after("normalize", "bars_aside", _put_aside)
    md.core.ruler.after("block", "bars_back", _put_back)
    md.core.ruler.after("bars_back", "row_lengths", _check_rows)
    md.core.ruler.after("row_lengths", "no_tables", _check_text)


def _caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A caption right below a table is no further row of it."""
    begins = state.bMarks[start] + state.tShift[start]
    return silent and state.parentType == "table" and state.src.startswith((": ", "Table: "), begins)


def _put_aside(state: StateCore) -> None:
    if "|" not in state.src:
        return
    lines = state.src.split("\n")
    for i, (line, outside) in enumerate(zip(lines, outside_code(lines))):
        if outside and "|" in line:
            lines[i] = _CLOSED.sub(lambda closed: closed[0].replace("|", BAR), line)
    state.src = "\n".join(lines)


def _put_back(state: StateCore) -> None:
    state.env["lines"] = state.src.split("\n")
    for token in state.tokens:
        token.content, token.info = token.content.replace(BAR, "|"), token.info.replace(BAR, "|")


def _check_rows(state: StateCore) -> None:
    """A cell too many would be lost, and a missing one be empty, without a word."""
    length = 0
    for index, token in enumerate(state.tokens):
        if token.type == "table_open":
            length = 0
        elif token.type == "tr_open" and not length:
            length = _cells(state, index)
        elif token.type == "tr_open" and token.map:
            found = _length(state.env["lines"][token.map[0]])
            if found != length:
                _mistakes(state).add(
                    UserError(
                        f"This row has {found} cell{'s' * (found != 1)}, and the table {length} columns.",
                        where=state.env["source_of"](token.map[0]),
                        hint=r"Write one cell for each column; a bar inside of a cell is \|.",
                    )
                )


def _cells(state: StateCore, index: int) -> int:
    """How many cells the parser found in the row that begins here."""
    end = next(i for i in range(index, len(state.tokens)) if state.tokens[i].type == "tr_close")
    return sum(token.type in ("th_open", "td_open") for token in state.tokens[index:end])


def _length(row: str) -> int:
    row = row.strip(" \t>").removeprefix("|")
    return len(_EDGE.split(re.sub(r"(?<!\\)\|\s*$", "", row)))


def _check_text(state: StateCore) -> None:
    """A paragraph that was meant as a table would be printed with its bars."""
    for before, token in zip(state.tokens, state.tokens[1:]):
        kind = _like_a_table(token.content) if before.type in ("paragraph_open", "heading_open") else ""
        if token.type == "hr" and _COLUMNS.fullmatch(state.env["lines"][token.map[0]].strip()):
            kind = "a table whose columns are told by dashes"
        if kind and token.map:
            where = state.env["source_of"](token.map[0])
            _mistakes(state).add(
                UserError(f"This looks like {kind} and can't be read as a table.", where=where, hint=_AS_TABLE)
            )


def _like_a_table(content: str) -> str:
    lines = [line.strip() for line in _CLOSED.sub("", content).split("\n")]
    if any(_GRID.fullmatch(line) for line in lines):
        return "a grid table"
    rows = [line for line in lines if line.startswith("|") and len(_EDGE.findall(line)) > 1]
    return "a table" if rows or any(_DELIMITERS.fullmatch(line) for line in lines) else ""


def _mistakes(state: StateCore) -> Mistakes:
    return state.env["mistakes"]
