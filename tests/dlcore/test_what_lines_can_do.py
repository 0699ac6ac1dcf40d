"""Margins, the perceptron's bound, threshold functions, stumps, McCulloch and Pitts: what one step can do."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dlcore
from calculator_truth import disagreement
from dlcore import (
    DomainError,
    decision_stump,
    mcculloch_pitts,
    novikoff_bound,
    perceptron,
    threshold_functions,
    widest_margin,
)
from example_counts import examples

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND, OR, NAND = [0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0]


@pytest.mark.published("OEIS A000609")
@pytest.mark.parametrize(("inputs", "count"), [(1, 4), (2, 14), (3, 104), (4, 1882)])
def test_how_many_boolean_functions_a_line_can_do(inputs, count):
    """Neither more nor fewer than are known."""
    assert len(threshold_functions(inputs)) == count


@pytest.mark.independent
def test_threshold_functions_of_two_are_what_a_perceptron_learns():
    """Of all sixteen functions the perceptron learns just those that are listed."""
    learned = {y for y in itertools.product((0, 1), repeat=4) if perceptron(CORNERS, y, record=False).converged}
    assert learned == {tuple(row) for row in threshold_functions(2).tolist()}


@pytest.mark.published("Nielsen")
def test_nielsens_nand_has_the_widest_margin():
    """His weights -2, -2 and bias 3 are, but for their length, the line that passes by all corners the farthest."""
    np.testing.assert_allclose(widest_margin(CORNERS, NAND), np.array([-2, -2, 3]) / np.sqrt(17), atol=1e-6)


@pytest.mark.independent
def test_no_other_line_has_a_wider_margin():
    """Of many lines through a separable cloud none passes by its points at a greater distance."""
    rng = np.random.default_rng(2)
    x = np.concatenate([rng.normal(-2, 0.5, (20, 2)), rng.normal(2, 0.5, (20, 2))])
    y = np.repeat([0, 1], 20)
    signed = np.column_stack([x, np.ones(40)]) * (2 * y - 1)[:, None]
    best = (signed @ widest_margin(x, y)).min()
    others = rng.normal(size=(20_000, 3))
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    assert best >= (signed @ others.T).min(axis=0).max()


@pytest.mark.parametrize(("y", "bound", "corrections"), [(AND, 51, 10), (OR, 27, 4), (NAND, 51, 11)])
def test_novikoffs_bound_and_what_the_perceptron_needs(y, bound, corrections):
    """The bound by the widest margin, the corrections below it, and every inequality of the proof."""
    found = novikoff_bound(CORNERS, y, widest_margin(CORNERS, y))
    learned = perceptron(CORNERS, y)
    assert round(found.bound.item(), 3) == bound and len(learned.updates) == corrections <= bound
    chain = [term.item() for term in found.chain([*learned.w, learned.b], corrections).values()]
    assert chain == sorted(chain)
    for tensor in (found.margin, found.radius, found.bound, *found.chain([*learned.w, learned.b], 3).values()):
        assert disagreement(tensor) is None


@settings(max_examples=examples(20))
@given(seed=st.integers(0, 10**6), N=st.integers(2, 30))
def test_the_bound_holds_for_any_separable_points(seed, N):
    """However the points lie, the perceptron needs no more corrections than the bound of any separating line."""
    rng = np.random.default_rng(seed)
    u, x = rng.normal(size=3), rng.normal(size=(N, 2))
    z = x @ u[:2] + u[2]
    x, y = x[np.abs(z) > 0.1], (z > 0)[np.abs(z) > 0.1].astype(int)
    if len(x):
        learned = perceptron(x, y, epochs=10_000, record=False)
        assert learned.converged and learned.mistakes.sum() <= novikoff_bound(x, y, u).bound.item() * (1 + 1e-9)


def test_classes_that_no_line_separates_have_no_margin():
    """XOR is refused, with how many examples stay wrong; so is a line that separates nothing."""
    with pytest.raises(DomainError, match="No line separates the classes.*of 4 examples"):
        widest_margin(CORNERS, [0, 1, 1, 0])
    with pytest.raises(DomainError, match="example 1 has"):
        novikoff_bound(CORNERS, AND, [1.0, 1.0, 1.0])


@pytest.mark.independent
def test_a_perceptron_without_a_record_is_the_same_perceptron():
    """Weights after each epoch, mistakes and answers are those of the one that keeps every presentation."""
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(40, 6)), rng.integers(0, 2, 40)
    full, plain = (perceptron(x, y, lr=0.3, epochs=20, rng=7, record=record) for record in (True, False))
    np.testing.assert_array_equal(full.mistakes, plain.mistakes)
    np.testing.assert_array_equal(full.weights[40::40], plain.weights[1:])
    assert full.b == plain.b and plain.presentations == ()


@settings(max_examples=examples(30))
@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(0, 1)), min_size=1, max_size=12))
def test_no_threshold_beats_the_stump(pairs):
    """Its mistakes are the fewest of all thresholds, and its count is true."""
    x, y = np.array(pairs, dtype=float).T
    stump = decision_stump(x, y)
    wrong = [int(((x > t) != (y == 1)).sum()) for t in np.arange(-6.5, 7)]
    assert int((stump.predict(x) != y).sum()) == stump.mistakes.min() == min(wrong)


@pytest.mark.independent
def test_mcculloch_and_pitts_have_a_veto_and_no_weights():
    """AND, OR by counting; NOT and AND-NOT by a veto, which no number of active inputs outvotes."""
    assert [mcculloch_pitts(CORNERS, threshold=t).tolist() for t in (2, 1)] == [AND, OR]
    assert mcculloch_pitts(CORNERS[:, :1], CORNERS[:, 1:], threshold=1).tolist() == [0, 0, 1, 0]
    assert mcculloch_pitts(np.ones(100), [1, 0], threshold=1).item() == 0


def test_standard_error_against_a_simulation():
    """The spread of accuracies measured on 360 examples is what the formula says; published: 0.0079 at 0.977."""
    measured = np.random.default_rng(1).binomial(360, 0.9, 20_000) / 360
    assert dlcore.standard_error(0.9, 360) == pytest.approx(measured.std(), rel=0.02)
    assert disagreement(dlcore.standard_error.tensor(0.977, 360)) is None
