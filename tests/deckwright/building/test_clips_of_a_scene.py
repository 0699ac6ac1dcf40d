"""A slide with clips becomes a slide for each section of its scene."""

from deckwright.building.deck import read_lesson
from deckwright.deck.media import Video
from deckwright.deck.text import plain
from deckwright.lesson import find_lesson, run_lesson

LESSON = '''"""A lesson."""
from dataclasses import dataclass
@dataclass(frozen=True)
class Record:
    a: float = 1.0
def lesson(*, seed: int = 1) -> Record:
    return Record()
'''
SLIDES = '''---
title: Clips
---

# Watch

{{ clips("Wave") }}

::: notes
Say something.
:::

# After

Words.
'''
SCENE = '''from deckwright.scenes import LessonScene
class Wave(LessonScene):
    def construct(self):
        self.section("Rise")
        self.section("Fall")
'''


def test_each_section_has_a_slide_of_its_own(tmp_path):
    """In their order, with unique titles, the notes on each, started by themselves."""
    folder = tmp_path / "lessons" / "01-clips"
    folder.mkdir(parents=True)
    (tmp_path / "animations").mkdir()
    (folder / "lesson.py").write_text(LESSON)
    (folder / "slides.md").write_text(SLIDES)
    (tmp_path / "animations" / "wave.py").write_text(SCENE)
    slides = read_lesson(run_lesson(find_lesson("clips", tmp_path))).deck.slides
    assert [plain(slide.title) for slide in slides] == ["Clips", "Watch: rise", "Watch: fall", "After"]
    clips = [block for slide in slides for block in slide.blocks if isinstance(block, Video)]
    assert [(clip.scene, clip.section, clip.autoplay) for clip in clips] == [("Wave", 0, True), ("Wave", 1, True)]
    assert slides[1].notes == slides[2].notes != ()
    assert len({slide.key for slide in slides}) == len(slides)
