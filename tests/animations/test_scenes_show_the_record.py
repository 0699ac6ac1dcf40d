"""Every scene of the course, run through without drawing: each number that it shows is in its lesson's record."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("manim")

from deckwright.lesson import lessons_of
from deckwright.scenes import LessonScene
from deckwright.scenes.audit import unsourced
from deckwright.scenes.caption import reading_time
from deckwright.video.discovery.lesson_scenes import named_in, scenes_of
from deckwright.video.drawing.dry_run import dry_run

ROOT = Path(__file__).resolve().parents[2]
SCENES = [(lesson, name) for lesson in lessons_of(ROOT) for name, _ in named_in(lesson)]
SAMPLED = 4  # every so many-th scene is played with another seed each time, the others in the thorough profile


def cases() -> Iterator:
    """Each scene with its lesson's own parameters, and with another seed."""
    for k, (lesson, name) in enumerate(SCENES):
        yield pytest.param(lesson, name, 1, id=f"1-{name}")
        marks = () if k % SAMPLED == 0 else pytest.mark.thorough
        yield pytest.param(lesson, name, 7, id=f"7-{name}", marks=marks)


def load(scene) -> type[LessonScene]:
    """The scene's class from its file."""
    spec = importlib.util.spec_from_file_location(f"scene_{scene.script.stem}", scene.script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, scene.name)


@pytest.mark.slow
@pytest.mark.parametrize(("lesson", "name", "seed"), list(cases()))
def test_every_number_on_screen_is_in_the_record(lesson, name, seed, computed):
    """With the lesson's own parameters and with another seed; captions can be read, and all sections are as
    announced.
    """
    (scene,) = scenes_of(lesson, [name])
    settings = [] if seed == 1 else [f"seed={seed}"]
    played, sections = dry_run(load(scene), computed(lesson.folder.name, *settings).record)
    assert unsourced(played) == [] and len(played.shown) > 0
    assert tuple(section.name for section in sections) == scene.sections
    for caption in played.renderer.file_writer.subcaptions:
        assert (caption.end - caption.start).total_seconds() >= reading_time(caption.content) - 0.1
        assert len(caption.content.splitlines()) <= 2
