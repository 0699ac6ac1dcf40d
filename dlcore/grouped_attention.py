r"""Grouped-query attention: several query heads share one head of keys and values, so that less has to be kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.attention import Attention, attention, side_by_side
from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.kv_cache import KeysValues
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.ops.op import label
from dlcore.ops.shape import permute, pick, reshape
from dlcore.positions import rotary
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class GroupedQueryAttention(Layer):
    r"""num_heads heads of queries, kv_heads heads of keys and values, each of which serves a group of queries.

    head_h = attention(Q_h, K_{g(h)}, V_{g(h)}) with g(h) = \lfloor h\, n_{kv} / n \rfloor,
    output [head_1 \dots head_n] W_O^\top

    query       (num_heads d_k, D); key and value (kv_heads d_k, D); out (D, num_heads d_k)
    kv_heads    num_heads is plain multi-head attention, 1 is multi-query attention
    base        of rotary positions, by which queries and keys are turned; None leaves them as they are
    Shapes      x (T, D) -> (T, D), or (N, T, D) -> (N, T, D)
    Convention  neighboring heads form a group, as in Llama; pairs of rotary positions are neighbors
    Errors      ShapeError where shapes don't go together, DomainError unless kv_heads divides num_heads
    Source      Ainslie et al., GQA: Training Generalized Multi-Query Transformer Models (2023), section 2.2

    >>> heads = grouped_query_attention(8, 4, kv_heads=2, rng=1)
    >>> heads(np.ones((3, 8))).shape, heads.looks(np.ones((3, 8))).weights.shape, heads.parameter_count
    ((3, 8), (4, 3, 3), 192)
    """

    query: Linear
    key: Linear
    value: Linear
    out: Linear
    num_heads: int
    kv_heads: int
    base: float | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        heads, kv_heads = whole("num_heads", self.num_heads, least=1), whole("kv_heads", self.kv_heads, least=1)
        if heads % kv_heads:
            raise DomainError(f"kv_heads must divide num_heads = {heads}, found {kv_heads}")
        D = self.query.W.shape[1]
        wide, narrow = self.query.W.shape[0], self.query.W.shape[0] // heads * kv_heads
        expected = ((self.key, (narrow, D)), (self.value, (narrow, D)), (self.out, (D, wide)))
        for layer, shape in expected:
            if layer.W.shape != shape or wide % heads:
                raise ShapeError(
                    f"{heads} heads of queries and {kv_heads} of keys take query {(wide, D)}, key and value "
                    f"{(narrow, D)}, out {(D, wide)}; found {label(layer.W)}."
                )
        if self.base is not None:
            number("base", self.base, above=1)

    def __call__(self, x: object, *, mask: object | None = None) -> Tensor:
        """The mixed heads; mask as in ``attention``, the same for all heads."""
        return self.out(side_by_side(self.looks(x, mask=mask).output))

    def looks(self, x: object, *, mask: object | None = None) -> Attention:
        """Scores, weights and output of all heads, (..., num_heads, T, T)."""
        x = as_tensor(x)
        if x.ndim not in (2, 3):
            raise ShapeError(f"Attention takes (T, D) or (N, T, D); found {label(x)}.")
        if mask is not None and as_tensor(mask).ndim == 3:
            mask = reshape(as_tensor(mask), (len(as_tensor(mask)), 1, *as_tensor(mask).shape[1:]))  # (N, 1, T, S)
        Q, K, V = self.projections(x)
        return attention(Q, self.shared(K), self.shared(V), mask=mask)

    def cached(self, x: object, past: KeysValues | None = None) -> tuple[Tensor, KeysValues]:
        """The outputs for new tokens (T, D) that may attend to all before them, and the keys and values of all.

        >>> heads, x = grouped_query_attention(8, 4, kv_heads=1, rng=1, base=10_000.0), np.eye(3, 8)
        >>> _, past = heads.cached(x[:2])
        >>> last, past = heads.cached(x[2:], past)
        >>> past.keys.shape, past.numbers
        ((1, 3, 2), 12)
        """
        Q, K, V = self.projections(as_tensor(x), start=0 if past is None else past.tokens)
        kept = KeysValues.of(K, V) if past is None else past.grown(K, V)
        keys, values = self.shared(as_tensor(kept.keys)), self.shared(as_tensor(kept.values))
        return self.out(side_by_side(attention(Q, keys, values, mask=kept.mask(Q.shape[-2])).output)), kept

    def projections(self, x: Tensor, start: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        """Q (..., num_heads, T, d_k), K and V (..., kv_heads, T, d_k), turned; the first token stands at ``start``."""
        Q, K, V = (
            _by_head(layer(x), heads)
            for layer, heads in ((self.query, self.num_heads), (self.key, self.kv_heads), (self.value, self.kv_heads))
        )
        if self.base is not None:
            Q, K = rotary(Q, base=self.base, start=start), rotary(K, base=self.base, start=start)
        return Q.named("Q"), K.named("K"), V.named("V")

    def shared(self, heads: Tensor) -> Tensor:
        """Heads of keys or values, each once for every query of its group: (..., num_heads, T, d_k)."""
        if self.kv_heads == self.num_heads:
            return heads
        group = np.repeat(np.arange(self.kv_heads), self.num_heads // self.kv_heads)
        return pick(heads, (..., group, slice(None), slice(None)))


def _by_head(z: Tensor, heads: int) -> Tensor:
    """(..., T, heads d_k) -> (..., heads, T, d_k)."""
    split = reshape(z, (*z.shape[:-1], heads, -1))
    last = split.ndim - 1
    return permute(split, (*range(last - 2), last - 1, last - 2, last))


def grouped_query_attention(
    D: int,
    num_heads: int,
    *,
    kv_heads: int,
    rng: np.random.Generator | int,
    d_k: int | None = None,
    base: float | None = None,
    bias: bool = False,
) -> GroupedQueryAttention:
    """A new layer with Glorot's uniform weights; heads are D / num_heads wide unless d_k is given.

    Errors  DomainError unless num_heads divides D (or d_k is given) and kv_heads divides num_heads
    Source  Ainslie et al. (2023), section 2.2

    >>> grouped_query_attention(8, 4, kv_heads=2, rng=1).key.W.shape
    (4, 8)
    """
    D, heads, kv_heads = whole("D", D, least=1), whole("num_heads", num_heads, least=1), whole("kv_heads", kv_heads)
    if d_k is None and D % heads:
        raise DomainError(f"num_heads must divide D = {D}, found {heads}")
    width, rng = D // heads if d_k is None else whole("d_k", d_k, least=1), generator(rng)
    whole("kv_heads", kv_heads, least=1)
    sizes = {"Q": (D, heads * width), "K": (D, kv_heads * width), "V": (D, kv_heads * width), "O": (heads * width, D)}
    query, key, value, out = (_named(linear(*size, rng=rng, bias=bias), name) for name, size in sizes.items())
    return GroupedQueryAttention(query, key, value, out, heads, kv_heads, base)


def _named(layer: Linear, name: str) -> Linear:
    """The layer with the names that its arrays have in attention."""
    return Linear(layer.W.named(f"W_{name}"), None if layer.b is None else layer.b.named(f"b_{name}"))
