"""What layers are made with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import dlcore as d
from bad_input.values import HUGE, NAN, NOT_NEGATIVE, SEEDS, SIZES, Attempt, each
from dlcore import initializers


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    made: dict[str, Callable[[object], object]] = {
        "linear D_in": lambda n: d.linear(n, 2, rng=1),
        "linear D_out": lambda n: d.linear(2, n, rng=1),
        "mlp width": lambda n: d.mlp([2, n], rng=1),
        "convolution C_in": lambda n: d.convolution(n, 2, 3, rng=1),
        "convolution C_out": lambda n: d.convolution(2, n, 3, rng=1),
        "convolution kernel": lambda n: d.convolution(2, 2, n, rng=1),
        "convolution groups": lambda n: d.convolution(2, 2, 3, rng=1, groups=n),
        "convolution stride": lambda n: d.convolution(2, 2, 3, rng=1, stride=n),
        "convolution dilation": lambda n: d.convolution(2, 2, 3, rng=1, dilation=n),
        "cnn image": lambda n: d.cnn((1, n, 8), rng=1),
        "cnn kernel": lambda n: d.cnn((1, 8, 8), kernel=n, rng=1),
        "cnn channels": lambda n: d.cnn((1, 8, 8), channels=(n,), rng=1),
        "cnn classes": lambda n: d.cnn((1, 8, 8), classes=n, rng=1),
        "embedding V": lambda n: d.embedding(n, 2, rng=1),
        "embedding D": lambda n: d.embedding(2, n, rng=1),
        "rnn": lambda n: d.rnn(n, 2, rng=1),
        "lstm": lambda n: d.lstm(2, n, rng=1),
        "gru": lambda n: d.gru(n, 2, rng=1),
        "multi_head_attention D": lambda n: d.multi_head_attention(n, 1, rng=1),
        "multi_head_attention heads": lambda n: d.multi_head_attention(4, n, rng=1),
        "grouped_query_attention D": lambda n: d.grouped_query_attention(n, 1, kv_heads=1, rng=1),
        "grouped_query_attention heads": lambda n: d.grouped_query_attention(4, n, kv_heads=1, rng=1),
        "grouped_query_attention kv_heads": lambda n: d.grouped_query_attention(4, 4, kv_heads=n, rng=1),
        "feed_forward": lambda n: d.feed_forward(n, rng=1),
        "gated_feed_forward": lambda n: d.gated_feed_forward(n, rng=1),
        "gated_feed_forward hidden": lambda n: d.gated_feed_forward(4, n or 0, rng=1),  # None: 8D/3
        "mixture_of_experts D": lambda n: d.mixture_of_experts(n, 3, experts=2, chosen=1, rng=1),
        "mixture_of_experts experts": lambda n: d.mixture_of_experts(4, 3, experts=n, chosen=1, rng=1),
        "mixture_of_experts chosen": lambda n: d.mixture_of_experts(4, 3, experts=2, chosen=n, rng=1),
        "float_format exponent": lambda n: d.FloatFormat(n, 7),
        "float_format fraction": lambda n: d.FloatFormat(8, n),
        "transformer_block": lambda n: d.transformer_block(n, 1, rng=1),
        "residual_block": lambda n: d.residual_block(n, 2, rng=1),
        "residual_block stride": lambda n: d.residual_block(2, 2, rng=1, stride=n),
        "LayerNorm": d.LayerNorm.of,
        "RMSNorm": d.RMSNorm.of,
        "BatchNorm": d.BatchNorm.of,
        "decoder V": lambda n: d.decoder(V=n, D=4, num_heads=2, blocks=1, longest=4, rng=1),
        "decoder blocks": lambda n: d.decoder(V=4, D=4, num_heads=2, blocks=n, longest=4, rng=1),
        "decoder longest": lambda n: d.decoder(V=4, D=4, num_heads=2, blocks=1, longest=n, rng=1),
        "noise_predictor D": lambda n: d.noise_predictor(n, 10, rng=1),
        "noise_predictor T": lambda n: d.noise_predictor(2, n, rng=1),
        "causal_mask": d.causal_mask,
    }
    for name, call in made.items():
        yield from each(name, call, SIZES)
    for name in ("linear", "rnn", "lstm", "gru", "embedding", "multi_head_attention"):
        f = getattr(d, name)
        yield from each(f"{name} rng", lambda rng, f=f: f(2, 1, rng=rng), SEEDS)
    yield from each("mlp sizes", lambda sizes: d.mlp(sizes, rng=1), {"one": [3], "text": "ab", "a number": 3})
    names = {"unknown": "rely", "a number": 3}
    yield from each("mlp activation", lambda name: d.mlp([1, 1], rng=1, activation=name), names)
    yield from each("feed_forward activation", lambda name: d.feed_forward(4, rng=1, activation=name), names)
    shapes = {"one axis": (2,), "none": (), "empty": (0, 2), "a number": 3, "text": "x", "fraction": (1.5, 2)}
    shapes |= {"negative": (2, -1), "huge": (HUGE, 2), "too much": (2**40, 2**40)}
    for name in ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform"):
        init = getattr(initializers, name)
        yield from each(name, lambda shape, init=init: init(shape, 1), shapes)
        yield from each(f"{name} gain", lambda gain, init=init: init((2, 2), 1, gain), NOT_NEGATIVE)
    sizes = {"kernel 0": (7, 0), "stride 0": (7, 3, 0), "padding -1": (7, 3, 1, -1), "dilation 0": (7, 3, 1, 0, 0)}
    sizes |= {"fraction": (7.5, 3), "text": ("x", 3), "NaN": (NAN, 3), "too small": (1, 3)}
    yield from each("output_size", lambda given: d.output_size(*given), sizes)
