"""Losses: values by hand, gradients against differences, mean and sum, stability, and targets that are refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dlcore
from dlcore import (
    DomainError,
    ShapeError,
    Tensor,
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    check_gradients,
    cross_entropy,
    cross_entropy_with_logits,
    entry_of,
    gradients,
    hinge,
    huber,
    kl_divergence,
    mae,
    mse,
    one_hot,
    sigmoid,
    smooth_labels,
    softmax,
)
from example_counts import examples

RNG = np.random.default_rng(31)
A, B = (Tensor(v, name) for v, name in zip(RNG.normal(0.0, 2.0, (2, 3, 4)), "ay"))
P, Q = softmax(A).value, softmax(B).value
LABELS = np.array([2, 0, 3])
REAL = {"mse": mse, "mae": mae, "huber": huber, "half_squared_error": dlcore.half_squared_error}
OF_LOGITS = {
    "binary": lambda z: binary_cross_entropy_with_logits(z, np.eye(4)[LABELS]),
    "indices": lambda z: cross_entropy_with_logits(z, LABELS),
    "one-hot": lambda z: cross_entropy_with_logits(z, np.eye(4)[LABELS]),
    "smoothed": lambda z: cross_entropy_with_logits(z, LABELS, label_smoothing=0.2),
    "hinge": lambda z: hinge(z, LABELS),
}
ALL = {
    **{name: (lambda f=f: f(A, B)) for name, f in REAL.items()},
    **{name: (lambda f=f: f(A)) for name, f in OF_LOGITS.items()},
    "bce": lambda: binary_cross_entropy(Tensor(P, "p"), np.eye(4)[LABELS]),
    "ce": lambda: cross_entropy(Tensor(P, "p"), LABELS),
    "kl": lambda: kl_divergence(Tensor(P, "p"), Tensor(Q, "q")),
}


@pytest.mark.parametrize("name", ALL)
def test_gradients(name):
    """Of two orders, with respect to the prediction, and to the target where it is a number."""
    loss = ALL[name]()
    op, prediction, target = loss.op, *loss.inputs
    if name in REAL or name == "kl":
        check_gradients(op, prediction, target)
    check_gradients(lambda a: op(a, target), prediction)
    check_gradients(lambda a: gradients(op(a, target), [a])[a], prediction)


@pytest.mark.independent
@pytest.mark.parametrize("name", ALL)
def test_the_definition_gives_the_same_number(name):
    """The loss written out term by term is what was computed in one go."""
    loss = ALL[name]()
    assert entry_of(loss, ()).item() == pytest.approx(loss.item(), rel=1e-12)


@pytest.mark.independent
def test_values_by_hand():
    """Small numbers that can be done in the head."""
    assert mse([1.0, 3.0], [0.0, 1.0]).item() == 2.5
    assert mse([1.0, 3.0], [0.0, 1.0], "sum").item() == 5.0
    assert mae([1.0, 3.0], [0.0, 1.0]).item() == 1.5
    assert huber([0.5, 3.0], [0.0, 0.0], delta=1.0, reduction="sum").item() == 0.125 + 2.5
    assert hinge([3.0, 1.0, 2.5], 0).item() == 0.5
    assert cross_entropy([0.25, 0.75], 0).item() == pytest.approx(math.log(4.0), rel=1e-15)
    assert kl_divergence([1.0, 0.0], [0.5, 0.5]).item() == pytest.approx(math.log(2.0), rel=1e-15)
    assert cross_entropy_with_logits(np.zeros(10), 3).item() == pytest.approx(math.log(10.0), rel=1e-15)


def test_mean_and_sum():
    """The mean of entrywise losses is over entries, of categorical ones over examples."""
    for loss in (mse, mae, huber):
        assert loss(A, B, reduction="sum").item() == pytest.approx(12 * loss(A, B).item())
    for loss in (cross_entropy_with_logits, hinge):
        assert loss(A, LABELS, reduction="sum").item() == pytest.approx(3 * loss(A, LABELS).item())
    with pytest.raises(DomainError, match="Did you mean mean"):
        mse(A, B, "maen")


@pytest.mark.independent
def test_the_gradient_of_softmax_with_cross_entropy_is_p_minus_y():
    """One example: softmax(z) - y; a batch of three: a third of it."""
    z = Tensor(A.value[0], "z")
    L = cross_entropy_with_logits(z, np.eye(4)[2]).named("L")
    np.testing.assert_allclose(gradients(L, [z])[z].value, softmax(z).value - np.eye(4)[2], rtol=1e-14)
    batch = cross_entropy_with_logits(A, LABELS)
    np.testing.assert_allclose(gradients(batch, [A])[A].value, (P - np.eye(4)[LABELS]) / 3, rtol=1e-13)
    y = Tensor(1.0, "y")
    s = Tensor(0.3, "z")
    assert gradients(binary_cross_entropy_with_logits(s, y).named("L"), [s])[s].formula == r"\delta = \sigma(z) - y"


@settings(max_examples=examples(60))
@given(z=st.lists(st.floats(-1000, 1000), min_size=2, max_size=5), data=st.data())
def test_logits_up_to_a_thousand(z, data):
    """No overflow, no NaN, never negative; and the same as by way of probabilities where those are not saturated."""
    label = data.draw(st.integers(0, len(z) - 1))
    with np.errstate(all="raise", under="ignore"):
        found = cross_entropy_with_logits(z, label).item()
        binary = binary_cross_entropy_with_logits(z, np.eye(len(z))[label]).item()
    assert math.isfinite(found) and found >= 0 and math.isfinite(binary) and binary >= 0
    mild = np.array(z) / 100.0
    assert cross_entropy_with_logits(mild, label).item() == pytest.approx(
        cross_entropy(softmax(mild), label).item(), rel=1e-9, abs=1e-9
    )
    by_probability = binary_cross_entropy(sigmoid(mild), np.eye(len(z))[label]).item()
    assert binary_cross_entropy_with_logits(mild, np.eye(len(z))[label]).item() == pytest.approx(
        by_probability, rel=1e-9, abs=1e-9
    )


def test_a_certain_event_costs_nothing():
    """0 ln 0 = 0: no clipping is needed where the probability 0 was given to what didn't happen."""
    assert binary_cross_entropy([0.0, 1.0], [0.0, 1.0]).item() == 0.0
    assert cross_entropy([0.0, 1.0], 1).item() == 0.0
    assert kl_divergence([0.0, 1.0], [0.0, 1.0]).item() == 0.0


def test_one_hot_and_smoothing():
    """Indices and rows mean the same; smoothing keeps the sum and moves a part of it."""
    assert cross_entropy_with_logits(A, LABELS).item() == cross_entropy_with_logits(A, one_hot(LABELS, 4)).item()
    smooth = smooth_labels(one_hot(LABELS, 4), 0.2).value
    np.testing.assert_allclose(smooth.sum(-1), 1.0)
    assert sorted(set(smooth.ravel().round(12))) == [0.05, 0.85]


HALF = [0.5, 0.5]
REFUSED = {
    "shapes": (
        lambda: mse(Tensor([1.0], "a"), Tensor([[1.0]], "y")),
        ShapeError,
        ["a of shape (1,)", "y of shape (1, 1)"],
    ),
    "empty": (lambda: mse(np.zeros(0), np.zeros(0)), ShapeError, ["at least one"]),
    "no class": (lambda: cross_entropy_with_logits(A, [0, 4, 1]), DomainError, ["0 to 3", "4", "[1]"]),
    "negative class": (lambda: hinge(A, [0, -1, 1]), DomainError, ["0 to 3", "-1"]),
    "half a class": (lambda: cross_entropy_with_logits(A, [0.0, 1.5, 1.0]), DomainError, ["1.5"]),
    "labels of another batch": (lambda: cross_entropy_with_logits(A, [0, 1]), ShapeError, ["(3,)", "(3, 4)", "(2,)"]),
    "a number as scores": (lambda: cross_entropy_with_logits(1.0, 0), ShapeError, ["class"]),
    "probability above 1": (lambda: binary_cross_entropy([1.5], [1.0]), DomainError, ["0 to 1", "1.5", "[0]"]),
    "probability below 0": (lambda: cross_entropy([-0.5, 1.5], 0), DomainError, ["-0.5"]),
    "target above 1": (lambda: binary_cross_entropy_with_logits([0.0], [2.0]), DomainError, ["2"]),
    "rows that don't sum to 1": (lambda: cross_entropy([0.5, 0.1], 0), DomainError, ["sum to 1", "0.6"]),
    "targets that don't sum to 1": (
        lambda: cross_entropy_with_logits([0.5, 0.1], [1.0, 1.0]),
        DomainError,
        ["sums to 2"],
    ),
    "impossible and it happened": (lambda: cross_entropy([0.0, 1.0], 0), DomainError, ["infinite", "logits"]),
    "impossible that it didn't": (lambda: binary_cross_entropy([1.0], [0.0]), DomainError, ["infinite", "logits"]),
    "kl of a single number": (lambda: kl_divergence(1.0, 1.0), ShapeError, ["last axis"]),
    "kl where q is 0": (lambda: kl_divergence(HALF, [1.0, 0.0]), DomainError, ["infinite"]),
    "delta": (lambda: huber(A, B, delta=0.0), DomainError, ["delta", "above 0"]),
    "smoothing": (lambda: smooth_labels(HALF, 1.0), DomainError, ["smoothing"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_targets_and_predictions_that_are_refused(name):
    """The error names what was found and where; nothing turns into NaN or a silent broadcast."""
    act, error, parts = REFUSED[name]
    with pytest.raises(error) as caught:
        act()
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize("name", ["mse", "mae", "huber", "half_squared_error", *OF_LOGITS])
def test_float32_stays_float32(name):
    """Loss and gradient keep the precision of the prediction, targets given as plain numbers or indices too."""
    z = Tensor(A.value.astype(np.float32), "z")
    loss = REAL[name](z, B.value) if name in REAL else OF_LOGITS[name](z)
    assert loss.value.dtype == gradients(loss, [z])[z].value.dtype == np.float32
