"""``check``, ``list``, ``new`` and ``present``."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pptx
import pytest

from deckwright.commands import present
from deckwright.commands.present import Presenter
from deckwright.fonts.twins import TWINS


def test_check_finds_and_tells(course: Path, call) -> None:
    """A lecture without faults ends with 0; a typed figure is told at its line and ends with 1."""
    assert call("check").status == 0
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + "\nAbout 50% of it.\n")
    answer = call("check", "counting")
    assert (
        answer.status == 1
        and "slides.md:9: The figure 50% is typed." in answer.err
        and "counting: 1 finding" in answer.err
    )


def test_check_tells_all_unknown_names(course: Path, call) -> None:
    """Each with its line and the name that was meant, so that one run is enough to mend them."""
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text().replace("{{ half }}", "{{ hlaf }} and {{ hafl }}"))
    answer = call("check")
    assert answer.status == 1
    assert all(f"Unknown name '{name}'.\n  Did you mean half?" in answer.err for name in ("hlaf", "hafl"))


def test_check_finds_what_does_not_fit(course: Path, call) -> None:
    """What no slide can hold is found, on each slide."""
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + "".join(f"\n# Long {name}\n\n{'w' * 2000}\n" for name in "ab"))
    answer = call("check")
    assert "slides.md:11: " in answer.err and "slides.md:15: " in answer.err and "2 findings" in answer.err


def test_check_in_a_template(course: Path, call, tmp_path: Path) -> None:
    """What fits on our slides may not fit in a lecturer's own; a template that isn't there is wrong usage."""
    narrow = pptx.Presentation()
    narrow.slide_width //= 2
    for holder in (narrow.slide_master, *narrow.slide_layouts):
        for shape in holder.placeholders:
            shape.left, shape.width, shape.top, shape.height = (
                shape.left // 2,
                shape.width // 2,
                shape.top,
                shape.height,
            )
    narrow.save(tmp_path / "narrow.pptx")
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + "\n" + "w" * 60 + "\n")
    assert call("check").status == 0
    answer = call("check", "--template", str(tmp_path / "narrow.pptx"))
    assert answer.status == 1 and "slides.md:9: " in answer.err and "too wide" in answer.err
    assert call("check", "--template", "none.pptx").status == 2


def test_check_finds_a_working_that_lies(course: Path, call) -> None:
    """A Tensor whose value is not what its operation gives is told at the line that shows it."""
    code = course / "lessons/03-counting/lesson.py"
    code.write_text(
        code.read_text()
        .replace("half: float", "half: object")
        .replace("return Count(n, n / 2)", "z = Tensor(n, 'n') * Tensor(0.5, 'w')\n"
                 "    return Count(n, Tensor.made_by(z.op, z.inputs, z.value + 1, 'z'))")
        .replace("from typing", "from dlcore import Tensor\nfrom typing")
    )  # fmt: skip
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + "\n{{ worked(half) }}\n")
    answer = call("check")
    assert answer.status == 1 and "slides.md:9: " in answer.err and "true for a calculator" in answer.err


@pytest.mark.parametrize(
    ("call_of", "message"),
    [
        ("line_chart([1.0, 2.0], y_titel='a')", "line_chart(...) has no argument 'y_titel'.\n  Did you mean y_title?"),
        ("line_chart([1.0], legend=true)", "line_chart(...) has no argument 'legend'.\n  The names of series are the"),
        ("bar_chart([1.0], xlabel='a')", "bar_chart(...) has no argument 'xlabel'.\n  It is x_title."),
        ("bar_chart([1.0], stacked=true)", "bar_chart(...) has no argument 'stacked'.\n  It is stacked_chart(...)."),
        (
            "scatter_chart([1.0], [2.0])",
            "scatter_chart(...) is given 2 values without a name, and has room for 1.\n  x a",
        ),
        ("table()", "table(...) is missing 1 required positional argument: 'data'.\n  It takes: data, header,"),
        ("matrix([['a']])", "Expected numbers for a matrix, found words."),
        ("video('Nope')", "Expected a scene 'Nope'"),
    ],
)
def test_check_tells_wrong_calls(course: Path, call, call_of: str, message: str) -> None:
    """A misspelt argument, a missing one, words where numbers belong, a scene that isn't there: each at its line."""
    words = course / "lessons/03-counting/slides.md"
    words.write_text(words.read_text() + f"\n{{{{ {call_of} }}}}\n")
    answer = call("check")
    assert answer.status == 1 and f"slides.md:9: {message}" in answer.err


def test_the_course_as_a_table(course: Path, call) -> None:
    """The table has number, title and sentence, on a screen also parameters; a broken lesson ends with 1."""
    answer = call("list", "--markdown")
    assert answer.status == 0
    assert "| 3 | [Counting](lessons/03-counting) | Counts to three. |" in answer.out
    assert "n=3" in call("list").out
    (course / "lessons/03-counting/lesson.py").write_text("def lesson(\n")
    assert call("list").status == 1


def test_a_new_lesson_builds_at_once_and_has_no_faults(course: Path, call) -> None:
    """new makes a complete lesson with the next number; it is built, and check finds nothing in it."""
    answer = call("new", "entropy")
    assert answer.status == 0 and "deckwright build entropy" in answer.out
    assert sorted(p.name for p in (course / "lessons/04-entropy").iterdir()) == ["lesson.py", "slides.md"]
    assert call("build", "entropy").status == 0 and (course / "out/entropy.pptx").is_file()
    assert call("check", "entropy").status == 0
    assert call("check", "entropy", "--set", "start=-1", "--set", "lr=0.3").status == 0
    assert "there is nothing to learn" in call("build", "entropy", "--set", "start=0.5").err


def test_a_new_lesson_anywhere(course: Path, call) -> None:
    """A path makes a lesson outside of the course, which is built from there."""
    assert call("new", "../mine/first").status == 0
    assert call("build", "../mine/first").status == 0 and (course.parent / "mine/out/first.pptx").is_file()


@pytest.mark.parametrize(
    ("name", "message"),
    [("counting", "already"), ("../course/lessons/03-counting", "there already"), ("a?b", "Expected a name")],
)
def test_names_that_new_refuses(course: Path, call, name: str, message: str) -> None:
    """A lesson that is there is never overwritten."""
    answer = call("new", name)
    assert answer.status == 2 and message in answer.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Expected a name"),
        ("..", "Expected a name"),
        ("a:b c", "Such as a-b-c."),
        ("a.", "Such as a."),
        ("con", "On Windows no file"),
        ("05-NUL.x", "On Windows no file"),
        ("lessons", "means something else"),
        ("7", "means something else"),
        ("ü" * 100, "Expected a name of 160 bytes or less, found 200."),
        ("x" * 300, "found 300."),
    ],
)
def test_names_that_no_folder_should_have(course: Path, call, name: str, message: str) -> None:
    """On whatever computer the course is opened; what to write instead is said where that is known."""
    answer = call("new", name)
    assert answer.status == 2 and message in answer.err
    assert [folder.name for folder in (course / "lessons").iterdir()] == ["03-counting"]


@pytest.mark.parametrize("name", ["zwei Wörter", "日本語", "v1.2", "x" * 160])
def test_odd_names_work(course: Path, call, name: str) -> None:
    """The command that is named then builds the deck as it is written there, in a course and in an empty folder."""
    for folder in (course, course.parent / "empty"):
        folder.mkdir(exist_ok=True)
        os.chdir(folder)
        answer = call("new", name)
        command = shlex.split(answer.out.split("Now: ")[1])
        assert answer.status == 0 and call(*command[1:]).status == 0
        assert (folder / f"out/{name}.pptx").is_file()


@pytest.mark.parametrize("command", ["list", "build", "check", "render"])
def test_outside_of_a_course(tmp_path: Path, call, monkeypatch, command: str) -> None:
    """What a course is, and how to come to a lesson; a lesson in which one stands is meant."""
    monkeypatch.chdir(tmp_path)
    answer = call(command)
    assert answer.status == 2 and "This is no course" in answer.err and "a folder for each lesson in it" in answer.err
    assert "`deckwright new NAME` makes a lesson" in answer.err
    assert call("new", "mine one").status == 0
    assert "`deckwright build 'mine one'` builds the lesson that is here" in call(command).err
    monkeypatch.chdir(tmp_path / "mine one")
    assert "mine one" in (answer := call("check")).err and answer.status == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["build", "out/counting.pptx"], "That is a deck."),
        (["build", "./lessons"], "such as lessons/03-counting"),
        (["build", "bare"], "09-bare has no lesson.py in it"),
        (["build", ""], "Expected a lesson folder at ''"),
        (["build", "--set", "n"], "This lesson takes --set n=3."),
        (["build", "--set", "=4"], "Expected --set NAME=VALUE, found '=4'."),
        (["build", "--template", "unl.pptx"], "Did you mean uni.pptx?"),
        (["build", "--out", "file/out"], "file/out/counting.pptx can't be written"),
        (["build", "--out", "taken"], "taken/counting.pptx can't be written: Is a directory.\n  Take away what stands"),
        (["present", "counting", "--with", "powerpoint"], "no PowerPoint that could show"),
    ],
)
def test_what_a_lecturer_may_slip_at(course: Path, call, words: list[str], message: str) -> None:
    """Each message says what to do, and nothing was computed for nothing."""
    (course / "lessons/09-bare").mkdir()
    (course / "taken/counting.pptx").mkdir(parents=True)
    (course / "file").touch()
    (course / "uni.pptx").touch()
    answer = call(*words)
    assert answer.status in (1, 2) and message in answer.err


def test_present_starts_what_the_machine_has(course: Path, call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deck is built and handed to the first program that is there."""
    started = course / "started"
    found = [
        Presenter("keynote", ()),
        Presenter("libreoffice", ("sh", "-c", f"echo $0 > {started}", str(course / "out/counting.pptx"))),
    ]
    monkeypatch.setattr(present, "presenters", lambda deck: found)
    assert call("present", "counting").status == 0 and started.read_text().strip().endswith("out/counting.pptx")


def test_present_without_any_program(course: Path, call, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no program it says where the deck lies and what would open it."""
    monkeypatch.setattr(present, "presenters", lambda deck: [Presenter("libreoffice", ())])
    answer = call("present", "counting")
    assert answer.status == 1 and "out/counting.pptx" in answer.err and "Install LibreOffice" in answer.err


def test_present_says_which_font_is_missing(course: Path, call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice would set a slide in a font of another width, present names the one to install."""
    monkeypatch.setattr(present, "presenters", lambda deck: [Presenter("libreoffice", ("true",))])
    monkeypatch.setattr(present.shutil, "which", lambda name: name)
    monkeypatch.setattr(present, "_offered", lambda family: ["DejaVu Sans"])
    answer = call("present", "counting")
    assert answer.status == 0 and "Install the font Carlito." in answer.err
    monkeypatch.setattr(present, "_offered", lambda family: [TWINS[family]])
    assert "Install" not in call("present", "counting").err


def test_present_in_another_look(course: Path, call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dark theme and a lecturer's own parameters are built before they are shown."""
    monkeypatch.setattr(present, "presenters", lambda deck: [Presenter("keynote", ("true",))])
    assert call("present", "counting", "--theme", "dark", "--set", "n=5").status == 0
    slides = pptx.Presentation(course / "out/counting.pptx").slides
    assert slides[-1].shapes.title.text == "We count to 5"
    assert call("present", "counting", "--template", "nowhere.pptx").status == 2
