"""What is being written beside its place, to be moved there when it is whole.

A lock says that somebody is at it. It ends with its process, however that ends, so that what a killed process left behind
is told from what another one is still writing, and swept away by the next that writes to the same place.
"""

from __future__ import annotations

import glob
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        beside = target.with_name(f".{target.name}.{uuid.uuid4().hex[:_RANDOM]}{target.suffix}")
        make(beside)
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
        try:
            lock = _locked(left, wait=False)
            if fcntl or time.time() - left.stat().st_mtime > LONG:
                _remove(left)
            _unlock(lock)
        except OSError:  # somebody is at it, or has just finished
            continue


def _locked(path: Path, wait: bool = True) -> int | None:
    """A lock on a file or folder. Raises OSError if it is not to be had, and nobody waits for it."""
    if fcntl is None:
        return None
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
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
