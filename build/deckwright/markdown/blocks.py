"""The blocks of Markdown: paragraphs, lists, tables, code, formulas."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from deckwright.deck.block import Block
from deckwright.deck.columns import Column, Columns
from deckwright.deck.number_columns import flush_right
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Item, Paragraph, Run, Text
from deckwright.errors import Source, UserError
from deckwright.markdown.attributes import parse
from deckwright.markdown.formula import display_math
from deckwright.markdown.inline import InlineReader, Part, SoftBreak, refuse_html
from deckwright.markdown.listing import listing
from deckwright.markdown.placeholder import no_figure_in

_CAPTION = re.compile(r"(?:Table)?:\s+")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the surroundings want a block: the kind of its paragraphs, and whether its lines come one by one."""

    kind: str = "body"
    by_line: bool = False


class BlockReader:
    """Reads those nodes of a Markdown tree that are blocks in their own right."""

    def __init__(self, inline: InlineReader):
        self.inline = inline

    def where(self, node: SyntaxTreeNode) -> Source:
        """The line on which a node starts."""
        return self.inline.source_of(node.map[0] if node.map else 0)

    def blocks(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """The blocks of a node."""
        read = getattr(self, f"_{node.type}", None)
        if read is None:
            raise UserError(f"Can't read this Markdown ({node.type}).", where=self.where(node))
        yield from read(node, manner)

    def _paragraph(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """A paragraph; blocks that have a line of it to themselves stand on their own, several side by side."""
        text: list[Part] = []
        for line in _lines(self.inline.parts(node.children[0], node.map[0])):
            blocks = [part for part in line if isinstance(part, Block)]
            if blocks and all(isinstance(part, Block) or _is_blank(part) for part in line):
                yield from self._running_text(text, node, manner)
                text = []
                yield blocks[0] if len(blocks) == 1 else _side_by_side(blocks, self.where(node))
            else:
                text += [SoftBreak(), *line] if text else line
        yield from self._running_text(text, node, manner)

    def _running_text(self, parts: list[Part], node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        text = self.inline.only_text(parts, self.where(node), "a sentence")
        if text:
            yield Paragraph(text=text, kind=manner.kind, source=self.where(node))

    def _heading(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """A heading below the slide's title: a paragraph that is bold from end to end."""
        text = self.inline.text(node.children[0], node.map[0], "a heading")
        if text:
            bold = tuple(dataclasses.replace(part, bold=True) if isinstance(part, Run) else part for part in text)
            yield Paragraph(text=bold, source=self.where(node))

    def _blockquote(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """What is quoted; its paragraphs, who said it among them, are one text beside one rule."""
        inner = (
            block for child in node.children for block in self.blocks(child, dataclasses.replace(manner, kind="quote"))
        )
        for is_text, blocks in groupby(inner, lambda block: isinstance(block, Paragraph)):
            yield from [reduce(_continued, blocks)] if is_text else blocks

    def _math_block(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        where = self.where(node)
        if not node.content.strip():
            raise UserError("There is nothing between $$ and $$.", where=where)
        yield display_math(node.content, self.inline.rendered.values, where, by_line=manner.by_line)

    def _fence(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        where, info = self.where(node), node.info.strip()
        no_figure_in(info, where, "the first line of a code block")
        if info.startswith("{"):
            attributes = parse(info.strip("{}"))
            if attributes is None or len(attributes.classes) != 1:
                raise UserError(f"Can't read {info!r}.", where=where, hint="Write ```python above a code block.")
            info = attributes.classes[0]
        yield listing(node.content, info.split()[0] if info else "", self.inline.rendered.values, where)

    def _bullet_list(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        items = tuple(self._items(node, 0))
        if manner.by_line:
            firsts = [sum(item.level == 0 for item in items[: i + 1]) - 1 for i in range(len(items))]
            items = tuple(dataclasses.replace(item, step=max(0, step)) for item, step in zip(items, firsts))
        yield Bullets(items=items, source=self.where(node))

    _ordered_list = _bullet_list

    def _items(self, node: SyntaxTreeNode, level: int) -> Iterator[Item]:
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        for i, entry in enumerate(node.children):
            marker = f"{first + i}." if first is not None else ""
            text: Text = ()
            nested = []
            for child in entry.children:
                if child.type == "paragraph":
                    more = self.inline.text(child.children[0], child.map[0], "a list entry")
                    text = (*text, Run("\n"), *more) if text else more
                elif child.type in ("bullet_list", "ordered_list"):
                    nested.append(child)
                else:
                    self._refuse_in_list(child)
            yield Item(text, level, marker)
            for child in nested:
                yield from self._items(child, level + 1)

    def _refuse_in_list(self, node: SyntaxTreeNode) -> None:
        names = {"math_block": "a display formula", "fence": "a code block", "table": "a table", "div": "a ::: block"}
        raise UserError(
            f"A list entry holds text only; found {names.get(node.type, node.type)}.",
            where=self.where(node),
            hint="Put it after the list, with no spaces before it.",
        )

    def _table(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        head, *body = node.children
        header = [self._row(row) for row in head.children]
        empty = not any(cell.text for row in header for cell in row)
        rows = tuple(self._row(row) for part in body for row in part.children)
        if not rows:
            raise UserError("This table has no rows.", where=self.where(node))
        header_rows = 0 if empty else 1
        aligned = {c for c, cell in enumerate(head.children[0].children) if cell.attrs.get("style")}
        yield Table(
            rows=flush_right(rows if empty else (*header, *rows), header_rows, fixed=aligned),
            header_rows=header_rows,
            by_row=manner.by_line,
            source=self.where(node),
        )

    def _row(self, row: SyntaxTreeNode) -> tuple[Cell, ...]:
        return tuple(self._cell(cell, row.map[0] if row.map else 0) for cell in row.children)

    def _cell(self, cell: SyntaxTreeNode, line: int) -> Cell:
        style = str(cell.attrs.get("style", ""))
        align = next((side for side in ("center", "right") if side in style), "left")
        return Cell(self.inline.text(cell.children[0], line, "a table cell"), align)

    def _hr(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        raise UserError(
            "A line of dashes would start a slide without a title.",
            where=self.where(node),
            hint="Start a slide with # Title.",
        )

    def _html_block(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        refuse_html(node.content, self.where(node))
        return iter(())

    def _footnote_reference(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """A footnote's text is read where the footnote is called."""
        return iter(())


def captioned(blocks: list[Block]) -> list[Block]:
    """The blocks, with a paragraph that starts with ``: `` made the caption of the table above or below it."""
    done: list[Block] = []
    for block in blocks:
        last, caption = (done[-1] if done else None), _caption(block)
        if caption and isinstance(last, Table) and not last.caption:
            done[-1] = dataclasses.replace(last, caption=caption)
        elif isinstance(block, Table) and not block.caption and last and _caption(last):
            done[-1] = dataclasses.replace(block, caption=_caption(last))
        else:
            done.append(block)
    return done


def _caption(block: Block) -> Text:
    if not isinstance(block, Paragraph) or not isinstance(block.text[0], Run):
        return ()
    first = block.text[0]
    mark = _CAPTION.match(first.text)
    return (dataclasses.replace(first, text=first.text[mark.end() :]), *block.text[1:]) if mark else ()


def _continued(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs as one, the second on a line of its own."""
    return dataclasses.replace(first, text=(*first.text, Run("\n"), *second.text))


def _side_by_side(blocks: list[Block], where: Source) -> Columns:
    """Blocks that share a line."""
    return Columns(columns=tuple(Column((block,)) for block in blocks), source=where)


def _lines(parts: list[Part]) -> Iterator[list[Part]]:
    line: list[Part] = []
    for part in parts:
        if isinstance(part, SoftBreak):
            yield line
            line = []
        else:
            line.append(part)
    yield line


def _is_blank(part: Any) -> bool:
    return isinstance(part, Run) and not part.figure and not part.text.strip()


def clicks(block: Block) -> int:
    """How many further clicks a block takes once it is there."""
    if isinstance(block, Bullets):
        return max((item.step for item in block.items), default=0)
    if isinstance(block, Table):
        return len(block.rows) - block.header_rows if block.by_row else 0
    if isinstance(block, Code):
        return 0
    inner = [line.step for line in getattr(block, "lines", ())]
    inner += [mark.part for mark in getattr(block, "marks", ())]
    return max(inner + [len(block.series) if getattr(block, "by_series", False) else 0])
