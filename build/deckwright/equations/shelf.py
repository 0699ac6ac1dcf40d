"""Formulas that were set before, kept in a file: to set one takes long, and it comes out the same every time."""

from __future__ import annotations

import functools
import glob
import hashlib
import pickle
import platform
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from deckwright.digests import digests_in
from deckwright.installed import version_of
from deckwright.kept_file import keep, read_kept

Result = TypeVar("Result")
MOST = 2000  # formulas in one file; the oldest go first
TOOLS = ("latex2mathml", "ziafont", "ziamath")

_open: dict[tuple, bytes] | None = None  # the formulas at hand, by what they were set from; None while no file is open


@contextmanager
def formulas_kept(folder: Path, name: str, renew: bool = False) -> Iterator[None]:
    """Within this, what ``shelved`` functions gave before is taken from a file in the folder, and goes there at the end.

    A file that is damaged counts as none, as does one that other code has made; a full disk keeps nothing.

    renew  set all of them anew, whatever is there
    """
    global _open
    file = folder / f"{name}-{_origin()}.formulas"
    data, before = None if renew else read_kept(file), _open
    _open = pickle.loads(data) if data else {}
    found = len(_open)
    try:
        yield
        if len(_open) > found:
            _put_away(_open, file, name)
    finally:
        _open = before


def shelved(make: Callable[..., Result]) -> Callable[..., Result]:
    """Let a function of plain values take its results from the open file, and add new ones to it."""

    @functools.wraps(make)
    def taken_or_made(*values: Any) -> Result:
        if _open is None:
            return make(*values)
        if values in _open:
            return pickle.loads(zlib.decompress(_open[values]))
        made = make(*values)
        _open[values] = zlib.compress(pickle.dumps(made, pickle.HIGHEST_PROTOCOL), 1)
        return made

    return taken_or_made


def _put_away(formulas: dict[tuple, bytes], file: Path, name: str) -> None:
    newest = dict(list(formulas.items())[-MOST:])
    try:
        keep(file, pickle.dumps(newest, pickle.HIGHEST_PROTOCOL))
    except OSError:
        return
    for other in file.parent.glob(f"{glob.escape(name)}-{'?' * len(_origin())}.formulas"):
        if other != file:
            other.unlink(missing_ok=True)


@functools.cache
def _origin() -> str:
    """A digest of the code that sets formulas."""
    code = digests_in(Path(__file__).parent)
    tools = [platform.python_version(), *map(version_of, TOOLS)]
    return hashlib.sha256(repr((code, tools)).encode()).hexdigest()[:16]
