"""Scenes of the lectures on forward and backpropagation with parameters that change what they say, or how much they
hold.
"""

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


def played(lecture: str, name: str, *settings: str):
    """The scene after it ran, and all its captions as one text."""
    lesson = find_lesson(lecture, ROOT)
    (found,) = scenes_of(lesson, [name])
    spec = importlib.util.spec_from_file_location(f"other_{found.script.stem}", found.script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scene, _ = dry_run(getattr(module, name), run_lesson(lesson, settings).record)
    return scene, " ".join(" ".join(c.content.split()) for c in scene.renderer.file_writer.subcaptions)


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "verb"), [(("seed=3",), "falls"), (("seed=2", "target=0.3", "lr=20"), "rises")])
def test_the_loss_moves_as_the_caption_says(settings, verb):
    """A step that is too long raises the loss, its bar and the caption's verb."""
    scene, words = played("backpropagation", "BlameFlow", *settings)
    r = scene.record
    assert f"the loss {verb} from" in words and (verb == "falls") == (r.loss_new.item() < r.loss.item())
    assert unsourced(scene) == []
    highest = max(r.loss.item(), r.loss_new.item())
    assert scene.bar.height / scene.loss_bar(
        r.loss if r.loss.item() == highest else r.loss_new
    ).height == pytest.approx(r.loss_new.item() / highest)


@pytest.mark.slow
@pytest.mark.parametrize("examples", [2, 5])
def test_a_batch_of_any_size_fits(examples):
    """Every example comes out as a row, above the line of the formula and inside of the picture."""
    scene, _ = played("forward-propagation", "BatchThroughLayer", f"examples={examples}", "seed=12", "epochs=5")
    assert len(scene.Z.rows) == examples and unsourced(scene) == []
    for matrix in (scene.X, scene.W, scene.Z):
        assert matrix.get_bottom()[1] > scene.equation.get_top()[1]
        assert abs(matrix.get_right()[0]) < 7.1 and abs(matrix.get_left()[0]) < 7.1


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("name", ["ThresholdSlides", "BoxesLearn"])
def test_the_first_lecture_plays_with_other_numbers(name):
    """Images with equal ink stand on one another inside of the picture; a wide hidden layer still fits its box."""
    scene, words = played("ai-ml-dl", name, "seed=77", "hidden=64", "threshold=4", "epochs=20")
    assert unsourced(scene) == []
    if name == "ThresholdSlides":
        assert max(picture.get_top()[1] for picture in scene.images) < scene.header.get_bottom()[1]
    else:
        assert f"with {scene.programs[-1].learned}" in words
