"""The perceptron's scene with a gate whose first mistake is the example of zeros, and with one that is soon learned."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("manim")

from deckwright.lesson import find_lesson
from deckwright.scenes.audit import unsourced
from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.drawing.dry_run import dry_run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("gate", ["NAND", pytest.param("OR", marks=pytest.mark.thorough)])
def test_other_gates_play(gate, computed):
    """Every number is in the record, and the last weights on screen are the learned ones."""
    lesson = find_lesson("05-perceptron", ROOT)
    (found,) = scenes_of(lesson, ["LineLearns"])
    spec = importlib.util.spec_from_file_location("perceptron_scene", found.script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    record = computed(lesson.folder.name, f"gate={gate}", "starts=20", "random_units=2").record
    played, sections = dry_run(module.LineLearns, record)
    assert unsourced(played) == [] and tuple(section.name for section in sections) == found.sections
    words = " ".join(" ".join(c.content.split()) for c in played.renderer.file_writer.subcaptions)
    assert f"after {record.gate.corrections} corrections" in words
    assert ("all zeros" in words) == (not record.gate.updates[0].x.value.any())
