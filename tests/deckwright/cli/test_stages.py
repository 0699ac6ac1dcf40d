"""What the build says of its stages: a line for each elsewhere, a bar for each scene on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from deckwright.commands.build_progress import Stages


def told(terminal: bool) -> tuple[Stages, str]:
    """Two scenes of a deck that are rendered side by side."""
    console = Console(file=io.StringIO(), force_terminal=terminal, width=120)
    stages = Stages(console, 1)
    stages.tell("losses", "computing")
    for frame in range(3):
        stages.tell("losses", f"rendering A: {frame} of 9 frames")
        stages.tell("losses", f"rendering B: {frame} of 5 frames")
    return stages, console.file.getvalue()


def test_a_stage_is_told_once() -> None:
    """In a log, scenes that are rendered side by side don't take turns line by line."""
    assert told(terminal=False)[1].splitlines() == ["losses: computing", "losses: rendering A", "losses: rendering B"]


def test_each_scene_has_its_bar() -> None:
    """On a terminal, each scene's bar shows its own frames, and all go away when the deck is done."""
    stages, _ = told(terminal=True)
    bars = {task.description: (task.completed, task.total) for task in stages.progress.tasks if task.total}
    assert bars == {"decks": (0, 1), "losses: rendering A": (2, 9), "losses: rendering B": (2, 5)}
    stages.done("losses")
    assert [task.description for task in stages.progress.tasks] == ["decks"]


def test_the_slide_that_is_laid_out_is_told(course: Path, call, monkeypatch) -> None:
    """Whoever waits for a slide sees which; its number goes on in the deck's own line."""
    monkeypatch.setattr(Stages, "tell", lambda stages, name, stage: heard.append(stage))
    heard: list[str] = []
    call("build", "counting")
    slides = [stage for stage in heard if stage.endswith("slides")]
    assert slides == [f"laying out: {n} of {len(slides)} slides" for n in range(1, len(slides) + 1)] and slides
    monkeypatch.undo()
    stages = Stages(Console(file=io.StringIO(), force_terminal=True), 1)
    for stage in ("reading slides.md", *slides[:2]):
        stages.tell("counting", stage)
    (line,) = [task for task in stages.progress.tasks if task.description != "decks"]
    assert (line.description, line.completed, line.total) == ("counting: laying out", 2, len(slides))
