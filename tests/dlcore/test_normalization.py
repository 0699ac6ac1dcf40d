"""Normalization and embeddings: what they promise, gradients, and errors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, ShapeError, Tensor, check_gradients, gradients
from dlcore.embedding import embed, embedding
from dlcore.normalization import (
    BatchNorm,
    LayerNorm,
    RMSNorm,
    batch_norm,
    batch_norm_with,
    layer_norm,
    rms_norm,
    standardize,
)
from dlcore.ops.reduction import total
from example_counts import examples

RNG = np.random.default_rng(1)
GAIN, BIAS = Tensor(RNG.normal(size=3), "g"), Tensor(RNG.normal(size=3), "b")


@pytest.mark.parametrize(
    ("name", "function", "shape"),
    [
        ("layer", lambda x, g, b: layer_norm(x, g, b), (4, 3)),
        ("layer of sequences", lambda x, g, b: layer_norm(x, g, b), (2, 2, 3)),
        ("rms", lambda x, g, b: rms_norm(x, g) + b, (4, 3)),
        ("batch", lambda x, g, b: batch_norm(x, g, b), (4, 3)),
        ("batch of images", lambda x, g, b: batch_norm(x, g, b), (2, 3, 2, 2)),
        ("batch in use", lambda x, g, b: batch_norm_with(x, np.ones(3), np.full(3, 4.0), g, b), (2, 3)),
    ],
)
def test_gradients(name, function, shape):
    """Input, gain and bias against central differences; and the gradient's gradient."""
    x = Tensor(RNG.normal(size=shape), "x")
    check_gradients(function, x, GAIN, BIAS)
    check_gradients(lambda x, g: gradients(total(function(x, g, BIAS) ** 3), [x])[x], x, GAIN, tolerance=1e-6)


@pytest.mark.independent
@settings(max_examples=examples(25))
@given(st.integers(1, 3), st.integers(2, 6), st.floats(0.1, 50), st.floats(-50, 50), st.integers(0, 99))
def test_layer_norm_forgets_scale_and_shift(N, D, scale, shift, seed):
    """Each row gets mean 0 and variance 1, whatever it was multiplied with and moved by."""
    x = np.random.default_rng(seed).normal(size=(N, D)) + 3.0 * np.arange(D)
    found = layer_norm(x, eps=0.0).value
    np.testing.assert_allclose(found.mean(axis=-1), 0, atol=1e-9)
    np.testing.assert_allclose(found.var(axis=-1), 1, rtol=1e-9)
    np.testing.assert_allclose(layer_norm(scale * x + shift, eps=0.0).value, found, atol=1e-8)


def test_rms_norm_keeps_the_mean():
    """Rows get the root mean square 1, and their direction stays."""
    x = RNG.normal(size=(3, 4)) + 2
    found = rms_norm(x, eps=0.0).value
    np.testing.assert_allclose((found**2).mean(axis=-1), 1, rtol=1e-12)
    np.testing.assert_allclose(found / x, np.repeat((found / x)[:, :1], 4, axis=1), rtol=1e-12)


def test_batch_norm_in_training_and_in_use():
    """Running statistics approach the data's, and then use gives nearly what training gives."""
    x = 3.0 + 2.0 * RNG.normal(size=(64, 2))
    norm = BatchNorm.of(2)
    for _ in range(200):
        norm = norm.seen(x)
    np.testing.assert_allclose(norm.mean.value, x.mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(norm.variance.value, x.var(axis=0, ddof=1), rtol=1e-6)
    np.testing.assert_allclose(norm.in_use(x).value, norm(x).value, atol=0.05)
    assert norm.in_use(x[:1]).shape == (1, 2)


def test_running_statistics_are_not_learned():
    """A layer's parameters are its gain and bias alone."""
    assert [p.name for p in BatchNorm.of(5).parameters] == [r"\gamma", r"\beta"]
    assert (BatchNorm.of(5).parameter_count, LayerNorm.of(5).parameter_count, RMSNorm.of(5).parameter_count) == (
        10,
        10,
        5,
    )


def test_embedding_gradients_add_up_where_a_word_repeats():
    """A row that was looked up twice is blamed twice; others not at all."""
    table = Tensor(RNG.normal(size=(4, 2)), "E")
    check_gradients(lambda table: embed(table, [[1, 3], [1, 1]]) ** 2, table)
    (found,) = gradients(total(embed(table, [1, 3, 1])), [table])
    assert found.value.tolist() == [[0, 0], [2, 2], [0, 0], [1, 1]]


@pytest.mark.parametrize("norm", [layer_norm, rms_norm, batch_norm])
def test_one_number_is_worked_out(norm):
    """An entry is written with the mean and variance of its row or column, and comes out as computed."""
    x = Tensor([[1.0, 2.0, 6.0], [0.5, -1.0, 2.0]], "X")
    worked = norm(x).named("Y").working(entry=(0, 2))
    assert worked.tensor.value == pytest.approx(norm(x).value[0, 2], rel=1e-12)
    assert (r"\mu" in worked.lines[0].latex) == (norm is not rms_norm) and "x_{13}" in worked.lines[0].latex


def test_embedding_shows_its_row():
    """The entry of a looked-up vector is the table's entry."""
    vectors = embed(Tensor([[1.0, 2.0], [3.0, 4.0]], "E"), Tensor([1.0, 0.0], "x")).named("X")
    assert vectors.formula == "X = E_{x}"
    assert vectors.working(entry=(0, 1)).lines[0].latex == "e_{22}"


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda: layer_norm(np.ones((2, 3)), gain=np.ones(2)), ShapeError, r"3 features.*\(2,\)"),
        (lambda: layer_norm(np.ones((2, 0))), ShapeError, r"\(2, 0\)"),
        (lambda: layer_norm(np.ones((2, 3)), eps=0.0), DomainError, "constant"),
        (lambda: rms_norm(np.ones((2, 3)), eps=-1.0), DomainError, "eps.*-1.0"),
        (lambda: standardize(np.ones(3), 1), ShapeError, r"axes \(1,\)"),
        (lambda: batch_norm(np.ones((1, 3))), ShapeError, r"two numbers.*\(1, 3\)"),
        (lambda: batch_norm(np.ones((2, 3, 4))), ShapeError, r"\(N, D\) or \(N, C, H, W\).*\(2, 3, 4\)"),
        (lambda: batch_norm_with(np.ones((2, 3)), np.zeros(3), -np.ones(3)), DomainError, "negative; found -1"),
        (lambda: batch_norm_with(np.ones((2, 3)), np.zeros(2), np.ones(3)), ShapeError, r"3 features; found \(2,\)"),
        (lambda: LayerNorm.of(0), DomainError, "features.*from 1.*0"),
        (lambda: embed(np.ones((3, 2)), [0, 3]), DomainError, "from 0 to 2; found 3"),
        (lambda: embed(np.ones((3, 2)), [-1]), DomainError, "found -1"),
        (lambda: embed(np.ones((3, 2)), [0.5]), DomainError, "whole numbers.*0.5"),
        (lambda: embed(np.ones(3), [0]), ShapeError, r"matrix \(V, D\).*\(3,\)"),
        (lambda: embedding(0, 2, rng=1), DomainError, "V must be.*from 1"),
    ],
)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
