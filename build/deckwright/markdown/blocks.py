"""The blocks of Markdown: paragraphs, lists, tables, code, formulas."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from deckwright.deck.block import Block
from deckwright.deck.chart import Chart
from deckwright.deck.columns import Column, Columns
from deckwright.deck.number_columns import flush_right
from deckwright.deck.table import Cell, Table
from deckwright.deck.table_steps import cell_steps
from deckwright.deck.text import Bullets, Code, Item, Paragraph, Run, Text
from deckwright.errors import Source, UserError
from deckwright.markdown.attributes import ELSEWHERE, parse, raw_format, refuse_unknown
from deckwright.markdown.fancy_lists import Numbering, numbering
from deckwright.markdown.formula import display_math
from deckwright.markdown.html_tags import refuse_html
from deckwright.markdown.inline import InlineReader, Part, SoftBreak
from deckwright.markdown.listing import DIAGRAMS, listing, no_diagram
from deckwright.markdown.placeholder import VALUE, no_figure_in

_CAPTION = re.compile(r"(?:Table)?:\s+")
_LINES = re.compile(r"(?:[\d,|*-]|\s|all)+")  # Slidev's: the lines of a code block that are highlighted


@dataclass(frozen=True, slots=True)
class Manner:
    """How the surroundings want a block: the kind of its paragraphs; whether its lines, or entries, come one by one."""

    kind: str = "body"
    by_line: bool = False
    lists_by_line: bool = False


class BlockReader:
    """Reads those nodes of a Markdown tree that are blocks in their own right."""

    def __init__(self, inline: InlineReader):
        self.inline = inline
        self.examples = 0  # numbered (@) so far, in the whole lecture

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
        self._refuse_pause(node)
        yield from self._set(node.children[0], self.where(node), node.map[0], manner)

    def _set(self, inline: SyntaxTreeNode, where: Source, line: int, manner: Manner) -> Iterator[Block]:
        text: list[Part] = []
        for parts in _lines(self.inline.parts(inline, line)):
            blocks = [part for part in parts if isinstance(part, Block)]
            if blocks and all(isinstance(part, Block) or _is_blank(part) for part in parts):
                yield from self._running_text(text, where, manner)
                text = []
                yield blocks[0] if len(blocks) == 1 else _side_by_side(blocks, where)
            else:
                text += [SoftBreak(), *parts] if text else parts
        yield from self._running_text(text, where, manner)

    def _running_text(self, parts: list[Part], where: Source, manner: Manner) -> Iterator[Block]:
        text = self.inline.only_text(parts, where, "a sentence")
        if text:
            yield Paragraph(text=text, kind=manner.kind, source=where)

    def _heading(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """A heading below the slide's title: a paragraph that is bold from end to end."""
        text = self.inline.text(node.children[0], node.map[0], "a heading")
        if text:
            yield Paragraph(text=_bold(text), source=self.where(node))

    def _blockquote(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """What is quoted; its paragraphs, who said it among them, are one text beside one rule."""
        inner = (
            block for child in node.children for block in self.blocks(child, dataclasses.replace(manner, kind="quote"))
        )
        yield from beside_one_rule(inner)

    def _math_block(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        where = self.where(node)
        if not node.content.strip():
            raise UserError("There is nothing between $$ and $$.", where=where)
        latex = self.inline.expanded(node.content, where)
        yield display_math(latex, self.inline.rendered.values, where, by_line=manner.by_line)

    def _fence(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        where, info = self.where(node), node.info.strip()
        no_figure_in(info, where, "the first line of a code block")
        yield listing(node.content, _language(info, where), self.inline.rendered.values, where)

    def _bullet_list(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """A list; code and other blocks in its entries stand between the parts of it that come before and after."""
        for is_item, parts in groupby(self._entries(node, 0), lambda part: isinstance(part, Item)):
            if is_item:
                items = tuple(parts)
                by_line = manner.by_line or manner.lists_by_line
                yield Bullets(items=_one_by_one(items) if by_line else items, source=self.where(node))
            else:
                yield from parts

    _ordered_list = _bullet_list

    def _dl(self, node: SyntaxTreeNode, manner: Manner) -> Iterator[Block]:
        """Terms and what they mean."""
        yield from self._bullet_list(node, manner)

    def with_caption(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """A paragraph and a table's caption, which read like a term and its definition."""
        term, said = node.children
        yield from self._set(term.children[0], self.where(node), node.map[0], Manner())
        words = said.children[0]
        text = self.inline.text(words.children[0], words.map[0], "a caption")
        yield Paragraph(text=(Run(": "), *text), source=self.where(words))

    def _entries(self, node: SyntaxTreeNode, level: int) -> Iterator[Item | Block]:
        if node.type == "dl":
            yield from self._definitions(node, level)
            return
        for entry, marker in zip(node.children, self._markers(node)):
            kind = "entry"
            if not entry.children:
                yield Item((), level, marker)
            elif entry.children[0].type != "paragraph":
                raise UserError("This list entry has no words.", where=self.where(entry), hint="Begin it with some.")
            for child in entry.children:
                yield from self._within(child, level, kind, marker)
                kind, marker = "more", ""

    def _within(self, node: SyntaxTreeNode, level: int, kind: str, marker: str = "") -> Iterator[Item | Block]:
        """What stands in a list entry (or a definition): a paragraph, a list, a block."""
        if node.type == "paragraph" and kind == "more":
            self._refuse_pause(node)
            for block in self._set(node.children[0], self.where(node), node.map[0], Manner()):
                yield Item(block.text, level, kind=kind) if isinstance(block, Paragraph) else block
        elif node.type == "paragraph":
            yield Item(self._entry_text(node), level, marker, kind=kind)
        elif node.type in ("bullet_list", "ordered_list", "dl"):
            yield from self._entries(node, level + 1)
        elif node.type == "div":
            hint = "Put it after the list, with no spaces before it."
            raise UserError("A list entry can't hold a ::: block.", where=self.where(node), hint=hint)
        else:
            yield from self.blocks(node, Manner())

    def _entry_text(self, node: SyntaxTreeNode) -> Text:
        self._refuse_pause(node)
        return self.inline.text(node.children[0], node.map[0], "a list entry")

    def _definitions(self, node: SyntaxTreeNode, level: int) -> Iterator[Item | Block]:
        for part in node.children:
            if part.type == "dt":
                if [child.type for child in part.children[0].children] == ["image"]:
                    message = "A line that begins with a colon is a table's caption, and a picture stands above it."
                    hint = 'Its caption stands in quotes behind the file: ![what it shows](file.png "Caption").'
                    raise UserError(message, where=self.where(part), hint=hint)
                text = self.inline.text(part.children[0], part.map[0], "a term")
                yield Item(_bold(text), level, kind="term")
                continue
            for child in part.children:
                yield from self._within(child, level, "more")

    def _markers(self, node: SyntaxTreeNode) -> Iterator[str]:
        """The markers of a list's entries as they are shown: those of one kind count on from the first one of them."""
        first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        known, count = None, 0
        for i, entry in enumerate(node.children):
            marker = entry.meta.get("marker", "")
            if node.type == "bullet_list":
                yield marker
                continue
            found = numbering(marker) if marker else Numbering("1", "", node.markup, first + i)
            if found.kind == "@":
                self.examples += 1
                yield dataclasses.replace(found, first=self.examples).marker(0)
                continue
            if known is None or (known.kind, known.before, known.after) != (found.kind, found.before, found.after):
                known, count = found, 0
            yield known.marker(count)
            count += 1

    def _refuse_pause(self, node: SyntaxTreeNode) -> None:
        if node.children[0].content.strip() == ". . .":
            hint = "Put it between blocks, or write ::: steps around the list: its entries come one by one."
            raise UserError("A pause can't stand inside of another block.", where=self.where(node), hint=hint)

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
            "A line of dashes starts a slide, and can't do so inside of another block.",
            where=self.where(node),
            hint="Close the block first.",
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


def is_caption(node: SyntaxTreeNode, after: SyntaxTreeNode | None) -> bool:
    """Whether what reads like a definition is a table's caption: apart from the figure above it, or from words above a
    table."""
    if node.type != "dl" or [child.type for child in node.children] != ["dt", "dd"]:
        return False
    term, said = node.children[0].children[0].content, node.children[1].children
    apart = [child.type for child in said] == ["paragraph"] and said[0].map[0] > node.map[0] + 1
    return apart and bool(VALUE.fullmatch(term.strip()) or after and after.type == "table")


def beside_one_rule(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with paragraphs that follow one another as one."""
    for is_text, group in groupby(blocks, lambda block: isinstance(block, Paragraph)):
        blocks = list(group)
        yield from [reduce(_continued, blocks)] if is_text else blocks


def _caption(block: Block) -> Text:
    if not isinstance(block, Paragraph) or not isinstance(block.text[0], Run):
        return ()
    first = block.text[0]
    mark = _CAPTION.match(first.text)
    return (dataclasses.replace(first, text=first.text[mark.end() :]), *block.text[1:]) if mark else ()


def _language(info: str, where: Source) -> str:
    """The language of a code block, from the line that opens it: ``python``, ``{.python}``, ``python {key=value}``."""
    word, brace, rest = info.partition("{")
    if not brace:
        return _only_word(info, where)
    word, inner = _only_word(word, where), rest.rstrip().removesuffix("}")
    attributes = parse(inner)
    if attributes is None and (raw := raw_format(inner)):
        raise UserError(f"Raw {raw} has no meaning on a slide.", where=where, hint="Write Markdown in its place.")
    if attributes is None and _LINES.fullmatch(inner):
        message = f"{{{inner}}} behind a code block's language has no meaning here."
        raise UserError(message, where=where, hint=ELSEWHERE["code-line-numbers"])
    if attributes is None or not (word or attributes.classes):
        hint = "Write ```python above a code block. What is computed belongs in lesson.py."
        if inner.lower() in DIAGRAMS:
            raise no_diagram(inner, where)
        raise UserError(f"Can't read {info!r}.", where=where, hint=hint)
    named, *others = (word, *attributes.classes) if word else attributes.classes
    options = dataclasses.replace(attributes, classes=tuple(others))
    refuse_unknown(options, where, "a code block", classes=(), keys=())
    return named


def _only_word(info: str, where: Source) -> str:
    """The language in a line that says nothing else."""
    word, *more = info.split() or [""]
    if more:
        key = more[0].partition("=")[0]
        hint = ELSEWHERE.get(key) or (ELSEWHERE["filename"] if key == "title" else "A code block has a language only.")
        message = f"Can't read {' '.join(more)!r} behind a code block's language."
        raise UserError(message, where=where, hint=hint)
    return word


def _bold(text: Text) -> Text:
    return tuple(dataclasses.replace(part, bold=True) if isinstance(part, Run) else part for part in text)


def _one_by_one(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The same items, each of the first level with a click of its own; what belongs to it comes with it."""
    firsts = [sum(item.level == 0 and item.begins for item in items[: i + 1]) - 1 for i in range(len(items))]
    return tuple(dataclasses.replace(item, step=max(0, step)) for item, step in zip(items, firsts))


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
        return max(map(max, cell_steps(block)), default=0)
    if isinstance(block, Code):
        return 0
    inner = [line.step for line in getattr(block, "lines", ())]
    inner += [mark.part for mark in getattr(block, "marks", ())]
    return max(inner + [_parts(block) if isinstance(block, Chart) else 0])


def _parts(chart: Chart) -> int:
    """How many clicks show a chart, once its axes are there."""
    if chart.by_series:
        return len([series for series in chart.series if not series.of])
    return len(chart.categories) if chart.by_category else 0
