"""Activations: known values, derivatives of two orders against differences, extremes, and the facts that tables
show."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dlcore
from dlcore import (
    ACTIVATIONS,
    DomainError,
    ShapeError,
    Tensor,
    check_gradients,
    gradients,
    log_softmax,
    log_sum_exp,
    softmax,
    working,
)
from dlcore.activations import erf
from dlcore.ops.reduction import total
from example_counts import examples

SMOOTH = [name for name in ACTIVATIONS if name not in ("identity", "softmax", "step")]
Z = Tensor(np.array([[-4.0, -1.3, -0.2], [0.3, 1.1, 6.0]]), "z")


@pytest.mark.parametrize("name", SMOOTH)
def test_derivatives_agree_with_differences(name):
    """The first derivative, the second, and the derivative as an operation of its own."""
    activation = ACTIVATIONS[name]
    check_gradients(activation, Z)
    check_gradients(activation.prime, Z)
    check_gradients(lambda z: gradients(total(activation(z) ** 2), [z])[z], Z)
    np.testing.assert_array_equal(gradients(total(activation(Z)), [Z])[Z].value, activation.prime(Z).value)


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_extremes_are_finite_and_right(name):
    """At -1000, 0 and 1000 no warning, no NaN; far out the value is the bound or the line."""
    activation, z = ACTIVATIONS[name], Tensor([-1000.0, 0.0, 1000.0], "z")
    with np.errstate(all="raise", under="ignore"):
        values = activation(z).value
        slopes = gradients(total(activation(z) * np.array([1.0, 2.0, 3.0])), [z])[z].value
    assert np.isfinite(values).all() and np.isfinite(slopes).all()
    if name != "identity":
        low, high = activation.bounds
        assert values.min() >= low and values.max() <= high


@pytest.mark.independent
@pytest.mark.parametrize("name", SMOOTH)
def test_bounds_and_steepest_slope(name):
    """What a table says of an activation holds on a fine grid, and is nearly reached."""
    activation = ACTIVATIONS[name]
    grid = np.linspace(-60.0, 60.0, 240_001)
    values, slopes = activation.value(grid), np.abs(activation.prime.value(grid))
    low, high = activation.bounds
    assert values.min() >= low - 1e-15 and values.max() <= high
    assert not math.isfinite(low) or values.min() == pytest.approx(low, abs=1e-6)
    assert slopes.max() <= activation.steepest + 1e-12
    assert slopes.max() == pytest.approx(activation.steepest, rel=1e-6)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "elu", "gelu", "silu", "softplus"])
def test_the_derivative_is_written_with_a_prime(name):
    """The function is exported with its derivative, and both say in their formula what they are."""
    f, f_prime = getattr(dlcore, name), getattr(dlcore, f"{name}_prime")
    z = Tensor(0.5, "z")
    assert f_prime(z).formula == f(z).formula.replace("(z)", "'(z)")
    np.testing.assert_array_equal(f_prime(z).value, gradients(f(z), [z])[z].value)


@pytest.mark.independent
def test_conventions_at_zero():
    """ReLU'(0) = 0, leaky ReLU'(0) and ELU'(0) are those of the left side, step(0) = 0."""
    zero = Tensor(0.0, "z")
    assert dlcore.relu_prime(zero).item() == 0.0
    assert dlcore.leaky_relu_prime(zero, 0.2).item() == 0.2
    assert dlcore.elu_prime(zero, 0.5).item() == 0.5
    assert dlcore.step(zero).item() == 0.0


@pytest.mark.independent
def test_erf():
    """The error function is off from Python's by less than 3e-16, from -7 to 7."""
    x = np.linspace(-7.0, 7.0, 20_001)
    assert np.abs(erf(x) - [math.erf(v) for v in x]).max() < 3e-16


rows = st.lists(st.floats(-1000, 1000), min_size=1, max_size=6)


@settings(max_examples=examples(60))
@given(z=rows, shift=st.floats(-1000, 1000), T=st.floats(0.05, 50))
def test_softmax_is_a_distribution_that_a_constant_does_not_move(z, shift, T):
    """Rows sum to 1; adding a constant changes nothing but rounding; the order of the entries stays."""
    p = softmax(z, T).value
    assert p.sum() == pytest.approx(1.0, rel=1e-12) and (p >= 0).all()
    np.testing.assert_allclose(softmax(np.array(z) + shift, T).value, p, rtol=1e-8, atol=1e-12)
    assert (np.diff(p[np.argsort(z)]) >= 0).all()
    np.testing.assert_allclose(np.exp(log_softmax(z, T).value), p, rtol=1e-10, atol=1e-300)


def test_softmax_gradients():
    """Softmax, its logarithm and log-sum-exp, of two orders, along the last axis, with temperature."""
    for function in (
        softmax,
        log_softmax,
        log_sum_exp,
        lambda z: softmax(z, 0.7),
        lambda z: softmax(z, Tensor(2.0, "T")),
    ):
        check_gradients(function, Z)
        check_gradients(lambda z, f=function: gradients(total(f(z) ** 2), [z])[z], Z)


def test_temperature():
    """Cold: the largest takes all. Hot: all alike. The formula shows T."""
    z = Tensor([1.0, 2.0, 4.0], "z")
    np.testing.assert_allclose(softmax(z, 0.01).value, [0.0, 0.0, 1.0], atol=1e-80)
    np.testing.assert_allclose(softmax(z, 1e9).value, 1 / 3, rtol=1e-8)
    assert softmax(z, 2.0).formula == r"\operatorname{softmax}\left(\frac{z}{T}\right)"


def test_an_entry_of_softmax_is_written_out():
    """p_1 = e^{z_1} / (e^{z_1} + ...), also where that would overflow."""
    p = softmax(Tensor([0.0, 1.0], "z")).named("p")
    assert working(p, entry=0).lines[0].latex == r"\frac{e^{z_{1}}}{e^{z_{1}} + e^{z_{2}}}"
    large = softmax(Tensor([1000.0, 999.0], "z")).named("p")
    assert working(large, entry=0).lines[-1].numbers[0].value == pytest.approx(1 / (1 + math.exp(-1)), rel=1e-12)


@pytest.mark.parametrize(
    ("act", "error", "part"),
    [
        (lambda: softmax(1.0), ShapeError, "last axis"),
        (lambda: softmax(np.zeros((2, 0))), ShapeError, "(2, 0)"),
        (lambda: softmax([1.0], 0.0), DomainError, "temperature"),
        (lambda: dlcore.leaky_relu(1.0, -1.0), DomainError, "alpha"),
        (lambda: dlcore.elu(1.0, -1.0), DomainError, "alpha"),
    ],
)
def test_bad_input(act, error, part):
    """The error names the setting or the shape."""
    with pytest.raises(error, match=part.replace("(", r"\(").replace(")", r"\)")):
        act()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_float32_stays_float32(name):
    """Value, derivative and gradient of the derivative keep the precision they were given."""
    z = Tensor(Z.value.astype(np.float32), "z")
    slope = gradients(total(ACTIVATIONS[name](z) ** 2), [z])[z]
    assert ACTIVATIONS[name](z).value.dtype == slope.value.dtype == np.float32
    assert gradients(total(slope), [z])[z].value.dtype == np.float32
