"""What is being written beside its place, to be moved there when it is whole.

A lock says that somebody is at it. It ends with its process, however that ends, so that what a killed process left behind
is told from what another one is still writing, and swept away by the next that writes to the same place.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, age decides
    fcntl = None

LONG = 3600.0  # seconds after which nobody is at it any more
_RANDOM = 8  # characters


@contextmanager
def unfinished(target: Path, make: Callable[[Path], object] = Path.touch) -> Iterator[Path]:
    """A path beside ``target``, made by ``make``, to be filled and moved; what was not moved is gone afterwards."""
    sweep(target)
    while True:
        beside = target.with_name(f".{target.name}.{os.urandom(_RANDOM // 2).hex()}{target.suffix}")
        make(beside)
        with suppress(FileNotFoundError):  # swept before it was opened
            lock = _locked(beside)
            if beside.exists():  # else it was swept before it was locked
                break
            _unlock(lock)
    try:
        yield beside
    finally:
        _remove(beside)
        _unlock(lock)


def sweep(target: Path) -> None:
    """Remove what dead processes left of their tries to write ``target``."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.{'[0-9a-f]' * _RANDOM}{glob.escape(target.suffix)}"):
        remove_left(left)


def remove_left(path: Path) -> None:
    """Remove a file or folder, unless a process is at it."""
    try:
        lock = _locked(path, wait=False)
        if fcntl or time.time() - path.stat().st_mtime > LONG:
            _remove(path)
        _unlock(lock)
    except OSError:  # somebody is at it, or has just finished
        return


@contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """Say that this process is at a folder, which is there meanwhile; others may be at it, too."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = _locked(folder, shared=True)
    try:
        yield
    finally:
        _unlock(lock)
        with suppress(OSError):  # something is in it
            folder.rmdir()


def _locked(path: Path, wait: bool = True, shared: bool = False) -> int | None:
    """A lock on a file or folder. Raises OSError if it is not to be had, and nobody waits for it."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        if not wait:
            raise
        return None  # a disk without locks: what is left there is never swept
    return handle


def _unlock(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
