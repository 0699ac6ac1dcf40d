"""``check`` and ``build`` tell all that is wrong, lesson by lesson, not the first thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

MANY = """---
title: Counting
---

# We count to {{ total }}

About 50% of it, and 12 more.

# Too wide

wwwwwwwwww

# No picture

![a curve](nowhere.png)

# A column alone

::: column
words
:::

# A wrong layout {.nonsense}

words

# Nobody sees it

{{ video("Nope", alt="a scene") }}

# Too wide as well

wwwwwwwwww

# A silent picture

![](dot.png)
""".replace("wwwwwwwwww", "w" * 2000)
FOUND = {
    7: ("The figure 50% is typed.", "The figure 12 is typed."),
    11: ("too wide",),
    15: ("No picture at 'nowhere.png'.",),
    19: ("must stand inside of ::: columns",),
    23: ("nonsense",),
    29: ("Expected a scene 'Nope'",),
    33: ("too wide",),
    37: ("no alternative text",),
}
OF_CHECK_ALONE = (7, 37)


@pytest.fixture
def many(course: Path) -> Path:
    """The course with a lesson in which many things are wrong."""
    (course / "lessons/03-counting/slides.md").write_text(MANY)
    Image.new("RGB", (8, 8)).save(course / "lessons/03-counting/dot.png")
    return course


def _lines(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("error: ")]


def test_check_tells_everything_on_every_slide(many: Path, call) -> None:
    """Slides that can't be read, slides that overflow, words and charts: each at its line, in the lines' order."""
    answer = call("check")
    expected = [(line, words) for line, several in FOUND.items() for words in several]
    told = _lines(answer.err)
    assert answer.status == 1 and len(told) == len(expected), answer.err
    for one, (line, words) in zip(told, expected):
        assert one.startswith(f"error: lessons/03-counting/slides.md:{line}: ") and words in one, one
    assert f"counting: {len(expected)} findings" in answer.err


def test_build_tells_all_that_keeps_a_deck_from_being_built(many: Path, call) -> None:
    """All but what only `check` looks for; nothing is left at the deck's place."""
    answer = call("build")
    expected = [(line, words) for line, (words, *_) in FOUND.items() if line not in OF_CHECK_ALONE]
    told = _lines(answer.err)
    assert answer.status == 1 and len(told) == len(expected), answer.err
    for one, (line, words) in zip(told, expected):
        assert f"slides.md:{line}: " in one and words in one
    assert f"counting: {len(expected)} mistakes; not built" in answer.err
    assert not (many / "out/counting.pptx").exists()


def test_several_lessons_are_told_one_after_the_other(course: Path, call) -> None:
    """What belongs to one lesson stands together, each with its count; then how many there are in all."""
    assert call("new", "good").status == 0
    for number in (5, 6):
        folder = course / f"lessons/0{number}-bad{number}"
        folder.mkdir()
        (folder / "lesson.py").write_text((course / "lessons/03-counting/lesson.py").read_text())
        (folder / "slides.md").write_text("---\ntitle: Bad\n---\n\n# One\n\n10 of 20.\n\n# Two\n\n![](no.png)\n")
    answer = call("check")
    told = [line for line in answer.err.splitlines() if not line.startswith("  ")]
    assert [line.split(":")[0] for line in told if "error" not in line] == [
        "counting", "good", "bad5", "bad6", "6 findings in 2 of 4 lessons",
    ]  # fmt: skip
    start, end = told.index("good: nothing found"), told.index("bad5: 3 findings")
    assert all("05-bad5" in line for line in told[start + 1 : end]) and end - start == 4
    built = call("build", "--jobs", "1")
    assert built.status == 1 and "2 of 4 decks could not be built." in built.err
    assert (course / "out/good.pptx").exists()


def test_a_failure_of_the_program_hides_no_other_lesson(course: Path, call, monkeypatch: pytest.MonkeyPatch) -> None:
    """One lesson at which the program itself fails is told, and the others are checked."""
    import deckwright.commands.check as command

    assert call("new", "good").status == 0
    problems = command.problems

    def fails(lesson, *choices):
        if lesson.name == "counting":
            raise ZeroDivisionError("ours")
        return problems(lesson, *choices)

    monkeypatch.setattr(command, "problems", fails)
    answer = call("check")
    assert answer.status == 1
    assert "Deckwright itself failed: ZeroDivisionError" in answer.err and "good: nothing found" in answer.err


def test_a_setting_that_one_lesson_lacks_is_told_for_that_one(course: Path, call) -> None:
    """The other lessons are checked with it."""
    assert call("new", "good").status == 0
    answer = call("check", "--set", "n=2")
    assert answer.status == 2 and "counting: nothing found" in answer.err and "good: 1 finding" in answer.err
