"""Two silent slips with rotary positions, on a trained decoder: other pairs, and a place that isn't counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from ablation import WINDOW, Ablation, loss

from dlcore import Decoder, GroupedQueryAttention, Tensor, cross_entropy_with_logits, rotary

WINDOWS = 8  # that are read token by token


@dataclass(frozen=True)
class OtherPairs(GroupedQueryAttention):
    """Turns halves where neighbors were trained."""

    def projections(self, x: Tensor, start: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        Q, K, V = GroupedQueryAttention.projections(replace(self, base=None), x)  # not turned yet
        base = 10_000.0 if self.base is None else self.base
        Q, K = (rotary(part, base=base, start=start, pairs="halves") for part in (Q, K))
        return Q, K, V


@dataclass(frozen=True)
class NoPlace(GroupedQueryAttention):
    """Turns each token that comes in as if it were the first."""

    def projections(self, x: Tensor, start: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        return super().projections(x, 0)


@dataclass(frozen=True)
class Slips:
    """Nats a character: right, with other pairs, and token by token with and without the place."""

    right: float
    other_pairs: float
    by_token: float
    no_place: float
    guessing: float


def slips(made: Ablation) -> Slips:
    """Measure on the decoder with all four boxes."""
    model, codes = made.model, made.held_out
    return Slips(
        loss(model, codes), loss(with_heads(model, OtherPairs), codes), by_token(model, codes),
        by_token(with_heads(model, NoPlace), codes), float(np.log(len(made.alphabet))),
    )  # fmt: skip


def with_heads(model: Decoder, kind: type[GroupedQueryAttention]) -> Decoder:
    """The same weights in other attention layers."""
    blocks = []
    for block in model.blocks:
        a = block.attention
        if not isinstance(a, GroupedQueryAttention):
            raise TypeError("only grouped queries are turned")
        heads = kind(a.query, a.key, a.value, a.out, a.num_heads, a.kv_heads, a.base)
        blocks.append(replace(block, attention=heads))
    return replace(model, blocks=tuple(blocks))


def by_token(model: Decoder, codes: np.ndarray) -> float:
    """The loss when each window is read token by token with a cache."""
    found = []
    for w in range(WINDOWS):
        x, y = codes[w * WINDOW : (w + 1) * WINDOW], codes[w * WINDOW + 1 : (w + 1) * WINDOW + 1]
        cache = None
        for token, target in zip(x, y):
            logits, cache = model.read([token], cache)
            found.append(cross_entropy_with_logits(logits, [target]).item())
    return float(np.mean(found))
