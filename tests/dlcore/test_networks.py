"""Initializers, the linear layer, the multi-layer perceptron, and layers as frozen records."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import pytest

import dlcore
from dlcore import (
    ACTIVATIONS,
    GAINS,
    MLP,
    DomainError,
    Layer,
    Linear,
    ShapeError,
    Tensor,
    check_gradients,
    gain,
    glorot_normal,
    glorot_uniform,
    he_normal,
    he_uniform,
    linear,
    mlp,
)
from dlcore.initializers import fans, normal, zeros

VARIANCES = {
    glorot_normal: lambda i, o: 2 / (i + o),
    glorot_uniform: lambda i, o: 2 / (i + o),
    he_normal: lambda i, o: 2 / i,
    he_uniform: lambda i, o: 2 / i,
    normal: lambda i, o: 0.01**2,
}


@pytest.mark.independent
@pytest.mark.parametrize("init", VARIANCES, ids=lambda f: f.__name__)
@pytest.mark.parametrize("shape", [(300, 200), (50, 20, 5, 5)])
def test_initializers_have_their_variance(init, shape):
    """Mean 0 and the formula's variance over tens of thousands of numbers; the same seed gives the same bits."""
    values = init(shape, rng=1)
    assert values.shape == shape
    assert values.var() == pytest.approx(VARIANCES[init](*fans(shape)), rel=0.04)
    assert abs(values.mean()) < 4 * values.std() / np.sqrt(values.size)
    assert init(shape, rng=1).tobytes() == values.tobytes() != init(shape, rng=2).tobytes()


@pytest.mark.independent
def test_uniform_initializers_stay_within_their_limit():
    """Glorot sqrt(6 / (in + out)), He sqrt(6 / in)."""
    assert np.abs(glorot_uniform((30, 20), rng=1)).max() <= np.sqrt(6 / 50)
    assert np.abs(he_uniform((30, 20), rng=1)).max() <= np.sqrt(6 / 20)
    assert not zeros((2, 3)).any()


def test_he_keeps_a_relu_signal_alive_and_a_smaller_one_fades():
    """Through 20 layers of ReLU the mean square stays within a factor of 3 with He, and falls below 1e-6 with half
    the gain."""
    x = np.random.default_rng(1).normal(size=(200, 100))
    for factor, survives in ((gain("relu"), True), (0.5 * gain("relu"), False)):
        a, rng = x, np.random.default_rng(2)
        for _ in range(20):
            a = np.maximum(a @ he_normal((100, 100), rng, gain=factor).T, 0.0)
        share = np.mean(a**2) / np.mean(x**2)
        assert 0.1 < share < 3.0 if survives else share < 1e-6
    assert set(GAINS) <= set(ACTIVATIONS)


def test_one_example_a_batch_and_a_stack_agree():
    """W x + b for a vector; the same for each row of a batch and of a stack of batches."""
    layer = linear(3, 2, rng=1)
    X = np.random.default_rng(2).normal(size=(4, 5, 3))
    stacked = layer(X).value
    for place in np.ndindex(4, 5):
        np.testing.assert_allclose(layer(X[place]).value, stacked[place], rtol=1e-13)
    np.testing.assert_allclose(layer(X[1]).value, stacked[1], rtol=1e-13)
    check_gradients(lambda W, b, x: Linear(W, b)(x), layer.W, layer.b, Tensor(X, "X"))
    assert linear(3, 2, rng=1, bias=False).parameter_count == 6


def test_a_forward_pass_layer_by_layer():
    """Every z and a has its name and formula; an identity at the end adds nothing."""
    network = mlp([4, 4, 1], rng=1, activation="sigmoid", output="sigmoid")
    found = network.forward(np.array([0.1, 0.2, 0.3, 0.4]))
    assert [t.formula for t in found.z] == [
        "z^{(1)} = W^{(1)} " + found.z[0].formula.split("W^{(1)} ")[1],
        "z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}",
    ]
    assert [t.formula for t in found.a] == [r"a^{(1)} = \sigma(z^{(1)})", r"a^{(2)} = \sigma(z^{(2)})"]
    assert network.parameter_count == 25 and network.sizes == (4, 4, 1)
    logits = mlp([4, 3, 2], rng=1).forward(np.zeros((5, 4)))
    assert logits.output is logits.z[-1] and logits.output.shape == (5, 2)


@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name not in ("step", "softmax")])
def test_a_networks_gradients(activation):
    """Of a batch, with each activation, with respect to all parameters and the input."""
    network = mlp([3, 4, 2], rng=3, activation=activation)
    X = Tensor(np.random.default_rng(4).normal(size=(5, 3)), "X")
    check_gradients(lambda *p: network.with_parameters(p[:-1])(p[-1]), *network.parameters, X)


def test_layers_are_records_that_can_be_copied_with_other_parameters():
    """Parameters come in the order of the fields; a copy has the new ones, the original its own."""
    network = mlp([3, 4, 2], rng=1)
    assert [p.name for p in network.parameters] == ["W^{(1)}", "b^{(1)}", "W^{(2)}", "b^{(2)}"]
    doubled = network.with_parameters([Tensor(2 * p.value, p.name) for p in network.parameters])
    for before, after in zip(network.parameters, doubled.parameters):
        np.testing.assert_array_equal(after.value, 2 * before.value)
    with pytest.raises(dataclasses.FrozenInstanceError):
        network.activation = "tanh"


def test_fields_that_are_not_learned():
    """A field marked as no parameter is left out and kept."""

    @dataclasses.dataclass(frozen=True)
    class Scaled(Layer):
        inner: Linear
        scale: Tensor = dataclasses.field(metadata={"parameter": False})

    layer = Scaled(linear(2, 2, rng=1), Tensor(3.0, "s"))
    assert len(layer.parameters) == 2
    assert layer.with_parameters(layer.parameters).scale.item() == 3.0


REFUSED = [
    (lambda: linear(3, 2, rng=1)(np.zeros(4)), ShapeError, r"3 inputs.*\(4,\)"),
    (lambda: linear(3, 2, rng=1)(1.0), ShapeError, r"3 inputs.*\(\)"),
    (
        lambda: Linear(Tensor(np.zeros((2, 3)), "W"), Tensor(np.zeros(3), "b")),
        ShapeError,
        r"W of shape \(2, 3\) and b of shape \(3,\)",
    ),
    (lambda: Linear(Tensor(np.zeros(3), "W")), ShapeError, r"W of shape \(3,\)"),
    (lambda: linear(0, 2, rng=1), DomainError, "D_in"),
    (lambda: mlp([3], rng=1), ShapeError, "two widths"),
    (lambda: mlp([3, 2], rng=1, activation="rely"), DomainError, "Did you mean relu"),
    (lambda: MLP((linear(3, 4, rng=1), linear(5, 2, rng=1))), ShapeError, "4 outputs can't feed one with 5 inputs"),
    (lambda: mlp([3, 2], rng=1).with_parameters([]), ShapeError, "takes 2 parameters; found 0"),
    (lambda: mlp([3, 2], rng=1).with_parameters([Tensor(0.0), Tensor(0.0)]), ShapeError, r"\(2, 3\)"),
    (lambda: mlp([3, 2], rng=None), DomainError, "rng"),
    (lambda: gain("relo"), DomainError, "Did you mean relu"),
    (lambda: fans((3,)), ShapeError, r"\(3,\)"),
]


@pytest.mark.parametrize(("act", "error", "part"), REFUSED)
def test_what_is_refused(act, error, part):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=part):
        act()


@pytest.mark.parametrize(
    ("layer", "parameters", "says"),
    [
        (dlcore.LayerNorm, ([1.0, 1.0], [0.0, 0.0]), "LayerNorm takes a Tensor as gain; found [1.0, 1.0]"),
        (dlcore.RMSNorm, (np.ones(2),), "RMSNorm takes a Tensor as gain"),
        (dlcore.Embedding, ([[1.0]],), "Embedding takes a Tensor as E"),
        (dlcore.LSTM, ([[1.0]] * 4, [[1.0]] * 4, [1.0] * 4), "LSTM takes a Tensor as W"),
        (dlcore.GRU, ([[1.0]] * 3, [[1.0]] * 3, [1.0] * 3, [1.0]), "GRU takes a Tensor as W"),
        (dlcore.BatchNorm, ([1.0], [0.0], [0.0], [1.0]), "BatchNorm takes a Tensor as gain"),
        (dlcore.Linear, ([[1.0]],), "Linear takes a Tensor as W"),
        (dlcore.MultiHeadAttention, (np.ones((6, 2)), np.ones((2, 2)), 1), "MultiHeadAttention takes a Linear as qkv"),
    ],
)
def test_a_layer_given_no_tensor_says_so(layer, parameters, says):
    """A list or an array where a Tensor belongs is no parameter in silence: the field and what to write are named."""
    with pytest.raises(dlcore.DomainError, match=re.escape(says)):
        layer(*parameters)


def test_a_decoder_says_what_its_blocks_look_at():
    """Each look's rows add up to one, see nothing later, and are what the block itself computes with."""
    from dlcore import decoder

    model = decoder(V=5, D=8, num_heads=2, blocks=2, longest=6, rng=3)
    looks = model.looks([1, 4, 2, 0])
    assert len(looks) == 2
    for look in looks:
        np.testing.assert_allclose(look.weights.value.sum(axis=-1), 1.0)
        assert (np.triu(look.weights.value, 1) == 0).all()
    shorter = model.looks([1, 4, 2])
    np.testing.assert_allclose(shorter[1].weights.value, looks[1].weights.value[:, :3, :3])
