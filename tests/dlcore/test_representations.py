"""Pieces of ReLU networks, clusters, principal axes, separation of classes, learning curves, spiking neurons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator_truth import disagreement
from dlcore import (
    MLP,
    DomainError,
    Tensor,
    activation_patterns,
    between_class_share,
    digits,
    firing_rate,
    folding_network,
    integrate_and_fire,
    kmeans,
    learning_curve,
    linear_pieces,
    linear_probe,
    max_regions,
    mlp,
    power_law,
    principal_axes,
)
from example_counts import examples


def moved(network: MLP, rng: np.random.Generator) -> MLP:
    """The network with biases that aren't 0."""
    return network.with_parameters([p if p.ndim == 2 else Tensor(rng.normal(size=p.shape)) for p in network.parameters])


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6), widths=st.lists(st.integers(1, 8), min_size=1, max_size=3))
def test_pieces_are_those_that_a_fine_grid_sees(seed, widths):
    """Between two joints the pattern of active units never changes; at each joint it does."""
    rng = np.random.default_rng(seed)
    network = moved(mlp([1, *widths, 1], rng=rng), rng)
    joints = linear_pieces(network, -3.0, 3.0)
    places = np.concatenate([[-3.0], joints, [3.0]])
    wide = np.flatnonzero(np.diff(places) > 1e-6)
    inside = np.concatenate([np.linspace(places[k], places[k + 1], 7)[1:-1] for k in wide])
    patterns = activation_patterns(network, inside[:, None]).reshape(-1, 5)
    assert (patterns == patterns[:, :1]).all()
    neighbors = np.diff(wide) == 1
    assert (np.diff(patterns[:, 0])[neighbors] != 0).all()


@pytest.mark.parametrize("folds", range(1, 9))
def test_folding_makes_two_to_the_k_pieces(folds):
    """Each fold doubles the pieces, with 6 K + 1 parameters, and stays between 0 and 1."""
    network = folding_network(folds)
    assert len(linear_pieces(network, 0.0, 1.0)) + 1 == 2**folds and network.parameter_count == 6 * folds + 1
    y = network(np.linspace(0, 1, 2**folds + 1)[:, None]).value.ravel()
    np.testing.assert_allclose(y, np.arange(2**folds + 1) % 2, atol=1e-9)


@pytest.mark.published("Prince")
def test_how_many_regions_there_can_be():
    """Understanding Deep Learning, chapter 4: 161,051 pieces of one input, more than 10^40 regions of ten."""
    assert max_regions(1, 10, layers=5) == 161_051
    assert f"{max_regions(10, 50, layers=5):.2e}" == "1.80e+41"
    assert [max_regions(2, D) for D in (1, 2, 3, 4, 5, 8, 10)] == [2, 4, 7, 11, 16, 37, 56]
    for sizes in ((2, 5), (3, 7), (2, 4, 3)):
        assert max_regions.tensor(*sizes).item() == max_regions(*sizes)


@pytest.mark.independent
def test_regions_of_lines_in_the_plane():
    """Five random lines cut the plane into 16 regions; a wide fine grid meets most, never more."""
    network = moved(mlp([2, 5, 1], rng=3), np.random.default_rng(3))
    grid = np.stack(np.meshgrid(np.linspace(-40, 40, 400), np.linspace(-40, 40, 400)), axis=-1).reshape(-1, 2)
    found = activation_patterns(network, grid).max() + 1
    assert 12 <= found <= max_regions(2, 5) == 16


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6), k=st.integers(1, 4))
def test_kmeans_rests_where_nothing_moves(seed, k):
    """Each example belongs to its nearest center, each center is the mean of its own, and costs never rise."""
    x = np.random.default_rng(seed).normal(size=(25, 2))
    found = kmeans(x, k, rng=seed)
    distances = np.linalg.norm(x[:, None] - found.centers, axis=2)
    assert (distances.argmin(axis=1) == found.labels).all()
    assert found.cost == pytest.approx((distances.min(axis=1) ** 2).sum())
    assert (np.diff(found.costs) <= 1e-9).all()
    for c in np.unique(found.labels):
        np.testing.assert_allclose(found.centers[c], x[found.labels == c].mean(axis=0))


@pytest.mark.independent
def test_principal_axes_are_eigenvectors_of_the_covariance():
    """Variances are its eigenvalues; the largest loading is positive, whatever the order of the examples."""
    x = np.random.default_rng(4).normal(size=(50, 5)) @ np.diag([5, 3, 2, 1, 0.5])
    found, covariance = principal_axes(x, 3), np.cov(x.T)
    np.testing.assert_allclose(covariance @ found.axes.T, found.axes.T * found.variances, atol=1e-9)
    np.testing.assert_allclose(found.share, np.linalg.eigvalsh(covariance)[::-1][:3] / np.trace(covariance))
    np.testing.assert_allclose(principal_axes(x[::-1], 3).axes, found.axes, atol=1e-9)
    assert (found.axes[np.arange(3), np.abs(found.axes).argmax(axis=1)] > 0).all()
    np.testing.assert_allclose(found.coordinates(x).var(axis=0, ddof=1), found.variances)


@pytest.mark.independent
def test_between_class_share_adds_up():
    """What lies between the classes and what lies within them is the whole variance."""
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(60, 3)), rng.integers(0, 4, 60)
    within = sum(((x[y == c] - x[y == c].mean(axis=0)) ** 2).sum() for c in range(4))
    assert between_class_share(x, y) == pytest.approx(1 - within / ((x - x.mean(axis=0)) ** 2).sum())


@pytest.mark.slow
def test_a_probe_reads_what_is_in_plain_sight():
    """On pixels of digits a line names most of them; on labels that mean nothing it does no better than guessing."""
    images, labels = digits()
    x = images.reshape(-1, 64)
    assert linear_probe((x[:1400], labels[:1400]), (x[1400:], labels[1400:])) > 0.88
    shuffled = np.random.default_rng(1).permutation(labels)
    assert linear_probe((x[:1400], shuffled[:1400]), (x[1400:], shuffled[1400:])) < 0.2


@pytest.mark.independent
def test_power_laws_by_logarithms():
    """Through two points exactly, through many by least squares, as NumPy fits the logarithms; all show their work."""
    n, e = np.array([10.0, 50.0, 400.0, 1400.0]), np.array([24.4, 11.4, 4.8, 2.6])
    slope, intercept = np.polyfit(np.log(n), np.log(e), 1)
    law = power_law(n, e)
    assert (law.alpha.item(), law.c.item()) == pytest.approx((-slope, np.exp(intercept)))
    two = power_law([50.0, 400.0], [11.4, 4.8])
    assert two(50).item() == pytest.approx(11.4) and two(400).item() == pytest.approx(4.8)
    for tensor in (two.alpha, two(1400), two.factor_to_halve):
        assert disagreement(tensor) is None
    curve = learning_curve(lambda size, seed: seed / size, [1, 2], seeds=[1, 2, 6])
    assert (curve.median.tolist(), curve.high.tolist()) == ([2.0, 1.0], [6.0, 3.0])
    with pytest.raises(DomainError, match="positive numbers; found 0 in e"):
        power_law([1, 2], [1, 0])


@pytest.mark.independent
@pytest.mark.parametrize("drive", [15.5, 20.0, 30.0, 60.0])
def test_spikes_come_at_the_rate_of_the_formula(drive):
    """Counted over ten seconds; between spikes the membrane follows its equation."""
    train = integrate_and_fire(drive, duration=10_000.0)
    assert train.spikes.size == pytest.approx(10 * firing_rate(drive), abs=1)
    rising = train.voltage[: int(train.spikes[0] / 0.1) - 1]
    slopes = np.gradient(rising, 0.1)[1:-1]
    np.testing.assert_allclose(slopes, (drive - rising[1:-1]) / 20.0, rtol=2e-3)
    assert disagreement(firing_rate.tensor(drive)) is None


def test_below_threshold_a_neuron_is_silent_and_far_above_it_saturates():
    """At a drive of just the threshold it only approaches; its rate never passes one spike each refractory time."""
    assert integrate_and_fire(15.0, duration=1000.0).spikes.size == 0 == firing_rate(15.0)
    assert 490 < firing_rate(1e5) < 500
