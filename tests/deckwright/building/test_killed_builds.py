"""A build that is killed leaves the file as it was, whole; what it left beside it hinders nobody."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from deckwright.building.build import Choices, build_deck
from deckwright.lesson import Lesson

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


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A lesson of eight slides."""
    folder = tmp_path / "course/lessons/01-many"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text(WORDS)
    return Lesson(folder)


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_file_whole(lesson: Lesson) -> None:
    """Killed at many moments from the start to beyond its end: there is the old deck or the new one, never a part."""
    path = build_deck(lesson, Choices()).path
    old = path.read_bytes()
    command = [sys.executable, "-m", "deckwright.cli", "build", str(lesson.folder), "--set", "start=5"]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    seconds, new = time.monotonic() - started, path.read_bytes()
    assert new != old
    dice = random.Random(1)
    for moment in [*(seconds * k / 8 for k in range(1, 8)), *(seconds * dice.uniform(0.6, 1.05) for _ in range(6))]:
        path.write_bytes(old)
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert path.read_bytes() in (old, new), f"killed after {moment:.2f} s"
        assert zipfile.ZipFile(path).testzip() is None
    assert build_deck(lesson, Choices()).fresh and path.read_bytes() == old, "the next build is as if nothing had been"


def test_a_failure_while_writing_leaves_the_old_file(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at any step of writing: the old file is there, and nothing else."""
    path = build_deck(lesson, Choices()).path
    old = path.read_bytes()
    for step in ("fsync", "chmod", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
            with pytest.raises(Exception, match="can't be written"):
                build_deck(lesson, Choices(settings=("start=5",)))
        assert path.read_bytes() == old
        assert [p.name for p in path.parent.iterdir() if p.name != ".made-from"] == [path.name]
