"""Attention, rotary positions and Transformer blocks against PyTorch, with gradients."""

from __future__ import annotations

import numpy as np

from dlcore.attention import MultiHeadAttention, attention, causal_mask
from dlcore.linear import Linear
from dlcore.normalization import LayerNorm
from dlcore.positions import rotary
from dlcore.transformer import FeedForward, TransformerBlock
from torch_reference.case import differentiable

_rng = np.random.default_rng(14)
MASK = np.array([[1, 0, 1], [1, 1, 0], [0, 0, 1], [1, 1, 1]], dtype=bool)


def _normal(*shape):
    return (0.7 * _rng.normal(size=shape)).round(3)


def _attention(name, mask):
    return differentiable(
        name,
        torch=lambda torch, Q, K, V: torch.nn.functional.scaled_dot_product_attention(
            Q, K, V, attn_mask=None if mask is None else torch.from_numpy(mask)
        ),
        dlcore=lambda Q, K, V: attention(Q, K, V, mask=mask).output,
        inputs={"Q": _normal(2, 4, 3), "K": _normal(2, 3, 3), "V": _normal(2, 3, 2)},
    )


def _heads_torch(torch, x, W, b, W_O, b_O, memory=None):
    layer = torch.nn.MultiheadAttention(4, 2, batch_first=True).double()
    given = {"in_proj_weight": W, "in_proj_bias": b, "out_proj.weight": W_O, "out_proj.bias": b_O}
    forbidden = ~torch.from_numpy(causal_mask(3)) if memory is None else None  # True = may not attend, there
    memory = x if memory is None else memory
    return torch.func.functional_call(
        layer, given, (x, memory, memory), {"attn_mask": forbidden, "need_weights": False}
    )[0]


def _heads(x, W, b, W_O, b_O, memory=None):
    layer = MultiHeadAttention(Linear(W, b), Linear(W_O, b_O), 2)
    return layer(x, mask=causal_mask(3)) if memory is None else layer(x, memory=memory)


def _head_inputs():
    return {"x": _normal(2, 3, 4), "W": _normal(12, 4), "b": _normal(12), "W_O": _normal(4, 4), "b_O": _normal(4)}


def _block_inputs():
    shapes = {"W1": (6, 4), "b1": (6,), "W2": (4, 6), "b2": (4,), "g1": (4,), "s1": (4,), "g2": (4,), "s2": (4,)}
    return _head_inputs() | {name: _normal(*shape) for name, shape in shapes.items()}


TORCH_NAMES = {
    "W": "self_attn.in_proj_weight", "b": "self_attn.in_proj_bias",
    "W_O": "self_attn.out_proj.weight", "b_O": "self_attn.out_proj.bias",
    "W1": "linear1.weight", "b1": "linear1.bias", "W2": "linear2.weight", "b2": "linear2.bias",
    "g1": "norm1.weight", "s1": "norm1.bias", "g2": "norm2.weight", "s2": "norm2.bias",
}  # fmt: skip


def _block(name, pre_norm, activation):
    def by_torch(torch, x, **given):
        layer = torch.nn.TransformerEncoderLayer(
            4, 2, 6, dropout=0.0, activation=activation, batch_first=True, norm_first=pre_norm
        ).double()
        forbidden = ~torch.from_numpy(causal_mask(3))
        return torch.func.functional_call(
            layer, {TORCH_NAMES[k]: v for k, v in given.items()}, (x,), {"src_mask": forbidden}
        )

    def by_dlcore(x, W, b, W_O, b_O, W1, b1, W2, b2, g1, s1, g2, s2):
        heads = MultiHeadAttention(Linear(W, b), Linear(W_O, b_O), 2)
        feed_forward = FeedForward(Linear(W1, b1), Linear(W2, b2), activation)
        return TransformerBlock(LayerNorm(g1, s1), heads, LayerNorm(g2, s2), feed_forward, pre_norm)(
            x, mask=causal_mask(3)
        )

    return differentiable(name, torch=by_torch, dlcore=by_dlcore, inputs=_block_inputs())


def _turned(pairs):
    """Rotary positions as products of complex numbers."""

    def by_torch(torch, x):
        T, D = x.shape[-2:]
        angles = torch.arange(T, dtype=x.dtype)[:, None] * 10000.0 ** (-torch.arange(0, D, 2, dtype=x.dtype) / D)
        turn = torch.polar(torch.ones_like(angles), angles)
        if pairs == "neighbors":
            return torch.view_as_real(torch.view_as_complex(x.reshape(*x.shape[:-1], D // 2, 2)) * turn).flatten(-2)
        turned = torch.complex(x[..., : D // 2], x[..., D // 2 :]) * turn
        return torch.cat([turned.real, turned.imag], dim=-1)

    return differentiable(
        f"rotary, {pairs}", torch=by_torch, dlcore=lambda x: rotary(x, pairs=pairs), inputs={"x": _normal(2, 5, 6)}
    )


CASES = [
    _attention("attention", None),
    _attention("attention with a mask", MASK),
    differentiable("multi-head attention, causal", torch=_heads_torch, dlcore=_heads, inputs=_head_inputs()),
    differentiable(
        "multi-head attention to a memory",
        torch=_heads_torch,
        dlcore=_heads,
        inputs=_head_inputs() | {"memory": _normal(2, 5, 4)},
    ),
    _block("pre-norm block, relu", True, "relu"),
    _block("pre-norm block, gelu", True, "gelu"),
    _block("post-norm block, relu", False, "relu"),
    _turned("neighbors"),
    _turned("halves"),
]
