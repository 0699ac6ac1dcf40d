"""A file that saves computing: with a digest in front, so that one that is damaged counts as none."""

from __future__ import annotations

import hashlib
from pathlib import Path

from deckwright.unfinished import unfinished

_SHA = hashlib.sha256().digest_size


def read_kept(file: Path) -> bytes | None:
    """What is in a kept file, if it is there and whole."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    return data[_SHA:] if hashlib.sha256(data[_SHA:]).digest() == data[:_SHA] else None


def keep(file: Path, data: bytes) -> None:
    """Keep these bytes in a file. Raises OSError, after which the file is as it was."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(file) as beside:
        beside.write_bytes(hashlib.sha256(data).digest() + data)
        beside.replace(file)
