"""A slide with clips becomes a slide for each section of its scene."""

import pytest

from deckwright.building.build import build_deck
from deckwright.building.choices import Choices
from deckwright.building.deck import read_lesson
from deckwright.deck.media import Video
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.lesson import find_lesson, run_lesson
from deckwright.pptx.manifest import read_manifest as content_of
from deckwright.provenance.manifest import read_manifest
from deckwright.verification.verify import verify

LESSON = '''"""A lesson."""
from dataclasses import dataclass
@dataclass(frozen=True)
class Record:
    a: float = 1.0
def lesson(*, seed: int = 1) -> Record:
    return Record()
'''
SLIDES = """---
title: Clips
---

# Watch

{{ clips("Wave") }}

::: notes
Wait for silence.
:::

::: {.notes clip="Fall"}
Ask: how far down?
:::

# After

Words.
"""
SCENE = """from deckwright.scenes import LessonScene
class Wave(LessonScene):
    def construct(self):
        self.section("Rise")
        self.section("Fall")
"""


def test_a_deck_with_clips_verifies_as_it_was_built(slides_of, tmp_path):
    """Each clip's description and notes are on a slide of their own, in the file and in what the lesson says today."""
    slides_of(SLIDES.replace('clips("Wave")', 'clips("Wave", alt="From 4 to 1")'))
    lesson = find_lesson("clips", tmp_path)
    path = build_deck(lesson, Choices(videos=False)).path
    verdicts = verify(path, read_manifest(content_of(path)), lesson)
    assert len(verdicts) == 4 and {verdict.status for verdict in verdicts} == {"current"}


@pytest.fixture
def slides_of(tmp_path):
    """Write a lesson with these words and give its slides."""

    def read(words: str):
        folder = tmp_path / "lessons" / "01-clips"
        folder.mkdir(parents=True)
        (tmp_path / "animations").mkdir()
        (folder / "lesson.py").write_text(LESSON)
        (folder / "slides.md").write_text(words)
        (tmp_path / "animations" / "wave.py").write_text(SCENE)
        return read_lesson(run_lesson(find_lesson("clips", tmp_path))).deck.slides

    return read


def test_each_section_has_a_slide_of_its_own(slides_of):
    """In their order, with unique titles, started by themselves."""
    slides = slides_of(SLIDES)
    assert [plain(slide.title) for slide in slides] == ["Clips", "Watch: rise", "Watch: fall", "After"]
    clips = [block for slide in slides for block in slide.blocks if isinstance(block, Video)]
    assert [(clip.scene, clip.section, clip.autoplay) for clip in clips] == [("Wave", 0, True), ("Wave", 1, True)]
    assert len({slide.key for slide in slides}) == len(slides)


def test_notes_are_for_all_clips_or_for_one(slides_of):
    """Notes that name a clip stand on its slide only."""
    said = [[plain(note.text) for note in slide.notes] for slide in slides_of(SLIDES)[1:3]]
    assert said == [["Wait for silence."], ["Wait for silence.", "Ask: how far down?"]]


def test_notes_for_a_clip_that_is_not_there(slides_of):
    """The line and the nearest name are told."""
    with pytest.raises(UserError, match=r"no clip 'Fal'\.\n  Did you mean Fall\?") as raised:
        slides_of(SLIDES.replace('clip="Fall"', 'clip="Fal"'))
    assert raised.value.where.line == 13


def test_notes_for_a_clip_on_a_slide_without_clips(slides_of):
    """The whole video has no clips to speak about one by one."""
    with pytest.raises(UserError, match="no clip 'Fall'"):
        slides_of(SLIDES.replace("clips(", "video("))
