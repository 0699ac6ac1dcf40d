"""The language of the deck that is being made, for what is written deep inside: a number's marks, the engine's words.

Like the precision of Python's decimal numbers it holds for what is done within ``with speaking(...)``, in one thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from deckwright.language.language import ENGLISH, Language, language

_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def spoken() -> Language:
    """The language spoken now; American English where nobody said otherwise."""
    return _SPOKEN.get()


@contextmanager
def speaking(tag: str) -> Iterator[Language]:
    """Speak the language of this tag from here to the end of the block."""
    before = _SPOKEN.set(language(tag))
    try:
        yield _SPOKEN.get()
    finally:
        _SPOKEN.reset(before)
