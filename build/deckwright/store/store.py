"""The store: values by kind and key, in memory while the program runs and on disk from one run to the next.

Nothing in it is needed: whatever is not there, damaged, of another format, of another user, or writable by others
counts as missing and is made again. A file is never changed and never removed while it is new, only replaced as a
whole, so that
any number of builds and renders can share a store; the longest unused leave when all of it is beyond its size.
"""

from __future__ import annotations

import functools
import hashlib
import os
import stat
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar, Token
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from deckwright.store.atomic import scratch
from deckwright.store.key import digest, key_of
from deckwright.store.same import same

Result = TypeVar("Result")
FORMAT = b"deckwright store 2\n"
LIMIT = 4 * 2**30  # bytes on disk
LATEST = 32  # values that stay in memory as well, those of one kind and those of others
YOUNG = 3600.0  # seconds after its last use in which a file stays, whatever the size: somebody may be at it
FILES = "files"  # the kind of files as they are, each under its digest
_EXTRA = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))  # neither links nor pipes
_SHA = hashlib.sha256().digest_size
_current: ContextVar[Store | None] = ContextVar("store", default=None)


@dataclass(slots=True)
class _Entry:
    """What is in memory: the key that it was made of, and what it was recalled for last."""

    key: Hashable
    value: Any
    subject: str = ""


class Store:
    """Values under keys. A context: within it, this is the current store; it may be entered again and again.

    folder  where it is on disk; None for a store in memory alone
    renew   take nothing from disk that was there before: everything is made anew, and kept
    limit   bytes on disk, beyond which the longest unused leave
    """

    def __init__(self, folder: Path | None = None, renew: bool = False, limit: int = LIMIT):
        self.folder = folder and folder.resolve()
        self.renew, self.limit = renew, limit
        self._memory: dict[Hashable, OrderedDict[Hashable, _Entry]] = {}
        self._alone: dict[Hashable, OrderedDict[Hashable, _Entry]] = {}
        self._subject = ""
        self._latest: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._scratch: Path | None = None
        self._open = ExitStack()
        self._tokens: list[Token] = []

    def __enter__(self) -> Store:
        self._tokens.append(_current.set(self))
        return self

    def __exit__(self, *_: object) -> None:
        _current.reset(self._tokens.pop())
        if self._scratch is not None and not self._tokens:
            with suppress(OSError):
                self._evict()
            self._scratch = None
            self._open.close()

    # in memory

    def recall(
        self, kind: Hashable, key: Hashable, make: Callable[[], Result], entries: int, alone: bool = False
    ) -> Result:
        """What was made of this kind under an equal key, or is made now; the last so many of a kind stay in memory.

        alone  it depends on its key alone: it is recalled whatever it is about, if the key is the same in all its parts
        """
        memory = self._alone if alone else self._memory
        known = memory.setdefault(kind, OrderedDict())
        entry = known.get(key)
        if entry is None or entry.subject != self._subject and not same(entry.key, key):
            known.pop(key, None)  # an equal key is not replaced by setting it
            entry = known[key] = _Entry(key, make())
            if len(known) > entries:
                known.popitem(last=False)
        entry.subject = self._subject
        known.move_to_end(key)
        return entry.value

    def about(self, subject: str) -> None:
        """What is recalled from now on is about this, a record, say; what was about another one is forgotten, but for
        what depends on its key alone. Parts of two records may be equal and not the same: 1 and 1.0, as a text.
        """
        if subject != self._subject:
            self._memory.clear()
            self._subject = subject

    # on disk

    def get(self, kind: str, key: str, home: Path | None = None) -> Any:
        """The value under a key; None where there is none that can be used. home: the folder of the lesson that it is
        of.
        """
        if (kind, key) in self._latest:
            self._latest.move_to_end((kind, key))
            return self._latest[kind, key]
        path = self._path(kind, key)
        value = None if path is None or self.renew else _value_in(path, home)
        if value is not None:
            self._remember(kind, key, value)
        return value

    def put(self, kind: str, key: str, value: Any, home: Path | None = None, disk: bool = True) -> str:
        """Keep a value; why it could not be kept on disk, "" if it was or should not be.

        disk  False for what is made again so quickly that a file isn't worth it
        """
        self._remember(kind, key, value)
        path = self._path(kind, key)
        if path is None or not disk:
            return ""
        from deckwright.store.encoding import NotEncodable, encode

        try:
            packed = zlib.compress(encode(value, home), 1)
            with self._beside(path) as beside:
                _write(beside, FORMAT + hashlib.sha256(packed).digest() + packed)
        except NotEncodable as error:
            return str(error)
        except OSError as error:
            return error.strerror or str(error)
        return ""

    def _remember(self, kind: str, key: str, value: Any) -> None:
        self._latest[kind, key] = value
        self._latest.move_to_end((kind, key))
        if len(self._latest) > LATEST:
            self._latest.popitem(last=False)

    def keys(self, kind: str, prefix: str) -> list[str]:
        """The keys on disk that begin so."""
        return sorted(path.name for path in self.folder.glob(f"{kind}/{prefix}*")) if self.folder else []

    def drop(self, kind: str, key: str) -> None:
        """Remove a value that nobody needs any more."""
        self._latest.pop((kind, key), None)
        if path := self._path(kind, key):
            with suppress(OSError):
                path.unlink()

    def add(self, file: Path) -> str:
        """Keep a file as it is; the name under which it is found. Raises OSError: whoever adds a file needs
        it there.
        """
        name = digest(file) + file.suffix
        path = self._path(FILES, name)
        if self.file(name) is None:
            with self._beside(path) as beside:
                os.replace(file, beside)
        return name

    def file(self, name: str) -> Path | None:
        """The file that was added under this name, if it is there and whole."""
        path = self._path(FILES, name)
        try:
            if path is None or not _is_ours(os.stat(path, follow_symlinks=False)) or digest(path) != path.stem:
                return None
        except OSError:
            return None
        _touch(path)
        return path

    def _path(self, kind: str, key: str) -> Path | None:
        return self.folder and self.folder / kind / key

    @contextmanager
    def _beside(self, path: Path) -> Iterator[Path]:
        """Where a file is written that is then moved to its place."""
        if self._scratch is None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            self._scratch = self._open.enter_context(scratch(self.folder))
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = self._scratch / os.urandom(8).hex()
        yield beside
        os.replace(beside, path)

    def _evict(self) -> None:
        """Remove the longest unused files, those that are new excepted, until the others are within the limit."""
        found = [(each.stat(), each) for each in self.folder.glob("*/*") if each.is_file()]
        total, before = sum(state.st_size for state, _ in found), time.time() - YOUNG
        for state, path in sorted(found, key=lambda pair: pair[0].st_mtime_ns):
            if total <= self.limit or state.st_mtime > before:
                return
            path.unlink(missing_ok=True)
            total -= state.st_size


def current() -> Store | None:
    """The store that is current here."""
    return _current.get()


def recall(kind: Hashable, key: Hashable, make: Callable[[], Result], entries: int, alone: bool = False) -> Result:
    """What the current store has of this kind under an equal key, or what is made now; see Store.recall."""
    store = current()
    return store.recall(kind, key, make, entries, alone) if store else make()


def remembered(entries: int, kind: str = "", made_by: Callable[[], str] = str) -> Callable:
    """Let the current store remember what a pure function of hashable arguments gives; without one it just computes.

    entries  how many of its results stay in memory
    kind     under which they are on disk as well; "" for memory alone
    made_by  a key of all but its arguments that its results depend on: code, versions of tools
    """

    def remembering(function: Callable[..., Result]) -> Callable[..., Result]:
        def on_disk(*arguments: Any) -> Result:
            store, key = current(), key_of(made_by(), arguments)
            value = store.get(kind, key)
            if value is None:
                value = function(*arguments)
                store.put(kind, key, value)
            return value

        @functools.wraps(function)
        def remembers(*arguments: Any) -> Result:
            store = current()
            if store is None:
                return function(*arguments)
            make = on_disk if kind else function
            return store.recall(function, arguments, lambda: make(*arguments), entries, alone=True)

        return remembers

    return remembering


def _value_in(path: Path, home: Path | None) -> Any:
    """The value in a file, if it is one of ours and whole."""
    content = _read(path)
    if content is None or not content.startswith(FORMAT):
        return None
    sha, packed = content[len(FORMAT) : len(FORMAT) + _SHA], content[len(FORMAT) + _SHA :]
    if hashlib.sha256(packed).digest() != sha:
        return None
    from deckwright.store.encoding import Malformed, decode

    try:
        value = decode(zlib.decompress(packed), home)
    except (Malformed, zlib.error):
        return None
    _touch(path)
    return value


def _read(path: Path) -> bytes | None:
    """A regular file of this user that nobody else can write."""
    try:
        handle = os.open(path, os.O_RDONLY | _EXTRA)
        with open(handle, "rb") as file:
            return file.read() if _is_ours(os.fstat(handle)) else None
    except OSError:
        return None


def _is_ours(state: os.stat_result) -> bool:
    if not stat.S_ISREG(state.st_mode):
        return False
    return not hasattr(os, "getuid") or state.st_uid == os.getuid() and not state.st_mode & 0o022


def _write(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb") as file:
        file.write(content)


def _touch(path: Path) -> None:
    with suppress(OSError):
        os.utime(path)
