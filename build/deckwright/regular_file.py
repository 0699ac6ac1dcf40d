"""A file that was given is opened only if it is one: a pipe, a device or a socket would be waited for without end."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from deckwright.errors import UserError

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def open_regular(path: Path, what: str) -> BinaryIO:
    """The file, open for reading. Raises UserError for what isn't a file, OSError for one that can't be read.

    what  is to be read, as in "the template uni.pptx"
    """
    kind = _kind(path.stat().st_mode)
    if not kind:
        # what has become a pipe in the meantime must not make us wait either
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        kind = _kind(os.fstat(handle).st_mode)
        if not kind:
            return os.fdopen(handle, "rb")
        os.close(handle)
    raise UserError(f"Expected a file for {what}, found {kind}.", hint="Give the path of a file.")


def read_regular(path: Path) -> bytes:
    """What is in the file. Raises UserError for what isn't a file, OSError for one that can't be read."""
    with open_regular(path, str(path)) as file:
        return file.read()


def read_at_most(path: Path, size: int) -> bytes | None:
    """The same; None for a file with more bytes than that."""
    with open_regular(path, str(path)) as file:
        content = file.read(size + 1)
    return content if len(content) <= size else None


def other_than_a_file(path: Path) -> str:
    """What stands at this path, "a folder", "a link that leads nowhere"; "" for a file, and for nothing."""
    try:
        return _kind(path.stat().st_mode)
    except (OSError, ValueError):
        return "a link that leads nowhere" if os.path.islink(path) else ""


def _kind(mode: int) -> str:
    """What else than a file it is; "" for a file."""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "")
