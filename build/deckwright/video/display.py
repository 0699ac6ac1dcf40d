"""Progress: on a terminal a bar for every scene at work, elsewhere a line for each scene; what is said stands above."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from deckwright.visible_text import echo

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from deckwright.video.job import Progress


class Display:
    """Bars with the frames done, the frames to go and the time left; they are there as soon as there is progress.

    Use it as a context manager, and hand it to `render` as `progress`.
    """

    def __init__(self) -> None:
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._parts: dict[str, dict[int, Progress]] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Display:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._bars is not None:
                self._bars.stop()

    def say(self, words: str) -> None:
        """A line of words."""
        with self._lock:
            if self._bars is None:
                echo(words, err=True)
            else:
                self._bars.console.print(words, markup=False, highlight=False, soft_wrap=True)

    def __call__(self, progress: Progress) -> None:
        """Show how far a part of a scene is; called from any thread."""
        with self._lock:
            parts = self._parts.setdefault(progress.scene, {})
            parts[progress.part] = progress
            done, total = sum(part.done for part in parts.values()), sum(part.total for part in parts.values())
            if sys.stderr.isatty():
                self._move(progress.scene, done, total)
            elif total and progress.scene not in self._tasks:
                self._tasks[progress.scene] = len(self._tasks)
                echo(f"{progress.scene}: {total} frames", err=True)

    def _move(self, scene: str, done: int, total: int) -> None:
        self._bars = self._bars or _bars()
        if scene not in self._tasks:
            self._tasks[scene] = self._bars.add_task(scene, total=None, done=0, left="?")
        left = total - done if total else "?"
        task = self._tasks[scene]
        self._bars.update(
            task, completed=done, total=total or None, done=done, left=left, visible=not total or left > 0
        )


def _bars() -> Bars:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from deckwright.terminal import Terminal  # takes a while, and is needed only where something is drawn

    bars = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[done]} frames done, {task.fields[left]} to go"),
        TimeRemainingColumn(compact=True),
        console=Terminal(stderr=True),
        transient=True,
    )
    bars.start()
    return bars
