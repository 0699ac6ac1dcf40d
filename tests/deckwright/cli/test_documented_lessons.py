"""What the README and the guides show is complete: it builds as it stands there, and check finds nothing in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
AUTHORS = ROOT / "docs/authors"
FRONT_MATTER = """---
title: Syntax
sources:
  goodfellow2016: {text: "I. Goodfellow, Y. Bengio, A. Courville: Deep Learning. MIT Press, 2016."}
  rumelhart1986: {text: "D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning representations. Nature, 1986."}
---"""


def blocks(page: Path, language: str) -> list[str]:
    """The contents of a page's fenced blocks of one language."""
    fenced = re.findall(r"^(`{3,})(\w+)[^\n]*\n(.*?)\n\1$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [content for _, found, content in fenced if found == language]


def put_lesson(folder: Path, page: Path) -> None:
    """Copy the first code and the first words of a page into a lesson's folder."""
    folder.mkdir()
    (folder / "lesson.py").write_text(blocks(page, "python")[0], encoding="utf-8")
    (folder / "slides.md").write_text(blocks(page, "markdown")[0], encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "setting"), [(ROOT / "README.md", "bias=0.1"), (AUTHORS / "lesson.md", "lr=0.1")], ids=["README", "guide"]
)
def test_the_lesson_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call, page: Path, setting: str) -> None:
    """Code and words are copied from the page; the commands below them do what it says."""
    put_lesson(tmp_path / "neuron", page)
    monkeypatch.chdir(tmp_path)
    assert call("build", "./neuron").status == 0 and (tmp_path / "out/neuron.pptx").is_file()
    assert call("build", "./neuron", "--set", setting).status == 0
    answer = call("check", "./neuron")
    assert answer.status == 0, answer.err


def test_every_example_of_the_syntax_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call) -> None:
    """All examples of the page on slides.md together are a lecture, of the values of the guide's lesson."""
    put_lesson(tmp_path / "neuron", AUTHORS / "lesson.md")
    slides = "\n\n".join([FRONT_MATTER, *blocks(AUTHORS / "slides.md", "markdown")])
    (tmp_path / "neuron/slides.md").write_text(slides, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answer = call("check", "./neuron")
    assert answer.status == 0, answer.err


@pytest.mark.slow
def test_the_scene_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call) -> None:
    """The scene of the guide belongs to the lesson of the guide, and becomes a video with captions."""
    pytest.importorskip("manim", reason="needs manim: pip install -e '.[video]'")
    put_lesson(tmp_path / "neuron", AUTHORS / "lesson.md")
    with (tmp_path / "neuron/slides.md").open("a", encoding="utf-8") as slides:
        slides.write("\n\n# The video\n\n" + blocks(AUTHORS / "scenes.md", "markdown")[0])
    (tmp_path / "neuron/animations").mkdir()
    (tmp_path / "neuron/animations/answer.py").write_text(blocks(AUTHORS / "scenes.md", "python")[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answer = call("render", "./neuron", "--scene", "AnswerAndLoss", "--quality", "draft")
    assert answer.status == 0, answer.err
    assert "The neuron answers 0." in (tmp_path / "out/videos/neuron/AnswerAndLoss.vtt").read_text()
    assert call("check", "./neuron").status == 0
