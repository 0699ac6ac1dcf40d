"""dlcore's own wheel, installed where nothing but NumPy and the standard library can be imported."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys

class Nothing_else:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in {"dlcore", "numpy", *sys.stdlib_module_names}:
            raise ModuleNotFoundError(f"{name} is neither NumPy nor the standard library")

sys.meta_path.insert(0, Nothing_else())
sys.path.insert(0, sys.argv[1])

import importlib, pkgutil
import dlcore
from dlcore.datasets import digits

assert dlcore.__file__.startswith(sys.argv[1]), dlcore.__file__
for module in pkgutil.walk_packages(dlcore.__path__, "dlcore."):
    importlib.import_module(module.name)
w, x = dlcore.Tensor([2.0, 3.0], "w"), dlcore.Tensor([0.5, 1.0], "x")
z = (w @ x).named("z")
print(dlcore.gradients(z, [w])[w].value.tolist())
print(z.working(entry=()).lines[1].latex)
print(digits()[0].shape)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT / "dlcore", check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


@pytest.mark.slow
def test_it_works_with_numpy_alone(installed: Path, tmp_path: Path) -> None:
    """Every module is imported; a gradient, a working and the digits come out right."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    command = [sys.executable, "-c", PROGRAM, str(installed)]
    run = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert run.stderr == ""
    expected = ["[0.5, 1.0]", r"2 \cdot 0.5 + 3 \cdot 1.0", "(1797, 8, 8)"]
    assert run.stdout.splitlines() == expected


@pytest.mark.slow
def test_it_carries_its_data_and_credits(installed: Path) -> None:
    """The digits travel with their licence; what only packages dlcore stays behind."""
    files = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
    assert {"dlcore/datasets/digits.npz", "dlcore/datasets/CREDITS.md"} <= files
    assert not any(name.endswith("pyproject.toml") for name in files)
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "dlcore").rglob("*.py")}
    assert {name for name in files if name.endswith(".py")} == modules


def test_both_packages_say_the_same() -> None:
    """dlcore alone and within deckwright are one version, for the same Pythons and the same NumPy."""
    alone, both = (
        tomllib.loads((ROOT / path).read_text(encoding="utf-8"))["project"]
        for path in ("dlcore/pyproject.toml", "pyproject.toml")
    )
    assert (alone["version"], alone["requires-python"]) == (both["version"], both["requires-python"])
    assert alone["dependencies"] == [need for need in both["dependencies"] if need.startswith("numpy")]
