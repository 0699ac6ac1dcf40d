"""What layers are called with."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

import dlcore
from bad_input.values import ARRAYS, NOT_NEGATIVE, SHAPES, SIZES, Attempt, each
from dlcore import Tensor


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    made = {
        "linear": dlcore.linear(3, 2, rng=1),
        "mlp": dlcore.mlp([3, 2], rng=1),
        "convolution": dlcore.convolution(1, 2, 3, rng=1),
        "cnn": dlcore.cnn((1, 8, 8), rng=1),
        "rnn": dlcore.rnn(3, 2, rng=1),
        "lstm": dlcore.lstm(3, 2, rng=1),
        "gru": dlcore.gru(3, 2, rng=1),
        "attention": dlcore.multi_head_attention(4, 2, rng=1),
        "grouped_query_attention": dlcore.grouped_query_attention(4, 2, kv_heads=1, rng=1),
        "rotary attention": dlcore.grouped_query_attention(4, 2, kv_heads=1, rng=1, base=100.0),
        "feed_forward": dlcore.feed_forward(4, rng=1),
        "gated_feed_forward": dlcore.gated_feed_forward(4, rng=1),
        "mixture_of_experts": dlcore.mixture_of_experts(4, 3, experts=3, chosen=2, rng=1),
        "transformer_block": dlcore.transformer_block(4, 2, rng=1),
        "residual_block": dlcore.residual_block(1, 1, rng=1),
        "LayerNorm": dlcore.LayerNorm.of(3),
        "RMSNorm": dlcore.RMSNorm.of(3),
        "BatchNorm": dlcore.BatchNorm.of(3),
        "decoder": dlcore.decoder(V=5, D=4, num_heads=2, blocks=1, longest=4, rng=1),
    }
    for name, layer in made.items():
        yield from each(name, layer, ARRAYS | SHAPES)
        yield f"{name}: no parameters", lambda layer=layer: layer.with_parameters([])
        other = [Tensor(np.ones((9, 9, 9, 9, 9)))] * len(layer.parameters)
        yield f"{name}: other parameters", lambda layer=layer, other=other: layer.with_parameters(other)
    kept = dlcore.grouped_query_attention(4, 2, kv_heads=1, rng=1).cached(np.ones((2, 4)))[1]
    yield from each("cached", lambda x: made["grouped_query_attention"].cached(x, kept), ARRAYS | SHAPES)
    yield from each("routed", lambda logits: dlcore.routed(logits, 2), ARRAYS)
    yield from each("KeysValues", lambda K: dlcore.KeysValues.of(K, np.ones((1, 2, 3))), ARRAYS | SHAPES)
    for name, form in {"float16": dlcore.FLOAT16, "bfloat16": dlcore.BFLOAT16}.items():
        yield from each(f"{name} round", form.round, ARRAYS)
        yield from each(f"{name} spacing", form.spacing, ARRAYS)
    words = {"above": [5], "below": [-1], "between": [0.5], "empty": []}
    yield from each("embedding", dlcore.embedding(5, 2, rng=1), ARRAYS | words)
    predictor = dlcore.noise_predictor(2, 10, rng=1, hidden=4)
    yield from each("noise_predictor", lambda x: predictor(x, 1), ARRAYS | SHAPES)
    yield "Linear: arrays", lambda: dlcore.Linear(np.ones((2, 2)))
    for pool in (dlcore.max_pool, dlcore.average_pool):
        yield from each(pool.__name__, pool, ARRAYS | SHAPES)
        yield from each(
            f"{pool.__name__} size", lambda k, pool=pool: pool(np.ones((1, 1, 4, 4)), k), SIZES | {"nine": 9}
        )
    for norm in (dlcore.layer_norm, dlcore.rms_norm, dlcore.batch_norm, dlcore.standardize):
        empty = {"a number": 1.0, "empty": [], "no features": np.ones((2, 0))}
        yield from each(norm.__name__, norm, ARRAYS | empty)
        x = np.arange(6.0).reshape(2, 3)
        yield from each(f"{norm.__name__} eps", lambda eps, norm=norm, x=x: norm(x, eps=eps), NOT_NEGATIVE)
    rates = NOT_NEGATIVE | {"one": 1.0}
    yield from each("dropout rate", lambda rate: dlcore.dropout([1.0], rate, 1), rates)
    yield from each(
        "dropout_mask shape", lambda shape: dlcore.dropout_mask(shape, 0.5, 1), {"text": "x", "negative": (-1,)}
    )
    two = [[1.0, 0.0], [0.0, 1.0]]
    yield from each("ridge", lambda x: dlcore.ridge(x, [1.0, 2.0]), ARRAYS)  # any (2, D) will do
    yield from each("ridge targets", lambda y: dlcore.ridge(two, y), ARRAYS)
    yield from each("ridge strength", lambda alpha: dlcore.ridge(two, [1.0, 2.0], alpha), NOT_NEGATIVE)
    yield from each("l2_minimum", lambda H: dlcore.l2_minimum(H, [1.0, 2.0], 1.0), ARRAYS | SHAPES)
    yield from each("l2_shrinkage", lambda c: dlcore.l2_shrinkage(c, 1.0), ARRAYS)
    yield from each("early_stopping_shrinkage", lambda c: dlcore.early_stopping_shrinkage(c, 0.1, 3), ARRAYS)
    yield from each("soft_threshold", lambda w: dlcore.soft_threshold(w, 1.0), ARRAYS)
    yield from each("mixup", lambda x: dlcore.mixup(x, two, 1), ARRAYS)
    yield from each("bias_variance", lambda f: dlcore.bias_variance(f, [1.0, 2.0]), ARRAYS | SHAPES)
