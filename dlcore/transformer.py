"""The Transformer block: attention and a feed-forward network, each with a residual path and a norm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations import ACTIVATIONS
from dlcore.attention import Attention, MultiHeadAttention, multi_head_attention
from dlcore.check import choice, whole
from dlcore.errors import DomainError
from dlcore.gated_feed_forward import GatedFeedForward, gated_feed_forward
from dlcore.grouped_attention import GroupedQueryAttention, grouped_query_attention
from dlcore.kv_cache import KeysValues
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.mixture_of_experts import MixtureOfExperts, mixture_of_experts
from dlcore.normalization import LayerNorm, RMSNorm
from dlcore.residual import residual
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor

NORMS = {"layer": LayerNorm, "rms": RMSNorm}


@dataclass(frozen=True)
class FeedForward(Layer):
    r"""Two linear layers with an activation between them, the same for each position.

    y = f(x W_1^\top + b_1) W_2^\top + b_2

    Shapes  x (..., D) -> (..., D); the hidden width is usually 4D
    Errors  DomainError for an activation that isn't known
    Source  Vaswani et al., Attention Is All You Need (2017), section 3.3

    >>> feed_forward(4, rng=1)(np.ones((3, 4))).shape
    (3, 4)
    """

    up: Linear
    down: Linear
    activation: str = "gelu"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("activation", self.activation, ACTIVATIONS)

    def __call__(self, x: object) -> Tensor:
        """The outputs at all positions."""
        return self.down(ACTIVATIONS[self.activation](self.up(x)))


def feed_forward(
    D: int, hidden: int | None = None, *, rng: np.random.Generator | int, activation: str = "gelu"
) -> FeedForward:
    """A new feed-forward network; the hidden width is 4D unless given.

    Errors  DomainError for sizes below 1 or an activation's name that isn't known

    >>> feed_forward(4, rng=1).up.W.shape
    (16, 4)
    """
    rng, hidden = generator(rng), 4 * whole("D", D, least=1) if hidden is None else hidden
    return FeedForward(linear(D, hidden, rng=rng, layer=1), linear(hidden, D, rng=rng, layer=2), activation)


@dataclass(frozen=True)
class TransformerBlock(Layer):
    r"""One block.

    pre-norm   x' = x + attention(norm_1(x)),  y = x' + ff(norm_2(x'))
    post-norm  x' = norm_1(x + attention(x)),  y = norm_2(x' + ff(x'))

    pre_norm    True for the first, the usual form since GPT-2; False for the second, the original paper's
    Shapes      x (T, D) -> (T, D), or (N, T, D) -> (N, T, D)
    Errors      DomainError from ``cached`` for a post-norm block
    Source      Vaswani et al. (2017), section 3.1; Xiong et al., On Layer Normalization in the Transformer
                Architecture (2020), figure 1

    >>> block = transformer_block(8, 2, rng=1)
    >>> block(np.ones((5, 8))).shape, block.parameter_count
    ((5, 8), 872)
    """

    norm1: LayerNorm | RMSNorm
    attention: MultiHeadAttention | GroupedQueryAttention
    norm2: LayerNorm | RMSNorm
    feed_forward: FeedForward | GatedFeedForward | MixtureOfExperts
    pre_norm: bool = True

    def __call__(self, x: object, *, mask: object | None = None) -> Tensor:
        """The outputs at all positions; mask as in ``attention``."""
        x = as_tensor(x)
        if self.pre_norm:
            x = residual(x, lambda x: self.attention(self.norm1(x), mask=mask))
            return residual(x, lambda x: self.feed_forward(self.norm2(x)))
        x = self.norm1(residual(x, lambda x: self.attention(x, mask=mask)))
        return self.norm2(residual(x, self.feed_forward))

    def cached(self, x: object, past: KeysValues | None = None) -> tuple[Tensor, KeysValues]:
        """The outputs for new tokens (T, D), which see all before them, and the keys and values of all.

        Errors  DomainError for a post-norm block, which no decoder here has
        """
        if not self.pre_norm:
            raise DomainError("Only a pre-norm block keeps keys and values; found one with its norms behind.")
        x = as_tensor(x)
        branch, kept = self.attention.cached(self.norm1(x), past)
        return residual(x + branch, lambda x: self.feed_forward(self.norm2(x))), kept

    def looks(self, x: object, *, mask: object | None = None) -> Attention:
        """What the heads look at when the block is given x: scores, weights and output, (..., num_heads, T, S)."""
        return self.attention.looks(self.norm1(x) if self.pre_norm else x, mask=mask)


def transformer_block(
    D: int,
    num_heads: int,
    *,
    rng: np.random.Generator | int,
    hidden: int | None = None,
    pre_norm: bool = True,
    activation: str = "gelu",
    norm: str = "layer",
    gated: bool = False,
    kv_heads: int | None = None,
    base: float | None = None,
    experts: int = 0,
    chosen: int = 2,
) -> TransformerBlock:
    """A new block of width D. The defaults are GPT-2's; norm="rms", gated, kv_heads and base make it Llama's.

    hidden     width of the feed-forward network, 4D unless given; 8D/3 where it is gated or an expert's
    norm       "layer" or "rms"
    gated      SwiGLU instead of two layers with an activation
    kv_heads   heads of keys and values; None for as many as heads of queries
    base       of rotary positions; None where positions come in with the tokens
    experts    how many gated networks, of which ``chosen`` answer for a token; 0 for one feed-forward network
    Errors     DomainError unless num_heads divides D and kv_heads divides num_heads
    Source     Touvron et al., Llama 2 (2023), section 2.2; Jiang et al., Mixtral of Experts (2024), section 2

    >>> transformer_block(8, 2, rng=1, hidden=16).feed_forward.up.W.shape
    (16, 8)
    >>> modern = transformer_block(8, 2, rng=1, norm="rms", gated=True, kv_heads=1, base=10_000.0)
    >>> modern(np.ones((5, 8))).shape, modern.parameter_count
    ((5, 8), 712)
    """
    rng = generator(rng)
    made = NORMS[choice("norm", norm, NORMS)]
    if kv_heads is None and base is None:
        attention = multi_head_attention(D, num_heads, rng=rng)
    else:
        kept = num_heads if kv_heads is None else kv_heads
        attention = grouped_query_attention(D, num_heads, kv_heads=kept, rng=rng, base=base)
    if whole("experts", experts):
        network = mixture_of_experts(D, hidden, experts=experts, chosen=chosen, rng=rng)
    elif gated:
        network = gated_feed_forward(D, hidden, rng=rng)
    else:
        network = feed_forward(D, hidden, rng=rng, activation=activation)
    return TransformerBlock(made.of(D), attention, made.of(D), network, pre_norm)
