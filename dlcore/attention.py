r"""Attention: each position asks a question (query), all positions offer keys, and the answer mixes their values.

A mask is an array of True and False (or 1 and 0) that says who may attend to whom: True = may attend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations.softmax import SOFTMAX
from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.initializers import glorot_uniform
from dlcore.kv_cache import KeysValues
from dlcore.layer import Layer
from dlcore.linear import Linear
from dlcore.notation import called
from dlcore.ops.arithmetic import add_all, divide, multiply, subtract
from dlcore.ops.elementary import exp, sqrt
from dlcore.ops.linear import matmul, transpose
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import total
from dlcore.ops.shape import permute, pick, reshape
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


class MaskedSoftmax(Op):
    """Softmax along the last axis over the entries that the mask allows; the others get 0."""

    symbol = "softmax"

    def value(self, scores, mask):
        allowed = np.where(mask != 0, scores, -np.inf)
        grown = np.exp(allowed - np.maximum.reduce(allowed, axis=-1, keepdims=True))
        grown /= np.add.reduce(grown, axis=-1, keepdims=True)
        return grown

    def gradient(self, i, adjoint, result):
        if i == 1:
            return multiply(0.0, result.inputs[1])
        mixed = total(multiply(adjoint, result), axis=-1, keepdims=True)
        return multiply(result, subtract(adjoint, mixed))

    def latex(self, write, node):
        return called(r"\operatorname{softmax}_M", write(node.inputs[0]))

    def entry(self, node, index, of):
        scores, mask = node.inputs
        row = np.broadcast_to(mask.value, scores.shape)[index[:-1]]
        if not row[index[-1]]:
            return Tensor(0.0)
        highest = round(float(scores.value[index[:-1]][row != 0].max()))
        shift = highest if highest > 500 else 0  # e^500 is far from overflow
        powers = {k: of(scores, (*index[:-1], k)) for k in np.flatnonzero(row).tolist()}
        powers = {k: exp(subtract(score, float(shift)) if shift else score) for k, score in powers.items()}
        return divide(powers[index[-1]], add_all(list(powers.values())))


MASKED_SOFTMAX = MaskedSoftmax()


@dataclass(frozen=True)
class Attention:
    """One look: the scaled scores, the weights (rows that sum to 1), and the values mixed by them.

    Shapes  scores and weights (..., T, S), output (..., T, d_v)

    >>> attention([[0.0]], [[1.0], [2.0]], [[10.0], [20.0]]).weights.value.tolist()
    [[0.5, 0.5]]
    """

    scores: Tensor
    weights: Tensor
    output: Tensor


def causal_mask(T: int) -> np.ndarray:
    r"""Who may attend to whom when nobody sees the future: row t allows columns up to t, (T, T) of True and False.

    Working  none: nothing is computed
    Errors   DomainError unless T is a whole number from 1 up

    >>> causal_mask(3).astype(int).tolist()
    [[1, 0, 0], [1, 1, 0], [1, 1, 1]]
    """
    return np.tri(whole("T", T, least=1), dtype=bool)


def attention(
    Q: object, K: object, V: object, *, mask: object | None = None, scale: float | Tensor | None = None
) -> Attention:
    r"""Scaled dot-product attention.

    A = softmax(Q K^\top / \sqrt{d_k}), output A V

    Shapes      Q (..., T, d_k), K (..., S, d_k), V (..., S, d_v); scores and weights (..., T, S), output (..., T, d_v)
    scale       what the products of queries and keys are multiplied by: 1 for plain dot products, None for
                1 / \sqrt{d_k}
    mask        True where a query (row) may attend to a key (column): (T, S), or with the batch's leading axes;
                a weight that isn't allowed is exactly 0
    Convention  True = may attend, as in PyTorch's scaled_dot_product_attention; its MultiheadAttention means the
                opposite
    Errors      ShapeError where shapes don't go together, DomainError for a row that may attend to nothing or a scale
                that isn't a positive number
    Source      Vaswani et al., Attention Is All You Need (2017), equation 1

    >>> look = attention([[1.0, 0.0]], [[1.0, 0.0], [0.0, 1.0]], [[10.0], [20.0]])
    >>> look.weights.value.round(4).tolist(), look.output.value.round(3).tolist()
    ([[0.6698, 0.3302]], [[13.302]])
    """
    Q, K, V = as_tensor(Q), as_tensor(K), as_tensor(V)
    _check(Q, K, V)
    scores = _scaled(matmul(Q, transpose(K)), Q, scale).named("S")  # (..., T, S)
    weights = SOFTMAX(scores) if mask is None else MASKED_SOFTMAX(scores, _mask(mask, scores))
    weights = weights.named("A")
    return Attention(scores, weights, matmul(weights, V))


def _scaled(products: Tensor, Q: Tensor, scale: float | Tensor | None) -> Tensor:
    """The products of queries and keys in a range that softmax can tell apart."""
    if scale is None:
        return divide(products, sqrt(Tensor(float(Q.shape[-1]), "d_k", dtype=Q.value.dtype)))
    factor = scale if isinstance(scale, Tensor) else Tensor(number("scale", scale, above=0), dtype=Q.value.dtype)
    return products if scale == 1 else multiply(factor, products)


def _check(Q: Tensor, K: Tensor, V: Tensor) -> None:
    agree = min(Q.ndim, K.ndim, V.ndim) >= 2 and Q.shape[-1] == K.shape[-1] and K.shape[-2] == V.shape[-2]
    if not agree or not Q.shape[:-2] == K.shape[:-2] == V.shape[:-2]:
        raise ShapeError(
            f"Attention takes Q (..., T, d_k), K (..., S, d_k) and V (..., S, d_v); "
            f"found {label(Q)}, {label(K)} and {label(V)}."
        )
    if not Q.size or not K.size or not V.size:
        raise ShapeError(f"Attention needs something to attend to; found {label(Q)}, {label(K)} and {label(V)}.")


def _mask(mask: object, scores: Tensor) -> Tensor:
    """The mask as a Tensor of ones and zeros that goes with the scores, with something to attend to in each row."""
    mask = as_tensor(mask)
    found = mask.value
    if not ((found == 0) | (found == 1)).all():
        raise DomainError(f"A mask holds True (may attend) and False; {label(mask)} holds other numbers too.")
    fits = found.ndim >= 2 and found.ndim <= scores.ndim and found.shape[-2:] == scores.shape[-2:]
    if not fits or any(m not in (1, s) for m, s in zip(found.shape[::-1], scores.shape[::-1])):
        raise ShapeError(
            f"A mask needs one row for each query and one column for each key; found {label(mask)} for {label(scores)}."
        )
    empty = ~found.any(axis=-1)
    if empty.any():
        place = [int(k) for k in np.argwhere(empty)[0]]
        raise DomainError(f"Row {place} of the mask allows nothing to attend to; each query needs at least one key.")
    return mask


def side_by_side(mixed: Tensor) -> Tensor:
    """What the heads found as one vector for each token: (..., heads, T, d_k) -> (..., T, heads d_k).

    >>> side_by_side(Tensor(np.zeros((2, 3, 4)))).shape
    (3, 8)
    """
    swapped = permute(mixed, (*range(mixed.ndim - 3), mixed.ndim - 2, mixed.ndim - 3, mixed.ndim - 1))
    return reshape(swapped, (*swapped.shape[:-2], -1))


@dataclass(frozen=True)
class MultiHeadAttention(Layer):
    r"""Several attentions side by side, each in its own projection of the input.

    head_h = attention(X W_{Q,h}^\top, X W_{K,h}^\top, X W_{V,h}^\top), output [head_1 \dots head_H] W_O^\top

    qkv         makes queries, keys and values at once: rows of its W (3D, D) in this order, head by head in each
    out         (D, D), mixes the heads
    Shapes      x (T, D) -> (T, D), or (N, T, D) -> (N, T, D); d_k = D / num_heads
    Errors      ShapeError where shapes don't go together, DomainError as attention
    Source      Vaswani et al., Attention Is All You Need (2017), section 3.2.2

    >>> heads = multi_head_attention(8, 2, rng=1)
    >>> x = Tensor(np.ones((3, 8)), "x")
    >>> heads(x, mask=causal_mask(3)).shape, heads.looks(x).weights.shape, heads.parameter_count
    ((3, 8), (2, 3, 3), 288)
    """

    qkv: Linear
    out: Linear
    num_heads: int

    def __post_init__(self) -> None:
        super().__post_init__()
        D = self.qkv.W.shape[1]
        if self.qkv.W.shape != (3 * D, D) or self.out.W.shape[1] != D:
            raise ShapeError(
                f"Attention takes qkv (3D, D) and out (D, D); found {label(self.qkv.W)} and {label(self.out.W)}."
            )
        if whole("num_heads", self.num_heads, least=1) and D % self.num_heads:
            raise DomainError(f"num_heads must divide D = {D}, found {self.num_heads}")

    def __call__(self, x: object, *, mask: object | None = None, memory: object | None = None) -> Tensor:
        """The mixed heads; see ``looks`` for mask and memory."""
        return self.out(side_by_side(self.looks(x, mask=mask, memory=memory).output))  # (..., T, D)

    def cached(self, x: object, past: KeysValues | None = None) -> tuple[Tensor, KeysValues]:
        """The outputs for new tokens (T, D) that may attend to all before them, and the keys and values of all.

        >>> heads, x = multi_head_attention(8, 2, rng=1), np.eye(3, 8)
        >>> first, past = heads.cached(x[:2])
        >>> last, past = heads.cached(x[2:], past)
        >>> bool(np.allclose(last.value, heads(x, mask=causal_mask(3)).value[2:])), past.tokens
        (True, 3)
        """
        Q, K, V = self.projections(as_tensor(x))
        kept = KeysValues.of(K, V) if past is None else past.grown(K, V)
        look = attention(Q, kept.keys, kept.values, mask=kept.mask(Q.shape[-2]))
        return self.out(side_by_side(look.output)), kept

    def looks(self, x: object, *, mask: object | None = None, memory: object | None = None) -> Attention:
        """Scores, weights and output of all heads, (..., num_heads, T, S).

        mask    (T, S), or (N, T, S) for a batch; the same for all heads
        memory  (..., S, D), where keys and values come from; x itself unless given
        """
        x = as_tensor(x)
        if x.ndim not in (2, 3):
            raise ShapeError(f"Attention takes (T, D) or (N, T, D); found {label(x)}.")
        if mask is not None:
            mask = as_tensor(mask)
            if mask.ndim == 3:
                mask = reshape(mask, (len(mask), 1, *mask.shape[1:]))  # (N, 1, T, S)
        return attention(*self.projections(x, memory), mask=mask)

    def projections(self, x: Tensor, memory: object | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Q, K and V of all heads, (..., num_heads, T, d_k)."""
        D = self.qkv.W.shape[1]
        if memory is None:
            whole_ = self._by_head(self.qkv(x), 3)  # (3, ..., num_heads, T, d_k)
            Q, K, V = (pick(whole_, k).named(name) for k, name in enumerate("QKV"))
            return Q, K, V
        first, rest = (
            Linear(pick(self.qkv.W, part), None if self.qkv.b is None else pick(self.qkv.b, part))
            for part in (slice(0, D), slice(D, 3 * D))
        )
        keys_values = self._by_head(rest(as_tensor(memory)), 2)
        return (
            pick(self._by_head(first(x), 1), 0).named("Q"),
            pick(keys_values, 0).named("K"),
            pick(keys_values, 1).named("V"),
        )

    def _by_head(self, z: Tensor, parts: int) -> Tensor:
        """(..., T, parts D) -> (parts, ..., num_heads, T, d_k)."""
        split = reshape(z, (*z.shape[:-1], parts, self.num_heads, -1))
        last = split.ndim - 1
        return permute(split, (last - 2, *range(last - 3), last - 1, last - 3, last))


def multi_head_attention(D: int, num_heads: int, *, rng: np.random.Generator | int) -> MultiHeadAttention:
    """A new layer with Glorot's uniform weights (those of Q, K and V each as a matrix of its own) and biases of 0.

    Errors  DomainError unless num_heads divides D
    Source  Vaswani et al., Attention Is All You Need (2017), section 3.2.2

    >>> multi_head_attention(8, 2, rng=1).qkv.W.shape
    (24, 8)
    """
    D, rng = whole("D", D, least=1), generator(rng)
    W = np.concatenate([glorot_uniform((D, D), rng) for _ in range(3)])
    qkv = Linear(Tensor(W, r"W_{QKV}"), Tensor(np.zeros(3 * D), r"b_{QKV}"))
    return MultiHeadAttention(
        qkv, Linear(Tensor(glorot_uniform((D, D), rng), "W_O"), Tensor(np.zeros(D), "b_O")), num_heads
    )
