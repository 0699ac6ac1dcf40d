"""Formulas are set once: the next run takes them from a file, and never from one that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.equations import outline as outlines
from deckwright.equations.formula import Formula
from deckwright.store import Store

LATEX = (r"\frac{\partial L}{\partial w} = \delta_{1} x", r"\textcolor{gradient}{-0.0175}", r"\sqrt{2}")


@pytest.fixture
def set_anew(monkeypatch: pytest.MonkeyPatch):
    """Set the formulas as a new process would; returns their outlines and how many had to be typeset."""

    def run(folder: Path, renew: bool = False) -> tuple[list[outlines.Outline], int]:
        done = []
        monkeypatch.setattr(outlines, "typeset", lambda formula: done.append(1) or typeset(formula))
        outlines._outline.cache_clear()
        outlines._set.cache_clear()
        with Store(folder, renew):
            made = [outlines.outline(Formula(latex), 20.0) for latex in LATEX]
        return made, len(done)

    typeset = outlines.typeset
    return run


def test_a_second_run_sets_nothing(tmp_path: Path, set_anew) -> None:
    """The outlines from the file are those that were set, to the last digit."""
    first, set_first = set_anew(tmp_path)
    second, set_second = set_anew(tmp_path)
    assert (set_first, set_second) == (len(LATEX), 0)
    assert set_anew(tmp_path, renew=True)[1] == len(LATEX)
    assert second == first and [each.glyphs[0].contours for each in second] == [
        each.glyphs[0].contours for each in first
    ]


def test_a_damaged_file_counts_as_none(tmp_path: Path, set_anew) -> None:
    """Cut short or with a changed byte: the formula is set anew, and its file is whole again."""
    first, _ = set_anew(tmp_path)
    file = min((tmp_path / "formulas").iterdir())
    whole = file.read_bytes()
    for damaged in (whole[:100], whole[:-1] + bytes([whole[-1] ^ 1]), b""):
        file.write_bytes(damaged)
        again, count = set_anew(tmp_path)
        assert again == first and count == 1
        assert file.read_bytes() == whole


def test_formulas_of_other_code_are_not_looked_at(tmp_path: Path, set_anew, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a tool, or of the code, sets all of them anew."""
    set_anew(tmp_path)
    outlines._code.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(outlines, "version_of", lambda tool: "another")
        assert set_anew(tmp_path)[1] == len(LATEX)
    outlines._code.cache_clear()
    assert set_anew(tmp_path)[1] == 0


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, set_anew) -> None:
    """A folder that can't be made, or a full disk, is no error."""
    (tmp_path / "file").touch()
    _, count = set_anew(tmp_path / "file/cache")
    assert count == len(LATEX)
