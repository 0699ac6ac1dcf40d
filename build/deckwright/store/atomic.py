"""Writing files that appear whole or not at all: made in a scratch folder beside their place, then moved there.

A lock says that somebody is at work in a scratch folder. It ends with its process, however that ends, so that what a
killed process left is told from what another one is still writing, and swept by the next that writes beside it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

PREFIX, SUFFIX = ".deckwright-", ".lock"
_RANDOM = 8  # bytes


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder inside of ``folder`` for what is being written; it is gone afterwards, with all that is still in it."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    work = folder / f"{PREFIX}{os.urandom(_RANDOM).hex()}"
    lock = _lock(work)
    try:
        work.mkdir(mode=0o700)
        yield work
    finally:
        _remove(work, lock)


def replace_file(target: Path, content: bytes) -> None:
    """Put content at a path, on the disk before it is there. Raises OSError, after which the file is as it was."""
    with scratch(target.parent) as work:
        beside = work / "content"
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, target)


def sweep(folder: Path) -> None:
    """Remove the scratch folders of processes that are gone."""
    for left in folder.glob(f"{PREFIX}{'[0-9a-f]' * (2 * _RANDOM)}{SUFFIX}"):
        lock = _file_lock(left)
        with suppress(OSError):  # somebody is at work there (that is a TimeoutError), or it is another user's
            lock.acquire(blocking=False)
            _remove(left.with_suffix(""), lock)


def _lock(work: Path) -> BaseFileLock:
    """The lock of a scratch folder, before there is the folder: so whoever sweeps finds it locked."""
    lock = _file_lock(work.with_name(work.name + SUFFIX))
    lock.acquire()
    while not os.path.exists(lock.lock_file):  # swept between its making and its locking
        lock.release()
        lock.acquire()
    return lock


def _remove(work: Path, lock: BaseFileLock) -> None:
    shutil.rmtree(work, ignore_errors=True)
    with suppress(OSError):  # Windows removes it when it is released, and not before
        os.unlink(lock.lock_file)
    lock.release()


def _file_lock(file: Path) -> BaseFileLock:
    from filelock import FileLock  # takes a while to load, and only those who write need it

    return FileLock(file, thread_local=False)
