"""The scene of softmax's temperature with other logits: few and many, the largest first, in the middle and last."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("manim")

from deckwright.lesson import find_lesson, run_lesson
from deckwright.scenes.audit import unsourced
from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.drawing.dry_run import dry_run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("logits", ["2.5,-4", "0.1,3,0.2,-5,1.5", "5,4.9,-5"])
def test_other_logits_play(logits):
    """Every number on screen is in the record, and no bar or number leaves the picture or runs into the title."""
    lesson = find_lesson("06-activations", ROOT)
    (scene,) = scenes_of(lesson, ["TemperatureSweep"])
    spec = importlib.util.spec_from_file_location("softmax_temperature", scene.script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    record = run_lesson(lesson, [f"logits={logits}", "epochs=20"]).record
    played, sections = dry_run(module.TemperatureSweep, record)
    assert unsourced(played) == []
    assert tuple(section.name for section in sections) == scene.sections
    highest = module.FOOT - module.HIGHEST * record.softmax.temperature.probs.max() - 30
    assert highest > 60, "the number over the highest bar would touch the title"
    edges = [played.x(0) - 60, played.x(len(record.softmax.z) - 1) + 60]
    assert 0 < edges[0] and edges[1] < 960
