"""A process that makes slides: what it computed stays in its memory, and it can be ended in the middle of anything."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from deckwright.building.build import store_of
from deckwright.building.choices import Choices
from deckwright.garbage import no_search, search_now
from deckwright.lesson import Lesson
from deckwright.live.made import Hear, Made, MadeFirst, Opened, Refused, make
from deckwright.progress import Step

RESTING = 0.5  # seconds after which nobody is expected to ask at once
OFTEN = 0.1  # seconds from one word about the progress to the next

Words = Callable[[Exception], str]

LEFT = "Left before it was done."
ENDED = "The process that computed was ended from outside."


class Worker:
    """A process that is started when something is to be made, and stays for the next time.

    words  what is said of an error; a function that can be found by its name
    """

    def __init__(self, lesson: Lesson, choices: Choices, words: Words):
        self._task = lesson, choices, words
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._left = self._closed = False

    async def make(self, settings: Iterable[str], hear: Hear, opened: Opened | None = None) -> Made:
        """The slides with these settings, the opened one first; raises Refused. One at a time."""
        if self._process is None or self._left:
            self._start()
        try:
            self._pipe.send((tuple(settings), opened))
            while isinstance(said := await asyncio.to_thread(self._pipe.recv), Step | MadeFirst):
                hear(said)
        except (EOFError, OSError):
            words = LEFT if self._left else ENDED
            if not self._closed:
                self._start()  # so that what is made next need not wait for it
            raise Refused(words) from None
        if isinstance(said, Refused):
            raise said
        return said

    def leave(self) -> None:
        """End what is being made; what is made next is made by a new process, which reads all code anew."""
        self._left = True
        if self._process is not None:
            self._process.terminate()

    def close(self) -> None:
        """End the process for good."""
        self._closed = True
        self.leave()

    def _start(self) -> None:
        if self._process is not None:
            self._pipe.close()
            self._process.join()
        context = get_context("spawn")
        self._left = False
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *self._task), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends when the process does


def _work(pipe: Connection, lesson: Lesson, choices: Choices, words: Words) -> None:
    """In the process: make what is asked for until nobody asks any more. Ctrl+C is for the one who asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store = store_of(lesson, choices)
    tidy = True
    while True:
        if not tidy and not pipe.poll(RESTING):
            search_now()
            tidy = True
        try:
            settings, opened = pipe.recv()
        except EOFError:
            return
        tidy = False
        try:
            with no_search(), store:
                answer = make(lesson, choices, settings, _now_and_then(pipe), opened)
        except Exception as error:
            answer = Refused(words(error))
        pipe.send(answer)


def _now_and_then(pipe: Connection) -> Hear:
    """Tell of each stage and of the slide that is made first, and of the many steps of a stage every now and then."""
    last = ("", 0.0)

    def tell(said: Step | MadeFirst) -> None:
        nonlocal last
        words, when = last
        now = time.monotonic()
        if isinstance(said, MadeFirst):
            pipe.send(said)
        elif said.words != words or now - when > OFTEN:
            last = (said.words, now)
            pipe.send(said)

    return tell
