"""A record that took long is kept, and computed again as soon as anything that it comes from has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.lesson import Lesson, kept, run_lesson
from deckwright.lesson.kept import KeptRecords
from deckwright.lesson.parcel import digest

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
    monkeypatch.setattr(kept, "WORTH", 0.0)
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
        record = run_lesson(lesson, settings, KeptRecords(tmp_path / "kept", renew)).record
        return record, asked.exists() and len(asked.read_text()) > before

    return run


def test_a_record_is_computed_once(ask) -> None:
    """The second time it comes from its file, with values, names and expressions as they were."""
    first, computed = ask()
    again, computed_again = ask()
    assert computed and not computed_again
    assert digest(again) == digest(first) and again.total.formula == first.total.formula == "t = n + m"


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
    (file,) = (tmp_path / "kept").glob("*.record")
    whole = file.read_bytes()
    for damaged in (whole[:-5], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b""):
        file.write_bytes(damaged)
        assert ask()[1] and file.read_bytes() == whole


def test_what_cannot_be_packed_is_computed_each_time(ask, lesson: Lesson) -> None:
    """A lambda in the record hinders nothing."""
    lesson.code.write_text(CODE.replace('.named("t"))', '.named("t"), lambda: 1)'))
    assert ask()[1] and ask()[1]


def test_short_computations_and_old_records_leave_no_files(
    ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what took long is kept, and of that only the latest few."""
    for n in range(kept.MOST + 3):
        ask(f"n={n}")
    assert len(list((tmp_path / "kept").iterdir())) == kept.MOST
    monkeypatch.setattr(kept, "WORTH", 60.0)
    ask("n=99")
    assert len(list((tmp_path / "kept").iterdir())) == kept.MOST
