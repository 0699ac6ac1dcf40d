"""`deckwright render` is stopped or killed: what it leaves behind, and how the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from time_limit import PATIENCE

pytestmark = pytest.mark.slow

# A shell starts what runs in the background with this signal ignored.
START = """
import signal
from deckwright.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
LONG = '''"""A scene of four sections, the last one long enough to be stopped in on a busy machine."""
from manim import RIGHT, FadeIn, Square
from deckwright.scenes import LessonScene

class Long(LessonScene):
    def construct(self):
        for name in "abcd":
            self.section(name)
            square = Square(0.5)
            self.play(FadeIn(square), run_time=0.4)
            self.play(square.animate.shift(RIGHT), run_time=40 if name == "d" else 4)
            self.remove(square)
'''


@pytest.fixture
def started(course, tmp_path: Path) -> Callable[..., subprocess.Popen]:
    """Starts `deckwright render` in the course, with temporary folders of its own."""
    (course.root / "animations/long.py").write_text(LONG)
    (tmp_path / "tmp").mkdir()

    def started(*words: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "-c", START, "render", "toy", *words, "--quality", "draft"],
            cwd=course.root,
            env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
            stderr=subprocess.PIPE,
            text=True,
        )

    return started


def until_finished(sections: int, root: Path) -> None:
    """Wait until so many sections of the scene have been put by."""
    deadline = time.monotonic() + PATIENCE
    while len([*(root / "out/cache/sections").glob("*")]) < sections:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def left(root: Path, tmp_path: Path) -> list[str]:
    """What is neither finished nor wanted."""
    folders = [*(root / "out").rglob(".*"), *(root / "out/cache/sections").glob("*"), *(tmp_path / "tmp").iterdir()]
    return [path.name for path in folders]


def test_ctrl_c_ends_it_at_once_and_the_next_render_goes_on(course, started, tmp_path):
    """One line, no process and no temporary folder is left; what was finished is not drawn again."""
    process = started("--scene", "Long", "--jobs", "1")
    until_finished(1, course.root)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=PATIENCE)[1]
    assert process.returncode == 130 and told.splitlines()[-1] == "Stopped. What was built before is as it was."
    assert [*(tmp_path / "tmp").iterdir()] == []
    again = started("--scene", "Long", "--jobs", "1").communicate()[1]
    assert "toy: Long: rendering, " in again, again
    frames = int(again.split("toy: Long: rendering, ")[1].split(" frames")[0])
    assert frames <= 2 * 66 + 606 and "rendered out/videos/toy/Long.mp4: 54 s" in again
    assert left(course.root, tmp_path) == []


def test_what_a_killed_render_left_is_swept_by_the_next(course, started, tmp_path):
    """Its temporary folder and its unfinished sections, once they are of no more use."""
    process = started("--scene", "Long", "--jobs", "1")
    until_finished(1, course.root)
    process.kill()
    process.communicate()
    assert [*(tmp_path / "tmp").iterdir()] != []
    assert started("--scene", "Long", "--jobs", "1").wait() == 0 and left(course.root, tmp_path) == []
