"""Progress: bars on a terminal, a line for each thing elsewhere; what is said stands above the bars."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from deckwright.visible_text import echo

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@dataclass(frozen=True, slots=True)
class Step:
    """What a deck or a scene is at. done, total, unit: how many of its slides or frames, where they are counted."""

    words: str
    done: int = 0
    total: int = 0
    unit: str = ""


Tell = Callable[[Step], None]


class ProgressDisplay:
    """A context in which several things are worked at, each with a name; the bars go away when it ends.

    Rich is loaded with the first bar: a command that finds all up to date need not wait for it.

    decks  how many decks there are in all, which have a bar of their own; 0 for none
    live   whether there are bars; as the stream is a terminal if not given
    """

    def __init__(self, decks: int = 0, stream: TextIO | None = None, live: bool | None = None):
        self._decks, self._stream = decks, stream
        self._live = (stream or sys.stderr).isatty() if live is None else live
        self._bars: Bars | None = None
        self._all: TaskID | None = None
        self._tasks: dict[tuple[str, str], TaskID] = {}
        self._told: set[tuple[str, str]] = set()
        self._lock = threading.RLock()
        self._started, self._finished = time.monotonic(), 0

    def __enter__(self) -> ProgressDisplay:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            if self._bars is not None:
                self._bars.stop()

    @property
    def bars(self) -> Bars:
        """The bars, shown as soon as they are asked for."""
        if self._bars is None:
            self._bars = _bars(self._stream)
            if self._decks:
                self._all = self._bars.add_task("decks", total=self._decks)
            self._bars.start()
        return self._bars

    def say(self, words: str) -> None:
        """A line of words."""
        with self._lock:
            if self._bars is None:
                echo(words, err=True)
            else:
                self._bars.console.print(words, markup=False, highlight=False, soft_wrap=True)

    @property
    def left(self) -> str:
        """How many decks there are still, and for how long at the pace so far; "" where a bar shows it."""
        more = self._decks - self._finished
        if self._live or not self._finished or more <= 0:
            return ""
        minutes = (time.monotonic() - self._started) / self._finished * more / 60
        return f"; {more} to go, about {max(1, round(minutes))} min"

    def tell(self, name: str, step: Step) -> None:
        """What a deck or a scene is at; each scene of a deck has a bar of its own. Called from any thread."""
        with self._lock:
            if self._live:
                self._move(name, step)
            elif (name, step.words) not in self._told and (step.total or step.unit != "frames"):
                self._told.add((name, step.words))
                echo(f"{name}: {step.words}" + (f", {step.total} {step.unit}" if step.total else ""), err=True)

    def _move(self, name: str, step: Step) -> None:
        key = (name, step.words if step.unit == "frames" else "")
        if key not in self._tasks:
            self._tasks[key] = self.bars.add_task(name, total=None)
        drawn = step.unit == "frames" and step.done == step.total > 0
        words, total = f"{name}: {step.words}", step.total or None
        self.bars.update(self._tasks[key], description=words, completed=step.done, total=total, visible=not drawn)

    def done(self, name: str) -> None:
        """A deck is ready, or has failed."""
        with self._lock:
            for key in [key for key in self._tasks if key[0] == name]:
                self.bars.remove_task(self._tasks.pop(key))
            self._finished += 1
            if self._all is not None:
                self.bars.advance(self._all)


def _bars(stream: TextIO | None) -> Bars:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    from deckwright.terminal import Terminal

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        console=Terminal(stderr=True) if stream is None else Terminal(file=stream, force_terminal=True, width=120),
        transient=True,
    )
