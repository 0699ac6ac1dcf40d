"""Self-attention with any number of heads: multi-head, grouped-query and multi-query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal, evenly, product
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.check import whole
from dlcore.errors import ShapeError
from dlcore.ops.dispatch import least


@dataclass(frozen=True)
class AttentionSpec(LayerSpec):
    r"""Queries, keys and values from every vector, scaled dot-product attention head by head, and an output projection.

    Parameters     $W_Q, W_O$ with $D \cdot n d_k$ numbers each, $W_K, W_V$ with $D \cdot n_{kv} d_k$; biases if asked
    Multiply-adds  $T D d_k (2n + 2n_{kv})$ for the projections and $2 T K n d_k$ for $QK^T$ and the mix of values, with
                   $K = T$ keys for every query, or the window. A causal mask does not lower the count: a plain
                   implementation computes the masked half too
    Activations    Q, K, V, the weights (n, T, K), the mixed values and the output
    Shapes         (T, D) -> (T, D)
    kv_heads       heads of keys and values, each shared by heads / kv_heads queries; the same as heads unless given
    d_k            width of a head, D / heads unless given
    window         how many positions a query sees, itself included; all unless given
    rotary         rotary positions: no parameters, but d_k must be even
    qk_norm        RMS norm of each query and key before their product, with a gain of d_k numbers for either
    Errors         ShapeError when the heads do not divide D, kv_heads does not divide heads, or a rotary d_k is odd
    Source         Vaswani et al., Attention Is All You Need (2017), section 3.2; Ainslie et al., GQA (2023), section
                   2.2; Su et al., RoFormer (2021), section 3.2; Jiang et al., Mistral 7B (2023), section 2, for the
                   window; Henry et al., Query-Key Normalization for Transformers (2020)

    >>> row = AttentionSpec("attention", heads=12).rows(Signal.entering((197, 768)))[0][0]
    >>> row.parameters, row.multiply_adds
    (2362368, 524391936)
    """

    symbols: ClassVar[Mapping[str, str]] = {
        "heads": "h",
        "kv_heads": r"h_{\text{kv}}",
        "d_k": "d_k",
        "window": r"T_{\text{window}}",
    }

    heads: int
    kv_heads: int | None = None
    d_k: int | None = None
    bias: bool = True
    window: int | None = None
    rotary: bool = False
    qk_norm: bool = False

    def check(self, x: Signal) -> None:
        """ShapeError or DomainError where the heads don't fit the vectors that come in."""
        D = x.shape[-1]
        heads = whole(f"{self.name}: heads", self.heads, least=1)
        kv_heads = heads if self.kv_heads is None else whole(f"{self.name}: kv_heads", self.kv_heads, least=1)
        if self.d_k is None and D % heads:
            raise ShapeError(f"Attention {self.name}: {heads} heads do not divide D = {D} of shape {x.shape}")
        if heads % kv_heads:
            raise ShapeError(
                f"Attention {self.name}: {kv_heads} key heads do not divide {heads} query heads of shape {x.shape}"
            )
        d_k = D // heads if self.d_k is None else whole(f"{self.name}: d_k", self.d_k, least=1)
        if self.window is not None:
            whole(f"{self.name}: window", self.window, least=1)
        if self.rotary and d_k % 2:
            raise ShapeError(
                f"Attention {self.name}: rotary positions turn pairs, so d_k must be even, found {d_k} of {x.shape}"
            )

    def widths(self, x: Signal) -> tuple[int, int]:
        """(n d_k, n_kv d_k): the widths of the queries and of the keys."""
        d_k = evenly(x.shape[-1], self.heads) if self.d_k is None else self.d_k
        return self.heads * d_k, (self.heads if self.kv_heads is None else self.kv_heads) * d_k

    def keys(self, x: Signal) -> int:
        """How many keys a query meets."""
        T = x.shape[0]
        return T if self.window is None else least(T, self.window)

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        self.check(x)
        return x.seeing(self.beyond(x) + 1)

    def beyond(self, x: Signal) -> int:
        return (x.extent if self.window is None else least(self.keys(x), x.extent)) - 1

    def arrays(self, x: Signal) -> dict[str, Shape]:
        D = x.shape[-1]
        queries, keys = self.widths(x)
        weights = {"W_Q": (queries, D), "W_K": (keys, D), "W_V": (keys, D), "W_O": (D, queries)}
        biases = {"b_Q": (queries,), "b_K": (keys,), "b_V": (keys,), "b_O": (D,)} if self.bias else {}
        d_k = evenly(queries, self.heads)
        gains = {"g_Q": (d_k,), "g_K": (d_k,)} if self.qk_norm else {}
        return {**weights, **biases, **gains}

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        T, D = x.shape
        queries, keys = self.widths(x)
        return T * D * (2 * queries + 2 * keys) + 2 * product([T, self.keys(x)]) * queries

    def activations(self, x: Signal, y: Signal) -> int:
        T, D = x.shape
        queries, keys = self.widths(x)
        return T * (2 * queries + 2 * keys + D) + self.heads * product([T, self.keys(x)])

    def cache_per_token(self, x: Signal) -> int:
        return 2 * self.widths(x)[1]
