"""The handwritten digits and the split: what UCI published, and what a damaged file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import dlcore.datasets
from dlcore.datasets import digits, split
from dlcore.datasets.digits import FILE, _verified
from dlcore.errors import DlcoreError, DomainError, ShapeError


@pytest.mark.published("UCI")
def test_the_digits_are_what_uci_published():
    """1,797 images of 8 x 8 pixels; the number of each digit stands on UCI's page of the data set."""
    images, labels = digits()
    assert images.shape == (1797, 8, 8) and images.dtype == np.float64
    assert labels.shape == (1797,) and labels.dtype == np.int64
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


@pytest.mark.published("scikit-learn")
def test_the_first_image_is_the_zero_that_scikit_learn_shows():
    """The first line of digits.csv.gz, as printed in scikit-learn's documentation of load_digits."""
    images, labels = digits()
    assert labels[0] == 0
    assert (images[0] * 16)[:3].astype(int).tolist() == [
        [0, 0, 5, 13, 9, 1, 0, 0],
        [0, 0, 13, 15, 10, 15, 5, 0],
        [0, 3, 15, 2, 0, 11, 8, 0],
    ]


def test_pixels_are_sixteenths_from_zero_to_one():
    """Every pixel times 16 is a whole number from 0 to 16, and both ends occur."""
    sixteenths = digits()[0] * 16
    assert (sixteenths == np.round(sixteenths)).all()
    assert sixteenths.min() == 0 and sixteenths.max() == 16


def test_the_caller_gets_arrays_of_its_own():
    """Changing what one call returned leaves the next call untouched."""
    images, labels = digits()
    images[:], labels[:] = 7, 7
    assert digits()[0].max() == 1 and digits()[1][0] == 0


def test_a_damaged_or_missing_file_is_refused(tmp_path):
    """One flipped bit, a cut file and no file at all give an error with the place and the remedy."""
    whole = _verified(Path(dlcore.datasets.__file__).parent / FILE)
    damaged = tmp_path / FILE
    for content in (whole[:-1], whole[:500] + bytes([whole[500] ^ 1]) + whole[501:], b""):
        damaged.write_bytes(content)
        with pytest.raises(DlcoreError, match=r"damaged: SHA-256 .* expected, .* found"):
            _verified(damaged)
    damaged.unlink()
    with pytest.raises(DlcoreError, match="not at .*make_digits"):
        _verified(damaged)


def test_a_split_keeps_pairs_together_and_loses_none():
    """Each example is in exactly one part, still beside its target; the same seed gives the same parts."""
    x, y = np.arange(50), np.arange(50) * 2
    parts = split(x, y, held_out=0.3, rng=5)
    assert len(parts.x) == 35 and len(parts.x_held_out) == 15
    assert (parts.y == parts.x * 2).all() and (parts.y_held_out == parts.x_held_out * 2).all()
    assert sorted([*parts.x, *parts.x_held_out]) == x.tolist()
    again = split(x, y, held_out=15, rng=5)
    assert all((a == b).all() for a, b in zip(parts, again))


def test_the_held_out_digits_show_every_class():
    """A plain shuffle of 1,797 images leaves between 20 and 60 of each digit among 360."""
    parts = split(*digits(), held_out=360)
    counts = np.bincount(parts.y_held_out, minlength=10)
    assert counts.sum() == 360 and counts.min() >= 20 and counts.max() <= 60


@pytest.mark.parametrize("bad", [0, 50, 0.0, 1.0, -0.1, 0.001, True, None, "half", float("nan")])
def test_a_split_with_an_empty_part_is_refused(bad):
    """Neither the training part nor the held-out part may be empty."""
    with pytest.raises(DomainError, match="held_out must be"):
        split(np.arange(50), np.arange(50), held_out=bad)


def test_a_split_of_unequal_lengths_is_refused():
    """The error names both shapes."""
    with pytest.raises(ShapeError, match=r"\(3, 2\) and \(4,\)"):
        split(np.zeros((3, 2)), np.zeros(4))
