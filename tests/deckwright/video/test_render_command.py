"""`deckwright render` as it is called: what it says, how it ends, and what it doesn't even load."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

UNNEEDED = ("av", "concurrent.futures.thread", "importlib.metadata", "manim", "numpy", "rich", "subprocess", "yaml")


def called(course, *words: str, environment: dict[str, str] | None = None) -> tuple[int, list[str]]:
    """The exit status of the command, and the lines that it said."""
    done = subprocess.run(
        [sys.executable, "-m", "deckwright", "render", *words, "--quality", "draft"],
        check=False,
        cwd=course.root,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr.splitlines()


def test_good_scenes_finish_beside_bad_ones_and_are_there_the_next_time(course):
    """Status 1 and one error with the scene, the line and the animation; then, for the whole course, nothing
    is done.
    """
    words = "The scene Raises failed before animation 2: ValueError: this scene is broken"
    status, told = called(course, "toy", "--scene", "Raises", "--scene", "Adding", "--jobs", "1")
    assert status == 1 and "rendered out/videos/toy/Adding.mp4: 4 s" in told
    assert [line.endswith(f"adding.py:25: {words}") for line in told if line.startswith("error:")] == [True]
    status, told = called(course)
    assert status == 0 and "out/videos/toy/Adding.mp4 is up to date" in told
    assert told[-1].startswith("rendered out/videos/toy/toy.mp4: ")
    status, told = called(course, environment={"PYTHONPROFILEIMPORTTIME": "1"})
    loaded = {line.split("|")[-1].strip() for line in told if line.startswith("import time:")}
    assert status == 0 and "out/videos/toy/toy.mp4 is up to date" in told and not loaded & {*UNNEEDED}


def test_a_scene_whose_process_is_killed_costs_only_itself(course):
    """As a machine without memory does it: the error names the scene and says what to do; the other one is there."""
    status, told = called(course, "toy", "--scene", "Killed", "--scene", "Adding", "--jobs", "1")
    said = told.index(next(line for line in told if line.startswith("error:")))
    assert status == 1 and told[said].endswith(
        "adding.py:1: The scene Killed failed: its process was ended by signal 9."
    )
    assert "smaller --jobs" in told[said + 1] and "rendered out/videos/toy/Adding.mp4: 4 s" in told


def test_of_several_lessons_each_has_the_scenes_that_its_slides_show(course):
    """A scene that none of them shows is wrong usage, with the closest name."""
    other = course.folder.parent / "02-other"
    other.mkdir()
    (other / "lesson.py").write_text(course.code.read_text())
    (other / "beside.py").write_text("START = 1.0\n")
    (other / "slides.md").write_text("---\ntitle: Other\n---\n# Nothing moves\n")
    status, told = called(course, "--scene", "Ading")
    assert status == 2 and told[0] == "error: None of these lessons shows a scene 'Ading'." and "Adding?" in told[1]
    status, told = called(course, "--scene", "Adding", "--cluster", "tcp://127.0.0.1:9")
    assert status == 1 and told[0].startswith("error: Expected a Dask scheduler at tcp://127.0.0.1:9"), told
