"""The Markdown parser: CommonMark with what pandoc and Quarto users know on top."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from deckwright.errors import Mistakes, Source
from deckwright.language import spoken
from deckwright.language.quotes import quotes
from deckwright.markdown.attributes import Attributes, parse
from deckwright.markdown.code_fences import closed_fences_plugin
from deckwright.markdown.divs import div_plugin
from deckwright.markdown.east_asian_emphasis import east_asian_emphasis
from deckwright.markdown.east_asian_quotes import east_asian_quotes
from deckwright.markdown.fancy_lists import fancy_list_plugin
from deckwright.markdown.formula_blocks import formula_block_plugin
from deckwright.markdown.line_blocks import line_block_plugin
from deckwright.markdown.spans import span_plugin
from deckwright.markdown.table_rows import table_row_plugin
from deckwright.markdown.unread_markup import unread_markup_plugin

_HEADING_ATTRIBUTES = re.compile(r"\s*(?<!\])\{([^{}]*)\}\s*$")  # those right behind ] are a span's


def parse_markdown(text: str, source_of: Callable[[int], Source], mistakes: Mistakes) -> tuple[SyntaxTreeNode, dict]:
    """The tree of a Markdown text, and what its footnotes are. source_of tells where a line comes from."""
    environment = {"source_of": source_of, "mistakes": mistakes}
    return SyntaxTreeNode(_parser().parse(text, environment)), environment


def parse_line(text: str, where: Source, mistakes: Mistakes) -> SyntaxTreeNode:
    """The inline node of a text that has no blocks."""
    environment = {"source_of": lambda line: where, "mistakes": mistakes}
    return SyntaxTreeNode(_parser().parseInline(text, environment)).children[0]


def _parser() -> MarkdownIt:
    marks = quotes(spoken())
    md = MarkdownIt("commonmark", {"html": True, "typographer": True, "quotes": list(marks), "maxNesting": 40})
    md.enable(["table", "strikethrough", "smartquotes"])
    md.disable("code")  # an indented line is what a template's loop leaves behind, not code
    md.normalizeLink = md.normalizeLinkText = lambda url: url  # a placeholder in an address stays whole
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    md.use(formula_block_plugin)
    md.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    md.use(sub_plugin).use(superscript_plugin).use(div_plugin).use(span_plugin).use(east_asian_quotes, marks)
    md.use(east_asian_emphasis)
    md.use(deflist_plugin).use(line_block_plugin).use(fancy_list_plugin).use(table_row_plugin)
    md.use(closed_fences_plugin).use(unread_markup_plugin)
    md.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    return md


def _heading_attributes(state: StateCore) -> None:
    """Take ``{...}`` off the end of each heading."""
    for heading, inline in zip(state.tokens, state.tokens[1:]):
        if heading.type != "heading_open":
            continue
        heading.meta["attributes"] = Attributes()
        braces = _HEADING_ATTRIBUTES.search(inline.content)
        attributes = parse(braces[1]) if braces else None
        if attributes is not None:
            heading.meta["attributes"] = attributes
            inline.content = inline.content[: braces.start()]
