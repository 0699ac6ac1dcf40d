"""The deep MLP: the same numbers as NumPy, gradients by finite differences, the norm in use, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    DeepMLP,
    DomainError,
    ShapeError,
    Tensor,
    check_gradients,
    cross_entropy_with_logits,
    deep_mlp,
    glorot_normal,
    linear,
    mlp,
)

X = np.random.default_rng(7).standard_normal((6, 3))
Y = np.array([0, 1, 1, 0, 1, 0])


def by_numpy(network: DeepMLP, x: np.ndarray) -> np.ndarray:
    """The logits, written down once more: norm, ReLU, weights, and the sum with what runs past."""
    first, *rest = network.layers
    z = x @ first.W.value.T
    for l, layer in enumerate(rest):
        hat = z
        if network.norms:
            kind = type(network.norms[l]).__name__
            axis = 0 if kind == "BatchNorm" else 1
            centered = z if kind == "RMSNorm" else z - z.mean(axis=axis, keepdims=True)
            hat = centered / np.sqrt((centered**2).mean(axis=axis, keepdims=True) + network.norms[l].eps)
        added = np.maximum(hat, 0) @ layer.W.value.T
        z = z + network.branch * added if network.residual and layer is not rest[-1] else added
    return z


@pytest.mark.independent
@pytest.mark.parametrize("residual", [False, True])
@pytest.mark.parametrize("norm", [None, "batch", "layer", "rms"])
def test_it_computes_what_numpy_does(norm, residual):
    """All norms with and without paths, and a branch that is scaled."""
    network = deep_mlp(3, 5, 2, depth=4, rng=1, norm=norm, residual=residual, branch=0.5)
    np.testing.assert_allclose(network(X).value, by_numpy(network, X), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("norm", [None, "batch", "layer"])
def test_gradients_agree_with_finite_differences(norm):
    """Through norms and paths, for all parameters."""
    network = deep_mlp(3, 4, 2, depth=3, rng=2, norm=norm, residual=True, activation="tanh")

    def loss(*parameters: Tensor) -> Tensor:
        return cross_entropy_with_logits(network.with_parameters(parameters)(X), Y)

    check_gradients(loss, *network.parameters)


def test_without_norm_and_path_it_is_the_mlp():
    """The same draws, the same logits, the same number of parameters."""
    deep, plain = deep_mlp(3, 5, 2, depth=3, rng=4), mlp([3, 5, 5, 2], rng=4)
    np.testing.assert_array_equal(deep(X).value, plain(X).value)
    assert deep.parameter_count == plain.parameter_count == 3 * 5 + 5 + 5 * 5 + 5 + 5 * 2 + 2


def test_in_use_one_example_is_enough_and_the_others_do_not_matter():
    """With the statistics of a batch, that batch gets nearly what training gave it, and each example alone the same."""
    network = deep_mlp(3, 5, 2, depth=4, rng=3, norm="batch", residual=True).seen(X, momentum=1.0)
    together = network.in_use(X).value
    np.testing.assert_allclose(network.in_use(X[:1]).value, together[:1], rtol=1e-12)
    many = np.tile(X, (50, 1))  # so that the unbiased variance is nearly the biased one
    seen = network.seen(many, momentum=1.0)
    np.testing.assert_allclose(seen.in_use(X).value, network(X).value, rtol=0.05, atol=0.05)
    with pytest.raises(ShapeError, match="two numbers"):
        network(X[:1])


def test_small_weights_keep_the_signal_only_with_a_path():
    """Twenty layers of tiny weights: nothing arrives, unless what goes in runs past them."""
    tiny = {"init": lambda shape, rng: 0.01 * glorot_normal(shape, rng)}
    ends = [deep_mlp(3, 5, 2, depth=20, rng=1, residual=r, **tiny).forward(X).z[-2].value for r in (False, True)]
    assert np.abs(ends[0]).max() < 1e-30 < 1e-4 < np.abs(ends[1]).max()


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: deep_mlp(3, 5, 2, depth=1, rng=1), DomainError, "depth"),
        (lambda: deep_mlp(3, 5, 2, depth=3, rng=1, norm="group"), DomainError, "norm"),
        (lambda: deep_mlp(3, 5, 2, depth=3, rng=1, activation="reul"), DomainError, "relu"),
        (lambda: DeepMLP((linear(3, 5, rng=1), linear(4, 2, rng=1))), ShapeError, "follow one another"),
        (lambda: DeepMLP(deep_mlp(3, 5, 2, depth=3, rng=1).layers, deep_mlp(3, 5, 2, depth=2, rng=1, norm="rms").norms),
         ShapeError, "take 2 norms"),
        (lambda: DeepMLP((linear(3, 5, rng=1), linear(5, 4, rng=1), linear(4, 2, rng=1)), residual=True), ShapeError,
         "one width"),
    ],
)  # fmt: skip
def test_what_it_refuses(make, error, words):
    """Each error says what was wrong."""
    with pytest.raises(error, match=words):
        make()
