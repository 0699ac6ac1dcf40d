"""A lesson's module: read from its path, fresh each time, and never found by name."""

from __future__ import annotations

import contextlib
import linecache
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from deckwright.errors import Source, UserError
from deckwright.lesson.course import course_root
from deckwright.lesson.trace import is_own
from deckwright.regular_file import read_regular


def load_module(path: Path) -> ModuleType:
    """Run a file as a module of its own. Compiled from its text, so that a quick second edit is never missed."""
    module = ModuleType("lesson_" + re.sub(r"\W", "_", path.parent.name))
    module.__file__ = str(path)
    linecache.checkcache(str(path))
    try:
        code = compile(read_regular(path), str(path), "exec", dont_inherit=True)
    except FileNotFoundError:
        raise UserError(f"Expected {path.name} in {path.parent}, found none.") from None
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise UserError(f"{path.name} is not valid Python: {error}.", where=Source(path, line)) from None
    sys.modules[module.__name__] = module  # dataclasses and pickle look their module up
    exec(code, module.__dict__)
    return module


@contextlib.contextmanager
def siblings_importable(folder: Path) -> Iterator[None]:
    """Let the files in a folder import one another by name; forget them afterwards, with all else of the course.

    A module of the same name that was loaded from elsewhere makes room meanwhile.
    """
    root = course_root(folder) or folder.parent
    others = {name: sys.modules.pop(name) for name in _names_taken(folder)}
    before, writes_bytecode = set(sys.modules), sys.dont_write_bytecode
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = writes_bytecode
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and is_own(file) and root in Path(file).parents and not name.startswith("lesson_"):
                del sys.modules[name]
        sys.modules.update(others)


def _names_taken(folder: Path) -> list[str]:
    """The names of a folder's files under which something else is loaded; Python's own modules keep theirs."""
    names = {path.stem for path in folder.glob("[!_]*.py")} - sys.stdlib_module_names
    files = {name: getattr(sys.modules[name], "__file__", None) for name in names if name in sys.modules}
    return [name for name, file in files.items() if not file or Path(file).parent != folder]
