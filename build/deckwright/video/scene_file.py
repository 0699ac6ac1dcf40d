"""The scenes of a file, read without running it. What was read is remembered by the file's content."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deckwright.digests import digest
from deckwright.errors import Source, UserError
from deckwright.kept_file import keep, read_kept
from deckwright.newest import outdated

MOST = 100  # files that are remembered


@dataclass(frozen=True, slots=True)
class FoundScene:
    """A scene's name and the file with its class.

    title     its name in words
    sections  the names in its calls of ``self.section("...")``, in their order: one clip each
    lines     how long its source is: a longer one takes longer to be drawn
    """

    name: str
    script: Path
    title: str
    sections: tuple[str, ...] = ()
    lines: int = 0


@cache
def scenes_in(script: Path, changed: int, memory: Path | None = None) -> tuple[FoundScene, ...]:
    """The public classes of a file, read anew after each change. Raises UserError where it isn't valid Python.

    memory  a folder in which what was read is remembered, for reading takes long
    """
    memo = memory / f"{digest(script)}.kept" if memory else None
    remembered = read_kept(memo) if memo else None
    known = json.loads(remembered) if remembered else [*_read(script)]
    if memo and not remembered:
        _remember(known, memo)
    return tuple(FoundScene(name, script, title, tuple(sections), lines) for name, title, sections, lines in known)


def _remember(known: list, memo: Path) -> None:
    try:
        keep(memo, json.dumps(known).encode())
    except OSError:  # a full disk remembers nothing
        return
    for old in outdated(memo.parent.glob("*.kept"), MOST):
        old.unlink(missing_ok=True)


def _read(script: Path) -> Iterator[tuple[str, str, list[str], int]]:
    """Name, title, sections and length of each public class."""
    try:
        tree = ast.parse(script.read_bytes(), str(script))
    except SyntaxError as error:
        raise UserError(
            f"{script.name} is not valid Python: {error.msg}.", where=Source(script, error.lineno or 1)
        ) from None
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, _in_words(node.name), _sections(node), node.end_lineno - node.lineno


def _in_words(name: str) -> str:
    """A class's name in words: ``BlameFlow`` is "Blame flow"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _sections(node: ast.ClassDef) -> list[str]:
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute)]
    named = [
        (call.lineno, call.args[0].value)
        for call in calls
        if call.func.attr in ("section", "next_section") and call.args and isinstance(call.args[0], ast.Constant)
    ]
    return [str(name) for _, name in sorted(named)]
