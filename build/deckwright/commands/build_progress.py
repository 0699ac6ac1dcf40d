"""What is being built, how far, how long: live lines on a terminal, a line for each stage elsewhere."""

from __future__ import annotations

import re

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from deckwright.terminal import Terminal

_COUNTED = re.compile(r"(.*): (\d+) of (\d+) (frames|slides)")


class Stages:
    """The stages that decks are at. A context: the live lines go away when it ends."""

    def __init__(self, console: Terminal, decks: int):
        self.console, self.live = console, console.is_terminal
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self.progress = Progress(*columns, console=console, transient=True, disable=not self.live)
        self.all = self.progress.add_task("decks", total=decks)
        self.tasks: dict[tuple[str, str], TaskID] = {}  # a deck's line, and one for each scene that is being rendered
        self.told: set[tuple[str, str]] = set()

    def __enter__(self) -> Stages:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def tell(self, name: str, stage: str) -> None:
        """A deck is at this stage, or at this slide of it; the frames of each scene fill a bar of its own."""
        counted = _COUNTED.fullmatch(stage)
        stage = counted[1] if counted else stage
        if self.live:
            key = (name, stage if counted and counted[4] == "frames" else "")
            if key not in self.tasks:
                self.tasks[key] = self.progress.add_task(name, total=None)
            done, total = (int(counted[2]), int(counted[3])) if counted else (0, None)
            self.progress.update(self.tasks[key], description=f"{name}: {stage}", completed=done, total=total)
        elif (name, stage) not in self.told:
            self.console.print(f"{name}: {stage}", markup=False, highlight=False)
        self.told.add((name, stage))

    def done(self, name: str) -> None:
        """A deck is ready, or has failed."""
        for key in [key for key in self.tasks if key[0] == name]:
            self.progress.remove_task(self.tasks.pop(key))

    def finished(self) -> None:
        """One more of all decks is ready."""
        self.progress.advance(self.all)
