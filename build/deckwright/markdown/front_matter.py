"""The YAML at the head of slides.md: what the deck says about itself, and the sources that it cites."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deckwright.deck.slide import LAYOUTS, Reference
from deckwright.errors import Source, UserError, did_you_mean
from deckwright.language import ENGLISH, language

_WORDS = ("title", "subtitle", "author", "institute", "date", "subject", "language", "lang")
_KEYS = (*_WORDS, "keywords", "sources", "layouts", "scenes")  # scenes are read where videos are made


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of dashes.

    date     as its author wrote it
    language its tag as standards write it
    layouts  the template's own name for each of our layouts, where the author gives it
    lines    the line at which each key, and each source's key, stands
    length   how many lines the whole takes
    """

    title: str
    subtitle: str
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


def read_front_matter(text: str, path: Path) -> FrontMatter:
    """Read the front matter; every mistake in it is told at its own line."""
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
    return _Reader(path, "\n".join(lines[1:end]), end + 1).front_matter()


class _Reader:
    """Reads the YAML's node tree, which unlike its values knows the lines."""

    def __init__(self, path: Path, text: str, length: int):
        self.path, self.length = path, length
        self.loader = yaml.SafeLoader(text)
        try:
            self.root = self.loader.get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context
            raise UserError(f"The front matter is not valid YAML: {problem}.", where=self._at(mark)) from None
        except yaml.YAMLError as error:
            raise UserError(f"The front matter is not valid YAML: {error}", where=Source(path, 1)) from None
        self.lines: dict[str, Source] = {}

    def front_matter(self) -> FrontMatter:
        nodes = self._mapping(self.root, "front matter") if self.root else {}
        for key in nodes:
            if key not in _KEYS:
                raise UserError(
                    f"Unknown key {key!r} in the front matter.", where=self.lines[key], hint=did_you_mean(key, _KEYS)
                )
        words = {key: self._word(nodes[key], key) for key in ("title", "subtitle", "date", "subject") if key in nodes}
        if not words.get("title"):
            raise UserError(
                "The front matter has no title.", where=Source(self.path, 1), hint="Write title: ... in it."
            )
        return FrontMatter(
            title=words["title"],
            subtitle=words.get("subtitle", ""),
            author=self._names(nodes, "author"),
            institute=self._names(nodes, "institute"),
            date=words.get("date", ""),
            subject=words.get("subject", ""),
            keywords=self._words(nodes["keywords"], "keywords") if "keywords" in nodes else (),
            language=self._language(nodes),
            sources=self._sources(nodes["sources"]) if "sources" in nodes else {},
            layouts=self._layouts(nodes["layouts"]) if "layouts" in nodes else {},
            lines=self.lines,
            length=self.length,
        )

    def _names(self, nodes: dict[str, yaml.Node], key: str) -> str:
        """One name or a list of them."""
        return ", ".join(self._words(nodes[key], key)) if key in nodes else ""

    def _language(self, nodes: dict[str, yaml.Node]) -> str:
        key = "language" if "language" in nodes else "lang"
        if key not in nodes:
            return ENGLISH.tag
        try:
            return language(self._word(nodes[key], key)).tag
        except UserError as error:
            raise error.located(self.lines[key]) from None

    def _sources(self, node: yaml.Node) -> dict[str, Reference]:
        sources = {}
        for key, entry in self._mapping(node, "sources", "sources.").items():
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
            sources[key] = Reference(
                key, *(self._word(fields[f], f"{key}.{f}") for f in ("text", "url") if f in fields)
            )
        return sources

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
            raise UserError(
                f"Expected keys and values in {name}, found {_kind(node)}.", where=self._at(node.start_mark)
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
        return " ".join(node.value.split())

    def _at(self, mark: Any) -> Source:
        return Source(self.path, mark.line + 2 if mark else 1)


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, yaml.SequenceNode) else f"the text {node.value!r}"
