"""Property tests draw the same examples in every clone, in every order, whatever the workers have imported before."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def drawn() -> list[tuple[float, int]]:
    """What a property with many examples sees."""
    seen = []

    @settings(max_examples=300, database=None, derandomize=True)
    @given(st.floats(), st.integers())
    def see(number: float, whole: int) -> None:
        seen.append((number.hex(), whole))

    see()
    return seen


@pytest.mark.skipif(settings.get_current_profile_name() == "thorough", reason="draws anew each time")
def test_examples_do_not_depend_on_imports(tmp_path: Path, monkeypatch) -> None:
    """A module full of numbers changes nothing, though Hypothesis likes to draw what stands in a project's modules."""
    before = drawn()
    path = tmp_path / "constants.py"
    path.write_text("NUMBERS = [" + ", ".join(f"{k}.123, {k}00001" for k in range(2, 400)) + "]\n")
    spec = importlib.util.spec_from_file_location("constants_of_a_module", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    assert drawn() == before


def test_the_thorough_profile_draws_anew() -> None:
    """It looks where no run looked before."""
    assert not settings.get_profile("thorough").derandomize and settings.get_profile("default").derandomize
