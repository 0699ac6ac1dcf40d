"""The YAML at the head of slides.md: what the deck says about itself, and the sources that it cites."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deckwright.deck.branding import Dress
from deckwright.deck.media import Picture
from deckwright.deck.slide import LAYOUTS, Reference
from deckwright.deck.text import Run
from deckwright.errors import Mistakes, Source, UserError, did_you_mean
from deckwright.language import ENGLISH, language, speaking
from deckwright.markdown.one_line import OneLine, one_line
from deckwright.markdown.picture import picture
from deckwright.markdown.plain_words import refuse_markup
from deckwright.markdown.slides_file import refuse_control_characters

_WORDS = ("title", "subtitle", "author", "institute", "date", "subject", "language", "lang")
_DRESS = ("title_picture", "logo", "footer")
_KEYS = (*_WORDS, "keywords", "sources", "layouts", "scenes", "incremental", "slide-level", *_DRESS)
_TEMPLATE = "The slides' size and their fonts are those of a --template."
# What pandoc's and Quarto's users write there, and what stands for it here.
_ELSEWHERE = {
    "affiliation": "Write institute: University of Somewhere.",
    "aspectratio": _TEMPLATE,
    "author-title": "Write the title with the name, author: Prof. Ada Lovelace.",
    "bibliography": "Write what you cite under sources:, each with text: and url:.",
    "class": "Layouts belong to a slide: # Title {layout=statement}.",
    "csl": "Write what you cite under sources:, each with text: and url:.",
    "css": "Colors and fonts are those of --theme or of a --template.",
    "email": "Write it behind the name, author: Ada Lovelace, ada@example.org.",
    "execute": "What is computed belongs in lesson.py.",
    "fontsize": _TEMPLATE,
    "format": "Take it away; incremental: and slide-level: stand alone, a template is given by --template.",
    "header": "Write footer: ..., which stands on every slide.",
    "header-includes": "\\newcommand works anywhere in the file; packages of LaTeX are not read.",
    "jupyter": "What is computed belongs in lesson.py.",
    "mainfont": _TEMPLATE,
    "marp": "Take it away.",
    "math": "Take it away: formulas between dollar signs become equations.",
    "nocite": "Cite a source where it belongs, [@key].",
    "number-sections": "Sections have numbers anyway.",
    "output": "Take it away; the deck goes to the folder given by --out.",
    "paginate": "Take it away: slides have numbers.",
    "params": "The lecture's parameters are those of lesson() in lesson.py.",
    "reference-doc": "Give your template by --template FILE.pptx.",
    "size": _TEMPLATE,
    "style": "Colors and fonts are those of --theme or of a --template.",
    "theme": "Choose it by --theme light or --theme dark, or give a --template.",
    "toc": "Sections are listed on the slides that begin them: # Section above ## Slide.",
}
_LOST = re.compile(r"[ \t]+#[^\s#].*")  # "Lecture #3" without quotes
_LONG = 200  # characters of a line that is no title
_UNSPACED = re.compile(r"[\w-]+:[^ \n]")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TODAY = ("today", "now", "last-modified", r"\today")  # what Quarto and LaTeX put in
_UNNAMED = OneLine((Run("\N{HORIZONTAL ELLIPSIS}"),))  # while the other mistakes are gathered
_UNSAFE = re.compile(r"\s*(?:data|file|javascript|vbscript):", re.IGNORECASE)
_SOURCE = 'Write KEY: {text: "Author (year). Title.", url: https://...} below sources:.'
_DEEPEST = 20  # levels of brackets and indents; three are needed
_SPECIAL = re.compile(r"\s*(?:- )?[\w-]+:\s+(?P<value>\S.*?)\s*$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of dashes.

    date     as its author wrote it
    language its tag as standards write it
    layouts  the template's own name for each of our layouts, where the author gives it
    incremental  whether the entries of lists come one by one
    slide_level  the level of headings that start a slide; 0 for pandoc's rule
    scenes   names of scenes that have videos, whether or not a slide shows them
    dress    logo, footer and title picture
    lines    the line at which each key, and each source's key, stands
    length   how many lines the whole takes
    """

    title: OneLine
    subtitle: OneLine
    author: str
    institute: str
    date: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    sources: dict[str, Reference]
    layouts: dict[str, str]
    lines: dict[str, Source]
    length: int
    incremental: bool = False
    slide_level: int = 0
    scenes: tuple[str, ...] = ()
    dress: Dress = Dress()


def read_front_matter(text: str, path: Path, *, pictures: bool = True, mistakes: Mistakes | None = None) -> FrontMatter:
    """Read the front matter; every mistake in it is told at its own line.

    pictures  whether those that it names are read, too: to draw one takes longer than all the rest
    mistakes  gathers what is wrong with single keys, which are then left out. Without it all of it is raised
    """
    lines = text.split("\n")
    if lines[0].strip() != "---":
        raise UserError(
            "Expected front matter between two lines of three dashes at the top of the file.",
            where=Source(path, 1),
            hint="Write ---, then title: ..., then --- above the first slide.",
        )
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        raise UserError(
            "The front matter is not closed: expected a second line of three dashes.", where=Source(path, 1)
        )
    return _Reader(path, "\n".join(lines[1:end]), end + 1, pictures).front_matter(mistakes)


class _Loader(yaml.SafeLoader):
    """YAML's own loader, which would fail by itself on a thousand levels."""

    def __init__(self, text: str):
        super().__init__(text)
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.depth += 1
        if self.depth > _DEEPEST:
            problem = f"it is nested deeper than {_DEEPEST} levels"
            raise yaml.composer.ComposerError(None, None, problem, self.peek_event().start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Reader:
    """Reads the YAML's node tree, which unlike its values knows the lines."""

    def __init__(self, path: Path, text: str, length: int, pictures: bool):
        self.path, self.length, self.pictures = path, length, pictures
        self.text = text
        self.mistakes = Mistakes()
        self.lines: dict[str, Source] = {}
        try:
            self.root = _Loader(text).get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context
            message = f"The front matter is not valid YAML: {problem}."
            raise UserError(message, where=self._at(mark), hint=self._how_to_quote(mark)) from None
        except yaml.YAMLError as error:
            raise UserError(f"The front matter is not valid YAML: {error}", where=Source(path, 1)) from None

    def front_matter(self, mistakes: Mistakes | None) -> FrontMatter:
        """All of it, or all that is wrong with it."""
        nodes = self._mapping(self.root, "front matter") if self.root else {}
        for key in nodes:
            if key not in _KEYS:
                hint = _ELSEWHERE.get(key) or did_you_mean(key, _KEYS)
                self.mistakes.add(
                    UserError(f"Unknown key {key!r} in the front matter.", where=self.lines[key], hint=hint)
                )
        nodes = {key: node for key, node in nodes.items() if not _is_empty(node)}
        read = {key: self._read(key, node) for key, node in nodes.items() if key in _KEYS}
        if "lang" in nodes and read.get("language", read["lang"]) != read["lang"]:
            hint = "Take one of them away."
            self.mistakes.add(UserError("lang and language differ.", where=self.lines["lang"], hint=hint))
        words = {key: read[key] or "" for key in ("author", "institute", "date", "subject") if key in read}
        tag = read.get("language") or read.get("lang") or ENGLISH.tag
        with speaking(tag):
            title, subtitle = (self._one_line(key, read.get(key)) for key in ("title", "subtitle"))
        if not read.get("title") and not self.mistakes:
            hint = "Write title: ... in it."
            self.mistakes.add(UserError("The front matter has no title.", where=Source(self.path, 1), hint=hint))
        if mistakes is None or "sources" in nodes and read["sources"] is None:  # without these more would seem wrong
            self.mistakes.tell()
        for mistake in self.mistakes.found:
            mistakes.add(mistake)
        read = {key: value for key, value in read.items() if value is not None}
        self.lines.setdefault("title", Source(self.path, 1))
        return FrontMatter(
            title=title if title.text else _UNNAMED,
            subtitle=subtitle,
            author=words.get("author", ""),
            institute=words.get("institute", ""),
            date=words.get("date", ""),
            subject=words.get("subject", ""),
            keywords=read.get("keywords", ()),
            language=tag,
            sources=read.get("sources", {}),
            layouts=read.get("layouts", {}),
            lines=self.lines,
            length=self.length,
            incremental=read.get("incremental", False),
            slide_level=read.get("slide-level", 0),
            scenes=read.get("scenes", ()),
            dress=Dress(
                logo=read.get("logo"),
                footer=read.get("footer", ""),
                title_picture=read.get("title_picture"),
                ornament="title_picture" not in nodes,
                footer_source=self.lines.get("footer"),
            ),
        )

    def _read(self, key: str, node: yaml.Node) -> Any:
        """The value of a key; None if it is wrong, which is noted."""
        with self.mistakes.gathered(self.lines[key]):
            match key:
                case "author" | "institute":
                    return ", ".join(self._names(node, key))
                case "date":
                    return self._date(node)
                case "subject" | "footer":
                    return self._shown(node, key)
                case "keywords" | "scenes":
                    return self._words(node, key)
                case "language" | "lang":
                    return language(self._word(node, key)).tag
                case "sources":
                    return self._sources(node)
                case "layouts":
                    return self._layouts(node)
                case "incremental":
                    return self._choice(node, key, {"true": True, "yes": True, "false": False, "no": False})
                case "slide-level":
                    return self._choice(node, key, {str(level): level for level in range(1, 7)})
                case "logo" | "title_picture":
                    return self._picture(node, key)
                case _:
                    return self._word(node, key)
        return None

    def _one_line(self, key: str, words: str | None) -> OneLine:
        return one_line(words, f"the {key}", self.lines[key], self.mistakes) if words else OneLine()

    def _shown(self, node: yaml.Node, name: str) -> str:
        """A text that stands on a slide as it is written."""
        word = self._word(node, name)
        refuse_markup(word, name, self._at(node.start_mark))
        return word

    def _names(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for entry in entries:
            if isinstance(entry, yaml.MappingNode):
                hint = f"Write {key}: [Ada Lovelace, Alan Turing]; where they work stands behind institute:."
                raise UserError(
                    f"Expected a text for {key}, found keys and values.", where=self._at(entry.start_mark), hint=hint
                )
            self._shown(entry, key)
        return self._words(node, key)

    def _date(self, node: yaml.Node) -> str:
        word, where = self._shown(node, "date"), self._at(node.start_mark)
        hint = f"Write the day, as in date: {datetime.date(2026, 10, 12)}."
        if word in _TODAY:
            raise UserError(f"date: {word} would be printed as it stands.", where=where, hint=hint)
        if _ISO.fullmatch(word):
            try:
                datetime.date.fromisoformat(word)
            except ValueError:
                raise UserError(f"There is no day {word}.", where=where, hint=hint) from None
        return word

    def _picture(self, node: yaml.Node, key: str) -> Picture | None:
        name = self._word(node, key)
        unwanted = key == "title_picture" and name.lower() in ("none", "no", "false")
        if unwanted or not self.pictures:
            return None
        return picture(name, (Run(name),), (), self._at(node.start_mark))

    def _choice(self, node: yaml.Node, key: str, known: dict[str, Any]) -> Any:
        word = self._word(node, key)
        if word.lower() not in known:
            where = self._at(node.start_mark)
            raise UserError(f"Expected one of {', '.join(known)} for {key}, found {word!r}.", where=where)
        return known[word.lower()]

    def _how_to_quote(self, mark: Any) -> str:
        """What to write where a value has a sign in it that has a meaning in YAML, as a colon has."""
        start = self.text.rfind("\n", 0, mark.index) + 1 if mark else 0
        line = self.text[start:].partition("\n")[0] if mark else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return "Indent with spaces, not with tabs."
        if "\t" in line:
            return "Write spaces in place of tabs."
        value = _SPECIAL.match(line)
        if len(line) > _LONG:
            return ""
        if value is None or value["value"].startswith(('"', "'")):
            return "Each line is key: value; put quotes around a value that has a colon, quotes or brackets in it."
        quoted = value["value"].replace("\\", "\\\\").replace('"', '\\"')
        return f'Put quotes around it: {line[: value.start("value")].strip()} "{quoted}"'

    def _sources(self, node: yaml.Node) -> dict[str, Reference]:
        sources = {}
        if not isinstance(node, yaml.MappingNode):
            message = f"Expected keys and values in sources, found {_kind(node)}."
            raise UserError(message, where=self._at(node.start_mark), hint=_SOURCE)
        for key, entry in self._mapping(node, "sources", "sources.").items():
            if not isinstance(entry, yaml.MappingNode):
                message = f"Expected keys and values in sources.{key}, found {_kind(entry)}."
                raise UserError(message, where=self._at(entry.start_mark), hint=_SOURCE.replace("KEY", key))
            fields = self._mapping(entry, f"sources.{key}", f"sources.{key}.")
            for field in fields:
                if field not in ("text", "url"):
                    where = self.lines[f"sources.{key}.{field}"]
                    raise UserError(f"Unknown key {field!r} in source {key!r}.", where=where, hint="Known: text, url.")
            if "text" not in fields:
                raise UserError(
                    f"Source {key!r} has no text.",
                    where=self.lines[f"sources.{key}"],
                    hint="Write text: Author (year). Title.",
                )
            text = self._shown(fields["text"], f"{key}.text")
            sources[key] = Reference(key, text, self._address(fields["url"], key) if "url" in fields else "")
        return sources

    def _address(self, node: yaml.Node, key: str) -> str:
        word = self._word(node, f"{key}.url")
        if _UNSAFE.match(word):
            message = f"Expected a page's address, found {word[:60]!r}."
            raise UserError(message, where=self._at(node.start_mark), hint="Write url: https://...")
        return word

    def _layouts(self, node: yaml.Node) -> dict[str, str]:
        entries = self._mapping(node, "layouts", "layouts.")
        for name in entries:
            if name not in LAYOUTS:
                raise UserError(
                    f"Unknown layout {name!r}.", where=self.lines[f"layouts.{name}"], hint=did_you_mean(name, LAYOUTS)
                )
        return {name: self._word(entry, f"layouts.{name}") for name, entry in entries.items()}

    def _mapping(self, node: yaml.Node, name: str, prefix: str = "") -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            hint = "Write key: value, with a space behind the colon." if _UNSPACED.match(str(node.value)) else ""
            raise UserError(
                f"Expected keys and values in {name}, found {_kind(node)}.", where=self._at(node.start_mark), hint=hint
            )
        entries = {}
        for key, value in node.value:
            word = self._word(key, "a key")
            if word in entries:
                raise UserError(f"The key {word!r} stands twice in {name}.", where=self._at(key.start_mark))
            entries[word] = value
            self.lines[prefix + word] = self._at(key.start_mark)
        return entries

    def _words(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._word(entry, name) for entry in node.value)
        return tuple(word.strip() for word in self._word(node, name).split(",") if word.strip())

    def _word(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise UserError(f"Expected a text for {name}, found {_kind(node)}.", where=self._at(node.start_mark))
        if node.style is None and (lost := _LOST.match(self.text, node.end_mark.index)):
            message = f"For YAML {lost[0].strip()!r} is a comment, which would be lost."
            hint = f'Put quotes around the whole: "{node.value}{lost[0].rstrip()}"'
            raise UserError(message, where=self._at(node.start_mark), hint=hint)
        refuse_control_characters(node.value, name, self._at(node.start_mark))
        return " ".join(node.value.split())

    def _at(self, mark: Any) -> Source:
        """The line of a mark. YAML's own count takes more characters than line feeds for line ends."""
        return Source(self.path, self.text.count("\n", 0, mark.index) + 2 if mark else 1)


def _is_empty(node: yaml.Node) -> bool:
    """Whether nothing stands behind a key, or what YAML has for nothing: ~ or null."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, yaml.SequenceNode) else f"the text {node.value!r}"
