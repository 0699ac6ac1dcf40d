"""One style and sound types in the whole repository, as an author's editor shows them."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_EVERYWHERE = pytest.mark.skipif(find_spec("manim") is None, reason="scenes have Manim's types")


def run(*command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A tool of the test extra, as a command."""
    return subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True)


def findings(folder: Path) -> list[str]:
    """What the type checker finds in a project, one line each."""
    told = run("basedpyright", "--pythonpath", sys.executable, "--outputjson", folder=folder).stdout
    return [
        f"{found['file']}:{found['range']['start']['line'] + 1}: {found['message'].splitlines()[0]}"
        for found in json.loads(told)["generalDiagnostics"]
        if found["severity"] == "error"
    ]


@pytest.mark.parametrize(
    "command", [["check", "-q", "--output-format=concise"], ["format", "--check", "-q"]], ids=" ".join
)
def test_ruff_finds_nothing(command: list[str]) -> None:
    """Lint and format by the settings in pyproject.toml."""
    told = run("ruff", *command, ".")
    assert told.returncode == 0, told.stdout


@pytest.mark.slow
@NOT_EVERYWHERE
def test_types_are_sound() -> None:
    """In dlcore, in all lessons and scenes, and in the packages that authors import."""
    assert findings(ROOT) == []


@pytest.mark.slow
def test_a_new_lesson_has_sound_types(tmp_path: Path) -> None:
    """Whoever starts from `deckwright new` sees an editor without red lines."""
    made = run("deckwright", "new", "first steps", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    paths = json.dumps([str(ROOT), str(ROOT / "build")])
    (tmp_path / "pyrightconfig.json").write_text(f'{{"typeCheckingMode": "basic", "extraPaths": {paths}}}')
    assert findings(tmp_path) == []
