"""What stands in a line: words in their styles, figures, formulas, links, citations."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from deckwright.deck.block import Block
from deckwright.deck.slide import Reference
from deckwright.deck.text import Math, Run, Text, plain
from deckwright.equations.equation_error import EquationError
from deckwright.errors import Mistakes, Source, UserError, did_you_mean
from deckwright.language import spoken
from deckwright.language.scripts import is_wide, script_of
from deckwright.markdown.attributes import Attributes, refuse_unknown
from deckwright.markdown.authored_text import OTHER, AuthoredText
from deckwright.markdown.citation import author_and_year
from deckwright.markdown.formula import display_math, inline_math, with_whole_statements
from deckwright.markdown.html_tags import is_comment, refuse_html
from deckwright.markdown.listing import code_text
from deckwright.markdown.macros import Macro, expanded
from deckwright.markdown.parser import parse_line
from deckwright.markdown.picture import picture
from deckwright.markdown.placeholder import VALUE
from deckwright.markdown.slides_file import refuse_control_characters
from deckwright.markdown.spans import Cited
from deckwright.markdown.template import Rendered
from deckwright.theme import ROLES
from deckwright.wording import a

_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "sub": "sub", "sup": "sup"}
MINE = "mine"  # the class of words whose numbers are the author's own
TERM = "term"  # the class of a term where it is defined
REFERENCES = "#references"  # where a citation leads: the slide with this key

_MARP = re.compile(r"^bg\b|\b(?:w|h|width|height):\d")
_COMPUTED = re.compile(r"\{(?:python|r|julia|ojs)\}\s*(\w+)?")  # Quarto's code in a line
_MONEY = re.compile(r"[\d.,]+\s+(?:a|and|bis|et|o|oder|or|ou|to|und|y)\s+[^\\]*\d$")
_YEARS = re.compile(r"(?<!\w)[‘'](?=\d\d(?:s|er)?\b)")  # '90s: what is left out, and no quotation
_UNSAFE = re.compile(r"\s*(?:data|file|javascript|vbscript):", re.IGNORECASE)
_LABEL = re.compile(r"(eq|fig|lst|sec|tbl)-")  # Quarto's cross-references
_LABELED = {"eq": "a formula", "fig": "a figure", "lst": "code", "sec": "a section", "tbl": "a table"}
_NAME_IT = "Say which one you mean, or link to its slide: [see there](#its-name)."


class SoftBreak:
    """The end of a line of slides.md inside a paragraph."""


Part = Run | Math | Block | SoftBreak


@dataclass
class InlineReader:
    """Reads lines of text, and gathers on the way what belongs to the whole lecture.

    prose      the words that a person typed
    links      to slides of the deck: their keys
    cited      keys of the sources, in the order in which they are cited
    footnotes  of the slide being read: the labels that were used, each with its line
    mistakes   what is wrong anywhere in the lecture
    macros     commands that are defined for formulas
    """

    rendered: Rendered
    sources: dict[str, Reference]
    prose: list[AuthoredText] = field(default_factory=list)
    terms: list[tuple[str, Source]] = field(default_factory=list)
    links: list[tuple[str, Source]] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    footnotes: list[Any] = field(default_factory=list)
    mistakes: Mistakes = field(default_factory=Mistakes)
    macros: Mapping[str, Macro] = field(default_factory=dict)

    def expanded(self, latex: str, where: Source) -> str:
        """A formula without the deck's own commands."""
        try:
            return expanded(latex, self.macros)
        except EquationError as error:
            raise error.at(where) from None

    def source_of(self, line: int) -> Source:
        """Where a line of the rendered Markdown comes from."""
        return self.rendered.lines[min(line, len(self.rendered.lines) - 1)]

    def text(self, node: SyntaxTreeNode, line: int, place: str) -> Text:
        """The content of an inline node as text; a block in it is an error. What is wrong leaves a sign."""
        told, text = len(self.mistakes), ()
        with self.mistakes.gathered():
            text = self.only_text(self.parts(node, line), self.source_of(line), place)
        return text if text or len(self.mistakes) == told else (Run("…"),)

    def only_text(self, parts: Iterable[Part], where: Source, place: str) -> Text:
        """These parts as text, joined where their style is the same."""
        parts = list(parts)
        for part in parts:
            if isinstance(part, Block):
                raise UserError(
                    f"{a(part.noun).capitalize()} can't stand in the middle of {place}.",
                    where=part.source or where,
                    hint="Give it a line of its own, with an empty line before and after.",
                )
        text = _joined(_on_one_line(parts))
        return with_whole_statements(text) if spoken().rtl else text

    def parts(self, node: SyntaxTreeNode, line: int) -> list[Part]:
        """The content of an inline node: text, and the blocks that stand in it."""
        reading = _Line(self, line)
        parts = list(reading.parts(node.children, Run("")))
        if reading.words:
            self.prose.append(AuthoredText(tuple(reading.words)))
        return parts

    def source(self, key: str, where: Source) -> Reference:
        """The source with this key, which is cited from now on."""
        if key not in self.sources and (label := _LABEL.match(key)):
            message = f"@{key} refers to {_LABELED[label[1]]} by its number, and there are none on slides."
            raise UserError(message, where=where, hint=_NAME_IT)
        if key not in self.sources:
            hint = did_you_mean(key, self.sources) or "Add it to sources: in the front matter, with text: and url:."
            hint += r" A sign @ that cites nothing is written \@."
            raise UserError(f"Unknown source {key!r}.", where=where, hint=hint)
        if key not in self.cited:
            self.cited.append(key)
        return self.sources[key]


class _Line:
    """One pass through an inline node, which knows the line it is at."""

    def __init__(self, reader: InlineReader, line: int):
        self.reader, self.line = reader, line
        self.words: list[tuple[str, Source]] = []
        self.opened: list[str] = []  # tags of HTML

    @property
    def where(self) -> Source:
        return self.reader.source_of(self.line)

    def parts(self, nodes: Iterable[SyntaxTreeNode], style: Run, checked: bool = True) -> Iterator[Part]:
        """The parts of these nodes. checked: whether digits typed in them are to be found."""
        for node in nodes:
            if node.type in ("text", "text_special"):
                yield from self._words(node.content, style, checked)
            elif node.type in ("softbreak", "hardbreak"):
                self.words.append(("\n", self.where))
                self.line += 1
                yield SoftBreak() if node.type == "softbreak" else Run("\n")
            elif node.type in _STYLES:
                yield from self.parts(node.children, dataclasses.replace(style, **{_STYLES[node.type]: True}), checked)
            else:
                with self.reader.mistakes.gathered():
                    yield from self._read(node, style)

    def _read(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        read = getattr(self, f"_{node.type}", None)
        if read is None:
            raise UserError(f"Can't read this Markdown ({node.type}).", where=self.where)
        yield from read(node, style)

    def _words(self, content: str, style: Run, checked: bool) -> Iterator[Part]:
        content = content.replace("\t", " ")
        with self.reader.mistakes.gathered():
            refuse_control_characters(content, "this line", self.where)
        if "$$" in content:
            hint = "Write $$ at the start and at the end of a formula."
            self.reader.mistakes.add(UserError("$$ is not closed.", where=self.where, hint=hint))
        for i, piece in enumerate(VALUE.split(content)):
            if i % 2:
                yield from self._value(int(piece), style)
            elif piece:
                words = _typographic(piece)
                self.words.append((words if checked else OTHER, self.where))
                yield dataclasses.replace(style, text=words)

    def _value(self, index: int, style: Run) -> Iterator[Part]:
        handed = self.reader.rendered.values[index]
        self._other()
        yield from handed.blocks
        for part in handed.text:
            yield _styled(part, style) if isinstance(part, Run) else part

    def _other(self) -> None:
        self.words.append((OTHER, self.where))

    def _code_inline(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        self._other()
        if computed := _COMPUTED.match(node.content):
            message = f"{node.content[:60]} would be shown as code, and not computed."
            hint = f"Let lesson.py compute it, and write {{{{ {computed[1] or 'name'} }}}}."
            raise UserError(message, where=self.where, hint=hint)
        if raw := node.meta.get("raw"):
            raise UserError(f"Raw {raw} has no meaning on a slide.", where=self.where, hint="Write Markdown.")
        attributes = node.meta.get("attributes") or Attributes()
        refuse_unknown(attributes, self.where, "code in a line", classes=attributes.classes[:1], keys=())
        code = dataclasses.replace(style, code=True)
        for i, piece in enumerate(VALUE.split(node.content)):
            if i % 2 == 0:
                if piece:
                    yield dataclasses.replace(code, text=piece)
                continue
            for part in self._value(int(piece), code):
                if isinstance(part, Run) and part.figure:
                    figure = dataclasses.replace(part.figure, text=code_text(part.figure))
                    part = dataclasses.replace(part, text=figure.text, figure=figure)
                yield part

    def _math_inline(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        self._other()
        if node.content.startswith("`") and node.content.endswith("`"):
            hint = f"Write ${node.content.strip('`')}$."
            raise UserError("Backticks in a formula would be printed as marks.", where=self.where, hint=hint)
        if _MONEY.match(node.content):
            message = f"${node.content}$ is read as a formula: is it money?"
            raise UserError(message, where=self.where, hint=r"Write \$ for a dollar sign.")
        yield inline_math(self.reader.expanded(node.content, self.where), self.reader.rendered.values, self.where)
        self.line += node.content.count("\n")

    def _math_inline_double(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        self._other()
        yield display_math(self.reader.expanded(node.content, self.where), self.reader.rendered.values, self.where)
        self.line += node.content.count("\n")

    def _link(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        address = self._plain(str(node.attrs.get("href", "")))
        if not address or not node.children:
            message = "This link leads nowhere." if node.children else f"The link to {address[:60]} has no words."
            raise UserError(message, where=self.where, hint="Write [words](https://...).")
        if _UNSAFE.match(address):  # one that was written is no link; this one was computed
            raise UserError(f"{address[:60]!r} is no page's address.", where=self.where, hint="Link to https://...")
        if address.startswith("#"):
            self.reader.links.append((address[1:], self.where))
        attributes = node.meta.get("attributes") or Attributes()
        refuse_unknown(attributes, self.where, "a link", classes=(*ROLES, "muted"), keys=())
        style = dataclasses.replace(style, role=next(iter(attributes.classes), style.role))
        for part in self.parts(node.children, dataclasses.replace(style, link=address), checked=False):
            if isinstance(part, Block):
                message = f"{a(part.noun).capitalize()} can't be a link, which would be lost."
                raise UserError(message, where=self.where, hint="Write the link in words, below it.")
            yield part

    def _image(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        self._other()
        if _MARP.search(node.content):
            message = f"{node.content!r} is no description of a picture but how Marp is to place it."
            raise UserError(message, where=self.where, hint="Write ![what it shows](file.png){width=50%}.")
        alt = self.reader.only_text(self.parts(node.children, Run("")), self.where, "a description")
        path, said = self._plain(str(node.attrs.get("src", ""))), str(node.attrs.get("title", ""))
        line = parse_line(said, self.where, self.reader.mistakes) if said else None
        caption = self.reader.only_text(self.parts(line.children, Run("")), self.where, "a caption") if line else ()
        yield picture(path, alt, caption, self.where, node.meta.get("attributes"))

    def _span(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        attributes = node.meta["attributes"]
        refuse_unknown(attributes, self.where, "a span", classes=(*ROLES, "muted", MINE, TERM), keys=("source",))
        for role in attributes.classes:
            style = style if role in (MINE, TERM) else dataclasses.replace(style, role=role)
        if TERM in attributes.classes:
            style = dataclasses.replace(style, bold=True)
            where, words = self.where, list(self.parts(node.children, style))
            self.reader.terms.append((plain(self.reader.only_text(words, where, "a term")), where))
            yield from words
            return
        key = attributes.values.get("source")
        if key is not None:
            self.reader.source(key, self.where)
            style = dataclasses.replace(style, citation=key, link=REFERENCES)
        yield from self.parts(node.children, style, checked=key is None and MINE not in attributes.classes)

    def _citation(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        cited, brackets = node.meta["cited"], node.meta["in_brackets"]
        for i, one in enumerate(cited):
            if i:
                yield dataclasses.replace(style, text=" ")
            yield from self._cited(one, style, "(" if i == 0 else "", ")" if i == len(cited) - 1 else ";", brackets)

    def _cited(self, one: Cited, style: Run, opening: str, closing: str, brackets: bool) -> Iterator[Part]:
        """One source of a citation. Parentheses belong to the link, so that no program parts them at a line's end."""
        authors, year = author_and_year(self.reader.source(one.key, self.where))
        named = f"{authors}, {year}" if year else authors
        if one.year_only and year:
            named = year
        if not brackets:
            opening, closing = (f"{authors} (", ")") if year or one.after else (authors, "")
            named = year if year else ""
            named, after = (named, one.after) if named else ("", one.after.removeprefix(", "))
        else:
            after = one.after
        link = {"citation": one.key, "link": REFERENCES}
        if one.before:
            yield from self._words(f"{opening}{one.before} ", style, True)
            opening = ""
        end = "" if after else closing
        self._other()
        text = f"{opening}{named}{end}".replace(" ", "\N{NO-BREAK SPACE}")
        yield dataclasses.replace(style, text=text, **link)
        if after:
            yield from self._words(f"{after}{closing}", style, True)

    def _footnote_ref(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        self._other()
        label = node.meta.get("label", node.meta["id"])
        footnotes = self.reader.footnotes
        if label not in [label for label, _ in footnotes]:
            footnotes.append((label, self.line))
        number = next(i for i, (known, _) in enumerate(footnotes, 1) if known == label)
        yield dataclasses.replace(style, text=str(number), sup=True)

    def _html_inline(self, node: SyntaxTreeNode, style: Run) -> Iterator[Part]:
        if re.fullmatch(r"<br\s*/?>", node.content):
            yield Run("\n")
        elif not is_comment(node.content) and not self._closes(node.content):
            self.opened.append(node.content)
            refuse_html(node.content, self.where)
        self.line += node.content.count("\n")

    def _closes(self, tag: str) -> bool:
        """Whether a tag closes one of this line, of which everything was said already."""
        name = tag.removeprefix("</").rstrip("> ")
        return tag.startswith("</") and any(re.match(rf"<{re.escape(name)}\b", opened) for opened in self.opened)

    def _plain(self, text: str) -> str:
        """A text with the words of its figures, for places that hold nothing else."""
        values = self.reader.rendered.values
        refuse_control_characters(text, "this line", self.where)
        return VALUE.sub(lambda mark: "".join(p.text for p in values[int(mark[1])].text if isinstance(p, Run)), text)


def _styled(run: Run, style: Run) -> Run:
    """A run handed over, in the style of its surroundings; what it sets itself stays."""
    fields = ("bold", "italic", "code", "strike", "sub", "sup", "link", "role", "citation")
    return dataclasses.replace(run, **{name: getattr(run, name) or getattr(style, name) for name in fields})


def _on_one_line(parts: list[Part]) -> Iterator[Run | Math]:
    """The parts with a space for the end of each typed line, but none between letters as wide as they are high."""
    for before, part, after in zip([None, *parts], parts, [*parts[1:], None]):
        if not isinstance(part, SoftBreak):
            yield part
        elif not (_is_wide(before, -1) and _is_wide(after, 0)):
            yield Run(" ")


def _is_wide(part: Part | None, at: int) -> bool:
    """Whether a part ends (-1) or begins (0) with a letter or mark of Chinese or Japanese, which have no spaces."""
    end = part.text[at : at + 1 or None] if isinstance(part, Run) else ""
    return bool(end) and is_wide(end) and script_of(end) != "Hang"


def _joined(parts: Iterable[Run | Math]) -> Text:
    """Neighboring runs of one style as one run; no space at either end."""
    joined: list[Run | Math] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, Run) and not part.text and not part.figure:
            continue
        if (
            isinstance(part, Run)
            and isinstance(last, Run)
            and not part.figure
            and not last.figure
            and _alike(last, part)
        ):
            joined[-1] = dataclasses.replace(last, text=last.text + part.text)
        else:
            joined.append(part)
    return _stripped(joined)


def _alike(one: Run, other: Run) -> bool:
    return dataclasses.replace(one, text="") == dataclasses.replace(other, text="")


def _stripped(parts: list[Run | Math]) -> Text:
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while parts and isinstance(parts[index], Run) and not parts[index].figure:
            text = strip(parts[index].text)
            if text:
                parts[index] = dataclasses.replace(parts[index], text=text)
                break
            del parts[index]
    return tuple(parts)


def _typographic(text: str) -> str:
    return _YEARS.sub("’", text).replace("---", "—").replace("--", "–").replace("...", "…")
