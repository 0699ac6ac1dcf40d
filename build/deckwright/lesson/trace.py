"""What a lesson reads and writes while it runs: what it reads is an input of the deck, what it writes is none.

Python tells of each file that is opened (PEP 578). Environment variables, the network, the clock, and files that a
library opens without telling Python are not seen.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

from deckwright.store import current
from deckwright.store.key import digest, key_of, package_folder

MISSING = "missing"
GROWING = "growing"  # what was appended to: nobody depends on what a log says
_SYSTEM = ("/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr", "/Library", "/System")
PACKAGES = frozenset({"site-packages", "dist-packages"})
_WRITES = os.O_WRONLY | os.O_RDWR
_open: ContextVar[_Opened | None] = ContextVar("opened", default=None)


@dataclass(frozen=True, slots=True)
class Trace:
    """Files, each with the digest of what it held when all was done. reads: without those that were written first."""

    reads: Mapping[str, str] = field(default_factory=dict)
    writes: Mapping[str, str] = field(default_factory=dict)

    def is_current(self) -> bool:
        """Whether all of these files are as they were."""
        known = (*self.reads.items(), *self.writes.items())
        return all(before == GROWING or content(path) == before for path, before in known)

    def __or__(self, later: Trace) -> Trace:
        """What happened in both."""
        reads = {path: found for path, found in later.reads.items() if path not in self.writes}
        return Trace({**self.reads, **reads}, {**self.writes, **later.writes})


class _Opened:
    """The paths that were opened so far; all of them absolute."""

    def __init__(self, listing: Callable[[str], bool]) -> None:
        self.listing = listing
        self.reads: dict[str, None] = {}
        self.writes: dict[str, str] = {}

    def trace(self) -> Trace:
        writes = {path: known or content(path) for path, known in self.writes.items()}
        kept = {path: found for path, found in writes.items() if found != MISSING}  # a temporary file is gone by now
        return Trace({path: content(path) for path in self.reads if path not in writes}, kept)


@contextmanager
def traced(listing: Callable[[str], bool] = lambda folder: False) -> Iterator[Callable[[], Trace]]:
    """Notice what is opened within; the trace of it is to be had from then on.

    listing  whether it counts that the names in a folder are asked for
    """
    _listen()
    opened = _Opened(listing)
    token = _open.set(opened)
    try:
        yield opened.trace
    finally:
        _open.reset(token)


def content(path: str) -> str:
    """The digest of a file, or of the names in a folder."""
    try:
        if os.path.isdir(path):
            return key_of(sorted(os.listdir(path)))
        return digest(path) if os.path.isfile(path) else MISSING
    except OSError:
        return MISSING


def is_own(path: str) -> bool:
    """Whether a file is the author's: neither Python's nor the system's, and in no folder such as ~/.cache.

    Packages of another environment are not the author's either: matplotlib's list of fonts may point there.
    """
    return not path.startswith(_foreign()) and PACKAGES.isdisjoint(Path(path).parts)


def _is_kept(path: str) -> bool:
    """Whether a file is in the store, wherever that is: what it holds is made again when it is not there."""
    store = current()
    return store is not None and store.folder is not None and path.startswith(f"{store.folder}{os.sep}")


@cache
def _foreign() -> tuple[str, ...]:
    """Where files are that belong to the machine."""
    python = {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, sys.exec_prefix}
    packages = {path for path in sys.path if Path(path).name in PACKAGES}
    engine = {str(package_folder(name)) for name in ("dlcore", "deckwright")}
    windows = {os.environ.get("SYSTEMROOT", "")} - {""}
    folders = {*python, *packages, *engine, *windows, *_SYSTEM}
    return (os.path.expanduser("~/."), *(f"{folder.rstrip(os.sep)}{os.sep}" for folder in folders))


@cache
def _listen() -> None:
    """From now on; a hook can't be taken away."""
    sys.addaudithook(_notice)


def _notice(event: str, given: tuple[Any, ...]) -> None:
    if event not in ("open", "os.listdir", "os.scandir") or (opened := _open.get()) is None:
        return
    token = _open.set(None)  # what is looked at here is not opened by the lesson
    try:
        _note(event, given, opened)
    finally:
        _open.reset(token)


def _note(event: str, given: tuple[Any, ...], opened: _Opened) -> None:
    path = os.getcwd() if given[0] is None else given[0]
    if not isinstance(path, (str, bytes, os.PathLike)):
        return  # a file that is open already, by its number
    path = os.path.abspath(os.fsdecode(path))
    if path.endswith(".pyc") and "__pycache__" in path:
        path = source_from_cache(path)  # Python has compared them
    if not is_own(path) or _is_kept(path):
        return
    if event != "open":
        searching = sys._getframe(2).f_code.co_filename.startswith("<frozen importlib")  # for a module, in many places
        if not searching and opened.listing(path):
            opened.reads[path] = None
    elif not given[2] & _WRITES:
        opened.reads[path] = None
    elif path not in opened.reads:
        opened.writes.setdefault(path, GROWING if given[2] & os.O_APPEND else "")
