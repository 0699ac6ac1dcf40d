"""The README's lesson of five minutes is complete: it builds as it stands there, and check finds nothing in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[3] / "README.md"


def test_the_readmes_lesson_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call) -> None:
    """Code and words are copied from the README; the commands below them do what it says."""
    section = README.read_text().split("## Write a lesson", 1)[1].split("\n## ", 1)[0]
    code, words = (
        re.search(rf"```{language}\n(.*?)\n```", section, re.DOTALL)[1] for language in ("python", "markdown")
    )
    (tmp_path / "neuron").mkdir()
    (tmp_path / "neuron/lesson.py").write_text(code)
    (tmp_path / "neuron/slides.md").write_text(words)
    monkeypatch.chdir(tmp_path)
    assert call("build", "./neuron").status == 0 and (tmp_path / "out/neuron.pptx").is_file()
    assert call("build", "./neuron", "--set", "lr=0.1").status == 0
    answer = call("check", "./neuron")
    assert answer.status == 0, answer.err
