"""Colors of things that are told apart and have no role: optimizers, models, classes.

A name that the course registers (``lessons/colors.yaml``) has its color wherever it is shown; the others take those
that are left. Like the language of a deck the register holds for what is done within ``with coloring(...)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from deckwright.figures.words import plain_words
from deckwright.theme import CATEGORIES

Colors = tuple[tuple[str, str], ...]  # names in small letters, each with its category
_COLORS: ContextVar[Colors] = ContextVar("colors", default=())


def registered() -> Colors:
    """The register that holds now; empty where nobody said otherwise."""
    return _COLORS.get()


@contextmanager
def coloring(colors: Mapping[str, str]) -> Iterator[None]:
    """Take the colors of these names from here to the end of the block."""
    before = _COLORS.set(tuple((name.lower(), category) for name, category in colors.items()))
    try:
        yield
    finally:
        _COLORS.reset(before)


def registered_color(name: str) -> str:
    """The category of a registered name, "" for any other. "Adam, quiet" and "Adam (tuned)" are kinds of Adam.

    >>> with coloring({"Adam": "category3"}):
    ...     registered_color("Adam, quiet"), registered_color("adam"), registered_color("AdamW")
    ('category3', 'category3', '')
    """
    known, words = dict(registered()), plain_words(name).strip().lower()
    return known.get(words) or known.get(words.split(",")[0].split(" (")[0].strip(), "")


def colors_of(
    names: Sequence[str], chosen: Mapping[str, str] | None = None, taken: Iterable[str] = ()
) -> tuple[str, ...]:
    """A color for each name: the one chosen for it, the one registered, or the next category that none of them has.

    >>> colors_of(["a", "b", "c"], {"b": "muted"})
    ('category1', 'muted', 'category2')
    """
    asked = [(chosen or {}).get(name) or registered_color(name) for name in names]
    free = [category for category in CATEGORIES if category not in {*asked, *taken}] or list(CATEGORIES)
    left = iter(free * len(names))
    return tuple(color or next(left) for color in asked)
