"""The parts of a modern block: grouped queries, SwiGLU, experts, the cache; counts, scaling laws, 16 bits."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    BFLOAT16,
    FLOAT16,
    DomainError,
    KeysValues,
    ScalingLaw,
    ShapeError,
    Tensor,
    causal_mask,
    check_gradients,
    convnext,
    cross_entropy_with_logits,
    decoder,
    gated_feed_forward,
    generate,
    gpt2,
    gradients,
    grouped_query_attention,
    llama,
    mixture_of_experts,
    multi_head_attention,
    multiply_adds,
    routed,
    silu,
    transformer_block,
)
from dlcore.architectures.specs import AttentionSpec, ConvSpec, FeedForwardSpec, MixtureOfExpertsSpec
from dlcore.architectures.table import layer_table
from dlcore.positions import rotary

RNG = np.random.default_rng(18)
MODERN = {"norm": "rms", "gated": True, "kv_heads": 1, "base": 100.0}


def _normal(*shape: int) -> Tensor:
    return Tensor(RNG.normal(size=shape))


@pytest.mark.published("Hoffmann et al. (2022), config.json of Qwen3-0.6B, torchvision, Mixtral of Experts (2024)")
def test_published_counts():
    """Parameters of well-known models, and what three printed sets of constants say."""
    assert convnext("T").parameters == 28_589_128
    assert llama("Qwen3-0.6B", tokens=1).parameters == 596_049_920
    mixtral = llama("Mixtral-8x7B", tokens=1)
    assert round(mixtral.parameters / 1e9, 1) == 46.7 and round(mixtral.active_parameters / 1e9, 1) == 12.9
    assert 2 * gpt2().multiply_adds == 291_648_307_200  # nanoGPT's transformer_sizing.ipynb
    best = ScalingLaw(E=1.69, A=406.4, B=410.7, alpha=0.34, beta=0.28).optimum(5.76e23)
    np.testing.assert_allclose(6 * best.parameters.item() * best.tokens.item(), 5.76e23, rtol=1e-12)


def test_the_optimum_is_the_least_loss():
    """Any other split of the same FLOPs loses more."""
    law, C = ScalingLaw(E=1.8, A=482.0, B=2085.0, alpha=0.35, beta=0.37), 1e21
    best = law.optimum(C)
    N, D = best.parameters.item(), best.tokens.item()
    assert all(law.loss(N * f, D / f).item() > law.loss(N, D).item() for f in (0.8, 0.99, 1.01, 1.3))
    assert best.tokens_per_parameter.item() == pytest.approx(D / N)


@pytest.mark.independent
@pytest.mark.parametrize("kv_heads", [1, 2, 4])
def test_grouped_queries_are_multi_head_attention_with_repeated_keys(kv_heads):
    """The same as plain multi-head attention whose keys and values stand there once for each query head."""
    D, H, d_k = 8, 4, 2
    layer = grouped_query_attention(D, H, kv_heads=kv_heads, rng=1)
    plain = multi_head_attention(D, H, rng=1)
    repeated = [
        np.repeat(part.W.value.reshape(kv_heads, d_k, D), H // kv_heads, axis=0).reshape(H * d_k, D)
        for part in (layer.key, layer.value)
    ]
    qkv = Tensor(np.concatenate([layer.query.W.value, *repeated]))
    plain = plain.with_parameters([qkv, Tensor(np.zeros(3 * D)), layer.out.W, Tensor(np.zeros(D))])
    x, mask = _normal(2, 5, D), causal_mask(5)
    np.testing.assert_allclose(layer(x, mask=mask).value, plain(x, mask=mask).value, rtol=1e-10, atol=1e-12)
    spec = layer_table("a", (5, D), [AttentionSpec("a", H, kv_heads=kv_heads, bias=False)])
    assert layer.parameter_count == spec.parameters


def test_rotary_heads_see_distances_alone():
    """Scores of equal tokens depend on the distance of their places."""
    layer = grouped_query_attention(8, 2, kv_heads=1, rng=1, base=50.0)
    scores = layer.looks(np.ones((6, 8))).scores.value
    for lag in range(-5, 6):
        along = np.diagonal(scores, lag, axis1=1, axis2=2)
        np.testing.assert_allclose(along, along[:, :1] * np.ones_like(along), rtol=1e-9)


@pytest.mark.parametrize("make", [
    lambda: grouped_query_attention(4, 2, kv_heads=1, rng=1, base=10.0),
    lambda: gated_feed_forward(4, 3, rng=1),
    lambda: mixture_of_experts(4, 3, experts=3, chosen=2, rng=1),
    lambda: transformer_block(4, 2, rng=1, hidden=3, **MODERN),
    lambda: transformer_block(4, 2, rng=1, hidden=3, **MODERN, experts=3),
])  # fmt: skip
def test_gradients(make):
    """All parameters against central differences."""
    layer = make()
    check_gradients(lambda x, *p: layer.with_parameters(p)(x), _normal(3, 4), *layer.parameters, tolerance=1e-6)


@pytest.mark.independent
def test_gated_feed_forward_and_experts():
    """A gate of one unit by hand; experts as the sum over the chosen ones; sizes as the layer table's."""
    layer = gated_feed_forward(1, 1, rng=1).with_parameters([Tensor([[1.0]]), Tensor([[2.0]]), Tensor([[1.0]])])
    assert layer([[1.0]]).item() == pytest.approx(2 * silu(1.0).item()) == pytest.approx(1.4621, abs=5e-5)
    assert (
        gated_feed_forward(6, 16, rng=1).parameter_count
        == layer_table("f", (1, 6), [FeedForwardSpec("f", 16, gated=True, bias=False)]).parameters
    )
    mixture, x = mixture_of_experts(4, 3, experts=4, chosen=2, rng=1), _normal(5, 4)
    logits = mixture.router(x).value
    expected = np.zeros((5, 4))
    for t in range(5):
        best = np.argsort(logits[t])[-2:]
        weights = np.exp(logits[t][best]) / np.exp(logits[t][best]).sum()
        for weight, e in zip(weights, best):
            expected[t] += weight * mixture.experts[e](x.value[t : t + 1]).value[0]
    np.testing.assert_allclose(mixture(x).value, expected, rtol=1e-10)
    spec = layer_table("m", (1, 4), [MixtureOfExpertsSpec("m", 3, 4, 2)])
    assert (mixture.parameter_count, mixture.active_parameter_count) == (spec.parameters, spec.active_parameters)
    np.testing.assert_array_equal(routed([1.0, 1.0, 1.0], 2).value, [0.5, 0.5, 0.0])


@pytest.mark.parametrize("sizes", [{"longest": 16}, MODERN, {**MODERN, "experts": 3, "chosen": 1}])
def test_a_cache_changes_no_logit_and_no_text(sizes):
    """Token by token with a cache, or all at once: the same logits; and the same text is written."""
    model = decoder(V=7, D=8, num_heads=2, blocks=2, rng=1, **sizes)
    model = model.with_parameters([Tensor(0.3 * RNG.normal(size=p.shape)) for p in model.parameters])
    tokens = RNG.integers(7, size=6)
    whole, cache, found = model(tokens).value, None, []
    for part in (tokens[:2], tokens[2:3], tokens[3:]):
        logits, cache = model.read(part, cache)
        found.append(logits.value)
    np.testing.assert_allclose(np.concatenate(found), whole, rtol=1e-8, atol=1e-10)
    kv_heads = sizes.get("kv_heads", 2)
    assert cache is not None and cache.tokens == 6 and cache.numbers == 2 * 2 * 6 * kv_heads * 4
    written = [generate(model, [1, 2], 8, rng=3, cache=keep).tolist() for keep in (False, True)]
    assert written[0] == written[1]


@pytest.mark.independent
def test_a_cache_of_the_table():
    """Numbers kept for each token, as the layer table says."""
    table = llama("Llama-2-7B", tokens=1)
    assert table.cache_per_token * 2 == 512 * 1024
    assert llama("Llama-3-8B", tokens=1).cache_per_token * 2 == 128 * 1024


@pytest.mark.independent
def test_work_counted_on_the_graph():
    """The graph's products are those of the layer table; a decoder's way back costs twice its way forward."""
    model = decoder(V=8, D=8, num_heads=2, blocks=2, longest=4, rng=1)
    forward = multiply_adds(model([0, 1, 2, 3]))
    table = gpt2(D=8, blocks=2, heads=2, vocabulary=8, longest=4, tokens=4)
    assert forward == table.multiply_adds
    loss = cross_entropy_with_logits(model([0, 1, 2, 3]), [1, 2, 3, 4])
    slopes = gradients(loss, list(model.parameters))
    assert multiply_adds(loss, *slopes) == 3 * forward
    from dlcore import convolve

    image, kernel = _normal(1, 4, 5, 5), _normal(6, 2, 3, 3)
    made = convolve(image, kernel, padding=1, groups=2)
    spec = layer_table("c", (4, 5, 5), [ConvSpec("c", 6, kernel=3, padding=1, groups=2)])
    assert multiply_adds(made) == spec.multiply_adds
    slopes = gradients(made.sum(), [image, kernel])
    assert multiply_adds(made, *slopes) == 3 * spec.multiply_adds


@pytest.mark.independent
def test_16_bits():
    """float16 as NumPy rounds; bfloat16 as float32 with its last 16 bits rounded away."""
    x = np.concatenate([RNG.normal(size=400) * 10.0 ** RNG.integers(-9, 6, size=400), [0.0, -0.0, 65_519.9, 65_520.0]])
    with np.errstate(over="ignore"):
        np.testing.assert_array_equal(FLOAT16.round(x), x.astype(np.float16).astype(np.float64))
    exact = x.astype(np.float32)  # numbers that float32 has, so that nothing is rounded twice
    bits = exact.view(np.uint32).astype(np.uint64)
    bits = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    np.testing.assert_array_equal(BFLOAT16.round(exact), bits.astype(np.uint32).view(np.float32).astype(np.float64))
    assert BFLOAT16.round([1e39, -1e39]).tolist() == [np.inf, -np.inf]


def test_pairs_are_neighbors_or_halves():
    """The halves of permuted numbers are the neighbors of the others: how weights are converted between programs."""
    x = RNG.normal(size=(3, 8))
    permuted = np.concatenate([x[:, 0::2], x[:, 1::2]], axis=1)
    neighbors, halves = rotary(x).value, rotary(permuted, pairs="halves").value
    np.testing.assert_allclose(halves, np.concatenate([neighbors[:, 0::2], neighbors[:, 1::2]], axis=1))


ONE = decoder(V=5, D=4, num_heads=2, blocks=1, longest=4, rng=1)
BAD = [
    (lambda: grouped_query_attention(8, 4, kv_heads=3, rng=1), DomainError, "divide num_heads = 4, found 3"),
    (lambda: grouped_query_attention(8, 3, kv_heads=1, rng=1), DomainError, "divide D = 8, found 3"),
    (lambda: routed([1.0, 2.0], 3), DomainError, "at most 2.*found 3"),
    (lambda: routed(1.0, 1), ShapeError, "for each expert"),
    (lambda: mixture_of_experts(4, 3, experts=2, chosen=3, rng=1), DomainError, "found 3"),
    (lambda: KeysValues.of(np.ones((2, 3)), np.ones((2, 3))), ShapeError, r"\(2, 3\)"),
    (lambda: ONE.read([[1, 2]]), ShapeError, r"one text.*\(1, 2\)"),
    (lambda: ONE.read([1, 2, 3], ONE.read([0, 1])[1]), ShapeError, "behind 2 others"),
    (lambda: generate(ONE, [1, 2], 3, rng=1, cache=True), DomainError, "fit into 4 positions.*2 tokens and 3"),
    (lambda: decoder(V=5, D=4, num_heads=2, blocks=1, rng=1), DomainError, "longest, or a base"),
    (lambda: transformer_block(4, 2, rng=1, pre_norm=False).cached(np.ones((2, 4))), DomainError, "pre-norm"),
    (lambda: transformer_block(4, 2, rng=1, norm="rm"), DomainError, "Did you mean rms"),
    (lambda: convnext("XXL"), DomainError, "found 'XXL'"),
    (lambda: ScalingLaw(E=1.0, A=1.0, B=1.0, alpha=0.0, beta=1.0), DomainError, "alpha"),
    (lambda: ScalingLaw(E=1.0, A=1.0, B=1.0, alpha=1.0, beta=1.0).optimum(0.0), DomainError, "flops"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "kind", "says"), BAD)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
