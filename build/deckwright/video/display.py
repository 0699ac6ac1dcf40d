"""Progress in the terminal: for every scene at work the frames done, the frames to go and the time left."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from deckwright.video.job import Progress


class Display:
    """Bars, one a scene. Use it as a context manager, and hand it to `render` as `progress`."""

    def __init__(self, console: Console | None = None):
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[done]} frames done, {task.fields[left]} to go"),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._parts: dict[str, dict[int, tuple[int, int]]] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Display:
        self.bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bars.stop()

    def __call__(self, progress: Progress) -> None:
        """Show how far a part of a scene is; called from any thread."""
        with self._lock:
            parts = self._parts.setdefault(progress.scene, {})
            parts[progress.part] = (progress.done, progress.total)
            done, total = (sum(numbers) for numbers in zip(*parts.values()))
            if progress.scene not in self._tasks:
                self._tasks[progress.scene] = self.bars.add_task(progress.scene, total=None, done=0, left="?")
            self.bars.update(
                self._tasks[progress.scene], completed=done, total=total or None, done=done, left=total - done
            )
