"""What the build says of its stages: a line for each elsewhere, a bar for each scene on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

from deckwright.progress import ProgressDisplay, Step


def at_work(display: ProgressDisplay) -> None:
    """Two scenes of a deck that are rendered side by side."""
    display.tell("losses", Step("computing"))
    display.tell("losses", Step("planning A", unit="frames"))
    for frame in range(3):
        display.tell("losses", Step("rendering A", frame, 9, "frames"))
        display.tell("losses", Step("rendering B", frame, 5, "frames"))


def test_a_stage_is_told_once(capsys) -> None:
    """In a log, scenes that are rendered side by side don't take turns line by line."""
    at_work(ProgressDisplay(1))
    assert capsys.readouterr().err.splitlines() == [
        "losses: computing",
        "losses: rendering A, 9 frames",
        "losses: rendering B, 5 frames",
    ]


def test_each_scene_has_its_bar() -> None:
    """On a terminal, each scene's bar shows its own frames, and all go away when the deck is done."""
    with ProgressDisplay(1, io.StringIO(), live=True) as display:
        at_work(display)
        bars = {task.description: (task.completed, task.total) for task in display.bars.tasks if task.total}
        assert bars == {"decks": (0, 1), "losses: rendering A": (2, 9), "losses: rendering B": (2, 5)}
        display.tell("losses", Step("rendering B", 5, 5, "frames"))
        assert [task.description for task in display.bars.tasks if not task.visible] == ["losses: rendering B"]
        display.done("losses")
        assert [(task.description, task.completed) for task in display.bars.tasks] == [("decks", 1)]


def test_the_slide_that_is_laid_out_is_told(course: Path, call, monkeypatch) -> None:
    """Whoever waits for a slide sees which; its number goes on in the deck's own line."""
    heard: list[Step] = []
    monkeypatch.setattr(ProgressDisplay, "tell", lambda display, name, step: heard.append(step))
    call("build", "counting")
    slides = [step for step in heard if step.unit == "slides"]
    assert slides and slides == [Step("laying out", n, len(slides), "slides") for n in range(1, len(slides) + 1)]
    monkeypatch.undo()
    with ProgressDisplay(1, io.StringIO(), live=True) as display:
        for step in (Step("reading slides.md"), *slides[:2]):
            display.tell("counting", step)
        (line,) = [task for task in display.bars.tasks if task.description != "decks"]
        assert (line.description, line.completed, line.total) == ("counting: laying out", 2, len(slides))


def test_how_long_it_takes_is_said_where_no_bar_shows_it(monkeypatch) -> None:
    """After the first deck, at the pace so far; nothing once all are done, and on a terminal its bar says it."""
    now = iter((0.0, 120.0, 240.0, 360.0))
    monkeypatch.setattr("deckwright.progress.time.monotonic", lambda: next(now))
    display = ProgressDisplay(3, live=False)
    assert display.left == ""
    display.done("first")
    assert display.left == "; 2 to go, about 4 min"
    display.done("second")
    assert display.left == "; 1 to go, about 2 min"
    display.done("third")
    assert display.left == "" and ProgressDisplay(3, io.StringIO(), live=True).left == ""
