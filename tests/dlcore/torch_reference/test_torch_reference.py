"""Every registered case against PyTorch: live when torch is installed, by the committed values when it isn't."""

from __future__ import annotations

import re

import numpy as np
import pytest

from torch_reference.agreement import disagreement
from torch_reference.case import Case
from torch_reference.families import HERE, committed, families, read
from torch_reference.mode import announcement, torch_or_none

ALL = [(family, case) for family, cases in families().items() for case in cases]
MOST_BYTES = 300_000


@pytest.mark.parametrize(("family", "case"), ALL, ids=[f"{family}-{case.name}" for family, case in ALL])
def test_dlcore_agrees_with_pytorch(family, case):
    """Every result of dlcore equals PyTorch's to 1e-10 relative; where torch runs, the committed values are checked
    too."""
    torch = torch_or_none()
    stored = committed(family, case)
    expected = stored if torch is None else case.by_torch(torch)
    assert disagreement(expected, case.by_dlcore()) is None
    assert disagreement(expected, stored) is None


def test_the_committed_values_stay_small_and_belong_to_cases():
    """All files together are under 300 kB, each names its torch, and none holds values of a case that is gone."""
    assert sum(file.stat().st_size for file in (HERE / "values").iterdir()) < MOST_BYTES
    for family, cases in families().items():
        stored = read(family)
        assert stored["torch"]
        assert set(stored["cases"]) == {case.name for case in cases}
    assert {file.stem for file in (HERE / "values").iterdir()} == set(families())


def test_a_run_says_which_comparison_it_made():
    """The line names torch's version and says live or committed."""
    line = announcement()
    assert ("live comparison" in line) == (torch_or_none() is not None)
    assert "torch 2." in line


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ({"value": [1.0, 2.0 + 1e-9]}, r"value\[1\]: PyTorch .*2.0.*, dlcore .*2.000000001.*, relative error 5.0e-10"),
        ({"value": [1.0, float("nan")]}, r"value\[1\].*nan"),
        ({"value": [[1.0, 2.0]]}, r"shape is \(2,\), dlcore's is \(1, 2\)"),
        ({"other": [1.0, 2.0]}, "PyTorch gives .*value.* dlcore gives .*other"),
    ],
)
def test_a_disagreement_is_found_and_placed(found, says):
    """A number that is off by 5e-10, a NaN, another shape or another name never passes."""
    expected = {"value": np.array([1.0, 2.0])}
    message = disagreement(expected, {name: np.array(value) for name, value in found.items()})
    assert message is not None and re.search(says, message)


def test_agreement_is_relative_and_forgives_what_cancellation_left():
    """An error of 5e-11 relative passes at any scale; next to 1.0, an entry of 1e-20 may be off by 1e-14, not by
    1e-12."""
    for scale in (1e-12, 1.0, 1e12):
        assert disagreement({"value": np.array([scale])}, {"value": np.array([scale * (1 + 5e-11)])}) is None
    large = {"value": np.array([1.0, 1e-20])}
    assert disagreement(large, {"value": np.array([1.0, 1e-14])}) is None
    assert disagreement(large, {"value": np.array([1.0, 1e-12])}) is not None


def test_values_of_other_inputs_are_refused():
    """A case that is new, or whose inputs changed since the values were made, says how to make them."""
    family, case = next(iter(ALL))
    changed = Case(case.name, case.torch, case.dlcore, {"x": np.ones(3)})
    with pytest.raises(LookupError, match="other inputs"):
        committed(family, changed)
    with pytest.raises(LookupError, match="no committed values .*torch_reference.make"):
        committed(family, Case("new", case.torch, case.dlcore))
