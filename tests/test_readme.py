"""README's table says what the course is now."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def readme():
    """The script that writes it."""
    sys.path.insert(0, str(ROOT / "build"))
    try:
        import readme
    finally:
        sys.path.remove(str(ROOT / "build"))
    return readme


@pytest.mark.slow
def test_the_table_is_that_of_the_course(readme) -> None:
    """After a change of the lessons: make readme."""
    assert readme.course() in readme.README.read_text(encoding="utf-8"), "README.md is stale; run: make readme"


def test_all_but_the_table_stays(readme) -> None:
    """Writing replaces what stands between the markers, whatever it was, and nothing else."""
    old = "# A\n<!-- course: x -->\nold\nlines\n<!-- end of course -->\nB\n"
    new = "# A\n<!-- course: x -->\nnew \\1\n<!-- end of course -->\nB\n"
    assert readme.written(old, r"new \1") == readme.written(new, r"new \1") == new


def test_a_missing_marker_is_an_error(readme) -> None:
    """Nothing is written into a README without a place for it."""
    with pytest.raises(SystemExit, match="no block <!-- course"):
        readme.written("# A README", "| table |")
