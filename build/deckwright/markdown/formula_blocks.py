"""``$$ ... $$`` on lines of its own, with blank lines in it, as LaTeX allows."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.dollarmath.index import math_block_dollar

_BEYOND = re.compile(r"^(?:#{1,6} |:::)", re.MULTILINE)  # a formula goes no further than its slide and its column
_read = math_block_dollar(allow_labels=False, allow_blank_lines=True)


def formula_block_plugin(md: MarkdownIt) -> None:
    """Take the place of the rule for which a blank line ends a formula."""
    md.block.ruler.at("math_block", _block)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.line
    if not _read(state, start, end, silent):
        return False
    if not _BEYOND.search(state.tokens[-1].content):
        return True
    state.tokens.pop()
    state.line = line
    return False
