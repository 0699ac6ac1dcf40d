"""Attention, positions, Transformer and decoder: rows, masks, the future unseen, gradients, and errors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, ShapeError, Tensor, check_gradients, gradients
from dlcore.architectures import gpt2
from dlcore.attention import MultiHeadAttention, attention, causal_mask, multi_head_attention
from dlcore.decoder import decoder, generate
from dlcore.linear import Linear
from dlcore.ops.reduction import total
from dlcore.positions import rotary, sinusoidal
from dlcore.residual import residual, residual_block
from dlcore.transformer import transformer_block
from example_counts import examples

RNG = np.random.default_rng(1)
MASK = np.array([[1, 0, 1], [0, 1, 0]], dtype=bool)


def _normal(*shape):
    return Tensor(RNG.normal(size=shape))


sizes = st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))


@settings(max_examples=examples(25))
@given(sizes, st.integers(0, 99), st.data())
def test_rows_sum_to_one_and_forbidden_weights_are_zero(size, seed, data):
    """Whatever the mask, as long as each row has something to attend to; constants added change nothing."""
    T, S, d_k = size
    rng = np.random.default_rng(seed)
    mask = np.array(
        data.draw(st.lists(st.lists(st.booleans(), min_size=S, max_size=S).filter(any), min_size=T, max_size=T))
    )
    Q, K, V = rng.normal(size=(T, d_k)), rng.normal(size=(S, d_k)), rng.normal(size=(S, 2))
    weights = attention(Q, K, V, mask=mask).weights.value
    np.testing.assert_allclose(weights.sum(axis=-1), 1, rtol=1e-12)
    assert (weights[~mask] == 0).all() and (weights >= 0).all()
    moved = attention(Q, K + 5.0, V, mask=mask).weights.value  # adds the same to all scores of a row
    np.testing.assert_allclose(moved, weights, atol=1e-12)


def test_the_scale_keeps_scores_at_variance_one():
    """q . k of random vectors varies with d_k; divided by its root, the variance is 1."""
    Q, K = _normal(400, 64), _normal(400, 64)
    scores = attention(Q, K, K).scores.value
    assert scores.var() == pytest.approx(1.0, abs=0.05)


@pytest.mark.independent
@pytest.mark.independent
@pytest.mark.parametrize("scale", [1, 1.0, 0.3, None])
def test_any_scale(scale):
    """Scores are the products times the scale, by default 1 / sqrt(d_k); the plain products are written without one."""
    rng = np.random.default_rng(3)
    Q, K, V = rng.standard_normal((4, 5)), rng.standard_normal((6, 5)), rng.standard_normal((6, 2))
    look = attention(Tensor(Q, "Q"), Tensor(K, "K"), V, scale=scale)
    np.testing.assert_allclose(look.scores.value, Q @ K.T * (5**-0.5 if scale is None else scale), rtol=1e-12)
    assert (look.scores.formula == r"S = Q K^{\top}") == (scale == 1)


def test_equal_keys_give_the_mean_of_the_values():
    """A query that can't tell keys apart takes the mean of the values that it may see."""
    look = attention([[1.0, 2.0]], np.ones((3, 2)), [[1.0], [2.0], [6.0]], mask=[[True, True, False]])
    assert look.weights.value.tolist() == [[0.5, 0.5, 0.0]] and look.output.value.tolist() == [[1.5]]


def test_large_scores_stay_finite():
    """Scores of +-1000 give weights of exactly 1 and 0, masked or not."""
    for mask in (None, [[True, True]]):
        look = attention([[1000.0]], [[1.0], [-1.0]], [[1.0], [2.0]], mask=mask)
        assert look.weights.value.tolist() == [[1.0, 0.0]]


@pytest.mark.parametrize("mask", [None, MASK])
def test_gradients(mask):
    """Queries, keys and values against central differences; and the gradient's gradient."""
    Q, K, V = _normal(2, 2, 3), _normal(2, 3, 3), _normal(2, 3, 2)
    check_gradients(lambda Q, K, V: attention(Q, K, V, mask=mask).output, Q, K, V)
    check_gradients(lambda Q, K: gradients(total(attention(Q, K, V, mask=mask).output ** 2), [Q])[Q], Q, K)


def test_attention_shows_its_work():
    """Scores, weights and output are formulas; one weight of a masked row is written over what it may see."""
    Q, K, V = Tensor([[1.0, 0.0], [0.5, 1.0]], "Q"), Tensor([[1.0, 0.0], [0.0, 1.0]], "K"), Tensor([[1.0], [2.0]], "V")
    look = attention(Q, K, V, mask=causal_mask(2))
    assert look.scores.formula == r"S = \frac{Q K^{\top}}{\sqrt{d_k}}"
    assert look.weights.formula == r"A = \operatorname{softmax}_M(S)"
    assert look.output.formula == "A V"
    assert look.weights.working(entry=(1, 0)).lines[0].latex == r"\frac{e^{s_{21}}}{e^{s_{21}} + e^{s_{22}}}"
    assert float(look.weights.working(entry=(0, 1)).lines[-1].latex) == 0


@settings(max_examples=examples(15))
@given(st.integers(2, 6), st.data(), st.integers(0, 99))
def test_the_future_is_not_seen(T, data, seed):
    """Under a causal mask nothing up to position t changes, to the bit, when later tokens do; in the whole decoder."""
    t = data.draw(st.integers(0, T - 2))
    rng = np.random.default_rng(seed)
    model = decoder(V=5, D=4, num_heads=2, blocks=2, longest=8, rng=seed)
    model = model.with_parameters([Tensor(rng.normal(size=p.shape)) for p in model.parameters])
    tokens = rng.integers(0, 5, T)
    changed = tokens.copy()
    changed[t + 1 :] = (tokens[t + 1 :] + 1) % 5
    before, after = model(tokens).value, model(changed).value
    np.testing.assert_array_equal(before[: t + 1], after[: t + 1])
    assert (before[t + 1 :] != after[t + 1 :]).any()


def test_the_future_gets_no_gradient():
    """The output at t sends nothing back to inputs after t."""
    x = _normal(4, 6)
    heads = multi_head_attention(6, 2, rng=1)
    slope = gradients(total(heads(x, mask=causal_mask(4))[1]), [x])[x].value
    assert (slope[2:] == 0).all() and (slope[:2] != 0).all()


@pytest.mark.independent
def test_heads_are_attentions_side_by_side():
    """Multi-head attention equals one attention a head on slices of the projections, put together."""
    x, D, H = _normal(3, 4), 4, 2
    heads = multi_head_attention(D, H, rng=1)
    Q, K, V = np.split(heads.qkv(x).value, 3, axis=1)
    looks = [attention(*(part[:, h * 2 : h * 2 + 2] for part in (Q, K, V))).output.value for h in range(H)]
    np.testing.assert_allclose(heads(x).value, heads.out(np.concatenate(looks, axis=1)).value, rtol=1e-12)


def test_a_batch_has_masks_of_its_own():
    """(N, T, S) masks apply example by example."""
    x, heads = _normal(2, 3, 4), multi_head_attention(4, 2, rng=1)
    masks = np.stack([causal_mask(3), np.ones((3, 3), dtype=bool)])
    both = heads(x, mask=masks).value
    for n in range(2):
        np.testing.assert_allclose(both[n], heads(x[n], mask=masks[n]).value, rtol=1e-12)


def test_sinusoidal_positions():
    """Each pair is a point on the unit circle, so all positions are equally long; neighbors are most alike."""
    P = sinusoidal(20, 8)
    np.testing.assert_allclose((P**2).sum(axis=1), 4.0, rtol=1e-12)
    assert P[0].tolist() == [0, 1] * 4
    likeness = P[0] @ P.T
    assert likeness[1] > likeness[2] > likeness[3]


@pytest.mark.parametrize("pairs", ["neighbors", "halves"])
def test_rotary_positions_see_distances_alone(pairs):
    """q_t . k_s depends on t - s, and lengths stay."""
    q, k = RNG.normal(size=6), RNG.normal(size=6)
    Q, K = (rotary(np.tile(v, (8, 1)), pairs=pairs).value for v in (q, k))
    dots = Q @ K.T
    for lag in range(-5, 6):
        np.testing.assert_allclose(np.diagonal(dots, lag), np.diagonal(dots, lag)[0], rtol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(Q, axis=1), np.linalg.norm(q), rtol=1e-12)
    np.testing.assert_array_equal(rotary(np.tile(q, (3, 1)), start=5, pairs=pairs).value, Q[5:8])


def test_rotary_gradients():
    """Against central differences."""
    check_gradients(lambda x: rotary(x) ** 2, _normal(2, 3, 4))


@pytest.mark.parametrize("pre_norm", [True, False])
def test_block_gradients(pre_norm):
    """All parameters of a block against central differences."""
    block = transformer_block(4, 2, rng=1, hidden=3, pre_norm=pre_norm)
    block = block.with_parameters([Tensor(RNG.normal(size=p.shape), p.name) for p in block.parameters])
    check_gradients(
        lambda x, *p: block.with_parameters(p)(x, mask=causal_mask(3)), _normal(3, 4), *block.parameters, tolerance=1e-6
    )


def test_pre_norm_leaves_the_path_free_and_post_norm_does_not():
    """With all branches at 0, a pre-norm block is the identity; a post-norm block normalizes."""
    x = 5.0 + 3.0 * RNG.normal(size=(3, 4))
    for pre_norm in (True, False):
        block = transformer_block(4, 2, rng=1, pre_norm=pre_norm)
        silent = [p * 0.0 if p.name and p.name[0] in "Wb" else p for p in block.parameters]
        found = block.with_parameters([Tensor(p.value) for p in silent])(x).value
        if pre_norm:
            np.testing.assert_array_equal(found, x)
        else:
            np.testing.assert_allclose(found.std(axis=-1), 1, rtol=1e-4)


@pytest.mark.independent
def test_parameters_of_a_decoder_are_those_of_the_table():
    """A tiny decoder's arrays sum up to GPT-2's layer table of that size, and the output layer that isn't shared."""
    built = decoder(V=27, D=8, num_heads=2, blocks=3, longest=16, rng=1)
    table = gpt2(D=8, blocks=3, heads=2, vocabulary=27, longest=16, tokens=16)
    assert built.parameter_count == sum(p.size for p in built.parameters) == table.parameters + 27 * 8


def test_generating_is_repeatable_and_goes_beyond_the_positions():
    """One seed gives one text; temperature 0 needs no luck; a text may be longer than what the model sees at once."""
    model = decoder(V=5, D=4, num_heads=1, blocks=1, longest=6, rng=1)
    model = model.with_parameters([Tensor(RNG.normal(size=p.shape)) for p in model.parameters])
    first, second, other = (generate(model, [1, 2], 12, rng=seed) for seed in (1, 1, 2))
    assert first.tolist() == second.tolist() != other.tolist() and first[:2].tolist() == [1, 2] and len(first) == 14
    greedy = [generate(model, [1], 9, rng=seed, temperature=0).tolist() for seed in (1, 2)]
    assert greedy[0] == greedy[1]
    assert greedy[0][1] == model([1]).value[-1].argmax()


def test_residual_block():
    """Shapes, parameters as the layer table's, gradients; and the way past alone when the branch is silent."""
    from dlcore.architectures import resnet

    table = {row.name: row for row in resnet(18)}
    rows = [row for name, row in table.items() if name.startswith("stage2.block1")]
    assert residual_block(64, 128, rng=1, stride=2).parameter_count == sum(row.parameters for row in rows)
    block = residual_block(2, 3, rng=1, stride=2)
    x = _normal(2, 2, 4, 4)
    assert block(x).shape == (2, 3, 2, 2)
    check_gradients(lambda x: block(x), x, tolerance=1e-6)


THREE = np.ones((2, 3)), np.ones((2, 3)), np.ones((2, 1))
TINY = decoder(V=5, D=4, num_heads=1, blocks=1, longest=3, rng=1)
BAD = [
    (lambda: attention(np.ones((2, 3)), np.ones((2, 4)), np.ones((2, 1))), ShapeError, r"d_k.*\(2, 3\).*\(2, 4\)"),
    (lambda: attention(np.ones((2, 3)), np.ones((4, 3)), np.ones((3, 1))), ShapeError, r"\(4, 3\).*\(3, 1\)"),
    (lambda: attention(np.ones((5, 2, 3)), np.ones((2, 3)), np.ones((2, 1))), ShapeError, r"\(5, 2, 3\)"),
    (lambda: attention(np.ones((2, 3)), np.ones((0, 3)), np.ones((0, 1))), ShapeError, "something to attend to"),
    (lambda: attention(*THREE, mask=[[1, 0], [0, 0]]), DomainError, r"Row \[1\].*nothing"),
    (lambda: attention(*THREE, mask=[[0.5, 1], [1, 1]]), DomainError, "True.*False"),
    (lambda: attention(*THREE, mask=[True, True]), ShapeError, r"one row for each query.*\(2,\)"),
    (lambda: attention(*THREE, mask=np.ones((2, 3))), ShapeError, r"\(2, 3\)"),
    (lambda: multi_head_attention(6, 4, rng=1), DomainError, "divide D = 6, found 4"),
    (lambda: multi_head_attention(4, 2, rng=1)(np.ones((3, 5))), ShapeError, r"4 inputs.*\(3, 5\)"),
    (lambda: MultiHeadAttention(Linear(_normal(8, 4)), Linear(_normal(4, 4)), 2), ShapeError, r"\(3D, D\).*\(8, 4\)"),
    (lambda: causal_mask(0), DomainError, "T must be.*from 1"),
    (lambda: sinusoidal(4, 3), DomainError, "even.*3"),
    (lambda: rotary(np.ones(4)), ShapeError, r"\(\.\.\., T, D\).*\(4,\)"),
    (lambda: rotary(np.ones((2, 4)), pairs="half"), DomainError, "Did you mean halves"),
    (lambda: residual(np.ones(3), lambda x: x[0]), ShapeError, r"one shape.*\(3,\).*\(\)"),
    (lambda: TINY([0, 1, 2, 3]), ShapeError, r"1 to 3.*\(4,\)"),
    (lambda: TINY([5]), DomainError, "from 0 to 4; found 5"),
    (lambda: generate(TINY, [], 2, rng=1), DomainError, "at least one token"),
    (lambda: generate(TINY, [1], 2, rng=1, temperature=-1.0), DomainError, "temperature.*-1"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "kind", "says"), BAD)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
