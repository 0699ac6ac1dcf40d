"""A record that took long is kept, and computed again as soon as anything that it comes from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.lesson import Lesson, inputs, run_lesson
from deckwright.lesson.trace import traced
from deckwright.store import Store, key_of

CODE = '''"""Adds, and counts how often it is asked to."""
from dataclasses import dataclass
from pathlib import Path
from more import MORE
from dlcore import Tensor

@dataclass(frozen=True)
class Sum:
    total: Tensor
    what: object = None

def lesson(*, n: int = 3) -> Sum:
    with (Path(__file__).parent.parent / "asked").open("a") as asked:
        asked.write(".")
    return Sum((Tensor(float(n), "n") + Tensor(MORE, "m")).named("t"))
'''


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lesson:
    """A lesson whose every record is worth keeping."""
    monkeypatch.setattr(inputs, "WORTH", 0.0)
    folder = tmp_path / "lesson"
    folder.mkdir()
    (folder / "lesson.py").write_text(CODE)
    (folder / "more.py").write_text("MORE = 2.0\n")
    (folder / "slides.md").write_text("---\ntitle: Sums\n---\n")
    return Lesson(folder)


@pytest.fixture
def ask(lesson: Lesson, tmp_path: Path):
    """Run the lesson: its record, and whether it was computed now."""

    def run(*settings: str, renew: bool = False) -> tuple[object, bool]:
        asked = tmp_path / "asked"
        before = len(asked.read_text()) if asked.exists() else 0
        with Store(tmp_path / "store", renew):
            record = run_lesson(lesson, settings).record
        return record, asked.exists() and len(asked.read_text()) > before

    return run


def test_a_record_is_computed_once(ask) -> None:
    """The second time it comes from its file, with values, names and expressions as they were."""
    first, computed = ask()
    again, computed_again = ask()
    assert computed and not computed_again
    assert key_of(again) == key_of(first) and again.total.formula == first.total.formula == "t = n + m"


def test_what_it_comes_from_decides(ask, lesson: Lesson) -> None:
    """Another parameter, another file of code or data: computed anew. Other words: not. --force: computed anew."""
    ask()
    assert ask("n=4")[0].total.item() == 6.0 and not ask("n=4")[1] and not ask()[1]
    lesson.words.write_text("---\ntitle: Other words\n---\n")
    assert not ask()[1]
    (lesson.folder / "more.py").write_text("MORE = 5.0\n")
    assert ask()[0].total.item() == 8.0
    (lesson.folder / "data.csv").write_text("1,2\n")
    assert ask()[1] and not ask()[1]
    assert ask(renew=True)[1]


def test_a_damaged_file_counts_as_none(ask, tmp_path: Path) -> None:
    """Cut short or with one byte changed: the record is computed again, and the file made anew."""
    ask()
    (file,) = (tmp_path / "store/records").iterdir()
    whole = file.read_bytes()
    for damaged in (whole[:-5], whole[:80] + bytes([whole[80] ^ 1]) + whole[81:], b""):
        file.write_bytes(damaged)
        assert ask()[1] and file.read_bytes() == whole


def test_what_has_no_encoding_is_computed_each_time(ask, lesson: Lesson) -> None:
    """A lambda in the record hinders nothing."""
    lesson.code.write_text(CODE.replace('.named("t"))', '.named("t"), lambda: 1)'))
    assert ask()[1] and ask()[1]


def test_short_computations_leave_no_files(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what took long is kept."""
    monkeypatch.setattr(inputs, "WORTH", 60.0)
    assert ask("n=99")[1] and ask("n=99")[1] and not (tmp_path / "store/records").exists()


def test_a_picture_that_another_run_wrote_is_written_again(ask, lesson: Lesson) -> None:
    """A record is not taken while what the lesson wrote beside it belongs to other parameters, or is gone."""
    lesson.code.write_text(
        CODE.replace("    return Sum", "    Path(__file__).with_name('plot').write_text(str(n))\n    return Sum")
    )
    plot = lesson.folder / "plot"
    ask("n=3")
    assert not ask("n=3")[1] and ask("n=4")[1] and plot.read_text() == "4"
    assert ask("n=3")[1] and plot.read_text() == "3"
    plot.unlink()
    assert ask("n=3")[1] and plot.exists() and not ask("n=3")[1]


def test_a_file_that_is_not_there_yet_is_an_input(ask, lesson: Lesson, tmp_path: Path) -> None:
    """What the lesson looks for elsewhere, and what a module of the course says."""
    lesson.code.write_text(
        CODE.replace(
            "import MORE", "import MORE\nimport sys\nsys.path.append(str(Path(__file__).parent.parent))\nimport beyond"
        ).replace("Tensor(MORE", "Tensor(extra()")
        + "\ndef extra():\n    file = Path(__file__).parent.parent / 'extra'\n"
        "    try:\n        return float(file.read_text())\n    except OSError:\n        return MORE + beyond.BEYOND\n"
    )
    (tmp_path / "beyond.py").write_text("BEYOND = 1.0\n")
    assert ask()[0].total.item() == 6.0 and not ask()[1]
    (tmp_path / "beyond.py").write_text("BEYOND = 20.0\n")
    assert ask()[0].total.item() == 25.0 and not ask()[1]
    (tmp_path / "extra").write_text("0.5")
    assert ask()[0].total.item() == 3.5 and not ask()[1]


def test_a_record_that_cannot_be_kept_is_told(lesson: Lesson, tmp_path: Path) -> None:
    """With its field: whoever waits at each build should know why."""
    code = CODE.replace('.named("t"))', '.named("t"), what=lambda: 1)')
    lesson.code.write_text(code)
    with Store(tmp_path / "store"):
        (said,) = run_lesson(lesson).remarks
    assert "in each new build: its record (what) can't be kept: function has no encoding." in said
    lesson.code.write_text(
        code.replace("lambda: 1", "partial(Sum, what=1)").replace(
            "from more", "from functools import partial\nfrom more"
        )
    )
    for _ in range(2):
        with Store(tmp_path / "store"):
            run = run_lesson(lesson)
        assert run.remarks == () and run.record.what(2.0).what == 1


def test_what_a_package_reads_is_no_input(tmp_path: Path) -> None:
    """Also from another environment: a library that looks into the fonts of one opens them once in a process."""
    package, own = tmp_path / "other/lib/site-packages/fonts/letters.ttf", tmp_path / "data.csv"
    package.parent.mkdir(parents=True)
    for path in (package, own):
        path.touch()
    with traced() as trace:
        for path in (package, own):
            path.read_bytes()
    assert list(trace().reads) == [str(own)]
