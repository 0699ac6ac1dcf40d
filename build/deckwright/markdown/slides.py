"""From the tree of a Markdown text to slides: titles, columns, steps, notes, footnotes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from deckwright.deck.block import Block
from deckwright.deck.columns import Column, Columns
from deckwright.deck.slide import LAYOUTS, Note, Slide
from deckwright.deck.text import Bullets, Paragraph, Run, Text, plain
from deckwright.errors import Source, UserError, did_you_mean
from deckwright.markdown.attributes import Attributes, refuse_unknown
from deckwright.markdown.blocks import BlockReader, Manner, beside_one_rule, captioned, is_caption
from deckwright.markdown.inline import InlineReader
from deckwright.markdown.parser import parse_line
from deckwright.markdown.slide_level import Start, slide_level, split
from deckwright.markdown.steps import Steps
from deckwright.wording import a

_PARAGRAPH_KINDS = ("answer", "caption", "question", "statement")
_CALLOUTS = {f"callout-{name}": name.capitalize() for name in ("note", "tip", "important", "caution", "warning")}
_LISTS = {
    "incremental": True,
    "nonincremental": False,
}  # whether the entries of lists come one by one, by pandoc's names
_REVEALING = ("reveal", "fragment")
_DIVS = ("column", "columns", "notes", "steps", *_REVEALING, *_LISTS, *_CALLOUTS, *_PARAGRAPH_KINDS)
_ELSEWHERE = {
    **{name: f"callout-{name}" for name in ("note", "tip", "important", "caution", "warning")},
    **{"danger": "callout-warning", "info": "callout-note", "hint": "callout-tip"},
    **{"speaker-notes": "notes", "notesonly": "notes", "left": "column", "right": "column", "row": "columns"},
    **{"col": "column", "cols": "columns", "two-columns": "columns", "build": "steps", "center": "statement"},
}
_KEYS = (("column", "width"), ("notes", "clip"), ("notes", "minutes"), *((callout, "title") for callout in _CALLOUTS))
# Classes of Quarto and Beamer that ask for what is done anyway: type and pictures fit, lists go on on further slides.
_GRANTED = (
    "allowframebreaks",
    "fragile",
    "nostretch",
    "r-stretch",
    "scrollable",
    "smaller",
    "stretch",
    "unlisted",
    "unnumbered",
)


class SlideReader:
    """Reads the slides of one lecture, one after the other; what is wrong on one of them is noted, and hides
    no other.
    """

    def __init__(self, inline: InlineReader, footnotes: dict[str, Any]):
        self.inline, self.footnotes, self.mistakes = inline, footnotes, inline.mistakes
        self.reader = BlockReader(inline)
        self.steps = Steps()
        self.notes: list[Note] = []
        self.minutes = 0.0
        self.keys = {"title-slide", "references"}  # those that a deck gets by itself
        self.titles: dict[str, Source] = {}
        self.definitions: dict[str, SyntaxTreeNode] = {}  # of footnotes
        self.called: set[str] = set()

    def slides(self, root: SyntaxTreeNode, level: int = 0, incremental: bool = False) -> Iterator[Slide]:
        """All slides of a Markdown text. What is wrong with one is gathered, and the others are read.

        level        that of the headings which start a slide; 0 for pandoc's rule
        incremental  whether the entries of lists come one by one
        """
        for node in root.walk():
            if node.type == "footnote_reference":
                self._define(node.meta["label"], node)
        nodes = [node for node in root.children if not _is_silent(node)]
        slide = None
        for start, content in split(nodes, level or slide_level(nodes)):
            if start is None:
                self._refuse_before(content)
                continue
            with self.mistakes.gathered():
                slide = self._slide(start, content, incremental, slide)
                yield slide

    def _define(self, label: str, node: SyntaxTreeNode) -> None:
        """Keep a footnote's text, of which each label has one in the whole lecture."""
        first = self.definitions.setdefault(label, node)
        if first is not node:
            message = f"Two footnotes are called [^{label}]; the other one is at line {self._where(first).line}."
            hint = "Give each a label of its own, in the whole file."
            self.mistakes.add(UserError(message, where=self._where(node), hint=hint))

    def _refuse_before(self, content: list[SyntaxTreeNode]) -> None:
        for node in content[:1]:
            hint = "Start a slide with # Title above it."
            self.mistakes.add(UserError("This stands on no slide.", where=self._where(node), hint=hint))

    def _slide(self, start: Start, content: list[SyntaxTreeNode], incremental: bool, before: Slide | None) -> Slide:
        self.steps, self.notes, self.minutes, self.inline.footnotes = Steps(), [], 0.0, []
        if start.heading is None:
            return self._going_on(before, content, incremental)
        where, attributes = self._where(start.heading), start.heading.meta["attributes"]
        layout = _layout(attributes, where) or ("section" if start.section else "")
        incremental = next((_LISTS[name] for name in attributes.classes if name in _LISTS), incremental)
        title = self._title(start.heading, where)
        subtitle: Text = ()
        if layout in ("title", "section") and content and content[0].type == "heading":
            subtitle = self.inline.text(content[0].children[0], content[0].map[0], "a subtitle")
            content = content[1:]
        blocks = self._blocks(content, incremental)
        if layout == "statement":
            blocks = _with_statement(blocks)
        return Slide(
            key=self._key(attributes, title, layout, where),
            title=title,
            blocks=tuple(blocks),
            notes=tuple(self.notes),
            layout=layout,
            subtitle=subtitle,
            footnotes=tuple(self._footnotes()),
            source=where,
            minutes=self.minutes,
            clicks=self.steps.last,
        )

    def _going_on(self, before: Slide | None, content: list[SyntaxTreeNode], incremental: bool) -> Slide:
        """What stands below a line of dashes: a further slide with the title of the one before."""
        where = self._where(content[0])
        if before is None:
            hint = "Write # and a title in place of the dashes."
            raise UserError("This slide has no title, nor has one before it.", where=where, hint=hint)
        return dataclasses.replace(
            before,
            key=self._unique(before.key),
            blocks=tuple(self._blocks(content, incremental)),
            notes=tuple(self.notes),
            layout="",
            subtitle=(),
            footnotes=tuple(self._footnotes()),
            source=where,
            minutes=self.minutes,
            clicks=self.steps.last,
        )

    def _blocks(self, content: list[SyntaxTreeNode], incremental: bool) -> list[Block]:
        blocks = captioned(self._contents(content, Manner(lists_by_line=incremental)))
        for block in blocks:
            if isinstance(block, Paragraph) and plain(block.text).startswith(": "):
                message = "This is written like a caption, and no table stands beside it."
                hint = (
                    "Put it right below its table; a term to be defined stands on the line above. A picture has its "
                    'caption in quotes behind the file, a chart has title="...".'
                )
                self.mistakes.add(UserError(message, where=block.source, hint=hint))
        return blocks

    def _title(self, heading: SyntaxTreeNode, where: Source) -> Text:
        title = self.inline.text(heading.children[0], heading.map[0], "a title")
        if not title:
            raise UserError(
                "This slide has no title.", where=where, hint="Write # and a title that says what the slide shows."
            )
        words = " ".join(plain(title).casefold().split())
        if words in self.titles:
            raise UserError(
                f"Two slides have the title {plain(title)!r}; the other one is at line {self.titles[words].line}.",
                where=where,
                hint="Give each slide a title of its own.",
            )
        self.titles[words] = where
        return title

    def _key(self, attributes: Attributes, title: Text, layout: str, where: Source) -> str:
        """A name for the slide that stays when a figure in its title changes."""
        words = "".join(part.text for part in title if isinstance(part, Run) and not part.figure)
        if layout == "references":
            return "references"
        key = attributes.id or re.sub(r"[^\w]+", "-", words.casefold()).strip("-_") or "slide"
        if attributes.id and key in self.keys:
            raise UserError(f"Two slides have the id {key!r}.", where=where)
        return self._unique(key)

    def _unique(self, key: str) -> str:
        unique, count = key, 2
        while unique in self.keys:
            unique, count = f"{key}-{count}", count + 1
        self.keys.add(unique)
        return unique

    def _contents(self, nodes: list[SyntaxTreeNode], manner: Manner) -> list[Block]:
        blocks: list[Block] = []
        for node, after in zip(nodes, [*nodes[1:], None]):
            with self.mistakes.gathered():
                if _is_pause(node):
                    self.steps.pause()
                elif node.type == "div":
                    blocks += self._div(node, manner)
                elif is_caption(node, after):
                    blocks += [self.steps.place(block) for block in self.reader.with_caption(node)]
                elif not _is_silent(node):
                    blocks += self._read(node, manner)
        return blocks

    def _read(self, node: SyntaxTreeNode, manner: Manner) -> list[Block]:
        """The blocks of one node, at their steps. Line by line, a list's first entry waits for a click as well."""
        blocks = []
        for block in self.reader.blocks(node, manner):
            if isinstance(block, Bullets) and (manner.by_line or manner.lists_by_line):
                with self.steps.revealed():
                    blocks.append(self.steps.place(block))
            elif blocks and isinstance(blocks[0], Bullets):  # it stands in a list, and comes with its entry
                blocks.append(dataclasses.replace(block, step=max(self.steps.now, self.steps.last)))
            elif isinstance(block, Columns):
                blocks.append(self._placed_in_line(block))
            else:
                blocks.append(self.steps.place(block))
        return blocks

    def _placed_in_line(self, line: Columns) -> Columns:
        """Figures on one line at their steps, one after the other."""
        before = self.steps.now
        columns = [
            dataclasses.replace(column, blocks=tuple(self.steps.place(block) for block in column.blocks))
            for column in line.columns
        ]
        return dataclasses.replace(line, columns=tuple(columns), step=before)

    def _div(self, node: SyntaxTreeNode, manner: Manner) -> list[Block]:
        attributes, where = node.meta["attributes"], self._where(node)
        classes = attributes.classes
        keys = [key for name, key in _KEYS if name in classes]
        if other := next((_ELSEWHERE[name] for name in classes if name in _ELSEWHERE), ""):
            name = next(name for name in classes if name in _ELSEWHERE)
            raise UserError(f"Unknown class {name!r} on a ::: block.", where=where, hint=f"Write ::: {other}.")
        refuse_unknown(attributes, where, "a ::: block", classes=_DIVS, keys=keys)
        if "notes" in classes:
            self.notes += self._notes(node, attributes.values.get("clip", ""))
            self.minutes += _minutes(attributes.values.get("minutes", "0"), where)
            return []
        if "columns" in classes:
            return self._columns(node, manner)
        if "column" in classes:
            raise UserError("A column must stand inside of ::: columns.", where=where)
        kind = next((name for name in classes if name in _PARAGRAPH_KINDS), manner.kind)
        by_line = manner.by_line or "steps" in classes
        lists = next((_LISTS[name] for name in classes if name in _LISTS), manner.lists_by_line)
        inner = Manner(kind, by_line, lists)
        if callout := next((name for name in classes if name in _CALLOUTS), ""):
            return self._callout(node, attributes.values.get("title") or "", _CALLOUTS[callout], inner)
        if any(name in classes for name in _REVEALING) or kind == "answer":
            with self.steps.revealed():
                return self._contents(node.children, inner)
        if "steps" in classes:
            return self._one_by_one(node, inner)
        return self._contents(node.children, inner)

    def _callout(self, node: SyntaxTreeNode, title: str, kind: str, manner: Manner) -> list[Block]:
        """A callout: its title, or the name of its kind, and what it says, beside a rule."""
        children, where = [child for child in node.children if not _is_silent(child)], self._where(node)
        words: Text = (Run(kind),)
        if title:
            words = self.inline.text(parse_line(title, where, self.inline.mistakes), node.map[0], "a title")
        elif children and children[0].type == "heading":
            words = self.inline.text(children[0].children[0], children[0].map[0], "a title")
            children = children[1:]
        words = tuple(dataclasses.replace(part, bold=True) if isinstance(part, Run) else part for part in words)
        heading = self.steps.place(Paragraph(text=words, kind="callout", source=where))
        return list(beside_one_rule([heading, *self._contents(children, dataclasses.replace(manner, kind="callout"))]))

    def _one_by_one(self, node: SyntaxTreeNode, manner: Manner) -> list[Block]:
        blocks: list[Block] = []
        before = self.steps.now
        for child in node.children:
            if blocks:
                self.steps.pause()
            blocks += self._contents([child], manner)
        self.steps.now = before
        return blocks

    def _columns(self, node: SyntaxTreeNode, manner: Manner) -> list[Block]:
        where, columns, before = self._where(node), [], self.steps.now
        for child in node.children:
            if _is_silent(child):
                continue
            if child.type != "div" or "column" not in child.meta["attributes"].classes:
                hint = "Write ::: column above it, and ::: below."
                message = "Only ::: column may stand inside of ::: columns."
                raise UserError(message, where=self._where(child), hint=hint)
            with self.mistakes.gathered():
                columns.append(self._column(child, manner))
        found = sum(not _is_silent(child) for child in node.children)
        if found < 2:
            raise UserError(
                f"Expected two or more columns, found {found}.", where=where, hint="Write ::: column twice."
            )
        if sum(column.width or 0 for column in columns) > 1.001:
            raise UserError("The columns' widths add up to more than 100%.", where=where)
        first = min((block.step for column in columns for block in column.blocks), default=before)
        return [Columns(columns=tuple(columns), step=min(first, before), source=where)]

    def _column(self, node: SyntaxTreeNode, manner: Manner) -> Column:
        attributes, where = node.meta["attributes"], self._where(node)
        refuse_unknown(attributes, where, "a column", classes=("column", *_REVEALING), keys=("width",))
        if any(child.type == "div" and "columns" in child.meta["attributes"].classes for child in node.children):
            raise UserError("Columns can't stand inside of a column.", where=where)
        width = attributes.values.get("width")
        if any(name in attributes.classes for name in _REVEALING):
            with self.steps.revealed():
                blocks = self._contents(node.children, manner)
        else:
            blocks = self._contents(node.children, manner)
        return Column(tuple(captioned(blocks)), _share(width, where) if width else None)

    def _notes(self, node: SyntaxTreeNode, clip: str) -> Iterator[Note]:
        where = self._where(node)
        for child in node.children:
            if _is_silent(child):
                continue
            for block in self.reader.blocks(child, Manner()):
                if isinstance(block, Paragraph):
                    yield Note(block.text, clip=clip, source=where)
                elif isinstance(block, Bullets):
                    marks = ((Run(f"{item.marker} "),) if item.marker else () for item in block.items)
                    yield from (
                        Note((*mark, *item.text), bullet=not item.marker, clip=clip, source=where)
                        for mark, item in zip(marks, block.items)
                    )
                else:
                    message = f"Notes hold text only; found {a(block.noun)}."
                    raise UserError(message, where=block.source or self._where(child))

    def _footnotes(self) -> Iterator[Text]:
        for label, line in self.inline.footnotes:
            with self.mistakes.gathered():
                yield self._footnote(label, line)

    def _footnote(self, label: Any, line: int) -> Text:
        if isinstance(label, int):  # ^[written in place]
            tokens = self.footnotes["list"][label]["tokens"]
            return self.inline.text(SyntaxTreeNode(tokens), line, "a footnote")
        where = self.inline.source_of(line)
        if label not in self.definitions:
            hint = did_you_mean(label, self.definitions) or f"Write [^{label}]: ... below."
            raise UserError(f"Unknown footnote {label!r}.", where=where, hint=hint)
        self.called.add(label)
        paragraphs = self.definitions[label].children
        if not paragraphs or any(part.type != "paragraph" for part in paragraphs):
            hint = "Put lists, code and figures on the slide."
            raise UserError(f"Footnote {label!r} must be paragraphs.", where=where, hint=hint)
        return _in_lines(self.inline.text(part.children[0], part.map[0], "a footnote") for part in paragraphs)

    def uncalled(self) -> Iterator[tuple[str, Source]]:
        """The labels of footnotes that no text calls, which are lost."""
        for label, node in self.definitions.items():
            if label not in self.called:
                yield label, self._where(node)

    def _where(self, node: SyntaxTreeNode) -> Source:
        return self.reader.where(node)


def _in_lines(texts: Iterable[Text]) -> Text:
    """Texts as one, each on a line of its own."""
    return tuple(part for text in texts for part in (Run("\n"), *text))[1:]


def _layout(attributes: Attributes, where: Source) -> str:
    refuse_unknown(attributes, where, "a slide", classes=(*LAYOUTS, *_LISTS, *_GRANTED), keys=("layout",))
    layout = attributes.values.get("layout") or next((name for name in attributes.classes if name in LAYOUTS), "")
    if layout and layout not in LAYOUTS:
        raise UserError(f"Unknown layout {layout!r}.", where=where, hint=did_you_mean(layout, LAYOUTS))
    return layout


def _with_statement(blocks: list[Block]) -> list[Block]:
    """On a slide with this layout the first paragraph is the statement, unless another one was called so."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if not paragraphs or any(paragraph.kind == "statement" for paragraph in paragraphs):
        return blocks
    stated = dataclasses.replace(paragraphs[0], kind="statement")
    return [stated if block is paragraphs[0] else block for block in blocks]


def _share(width: str, where: Source) -> float:
    number = re.fullmatch(r"(\d+(?:\.\d+)?)%", width)
    if not number or not 5 <= float(number[1]) <= 95:
        narrow = number and float(number[1]) < 5
        hint = (
            "Leave it out: columns stand apart by themselves." if narrow else "Write its share of the slide: width=40%."
        )
        raise UserError(f"Expected a width from 5% to 95%, found {width!r}.", where=where, hint=hint)
    return float(number[1]) / 100


def _minutes(text: str, where: Source) -> float:
    """How long a slide takes: minutes, with halves if need be."""
    if not re.fullmatch(r"\d{1,3}(\.\d)?", text):
        raise UserError(f"Expected minutes such as 3 or 0.5, found {text!r}.", where=where)
    return float(text)


def _is_pause(node: SyntaxTreeNode) -> bool:
    return node.type == "paragraph" and node.children[0].content.strip() == ". . ."


def _is_silent(node: SyntaxTreeNode) -> bool:
    """Footnote definitions are read where they are used; comments are for the author."""
    comment = node.type == "html_block" and re.fullmatch(r"\s*(<!--.*?-->\s*)*", node.content, re.DOTALL)
    return node.type == "footnote_reference" or bool(comment)
