"""The YAML of a front matter as a tree of nodes, which unlike its values know their lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from deckwright.errors import Source, UserError
from deckwright.markdown.slides_file import refuse_control_characters

_LOST = re.compile(r"[ \t]+#[^\s#].*")  # "Lecture #3" without quotes
_LONG = 200  # characters of a line that is no title
_UNSPACED = re.compile(r"[\w-]+:[^ \n]")
_DEEPEST = 20  # levels of brackets and indents; three are needed
_SPECIAL = re.compile(r"\s*(?:- )?[\w-]+:\s+(?P<value>\S.*?)\s*$")


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


class YamlTree:
    """The tree, and the line at which each key stands that was read from it. Raises UserError at the line of a mistake.

    root   the outermost node; None where nothing is written
    lines  of keys; one within another, as that of a source, has the other's name before it
    """

    def __init__(self, path: Path, text: str):
        self.path, self.text = path, text
        self.lines: dict[str, Source] = {}
        try:
            self.root = _Loader(text).get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            problem = error.problem or error.context
            message = f"The front matter is not valid YAML: {problem}."
            raise UserError(message, where=self.at(mark), hint=self._how_to_quote(mark)) from None
        except yaml.YAMLError as error:
            raise UserError(f"The front matter is not valid YAML: {error}", where=Source(path, 1)) from None

    def mapping(self, node: yaml.Node, name: str, prefix: str = "") -> dict[str, yaml.Node]:
        """The entries of a mapping by their keys. name: of the whole; prefix: of its keys among the lines."""
        if not isinstance(node, yaml.MappingNode):
            hint = "Write key: value, with a space behind the colon." if _UNSPACED.match(str(node.value)) else ""
            raise UserError(
                f"Expected keys and values in {name}, found {kind(node)}.", where=self.at(node.start_mark), hint=hint
            )
        entries = {}
        for key, value in node.value:
            word = self.word(key, "a key")
            if word in entries:
                raise UserError(f"The key {word!r} stands twice in {name}.", where=self.at(key.start_mark))
            entries[word] = value
            self.lines[prefix + word] = self.at(key.start_mark)
        return entries

    def words(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        """A list of texts, or one with commas."""
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.word(entry, name) for entry in node.value)
        return tuple(word.strip() for word in self.word(node, name).split(",") if word.strip())

    def word(self, node: yaml.Node, name: str) -> str:
        """A text on one line."""
        if not isinstance(node, yaml.ScalarNode):
            raise UserError(f"Expected a text for {name}, found {kind(node)}.", where=self.at(node.start_mark))
        if node.style is None and (lost := _LOST.match(self.text, node.end_mark.index)):
            message = f"For YAML {lost[0].strip()!r} is a comment, which would be lost."
            hint = f'Put quotes around the whole: "{node.value}{lost[0].rstrip()}"'
            raise UserError(message, where=self.at(node.start_mark), hint=hint)
        refuse_control_characters(node.value, name, self.at(node.start_mark))
        return " ".join(node.value.split())

    def at(self, mark: Any) -> Source:
        """The line of a mark. YAML's own count takes more characters than line feeds for line ends."""
        return Source(self.path, self.text.count("\n", 0, mark.index) + 2 if mark else 1)

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


def is_empty(node: yaml.Node) -> bool:
    """Whether nothing stands behind a key, or what YAML has for nothing: ~ or null."""
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys and values"
    return "a list" if isinstance(node, yaml.SequenceNode) else f"the text {node.value!r}"
