"""Workings are calculator-true: an independent calculator, given the digits on display, gets the result on display."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import dlcore
from calculator_truth import disagreement, last_digits
from deckwright.checking.calculator import compute
from deckwright.equations.formula import Formula
from dlcore import (
    Adam,
    DomainError,
    Momentum,
    Tensor,
    binary_cross_entropy,
    cross_entropy,
    cross_entropy_with_logits,
    entry_of,
    gradients,
    half_squared_error,
    mae,
    mse,
    working,
)
from dlcore.ops.elementary import exp, log
from example_counts import examples


def network(seed: int, scale: float, activation: str, loss: str):
    """A random network of two layers with everything that a lecture shows of it."""
    rng = np.random.default_rng(seed)
    D, H, C = rng.integers(2, 5, 3)
    leaf = lambda name, *shape: Tensor(np.round(rng.normal(0.0, scale, shape), int(rng.integers(1, 6))), name)  # noqa: E731
    W1, b1, W2, b2 = leaf("W^{(1)}", H, D), leaf("b^{(1)}", H), leaf("W^{(2)}", C, H), leaf("b^{(2)}", C)
    x = leaf("x", D)
    z1 = (W1 @ x + b1).named("z^{(1)}")
    a1 = getattr(dlcore, activation)(z1).named("a^{(1)}")
    z2 = (W2 @ a1 + b2).named("z^{(2)}")
    y = Tensor(np.eye(C)[0], "y")
    p = (dlcore.softmax(z2) if "cross" in loss and "binary" not in loss else dlcore.sigmoid(z2)).named("p")
    L = {
        "half": lambda: half_squared_error(p, y),
        "mse": lambda: mse(p, y),
        "mae": lambda: mae(p, y),
        "binary cross-entropy": lambda: binary_cross_entropy(p, y),
        "cross-entropy": lambda: cross_entropy(p, y),
        "cross-entropy with logits": lambda: cross_entropy_with_logits(z2, y),
    }[loss]().named("L")
    return [W1, b1, W2, b2, x], [z1, a1, z2, p, L]


LOSSES = ["half", "mse", "mae", "binary cross-entropy", "cross-entropy", "cross-entropy with logits"]


@pytest.mark.slow
@pytest.mark.independent
@settings(max_examples=examples(40))
@given(
    seed=st.integers(0, 10**6),
    scale=st.sampled_from([0.03, 0.5, 1.0, 3.0]),
    activation=st.sampled_from(["sigmoid", "tanh", "relu", "softplus", "silu"]),
    loss=st.sampled_from(LOSSES),
)
@example(seed=147, scale=3.0, activation="relu", loss="cross-entropy")  # p = 1 - 3.4e-13
@example(seed=169, scale=3.0, activation="relu", loss="cross-entropy")  # 4e-15 of a loss whose probability reads 1
def test_forward_workings_of_random_networks_hold(seed, scale, activation, loss):
    """Whole and entry by entry: pre-activations, activations, probabilities and loss."""
    try:
        _, results = network(seed, scale, activation, loss)
    except DomainError as problem:  # a saturated probability: the loss says that it would be infinite
        assume("would be infinite" not in str(problem))
        raise
    for tensor in results:
        assert disagreement(tensor) is None
        assert disagreement(tensor, entry=(0,) * tensor.ndim) is None


@pytest.mark.slow
@pytest.mark.independent
@settings(max_examples=examples(30))
@given(
    seed=st.integers(0, 10**6),
    scale=st.sampled_from([0.1, 1.0]),
    activation=st.sampled_from(["sigmoid", "tanh", "relu"]),
    loss=st.sampled_from(LOSSES),
    digits=st.integers(3, 6),
)
def test_backward_workings_of_random_networks_hold(seed, scale, activation, loss, digits):
    """Whole and entry by entry: every delta and every gradient, with three to six digits asked for."""
    leaves, (z1, a1, z2, p, L) = network(seed, scale, activation, loss)
    found = gradients(L, [*leaves, z1, z2])
    for tensor in found:
        assert disagreement(tensor, digits=digits) is None
        assert disagreement(tensor, entry=tuple(n - 1 for n in tensor.shape), digits=digits) is None


@pytest.mark.slow
@pytest.mark.independent
@settings(max_examples=examples(15))
@given(
    seed=st.integers(0, 10**6),
    optimizer=st.sampled_from([Momentum(0.1), Adam(0.01), dlcore.AdamW(0.01), dlcore.RMSProp(0.01), dlcore.SGD(0.5)]),
)
def test_workings_of_optimizer_steps_hold(seed, optimizer):
    """The second step of each optimizer: new parameters, and the state on the way."""
    leaves, (*_, L) = network(seed, 1.0, "tanh", "half")
    slopes = list(gradients(L, leaves[:2]))
    first = optimizer.step(leaves[:2], slopes)
    second = optimizer.step(first.parameters, slopes, first.state)
    for update in second.updates:
        for tensor in (*update.tensors.values(), update.new):
            assert disagreement(tensor) is None
            assert disagreement(tensor, entry=(0,) * tensor.ndim) is None


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(seed=st.integers(0, 10**6))
def test_workings_of_a_batch_hold(seed):
    """Examples in rows: Z = X W^T + b and the gradient of W, the sum over examples."""
    rng = np.random.default_rng(seed)
    X, W, b = (
        Tensor(rng.normal(size=(3, 2)), "X"),
        Tensor(rng.normal(size=(4, 2)), "W"),
        Tensor(rng.normal(size=4), "b"),
    )
    Z = (X @ W.T + b).named("Z")
    L = mse(Z, Tensor(rng.normal(size=(3, 4)), "Y")).named("L")
    for tensor in (Z, L, *gradients(L, [W])):
        assert disagreement(tensor) is None
        assert disagreement(tensor, entry=(0,) * tensor.ndim) is None


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(T=st.integers(2, 12), last=st.floats(0.01, 0.5), t=st.integers(1, 12))
def test_workings_of_noise_schedules_hold(T, last, t):
    """At any step of a linear and of a cosine schedule: beta, alpha, alpha-bar and the ratio of signal to noise."""
    for schedule in (dlcore.linear_schedule(T, last=round(last, 4)), dlcore.cosine_schedule(T)):
        for shown in schedule.tensors.values():
            assert disagreement(shown, entry=min(t, T) - 1) is None


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(x=st.floats(-3, 3), mean=st.floats(-2, 2), std=st.floats(0.3, 2), weight=st.floats(0.1, 0.9))
def test_workings_of_mixtures_hold(x, mean, std, weight):
    """The density of two normal distributions, which is the very number that ``density`` gives."""
    mixture = dlcore.Mixture((mean, 1.0), (std, 0.5), (weight, 1.0 - weight))
    assert mixture.tensor(x).item() == mixture.density(x)
    assert disagreement(mixture.tensor(x)) is None


@pytest.mark.independent
@settings(max_examples=examples(15))
@given(counts=st.lists(st.integers(0, 30), min_size=9, max_size=9))
def test_workings_of_precision_and_recall_hold(counts):
    """For any table of three classes, whole and class by class; a share of nothing is 0."""
    for measure in dlcore.precision_recall.tensor(np.reshape(counts, (3, 3))):
        assert disagreement(measure) is None
        assert disagreement(measure, entry=2) is None


def test_the_calculator_finds_a_wrong_digit():
    """A working with one digit changed is not accepted: the test above can fail."""
    assert compute(Formula(r"0.15 \cdot 0.05 + 0.20 \cdot (-0.10) + 0.35")).item() == Decimal("0.3375")
    assert compute(
        Formula(r"\frac{1}{2} \left\lVert \begin{pmatrix} 3 \\ 4 \end{pmatrix} \right\rVert^{2}")
    ).item() == Decimal("12.5")
    assert last_digits(r"\begin{pmatrix} 3.14 \\ -2 \end{pmatrix}") == [Decimal("0.01"), Decimal(1)]
    assert last_digits(r"1.00\cdot 10^{-6}") == [Decimal("1E-8")]
    w, x = Tensor(0.15, "w"), Tensor(0.05, "x")
    honest = w * x
    lying = Tensor.made_by(honest.op, honest.inputs, honest.value + 1.0, "z")
    with pytest.raises(DomainError, match="No number of digits"):
        working(lying)


def test_an_equals_sign_means_that_nothing_was_rounded():
    """0.15 * 0.05 + 0.20 is exact with the digits shown, a third is not."""
    exact = (Tensor(0.15, "w") * 0.05 + 0.2).named("z")
    assert [line.relation for line in working(exact).lines] == ["=", "=", "="]
    third = (Tensor(1.0, "u") / 3.0).named("z")
    assert [line.relation for line in working(third).lines] == ["=", "=", r"\approx"]
    given = (Tensor(1.0 / 3.0, "u") * 3.0).named("z")
    assert working(given).lines[1].relation == r"\approx"


def test_an_entry_is_the_entry_of_the_whole():
    """An entry written out has the value of that entry, for every entry of a product of matrices."""
    rng = np.random.default_rng(5)
    A, B = Tensor(rng.normal(size=(2, 3)), "A"), Tensor(rng.normal(size=(3, 2)), "B")
    C = (A @ B).named("C")
    for index in np.ndindex(C.shape):
        assert entry_of(C, index).item() == pytest.approx(C.value[index], rel=1e-14)
    assert working(C, entry=(0, 1)).lines[0].latex == "a_{11} b_{12} + a_{12} b_{22} + a_{13} b_{32}"


def test_a_picked_entry_is_rounded_as_its_array_is():
    """Entries put into a formula one by one keep the digits that the result was checked with."""
    z, m = Tensor([1001.2, 1000.4, 999.2], "z"), Tensor(1001.2, "m")
    L = (m + log(exp(z[0] - m) + exp(z[1] - m) + exp(z[2] - m)) - z[1]).named("L")
    assert disagreement(L) is None
    assert "1000.4 - 1001.2" in working(L).latex
