"""Several decks at a time, each in a process of its own, which says what it is at."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Semaphore

from deckwright.building.build import Built
from deckwright.building.choices import Choices
from deckwright.commands.one_deck import Failed, build_one
from deckwright.commands.report import Told
from deckwright.completed import as_completed
from deckwright.lesson import Lesson
from deckwright.progress import ProgressDisplay

# in a process of the pool: where it says what it is at, and the places that all renderers share
_reports: SimpleQueue
_places: Semaphore


def in_processes(
    lessons: list[Lesson], choices: Choices, jobs: int, display: ProgressDisplay
) -> Iterator[Built | Failed]:
    """Build so many lessons at a time, each in a process of its own."""
    context = get_context("spawn")
    reports, places = context.SimpleQueue(), context.BoundedSemaphore(jobs)
    listener = threading.Thread(target=_listen, args=(reports, display), daemon=True)
    listener.start()
    try:
        with ProcessPoolExecutor(min(jobs, len(lessons)), context, _enter, (reports, places)) as pool, _ended(pool):
            futures = {pool.submit(_build_and_report, lesson, choices): lesson for lesson in lessons}
            for future in as_completed(futures):
                yield _result(future, futures[future])
    finally:
        reports.put(None)
        listener.join()


@contextmanager
def _ended(pool: ProcessPoolExecutor) -> Iterator[None]:
    """When this process is stopped, so is its pool: what is being written is taken away, and the processes end."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            process.terminate()
        raise


def _result(future: Future, lesson: Lesson) -> Built | Failed:
    """What became of a deck; a process that was killed takes its deck with it."""
    try:
        return future.result()
    except BrokenExecutor:
        words = "A process that built decks was ended from outside. Build again, with a smaller --jobs."
        return Failed(lesson.name, (Told(words),))


def _listen(reports: SimpleQueue, display: ProgressDisplay) -> None:
    """Hear from the other processes what they are at, until there is no more."""
    while (report := reports.get()) is not None:
        name, step = report
        display.tell(name, step) if step else display.done(name)


def _enter(reports: SimpleQueue, places: Semaphore) -> None:
    """In a process of the pool: what it shares with the others. Ctrl-C is for the one who asked, who ends this one."""
    global _reports, _places
    _reports, _places = reports, places
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())


def _build_and_report(lesson: Lesson, choices: Choices) -> Built | Failed:
    try:
        return build_one(lesson, choices, lambda step: _reports.put((lesson.name, step)), _places)
    finally:
        _reports.put((lesson.name, None))
