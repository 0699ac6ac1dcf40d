"""Values as bytes, and back: records, Tensors with the expressions behind them, arrays, plain values.

The bytes are data. Reading them imports and runs nothing that they name: a class or a function is taken by its name
from dlcore, from deckwright, or from a module that the lesson loaded from its own folder, and must have been defined
there.

A tree of JSON comes first, then the buffers that it refers to by number. Plain values stand for themselves in the tree;
all else is a list that begins with a tag.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckwright.store.decoder import Decoder
from deckwright.store.encoder import Encoder
from deckwright.store.known_names import Malformed, NotEncodable

__all__ = ["Malformed", "NotEncodable", "decode", "encode"]


def encode(value: Any, home: Path | None = None, other: Callable[[Any], bytes] | None = None) -> bytes:
    """The value as bytes. Raises NotEncodable.

    home   the lesson's folder: classes and functions of modules that were loaded from there are known
    other  what makes bytes of an object that has no encoding here, for readers who trust the writer
    """
    return Encoder(home, other).whole(value)


def decode(data: bytes, home: Path | None = None, other: Callable[[bytes], Any] | None = None) -> Any:
    """The value that was encoded. Raises Malformed. home, other: as for ``encode``, the other way."""
    try:
        return Decoder(data, home, other).whole()
    except Malformed:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError) as error:
        raise Malformed(f"{type(error).__name__}: {error}") from None
