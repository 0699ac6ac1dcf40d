"""A build that is killed leaves the file as it was, whole; what it left beside it hinders nobody."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import time
import zipfile
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import Lesson
from deckwright.store import replace_file, scratch
from deckwright.store.atomic import sweep

CODE = '''"""Many numbers."""
from dataclasses import dataclass
import numpy as np

@dataclass(frozen=True)
class Many:
    rows: np.ndarray

def lesson(*, start: int = 0) -> Many:
    return Many(np.arange(start, start + 24.0).reshape(6, 4))
'''
WORDS = "---\ntitle: Many\n---\n" + "".join(
    f"\n# Slide {letter}\n\n{{{{ table(rows) }}}}\n\n$$\\sum_i x_i = {{{{ rows.sum() }}}}$$\n" for letter in "abcdefgh"
)
LOADED = multiprocessing.get_context("forkserver")  # its processes are copies of one that has loaded what a build needs
LOADED.set_forkserver_preload(["deckwright.building.deck"])


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A lesson of eight slides."""
    folder = tmp_path / "course/lessons/01-many"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text(WORDS)
    return Lesson(folder)


def begun(lesson: Lesson) -> BaseProcess:
    """A build with another parameter, which has just begun in a process of its own."""
    build = LOADED.Process(target=build_deck, args=(lesson, Choices(settings=("start=5",))))
    build.start()
    return build


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_file_whole(lesson: Lesson) -> None:
    """Killed at many moments from the start to beyond its end: there is the old deck or the new one, never a part."""
    path = build_deck(lesson, Choices()).path
    old = path.read_bytes()
    begun(lesson).join()  # the first one waits until what all are copied from has loaded
    new = path.read_bytes()
    assert new != old
    path.write_bytes(old)
    started = time.monotonic()
    begun(lesson).join()
    seconds = time.monotonic() - started
    dice = random.Random(1)
    for moment in [*(seconds * k / 8 for k in range(1, 8)), *(seconds * dice.uniform(0.6, 1.05) for _ in range(6))]:
        path.write_bytes(old)
        build = begun(lesson)
        time.sleep(moment)
        build.kill()
        build.join()
        assert path.read_bytes() in (old, new), f"killed after {moment:.2f} s"
        assert zipfile.ZipFile(path).testzip() is None
    leave(path.parent / ".deckwright-0123456789abcdef")  # as one that was killed while it wrote
    assert build_deck(lesson, Choices()).fresh and path.read_bytes() == old, "the next build is as if nothing had been"
    assert hidden(path.parent) == [], "and it takes away what the killed ones left"


def leave(folder: Path) -> None:
    """What a killed process leaves: a scratch folder with a part of a file, and its lock."""
    folder.mkdir()
    (folder / "content").write_bytes(b"PK")
    folder.with_name(f"{folder.name}.lock").touch()


def hidden(folder: Path) -> list[str]:
    """Files beside the decks that should not be there."""
    return sorted(p.name for p in folder.rglob(".*") if p.name != ".made-from")


WRITES = """
import sys, time
from pathlib import Path
from deckwright.store import scratch
with scratch(Path(sys.argv[1])) as work:
    (work / "whole.mp4").touch()
    print(work.name, flush=True)
    time.sleep(60)
"""


def test_what_another_build_is_writing_stays_until_it_is_killed(tmp_path: Path) -> None:
    """The folder of a process at work is left alone, that of a killed one is swept: both at the next write."""
    target = tmp_path / "deck.pptx"
    writer = subprocess.Popen([sys.executable, "-c", WRITES, tmp_path], stdout=subprocess.PIPE, text=True)
    name = writer.stdout.readline().strip()
    replace_file(target, b"one")
    assert hidden(tmp_path) == [name, f"{name}.lock"] and target.read_bytes() == b"one"
    writer.kill()
    writer.wait()
    writer.stdout.close()
    replace_file(target, b"two")
    assert hidden(tmp_path) == [] and target.read_bytes() == b"two"


@pytest.mark.parametrize("name", ["zzzzzzzzzzzzzzzz", "0123456789abcdef.bak", "1"])
def test_other_peoples_hidden_files_stay(tmp_path: Path, name: str) -> None:
    """Only what has a name of ours is taken away."""
    other = tmp_path / f".deckwright-{name}"
    leave(other)
    replace_file(tmp_path / "deck.pptx", b"one")
    assert other.exists()


@pytest.mark.slow
def test_two_builds_at_once_end_with_one_whole_deck(lesson: Lesson) -> None:
    """Both write the same file; whichever is last, the deck is whole."""
    command = [sys.executable, "-m", "deckwright", "build", str(lesson.folder), "--force", "--set"]
    builds = [subprocess.Popen([*command, f"start={n}"], stderr=subprocess.PIPE, text=True) for n in (1, 2)]
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert zipfile.ZipFile(lesson.root / "out/many.pptx").testzip() is None and hidden(lesson.root / "out") == []


def test_a_failure_while_writing_leaves_the_old_file(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at any step of writing: the old file is there, and nothing else."""
    lesson.words.write_text(WORDS[: WORDS.index("# Slide b")])
    path = build_deck(lesson, Choices()).path
    old = path.read_bytes()
    for step in ("fsync", "chmod", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left on device")))
            with pytest.raises(Exception, match="can't be written"):
                build_deck(lesson, Choices(settings=("start=5",)))
        assert path.read_bytes() == old
        assert [p.name for p in path.parent.iterdir() if p.name not in (".made-from", "cache")] == [path.name]


def test_a_lock_that_another_process_sweeps_at_once_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its making and its locking it looks like one that a killed process left."""
    exists, asked = os.path.exists, []

    def swept_when_first_asked(path: str) -> bool:
        asked.append(path)
        if len(asked) == 1:
            os.unlink(path)
        return exists(path)

    monkeypatch.setattr(os.path, "exists", swept_when_first_asked)
    with scratch(tmp_path) as folder:
        assert len(asked) == 2 and asked[0] == asked[1] == f"{folder}.lock" and exists(asked[1])
        sweep(tmp_path)
        assert folder.is_dir() and folder.stat().st_mode & 0o777 == 0o700
    assert hidden(tmp_path) == []
