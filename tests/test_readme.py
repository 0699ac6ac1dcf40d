"""README's table says what the course is now."""

from __future__ import annotations

import pytest

import readme


@pytest.mark.slow
def test_the_table_is_that_of_the_course() -> None:
    """After a change of the lessons: make readme."""
    assert readme.course() in readme.README.read_text(encoding="utf-8"), "README.md is stale; run: make readme"


def test_all_but_the_table_stays() -> None:
    """Writing replaces what stands between the markers, whatever it was, and nothing else."""
    old = "# A\n<!-- course: x -->\nold\nlines\n<!-- end of course -->\nB\n"
    new = "# A\n<!-- course: x -->\nnew \\1\n<!-- end of course -->\nB\n"
    assert readme.written(old, r"new \1") == readme.written(new, r"new \1") == new


def test_a_missing_marker_is_an_error() -> None:
    """Nothing is written into a README without a place for it."""
    with pytest.raises(SystemExit, match="no block <!-- course"):
        readme.written("# A README", "| table |")
