"""`deckwright list LESSON`: what a lecturer looks at twenty minutes before class."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

NOTES = """
# Timed

First.

. . .

Second.

::: {.notes minutes=2.5}
Say: wait.
:::

# Timed as well

::: {.notes minutes=4}
Say: go on.
:::
"""


@pytest.fixture
def timed(course: Path) -> Path:
    """The slides with two that say their minutes."""
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + NOTES)
    return words


def test_minutes_and_clicks_of_each_slide_and_of_all(timed: Path, call) -> None:
    """A row a slide, in order; sums below."""
    rows = [
        [cell.strip() for cell in line.split("│")[2:5]]
        for line in call("list", "counting").out.splitlines()
        if "│" in line
    ]
    assert rows[-3:] == [["Timed", "2.5", "1"], ["Timed as well", "4", ""], ["", "6.5", "1"]]


def test_a_lecture_without_minutes_is_told_how_to_say_them(course: Path, call) -> None:
    """Its clicks are there all the same."""
    assert "::: {.notes minutes=3}" in call("list", "counting").err


def test_the_presenter_sees_the_minutes_first(timed: Path, call) -> None:
    """Above the notes."""
    call("build", "counting")
    slide = next(s for s in pptx.Presentation("out/counting.pptx").slides if s.shapes.title.text == "Timed")
    assert slide.notes_slide.notes_text_frame.text.splitlines()[:2] == ["2.5 min", "Say: wait."]


@pytest.mark.parametrize("minutes", ["many", "-1", "1000", "2.55"])
def test_minutes_that_are_none_are_told(timed: Path, call, minutes: str) -> None:
    """At the line of the notes."""
    timed.write_text(timed.read_text().replace("minutes=4", f"minutes={minutes}"))
    told = call("check", "counting").err
    assert f"Expected minutes such as 3 or 0.5, found '{minutes}'." in told and "slides.md:" in told
