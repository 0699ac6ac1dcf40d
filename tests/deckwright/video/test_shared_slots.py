"""Several decks share the places for renderers: never more jobs at once than were asked for, and none left empty."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

import pytest

from deckwright.video.workers.executors import local


class AtWork:
    """Counts how many jobs are at work, and how many were at the most."""

    def __init__(self) -> None:
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    def job(self) -> None:
        """Be at work for a moment."""
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.03)
        with self.lock:
            self.now -= 1


@pytest.mark.parametrize(("jobs", "decks"), [(1, 3), (2, 1), (2, 3), (4, 2)])
def test_all_renderers_together_are_as_many_as_jobs(jobs: int, decks: int) -> None:
    """However many decks are built at a time, their renderers fill the places, and no more."""
    places, work = threading.BoundedSemaphore(jobs), AtWork()
    with ExitStack() as stack:
        crews = [stack.enter_context(local(jobs, places)) for _ in range(decks)]
        waiting = [pool.executor.submit(work.job) for pool in crews for _ in range(2 * jobs)]
        for future in waiting:
            future.result()
    assert work.most == jobs


def test_the_last_deck_has_all_places() -> None:
    """A deck that is left alone renders as many scenes at a time as there are places."""
    places, work = threading.BoundedSemaphore(3), AtWork()
    with local(3, places) as pool:
        for future in [pool.executor.submit(work.job) for _ in range(6)]:
            future.result()
    assert work.most == 3 and pool.count == 1, "and splits none: other decks may come"
