"""Waiting for several things that run elsewhere, so that Ctrl-C is heard while nothing happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

LOOK_UP = 0.1  # seconds: a signal that another thread was given, or Ctrl-C on Windows, doesn't end a longer wait


def as_completed(futures: Iterable[Future]) -> Iterator[Future]:
    """Futures in the order in which they end, as concurrent.futures has it."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, LOOK_UP, FIRST_COMPLETED)
        yield from done
