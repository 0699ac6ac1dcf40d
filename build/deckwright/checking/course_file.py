"""A file of a course in YAML, read with the lines on which its entries stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deckwright.errors import Source, UserError, did_you_mean


@dataclass(frozen=True, slots=True)
class CourseFile:
    """A file with its nodes; called: what it is, for messages. node is None where nothing is written in it."""

    path: Path
    called: str
    node: yaml.Node | None

    @classmethod
    def read(cls, path: Path, called: str) -> CourseFile:
        """Raises UserError for what is not YAML."""
        try:
            return cls(path, called, yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise UserError(f"{called} is not valid YAML: {error.problem}.", where=Source(path, line)) from None

    def source(self, node: yaml.Node | None) -> Source:
        """The line on which a node begins."""
        return Source(self.path, node.start_mark.line + 1 if node else 1)

    def pairs(self, node: yaml.Node | None, expected: str) -> Sequence[tuple[yaml.Node, yaml.Node]]:
        """The keys and values of a mapping."""
        if isinstance(node, yaml.MappingNode):
            return node.value
        raise UserError(f"Expected {expected}. {self.called} has something else.", where=self.source(node))

    def entries(self, expected: str) -> Sequence[yaml.Node]:
        """The entries of a list that is the whole file."""
        if isinstance(self.node, yaml.SequenceNode):
            return self.node.value
        raise UserError(f"Expected {expected}. {self.called} has something else.", where=self.source(self.node))

    def said(self, node: yaml.Node, keys: tuple[str, ...], needed: tuple[str, ...], of: str = "") -> dict[str, Any]:
        """What a mapping says: a string for each key, or a tuple of them for a list. of: what it is said of."""
        said: dict[str, Any] = {}
        for key, value in self.pairs(node, " and ".join(f"{key}:" for key in needed)):
            if key.value not in keys:
                told = f"Unknown key {key.value!r}{of and f' of {of!r}'}."
                raise UserError(told, where=self.source(key), hint=did_you_mean(key.value, keys))
            is_list = isinstance(value, yaml.SequenceNode)
            said[key.value] = tuple(str(each.value) for each in value.value) if is_list else str(value.value)
        if missing := [key for key in needed if not said.get(key)]:
            told = f"{of!r} has no {missing[0]}:." if of else f"This entry has no {missing[0]}:."
            raise UserError(told, where=self.source(node))
        return said
