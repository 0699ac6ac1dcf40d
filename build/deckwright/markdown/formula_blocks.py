"""Formulas on lines of their own: ``$$ ... $$``, and LaTeX's environments, ``\\begin{align} ... \\end{align}``.

Blank lines may stand in both, as LaTeX allows between dollar signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.amsmath import amsmath_block
from mdit_py_plugins.dollarmath.index import math_block_dollar

_BEYOND = re.compile(r"^(?:#{1,6} |:::)", re.MULTILINE)  # a formula goes no further than its slide and its column
_MOST_LINES = 100  # of an environment: in a file of openings without ends, each would be looked for to the file's end
_AMID = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}  # what a formula's first line ends

_Rule = Callable[[StateBlock, int, int, bool], bool]


def formula_block_plugin(md: MarkdownIt) -> None:
    """Take the place of the rule for which a blank line ends a formula, and read environments without dollar signs."""
    md.block.ruler.at("math_block", _on_its_slide(math_block_dollar(allow_labels=False, allow_blank_lines=True)))
    md.block.ruler.before("blockquote", "environment", _on_its_slide(_environment), _AMID)


def _environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return amsmath_block(state, start, min(end, start + _MOST_LINES), silent)


def _on_its_slide(read: _Rule) -> _Rule:
    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.line
        if not read(state, start, end, silent):
            return False
        if silent:
            return True
        formula = state.tokens[-1]
        if not _BEYOND.search(formula.content):
            formula.type = "math_block"
            return True
        state.tokens.pop()
        state.line = line
        return False

    return rule
