"""What is being built, how far, how long: live lines on a terminal, a line for each stage elsewhere."""

from __future__ import annotations

import re

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_FRAMES = re.compile(r"(.*): (\d+) of (\d+) frames")


class Stages:
    """The stages that decks are at. A context: the live lines go away when it ends."""

    def __init__(self, console: Console, decks: int):
        self.console, self.live = console, console.is_terminal
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.progress = Progress(*columns, console=console, transient=True, disable=not self.live)
        self.all = self.progress.add_task("decks", total=decks)
        self.tasks: dict[str, int] = {}
        self.last: dict[str, str] = {}

    def __enter__(self) -> Stages:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def tell(self, name: str, stage: str) -> None:
        """A deck is at this stage; frames of a video fill its bar."""
        frames = _FRAMES.fullmatch(stage)
        stage = frames[1] if frames else stage
        if self.live:
            task = self.tasks.setdefault(name, None) or self.progress.add_task(name, total=None)
            self.tasks[name] = task
            done, total = (int(frames[2]), int(frames[3])) if frames else (0, None)
            self.progress.update(task, description=f"{name}: {stage}", completed=done, total=total)
        elif self.last.get(name) != stage:
            self.console.print(f"{name}: {stage}", markup=False, highlight=False)
        self.last[name] = stage

    def done(self, name: str) -> None:
        """A deck is ready, or has failed."""
        if task := self.tasks.pop(name, None):
            self.progress.remove_task(task)

    def finished(self) -> None:
        """One more of all decks is ready."""
        self.progress.advance(self.all)
