"""A tiny course: one lesson with numbers, scenes that work and scenes that don't."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deckwright.lesson import Lesson
from deckwright.video.quality import Quality
from deckwright.video.workers.executors import Workers, local


@pytest.fixture(autouse=True, scope="session")
def manim() -> None:
    """Manim, without which no video can be tested."""
    pytest.importorskip("manim", reason="needs manim: pip install -e '.[video]'")


TINY = Quality("tiny", 128, 72, 5, crf=30, preset="ultrafast")

LESSON = '''"""Two numbers and their sum."""
from __future__ import annotations
from dataclasses import dataclass
from dlcore import Tensor
from beside import START

@dataclass(frozen=True)
class Sum:
    a: Tensor
    b: Tensor
    total: Tensor

def lesson(*, b: float = 0.25) -> Sum:
    a, b = Tensor(START, "a"), Tensor(b, "b")
    return Sum(a, b, (a + b).named("s"))
'''

SLIDES = """---
title: Sums
subtitle: In motion
---

# Motion

{{ video("Adding") }}

```
{{ video("NotThisOne") }}
```
"""

SCENES = '''"""Scenes for tests."""
from manim import RIGHT, FadeIn, Square
from deckwright.scenes import LessonScene
from shared import WORD

class Adding(LessonScene):
    """Two numbers become one."""
    lesson = "toy"

    def construct(self):
        self.section("Numbers")
        self.say("Two numbers: {a} and {b}.", a=self.record.a, b=self.record.b)
        self.play(FadeIn(self.figure(self.record.a, 2)), run_time=0.6)
        self.section("Sum")
        self.say("Together {total}.", total=self.record.total)
        self.play(FadeIn(self.words(WORD)), run_time=0.4)
        self.section("End")
        square = Square(0.5)
        self.play(FadeIn(square), run_time=0.4)
        self.play(square.animate.shift(RIGHT), run_time=0.6)

class Raises(LessonScene):
    def construct(self):
        self.play(FadeIn(self.words("so far")), run_time=0.4)
        raise ValueError("this scene is broken")

class Unknown(LessonScene):
    def construct(self):
        self.play(FadeIn(self.figure(self.record.totl, 2)))

class Killed(LessonScene):
    def construct(self):
        import os
        os.kill(os.getpid(), 9)

class Hangs(LessonScene):
    def construct(self):
        self.wait(0.4)
        while True:
            pass
'''


def make_course(root: Path) -> Lesson:
    """Write the course into a folder."""
    files = {
        "lessons/01-toy/lesson.py": LESSON,
        "lessons/01-toy/slides.md": SLIDES,
        "lessons/01-toy/beside.py": "START = 0.5\n",
        "animations/adding.py": SCENES,
        "animations/shared.py": 'WORD = "sum"\n',
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Lesson(root / "lessons/01-toy")


@pytest.fixture
def course(tmp_path: Path) -> Lesson:
    """The lesson of a fresh course."""
    return make_course(tmp_path)


@pytest.fixture
def tiny() -> Quality:
    """A quality for tests."""
    return TINY


@pytest.fixture(scope="module")
def shared_course(tmp_path_factory) -> Lesson:
    """A course that several tests share: what one rendered is in the cache for the next."""
    return make_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    """Two workers for all tests that draw in this process: each of them loads Manim once."""
    with local(2) as both:
        yield both
