"""Three queries, three keys and three values for a calculator: plain, without the scale, and with the causal mask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

import dlcore
from dlcore import Attention, Tensor, causal_mask, softmax

QUERIES = [[1.0, 0.0, 1.0, 0.0], [0.0, 2.0, 0.0, 2.0], [1.0, 1.0, 1.0, 1.0]]
KEYS = [[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0], [1.0, 1.0, 1.0, -1.0]]
VALUES = [[1.0, 0.0], [0.0, 1.0], [2.0, 2.0]]
PUBLISHED = (112.0, 96.0)  # products of a query with two keys in The Illustrated Transformer, where d_k is 64


@dataclass(frozen=True)
class Hand:
    """The example that the lecture works out.

    look       scaled
    unscaled   the same without the scale
    masked     scaled, and nobody sees what comes later
    products   (3, 4) the second query's numbers times those of each key
    published  weights of a published pair of scores, after and before the division by 8
    """

    Q: Tensor
    K: Tensor
    V: Tensor
    look: Attention
    unscaled: Attention
    masked: Attention
    products: np.ndarray
    published: np.ndarray
    published_unscaled: np.ndarray
    queries: tuple[str, ...] = ("query 1", "query 2", "query 3")
    keys: tuple[str, ...] = ("key 1", "key 2", "key 3")


def hand() -> Hand:
    """The example with whole numbers; d_k is 4, so that the scale divides by 2."""
    Q, K, V = Tensor(QUERIES, "Q"), Tensor(KEYS, "K"), Tensor(VALUES, "V")
    scores = np.array(PUBLISHED)
    return Hand(
        Q, K, V, named(dlcore.attention(Q, K, V)), dlcore.attention(Q, K, V, scale=1),
        named(dlcore.attention(Q, K, V, mask=causal_mask(3))),
        Q.value[1] * K.value,
        softmax(scores / 8).value, softmax(scores).value,
    )  # fmt: skip


def named(look: Attention) -> Attention:
    """The same with a name for the output."""
    return Attention(look.scores, look.weights, look.output.named("Y", role="activation"))
