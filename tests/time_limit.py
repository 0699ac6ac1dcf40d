"""Time limits for what must not hang."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 240  # seconds that nothing takes, even on a busy machine


@contextmanager
def in_time(seconds: int) -> Iterator[None]:
    """An error if what is done takes longer."""

    def late(*_: object) -> None:
        raise TimeoutError(f"took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
