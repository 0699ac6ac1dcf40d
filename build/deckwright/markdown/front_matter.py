"""The YAML at the head of slides.md: what the deck says about itself, and the sources that it cites."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
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
from deckwright.markdown.keys_elsewhere import KEYS_ELSEWHERE
from deckwright.markdown.one_line import OneLine, one_line
from deckwright.markdown.picture import picture
from deckwright.markdown.plain_words import refuse_markup
from deckwright.markdown.yaml_tree import YamlTree, is_empty, kind

_WORDS = ("title", "subtitle", "author", "institute", "date", "subject", "language", "lang")
_DRESS = ("title_picture", "logo", "footer")
_KEYS = (*_WORDS, "keywords", "sources", "layouts", "scenes", "incremental", "slide-level", *_DRESS)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TODAY = ("today", "now", "last-modified", r"\today")  # what Quarto and LaTeX put in
_UNNAMED = OneLine((Run("\N{HORIZONTAL ELLIPSIS}"),))  # while the other mistakes are gathered
_UNSAFE = re.compile(r"\s*(?:data|file|javascript|vbscript):", re.IGNORECASE)
_SOURCE = 'Write KEY: {text: "Author (year). Title.", url: https://...} below sources:.'


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
    return _Reader(YamlTree(path, "\n".join(lines[1:end])), end + 1, pictures).front_matter(mistakes)


class _Reader:
    """Reads one key after the other, and gathers what is wrong with them."""

    def __init__(self, tree: YamlTree, length: int, pictures: bool):
        self.tree, self.length, self.pictures = tree, length, pictures
        self.mistakes = Mistakes()

    def front_matter(self, mistakes: Mistakes | None) -> FrontMatter:
        """All of it, or all that is wrong with it."""
        nodes = self._known()
        read = {key: self._read(key, node) for key, node in nodes.items()}
        tag = read.get("language") or read.get("lang") or ENGLISH.tag
        with speaking(tag):
            title, subtitle = (self._one_line(key, read.get(key)) for key in ("title", "subtitle"))
        self._check(nodes, read)
        if mistakes is None or "sources" in nodes and read["sources"] is None:  # without these more would seem wrong
            self.mistakes.tell()
        for mistake in self.mistakes.found:
            mistakes.add(mistake)
        read = {key: value for key, value in read.items() if value is not None}
        return FrontMatter(
            title=title if title.text else _UNNAMED,
            subtitle=subtitle,
            author=read.get("author", ""),
            institute=read.get("institute", ""),
            date=read.get("date", ""),
            subject=read.get("subject", ""),
            keywords=read.get("keywords", ()),
            language=tag,
            sources=read.get("sources", {}),
            layouts=read.get("layouts", {}),
            lines=self.tree.lines,
            length=self.length,
            incremental=read.get("incremental", False),
            slide_level=read.get("slide-level", 0),
            scenes=read.get("scenes", ()),
            dress=Dress(
                logo=read.get("logo"),
                footer=read.get("footer", ""),
                title_picture=read.get("title_picture"),
                ornament="title_picture" not in nodes,
                footer_source=self.tree.lines.get("footer"),
            ),
        )

    def _known(self) -> dict[str, yaml.Node]:
        """The keys behind which something stands; those that a front matter doesn't have are told."""
        nodes = self.tree.mapping(self.tree.root, "front matter") if self.tree.root else {}
        for key in (key for key in nodes if key not in _KEYS):
            hint = KEYS_ELSEWHERE.get(key) or did_you_mean(key, _KEYS)
            self.mistakes.add(
                UserError(f"Unknown key {key!r} in the front matter.", where=self.tree.lines[key], hint=hint)
            )
        return {key: node for key, node in nodes.items() if key in _KEYS and not is_empty(node)}

    def _check(self, nodes: Mapping[str, yaml.Node], read: Mapping[str, Any]) -> None:
        """What the keys say together."""
        if "lang" in nodes and read.get("language", read["lang"]) != read["lang"]:
            hint = "Take one of them away."
            self.mistakes.add(UserError("lang and language differ.", where=self.tree.lines["lang"], hint=hint))
        if not read.get("title") and not self.mistakes:
            where = Source(self.tree.path, 1)
            self.mistakes.add(UserError("The front matter has no title.", where=where, hint="Write title: ... in it."))

    def _read(self, key: str, node: yaml.Node) -> Any:
        """The value of a key; None if it is wrong, which is noted."""
        with self.mistakes.gathered(self.tree.lines[key]):
            match key:
                case "author" | "institute":
                    return ", ".join(self._names(node, key))
                case "date":
                    return self._date(node)
                case "subject" | "footer":
                    return self._shown(node, key)
                case "keywords" | "scenes":
                    return self.tree.words(node, key)
                case "language" | "lang":
                    return language(self.tree.word(node, key)).tag
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
                    return self.tree.word(node, key)
        return None

    def _one_line(self, key: str, words: str | None) -> OneLine:
        return one_line(words, f"the {key}", self.tree.lines[key], self.mistakes) if words else OneLine()

    def _shown(self, node: yaml.Node, name: str) -> str:
        """A text that stands on a slide as it is written."""
        word = self.tree.word(node, name)
        refuse_markup(word, name, self.tree.at(node.start_mark))
        return word

    def _names(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
        for entry in entries:
            if isinstance(entry, yaml.MappingNode):
                hint = f"Write {key}: [Ada Lovelace, Alan Turing]; where they work stands behind institute:."
                raise UserError(
                    f"Expected a text for {key}, found keys and values.",
                    where=self.tree.at(entry.start_mark),
                    hint=hint,
                )
            self._shown(entry, key)
        return self.tree.words(node, key)

    def _date(self, node: yaml.Node) -> str:
        word, where = self._shown(node, "date"), self.tree.at(node.start_mark)
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
        name = self.tree.word(node, key)
        unwanted = key == "title_picture" and name.lower() in ("none", "no", "false")
        if unwanted or not self.pictures:
            return None
        return picture(name, (Run(name),), (), self.tree.at(node.start_mark))

    def _choice(self, node: yaml.Node, key: str, known: dict[str, Any]) -> Any:
        word = self.tree.word(node, key)
        if word.lower() not in known:
            where = self.tree.at(node.start_mark)
            raise UserError(f"Expected one of {', '.join(known)} for {key}, found {word!r}.", where=where)
        return known[word.lower()]

    def _sources(self, node: yaml.Node) -> dict[str, Reference]:
        sources = {}
        if not isinstance(node, yaml.MappingNode):
            message = f"Expected keys and values in sources, found {kind(node)}."
            raise UserError(message, where=self.tree.at(node.start_mark), hint=_SOURCE)
        for key, entry in self.tree.mapping(node, "sources", "sources.").items():
            if not isinstance(entry, yaml.MappingNode):
                message = f"Expected keys and values in sources.{key}, found {kind(entry)}."
                raise UserError(message, where=self.tree.at(entry.start_mark), hint=_SOURCE.replace("KEY", key))
            fields = self.tree.mapping(entry, f"sources.{key}", f"sources.{key}.")
            for field in fields:
                if field not in ("text", "url"):
                    where = self.tree.lines[f"sources.{key}.{field}"]
                    raise UserError(f"Unknown key {field!r} in source {key!r}.", where=where, hint="Known: text, url.")
            if "text" not in fields:
                raise UserError(
                    f"Source {key!r} has no text.",
                    where=self.tree.lines[f"sources.{key}"],
                    hint="Write text: Author (year). Title.",
                )
            text = self._shown(fields["text"], f"{key}.text")
            sources[key] = Reference(key, text, self._address(fields["url"], key) if "url" in fields else "")
        return sources

    def _address(self, node: yaml.Node, key: str) -> str:
        word = self.tree.word(node, f"{key}.url")
        if _UNSAFE.match(word):
            message = f"Expected a page's address, found {word[:60]!r}."
            raise UserError(message, where=self.tree.at(node.start_mark), hint="Write url: https://...")
        return word

    def _layouts(self, node: yaml.Node) -> dict[str, str]:
        entries = self.tree.mapping(node, "layouts", "layouts.")
        for name in entries:
            if name not in LAYOUTS:
                raise UserError(
                    f"Unknown layout {name!r}.",
                    where=self.tree.lines[f"layouts.{name}"],
                    hint=did_you_mean(name, LAYOUTS),
                )
        return {name: self.tree.word(entry, f"layouts.{name}") for name, entry in entries.items()}
