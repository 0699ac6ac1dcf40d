"""Recurrent layers: the fast sequence is the steps written out, gradients, gates at their limits, lag, errors."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, ShapeError, Tensor, check_gradients, gradients
from dlcore.datasets import recall
from dlcore.ops.reduction import total
from dlcore.ops.shape import stack
from dlcore.recurrent import GRU, LSTM, RNN, chrono_bias, gradient_norms_by_lag, gru, half_life, lstm, rnn
from example_counts import examples

MAKERS = [rnn, lstm, gru, partial(gru, reset="before")]


def _trained(make, D, H, seed=1):
    """A layer with all parameters random, biases too."""
    layer, rng = make(D, H, rng=seed), np.random.default_rng(seed)
    return layer.with_parameters([Tensor(0.8 * rng.normal(size=p.shape), p.name) for p in layer.parameters])


def _sequence(*shape, seed=2):
    return Tensor(np.random.default_rng(seed).normal(size=shape), "x")


@pytest.mark.independent
@pytest.mark.parametrize("make", MAKERS)
@settings(max_examples=examples(8))
@given(st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3), st.integers(0, 99))
def test_the_sequence_is_the_steps(make, D, H, T, N, seed):
    """Going through a batch in one go gives what the named steps give, value and gradients."""
    layer, x = _trained(make, D, H, seed), _sequence(N, T, D, seed=seed)
    fast, slow = layer(x), stack([step.h for step in layer.unrolled(x)], axis=1)
    np.testing.assert_allclose(fast.value, slow.value, rtol=1e-12, atol=1e-14)
    wanted = [x, *layer.parameters]
    for ours, theirs in zip(gradients(total(fast**2), wanted), gradients(total(slow**2), wanted)):
        np.testing.assert_allclose(ours.value, theirs.value, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("make", MAKERS)
def test_gradients(make):
    """Sequence, parameters and first state against central differences, through all that a trace holds."""
    layer, x = _trained(make, 2, 3), _sequence(2, 3, 2)
    seen = (lambda layer, x, h0: layer(x, h0)) if make is rnn else (lambda layer, x, h0: layer.trace(x, h0))
    h0 = _sequence(2, 3, seed=3)
    check_gradients(lambda x, h0, *p: seen(layer.with_parameters(p), x, h0), x, h0, *layer.parameters)


@pytest.mark.parametrize("make", MAKERS)
def test_gradients_of_gradients(make):
    """The slope with respect to U, differentiated again, and once more along one direction."""
    layer, x = _trained(make, 1, 2), _sequence(1, 3, 1)

    def slope(x, *p):
        return gradients(total(layer.with_parameters(p)(x) ** 2), [p[1]])[p[1]]

    check_gradients(slope, x, *layer.parameters)
    check_gradients(lambda x: gradients(total(slope(x, *layer.parameters) ** 2), [x])[x], x, tolerance=1e-6)


@pytest.mark.parametrize("make", MAKERS)
def test_one_sequence_is_a_batch_of_one(make):
    """(T, D) gives what (1, T, D) gives."""
    layer, x = _trained(make, 2, 3), _sequence(4, 2)
    np.testing.assert_array_equal(layer(x).value, layer(x.value[None]).value[0])


def test_an_open_cell_keeps_its_number():
    """With the forget gate at 1 and the input gate at 0 the cell stays as it was, whatever comes in."""
    layer = lstm(1, 1, rng=1)
    b = np.array([-1000.0, 1000.0, 0.0, 1000.0])
    layer = LSTM(layer.W, layer.U, Tensor(b))
    steps = layer.unrolled(_sequence(6, 1), c0=[0.25])
    assert [step.c.value.tolist() for step in steps] == [[0.25]] * 6


def test_a_closed_update_gate_keeps_the_state():
    """The GRU's update gate at 1 keeps the old state (PyTorch's convention)."""
    made = gru(1, 2, rng=1)
    layer = GRU(made.W, made.U, Tensor([0.0, 0.0, 1000.0, 1000.0, 0.0, 0.0]), made.b_q)
    np.testing.assert_array_equal(layer(_sequence(3, 1), h0=[0.5, -0.25]).value, [[0.5, -0.25]] * 3)


def test_large_inputs_saturate_without_warnings():
    """Inputs of +-1000 give finite numbers, forward and backward."""
    for make in MAKERS:
        layer, x = _trained(make, 1, 2), Tensor([[1000.0], [-1000.0]], "x")
        with np.errstate(all="raise", under="ignore"):
            found = gradients(total(layer(x)), [x])[x]
        assert np.isfinite(found.value).all()


def test_gates_show_their_work():
    """A gate is written with matrices of its own, and a cell's entry is worked out by numbers."""
    steps = _trained(lstm, 2, 2).unrolled(_sequence(2, 2))
    assert steps[1].i.formula == r"i_{2} = \sigma(z_{i,2})"
    z = steps[1].i.inputs[0]
    assert z.formula == "z_{i,2} = W_i x_{2} + U_i h_{1} + b_i"
    worked = steps[1].c.working(entry=0)
    assert worked.lines[0].latex == r"f_{2,1} c_{1,1} + i_{2,1} g_{2,1}"
    assert float(worked.lines[-1].numbers[0].value) == steps[1].c.value[0]


@pytest.mark.independent
def test_gradient_norms_shrink_and_grow_with_the_weight():
    """A linear-like unit multiplies the gradient by U each step back: 0.5 fades, 1.5 explodes."""
    x = np.zeros((6, 1))
    for U in (0.5, 1.5):
        layer = RNN(Tensor([[1.0]]), Tensor([[U]]), Tensor([0.0]))
        np.testing.assert_allclose(gradient_norms_by_lag(layer, x), U ** np.arange(6), rtol=1e-12)


def test_the_cell_carries_further_than_the_state():
    """Over 30 steps an LSTM with its forget gate open keeps more of the gradient than a plain network."""
    x = _sequence(8, 30, 4)
    plain = gradient_norms_by_lag(rnn(4, 16, rng=1), x)
    gated = gradient_norms_by_lag(lstm(4, 16, rng=1, forget_bias=3.0), x)
    assert gated[29] / gated[0] > 100 * plain[29] / plain[0]


def test_the_reset_gate_before_and_after_the_product():
    """By hand, h = (0.8, -0.4), r = (1, 0), U_n = [[0.5, 1], [-1, 0.5]]: after (0, 0), before (0.4, -0.8)."""
    W, b = np.zeros((6, 1)), np.array([1000.0, -1000.0, -1000.0, -1000.0, 0.0, 0.0])
    U = np.vstack([np.zeros((4, 2)), [[0.5, 1.0], [-1.0, 0.5]]])
    for reset, offered in (("after", [0.0, 0.0]), ("before", [0.4, -0.8])):
        layer = GRU(Tensor(W), Tensor(U), Tensor(b), Tensor(np.zeros(2)), reset)
        step = layer.step([0.0], [0.8, -0.4])
        np.testing.assert_allclose(step.n.value, np.tanh(offered), atol=1e-12)
        np.testing.assert_allclose(layer([[0.0]], h0=[0.8, -0.4]).value[0], step.h.value, atol=1e-12)


def test_memory_in_known_numbers():
    """A gate of 1/2 halves at each step; ln(T - 1) gives a gate of 1 - 1/T, of which about 1/e is left after T."""
    assert half_life(0.5).item() == 1.0
    for T in (2, 20, 50):
        gate = 1.0 / (1.0 + math.exp(-chrono_bias(T)))
        assert gate == pytest.approx(1.0 - 1.0 / T, rel=1e-12)
        assert gate ** half_life(gate).item() == pytest.approx(0.5, rel=1e-12)
    drawn = chrono_bias(50, 200, rng=1)
    assert drawn.shape == (200,) and (drawn >= 0).all() and (drawn <= math.log(49)).all()
    assert lstm(2, 200, rng=1, forget_bias=drawn).b.value[200:400].tolist() == drawn.tolist()


def test_recall_is_one_symbol_and_noise():
    """The first step is one-hot without noise, the others are noise of mean 0 and variance 1 in their own channel."""
    x, y = recall(500, 9, symbols=3, rng=1)
    assert x.shape == (500, 9, 4) and (x[np.arange(500), 0, y] == 1).all() and x[:, 0].sum() == 500
    assert not x[:, 1:, :3].any() and set(y.tolist()) == {0, 1, 2}
    assert abs(x[:, 1:, 3].mean()) < 0.05 and abs(x[:, 1:, 3].std() - 1) < 0.05


def test_parameter_counts():
    """One, four and three blocks of H rows; the GRU has H more for b_q."""
    assert [make(5, 7, rng=1).parameter_count for make in MAKERS[:3]] == [7 * 13, 4 * 7 * 13, 3 * 7 * 13 + 7]


def test_seeds_give_the_same_bits():
    """Two layers from one seed are equal; from another they differ."""
    first, second, other = (lstm(2, 3, rng=seed).W.value for seed in (1, 1, 2))
    assert (first == second).all() and (first != other).any()


BAD = [
    (lambda: rnn(2, 3, rng=1)(np.ones((4, 3))), ShapeError, r"\(T, 2\).*\(4, 3\)"),
    (lambda: lstm(2, 3, rng=1)(np.ones((0, 2))), ShapeError, r"\(0, 2\)"),
    (lambda: gru(2, 3, rng=1)(np.ones(2)), ShapeError, r"\(T, 2\).*\(2,\)"),
    (lambda: lstm(2, 3, rng=1)(np.ones((4, 2)), h0=np.ones(2)), ShapeError, r"shape \(3,\).*\(2,\)"),
    (lambda: lstm(2, 3, rng=1)(np.ones((5, 4, 2)), c0=np.ones((1, 3))), ShapeError, r"shape \(5, 3\).*\(1, 3\)"),
    (lambda: LSTM(Tensor(np.ones((4, 2))), Tensor(np.ones((4, 2))), Tensor(np.ones(4))), ShapeError, r"4 H.*H = 2"),
    (
        lambda: GRU(Tensor(np.ones((3, 2))), Tensor(np.ones((3, 1))), Tensor(np.ones(3)), Tensor(np.ones(3))),
        ShapeError,
        "b_q",
    ),
    (lambda: rnn(0, 3, rng=1), DomainError, "D must be.*from 1"),
    (lambda: lstm(2, 3, rng=None), DomainError, "rng must be"),
    (lambda: lstm(2, 3, rng=1, forget_bias=[1.0, 2.0]), ShapeError, r"each of the 3 units.*\(2,\)"),
    (lambda: gru(2, 3, rng=1, reset="befor"), DomainError, "reset must be.*before"),
    (lambda: half_life(1.0), DomainError, "between 0 and 1"),
    (lambda: chrono_bias(1), DomainError, "longest must be.*from 2"),
    (lambda: chrono_bias(5, 3), DomainError, "rng must be"),
    (lambda: recall(2, 1), DomainError, "T must be.*from 2"),
    (lambda: gradient_norms_by_lag(rnn(1, 2, rng=1), np.ones((3, 1)), v=[1.0]), ShapeError, "2 numbers"),
]


@pytest.mark.parametrize(("call", "kind", "says"), BAD)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
