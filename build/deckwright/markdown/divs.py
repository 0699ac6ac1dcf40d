"""``::: name`` or ``::: {.name key=value}`` to ``:::``, nested as in pandoc: a bare fence closes the innermost."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from deckwright.errors import Source, UserError
from deckwright.markdown.attributes import Attributes, parse
from deckwright.markdown.placeholder import no_figure_in

_FENCE = re.compile(r":{3,}\s*(.*?)\s*:*\s*$")
_CODE = re.compile(r"(`{3,}|~{3,})(.*)$")


def div_plugin(md: MarkdownIt) -> None:
    """Teach a parser the fences of colons; ``env["source_of"]`` says where its lines come from."""
    md.block.ruler.before("fence", "div", _div, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    fence = _FENCE.match(_line(state, start))
    if fence is None:
        return False
    if silent:
        return True
    where, mistakes = state.env["source_of"](start), state.env["mistakes"]
    if not fence[1]:
        hint = "Open a block with ::: NAME, or take the line away."
        mistakes.add(UserError("This ::: closes nothing.", where=where, hint=hint))
        state.line = start + 1
        return True
    attributes = Attributes()
    with mistakes.gathered():
        attributes = _attributes(fence[1], where)
    close = _closing_line(state, start, end)
    if close is None:
        hint = "Write ::: on a line of its own where it ends."
        mistakes.add(UserError(f"::: {fence[1]} is not closed.", where=where, hint=hint))
        close = end
    token = state.push("div_open", "div", 1)
    token.meta["attributes"] = attributes
    token.map = [start, close]
    _inside(state, start + 1, close)
    state.push("div_close", "div", -1)
    state.line = min(close + 1, end)
    return True


def _inside(state: StateBlock, start: int, end: int) -> None:
    parent, maximum = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = parent, maximum


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    """The line of the fence that closes the one at start. Fences inside of fenced code don't count."""
    depth, code = 1, ""
    for line in range(start + 1, end):
        text = _line(state, line)
        if mark := _CODE.match(text):
            closes = mark[1].startswith(code) and not mark[2].strip()
            code = mark[1] if not code else "" if closes else code
        elif not code and (fence := _FENCE.match(text)):
            depth += 1 if fence[1] else -1
            if depth == 0:
                return line
    return None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _attributes(text: str, where: Source) -> Attributes:
    no_figure_in(text, where, "the first line of a ::: block")
    if re.fullmatch(r"[\w-]+", text):
        return Attributes(classes=(text,))
    word, brace, rest = text.partition("{")
    attributes = parse(rest.rstrip().removesuffix("}")) if brace and rest.rstrip().endswith("}") else None
    if attributes is None or not re.fullmatch(r"[\w-]*", word.strip()):
        raise UserError(f"Can't read ::: {text}.", where=where, hint="Write ::: NAME or ::: {.NAME key=value}.")
    return Attributes(
        attributes.id, (word.strip(), *attributes.classes) if word.strip() else attributes.classes, attributes.values
    )
