"""--no-video: a frame holds a video's place where one with these very values is there, else the scene's name."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.lesson import Lesson, find_lesson

CODE = '''"""A dot."""
from dataclasses import dataclass

@dataclass(frozen=True)
class Dots:
    number: int

def lesson(*, n: int = 3) -> Dots:
    return Dots(n)
'''
WORDS = """---
title: Dots
---

# Watch

{{ video("Dots") }}
"""
SCENE = """from deckwright.scenes import LessonScene

class Dots(LessonScene):
    lesson = "dots"

    def construct(self):
        self.add(self.figure(self.record.number, 0, 40))
        self.wait(0.2)
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A lesson with one scene."""
    folder = tmp_path / "lessons/01-dots"
    folder.mkdir(parents=True)
    (folder / "lesson.py").write_text(CODE)
    (folder / "slides.md").write_text(WORDS)
    (tmp_path / "animations").mkdir()
    (tmp_path / "animations/dots.py").write_text(SCENE)
    return find_lesson("dots", tmp_path)


def media(path: Path) -> list[str]:
    """The kinds of media files in a deck."""
    return sorted({p.partname.ext for p in pptx.Presentation(path).part.package.iter_parts() if "media" in p.partname})


def test_a_name_holds_the_place_and_the_lecturer_is_told(lesson: Lesson) -> None:
    """Nothing was rendered before."""
    built = build_deck(lesson, Choices(videos=False))
    shapes = pptx.Presentation(built.path).slides[-1].shapes
    assert any("Video: Dots" in shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert built.remarks == ("dots: Dots left out; a frame or a name holds each place.",) and media(built.path) == []


@pytest.mark.slow
def test_a_frame_with_these_values_holds_the_place(lesson: Lesson) -> None:
    """The poster of the video that was rendered before; with another parameter it would not be true."""
    assert media(build_deck(lesson, Choices()).path) == ["mp4", "png", "vtt"]
    assert media(build_deck(lesson, Choices(videos=False)).path) == ["png"]
    assert media(build_deck(lesson, Choices(videos=False, settings=("n=4",))).path) == []
