"""The scenes of a file, read without running it. What was read is remembered by the file's content."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from deckwright.errors import Source, UserError
from deckwright.store import remembered
from deckwright.store.key import package_digests


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
def scenes_in(script: Path, changed: int) -> tuple[FoundScene, ...]:
    """The public classes of a file, read anew after each change. Raises UserError where it isn't valid Python."""
    return tuple(FoundScene(name, script, *about) for name, *about in _classes(script.read_bytes(), str(script)))


@remembered(100, "scene-files", lambda: package_digests("deckwright")["video/discovery/scene_file.py"])
def _classes(source: bytes, file: str) -> tuple[tuple[str, str, tuple[str, ...], int], ...]:
    """Name, title, sections and length of each public class. To parse a file takes long."""
    try:
        tree = ast.parse(source, file)
    except SyntaxError as error:
        where = Source(Path(file), error.lineno or 1)
        raise UserError(f"{where.path.name} is not valid Python: {error.msg}.", where=where) from None
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    return tuple((c.name, _in_words(c.name), _sections(c), c.end_lineno - c.lineno) for c in classes)


def _in_words(name: str) -> str:
    """A class's name in words: ``BlameFlow`` is "Blame flow"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _sections(node: ast.ClassDef) -> tuple[str, ...]:
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute)]
    named = [
        (call.lineno, call.args[0].value)
        for call in calls
        if call.func.attr in ("section", "next_section") and call.args and isinstance(call.args[0], ast.Constant)
    ]
    return tuple(str(name) for _, name in sorted(named))
