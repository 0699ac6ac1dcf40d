"""Two distributions: dlcore alone, and deckwright, which asks for it; no file is in both."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def built(project: Path, target: str, folder: Path) -> Path:
    """What hatchling builds of a project: its wheel or its source distribution."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    (file,) = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return file


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, zipfile.ZipFile]:
    """Both wheels."""
    projects = {"dlcore": ROOT / "dlcore", "deckwright": ROOT}
    return {
        name: zipfile.ZipFile(built(project, "wheel", tmp_path_factory.mktemp(name)))
        for name, project in projects.items()
    }


@pytest.mark.slow
def test_no_file_is_in_both_wheels(wheels) -> None:
    """Installing or removing one leaves the other whole; both are typed."""
    dlcore, deckwright = (
        {name for name in wheels[name].namelist() if ".dist-info/" not in name} for name in ("dlcore", "deckwright")
    )
    assert all(name.startswith("dlcore/") for name in dlcore) and "dlcore/py.typed" in dlcore
    assert all(name.startswith("deckwright/") for name in deckwright) and "deckwright/py.typed" in deckwright


@pytest.mark.slow
def test_deckwright_asks_for_dlcore_of_its_version(wheels) -> None:
    """Who installs deckwright from an index gets the dlcore that it was made with."""
    (metadata,) = (name for name in wheels["deckwright"].namelist() if name.endswith(".dist-info/METADATA"))
    lines = wheels["deckwright"].read(metadata).decode().splitlines()
    version = next(line.removeprefix("Version: ") for line in lines if line.startswith("Version: "))
    assert f"Requires-Dist: deckwright-dlcore=={version}" in lines
    (metadata,) = (name for name in wheels["dlcore"].namelist() if name.endswith(".dist-info/METADATA"))
    assert f"Version: {version}" in wheels["dlcore"].read(metadata).decode().splitlines()


@pytest.mark.slow
def test_the_source_distribution_holds_what_builds_the_wheel_alone(tmp_path: Path) -> None:
    """No tests, no scripts that make tables, no lectures."""
    with tarfile.open(built(ROOT, "sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    others = {name for name in names if not name.startswith("build/deckwright/")}
    assert others <= {"hatch_build.py", "README.md", "LICENSE", "pyproject.toml", "PKG-INFO", ".gitignore"}
