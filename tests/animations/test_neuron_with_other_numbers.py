"""The neuron's scenes with a vote that is a no, and with a cell that is slow and easily fired."""

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
@pytest.mark.parametrize("name", ["FromCellToFormula", "SpikesToRate"])
def test_other_numbers_play(name, computed):
    """Every number is in the record, nothing leaves the picture, and no spike leaves a cell that says no."""
    lesson = find_lesson("04-artificial-neuron", ROOT)
    (found,) = scenes_of(lesson, [name])
    spec = importlib.util.spec_from_file_location(f"neuron_{found.script.stem}", found.script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    record = computed(lesson.folder.name, "clouds=0.1", "tau=47", "threshold=6.5", "refractory=0.7").record
    played, reels = dry_run(getattr(module, name), record)
    assert unsourced(played) == [] and tuple(reel.name for reel in reels) == found.sections
    for mobject in played.mobjects:
        assert abs(mobject.get_left()[0]) < 7.12 and abs(mobject.get_right()[0]) < 7.12
        assert mobject.get_top()[1] < 4.0 and mobject.get_bottom()[1] > -4.0
    if name == "FromCellToFormula":
        words = " ".join(" ".join(c.content.split()) for c in played.renderer.file_writer.subcaptions)
        assert "no spike leaves" in words and not record.vote.yes
