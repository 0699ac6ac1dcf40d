"""Point sets and curves: their geometry, their seeds, and what they say about bad settings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcore.datasets import CURVES, blobs, curve, moons, spirals, xor
from dlcore.errors import DlcoreError, DomainError, NonFiniteError, ShapeError
from dlcore.rng import generator


@pytest.mark.published("Goodfellow et al.")
def test_xor_is_the_published_truth_table():
    """Goodfellow et al. (2016), section 6.1: the four corners and 0, 1, 1, 0."""
    x, y = xor()
    assert x.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert y.tolist() == [0, 1, 1, 0]


@pytest.mark.independent
def test_moons_lie_on_two_unit_circles():
    """Class 0 has distance 1 from the origin, class 1 from (1, 1/2), each on its half of the circle."""
    x, y = moons(50, noise=0)
    outer, inner = x[y == 0], x[y == 1]
    np.testing.assert_allclose(np.hypot(*outer.T), 1, rtol=1e-14)
    np.testing.assert_allclose(np.hypot(*(inner - [1, 0.5]).T), 1, rtol=1e-14)
    assert (outer[:, 1] >= -1e-15).all() and (inner[:, 1] <= 0.5 + 1e-15).all()


@pytest.mark.independent
def test_spiral_arms_are_the_first_arm_turned():
    """Rotating arm 0 by k/C of a turn gives arm k; the radii run from 0 to 1 even with noise."""
    x, y = spirals(40, classes=4, noise=0)
    quarter = np.array([[0, -1], [1, 0]])
    for k in range(4):
        np.testing.assert_allclose(x[y == k], x[y == 0] @ np.linalg.matrix_power(quarter, k).T, atol=1e-14)
    noisy, _ = spirals(40, classes=4, noise=0.3)
    np.testing.assert_allclose(np.hypot(*noisy.T), np.tile(np.linspace(0, 1, 40), 4), atol=1e-14)


@pytest.mark.independent
def test_a_blob_has_its_centre_and_spread():
    """With 20,000 points the mean and the standard deviation are within four standard errors of what was asked for."""
    x, y = blobs(20_000, centers=[(1, -2), (4, 0)], spread=0.5)
    for k, center in enumerate([(1, -2), (4, 0)]):
        np.testing.assert_allclose(x[y == k].mean(axis=0), center, atol=4 * 0.5 / np.sqrt(20_000))
        np.testing.assert_allclose(x[y == k].std(axis=0), 0.5, atol=4 * 0.5 / np.sqrt(40_000))


@pytest.mark.parametrize("name", CURVES)
def test_without_noise_a_curve_is_its_function(name):
    """y equals CURVES[name](x) bit for bit, x is sorted and within its bounds."""
    x, y = curve(name, 30, noise=0, low=-0.5, high=2)
    assert (y == CURVES[name](x)).all()
    assert (np.diff(x[:, 0]) >= 0).all() and x.min() >= -0.5 and x.max() < 2


@pytest.mark.independent
def test_curves_pass_through_points_known_by_hand():
    """sin(pi/2) = 1, 1/(1 + 25/25) = 1/2, (1/2)^3 - 1/4 = -1/8, and the step is 1 at 0."""
    at = {"sine": (0.5, 1.0), "runge": (0.2, 0.5), "cubic": (0.5, -0.125), "step": (0.0, 1.0), "line": (0.0, 0.5)}
    for name, (x, y) in at.items():
        assert float(CURVES[name](np.float64(x))) == pytest.approx(y, abs=1e-15)


@pytest.mark.parametrize("make", [xor, moons, spirals, blobs])
@given(N=st.integers(1, 30), seed=st.integers(0, 2**32))
def test_a_seed_gives_the_same_bits_and_equal_classes(make, N, seed):
    """Same seed, same bits; float64 points, int64 labels, N points for each class index from 0 up."""
    x, y = make(N, rng=seed)
    again, _ = make(N, rng=np.random.default_rng(seed))
    assert (x == again).all() and x.dtype == np.float64 and y.dtype == np.int64
    counts = np.bincount(y)
    assert len(set(counts)) == 1 and len(x) == len(y) and set(y) == set(range(len(counts)))


def test_a_generator_moves_on_and_another_seed_gives_other_points():
    """Two calls with one Generator differ, and so do two seeds."""
    rng = np.random.default_rng(3)
    assert (moons(10, rng=rng)[0] != moons(10, rng=rng)[0]).any()
    assert (moons(10, rng=1)[0] != moons(10, rng=2)[0]).any()


@pytest.mark.parametrize("bad", [None, -1, 1.5, True, "1"])
def test_randomness_needs_a_generator_or_a_seed(bad):
    """Anything else would be numbers that nobody can repeat."""
    with pytest.raises(DomainError, match="Generator or a seed"):
        generator(bad)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: moons(0), DomainError, "per_class must be a whole number from 1 up, found 0"),
        (lambda: moons(2.5), DomainError, "found 2.5"),
        (lambda: xor(noise=-1), DomainError, "noise must be at least 0, found -1"),
        (lambda: spirals(noise=float("nan")), NonFiniteError, "noise must be finite"),
        (lambda: spirals(classes=0), DomainError, "classes"),
        (lambda: blobs(centers=[1, 2]), ShapeError, r"shape \(2,\)"),
        (lambda: blobs(centers=[[1, np.inf]]), ShapeError, "finite"),
        (lambda: blobs(centers=[[1], [1, 2]]), ShapeError, "centers"),
        (lambda: curve("sin"), DomainError, "Did you mean sine"),
        (lambda: curve(low=1, high=1), DomainError, "low must be below high"),
    ],
)
def test_bad_settings_are_named(call, error, says):
    """The error says which setting, what was expected and what was found."""
    with pytest.raises(error, match=says) as caught:
        call()
    assert isinstance(caught.value, DlcoreError)
