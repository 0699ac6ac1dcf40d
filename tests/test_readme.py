"""README's tables say what the code says now."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def readme():
    """The script that writes them."""
    sys.path.insert(0, str(ROOT / "build"))
    try:
        import readme
    finally:
        sys.path.remove(str(ROOT / "build"))
    return readme


@pytest.mark.slow
@pytest.mark.parametrize("name", ["course", "dlcore"])
def test_the_tables_are_those_of_the_code(readme, name) -> None:
    """After a change of lessons, of dlcore's public names or of their tests: make readme."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.BLOCKS[name]() in text, "README.md is stale; run: make readme"


def test_all_but_the_blocks_stays(readme, monkeypatch) -> None:
    """Writing replaces what stands between the markers, whatever it was, and nothing else."""
    monkeypatch.setattr(readme, "BLOCKS", {"course": lambda: r"new \1", "dlcore": lambda: "also new"})
    old = "# A\n<!-- course: x -->\nold\nlines\n<!-- end of course -->\nB\n<!-- dlcore: y -->\n<!-- end of dlcore -->\n"
    new = "# A\n<!-- course: x -->\nnew \\1\n<!-- end of course -->\nB\n<!-- dlcore: y -->\nalso new\n<!-- end of dlcore -->\n"
    assert readme.written(old) == readme.written(new) == new


def test_a_missing_marker_is_an_error(readme) -> None:
    """Nothing is written into a README without a place for it."""
    with pytest.raises(SystemExit, match="no block <!-- course"):
        readme.written("# A README")


@pytest.mark.slow
def test_every_concept_stands_once(readme) -> None:
    """Each public name is listed with the module that defines it, and most concepts have more than tests of their own."""
    rows = readme.concepts.concepts()
    assert "cross_entropy" in rows["dlcore.losses.cross_entropy"] and "Adam" in rows["dlcore.optimizers.adam"]
    proofs = readme.concepts.proven()
    assert proofs["dlcore.activations.gelu"].published == {"TensorFlow"}
    assert set(proofs["dlcore.activations.gelu"].tests) == {"independent", "pytorch", "differences"}
    assert proofs["dlcore.losses.cross_entropy"].published == {"CS231n", "Keras"}
    assert sum(str(proofs[module]) == "tests of its own" for module in rows) < len(rows) / 4


@pytest.mark.slow
def test_what_has_no_gradient_is_not_said_to_have_one(readme) -> None:
    """What has no gradient is never said to agree with differences."""
    proofs = readme.concepts.proven()
    assert not any(proofs[f"dlcore.{name}"].tests["differences"] for name in ("schedules", "datasets.text", "metrics"))
