"""The trained decoder writes: what each token's query looks at, what its gate lets through, what is kept."""

from __future__ import annotations

from dataclasses import dataclass

import by_hand
import numpy as np
from ablation import Ablation

from dlcore import GatedFeedForward, GroupedQueryAttention, silu

PROMPT, LENGTH = "night, ", 4


@dataclass(frozen=True)
class Written:
    """One token on its way through the first block.

    weights  (num_heads, t + 1) what its queries look at
    gate     what its gate multiplies by, first hidden units
    """

    token: str
    weights: np.ndarray
    gate: np.ndarray


@dataclass(frozen=True)
class Writer:
    """Text by text, with the most likely token each time.

    kept     numbers in the cache after each token, in all blocks
    agrees   how far the NumPy program is from the decoder's block, at most
    """

    text: str
    prompt: str
    steps: tuple[Written, ...]
    heads: int
    kv_heads: int
    width: int
    blocks: int
    agrees: float
    kept: tuple[int, ...]


def writer(made: Ablation) -> Writer:
    """Write with a cache and look inside."""
    model, alphabet = made.model, made.alphabet
    tokens = alphabet.encode(PROMPT).tolist()
    logits, cache = model.read(tokens)
    for _ in range(LENGTH):
        tokens.append(int(logits.value[-1].argmax()))
        logits, cache = model.read(tokens[-1:], cache)
    block = model.blocks[0]
    heads, network = block.attention, block.feed_forward
    if not isinstance(heads, GroupedQueryAttention) or not isinstance(network, GatedFeedForward):
        raise TypeError("the decoder with all four boxes writes")
    x = model.tokens(tokens)
    looks = model.looks(tokens)[0].weights.value
    h = block.norm2(x + heads(block.norm1(x), mask=np.tri(len(tokens), dtype=bool)))
    gates = silu(network.gate(h)).value
    steps = tuple(
        Written(alphabet.decode([token]), looks[:, t, : t + 1], gates[t, :8]) for t, token in enumerate(tokens)
    )
    d_k = heads.query.W.shape[0] // heads.num_heads
    each = 2 * len(model.blocks) * heads.kv_heads * d_k  # numbers kept for one token
    written = alphabet.decode(tokens)
    return Writer(
        written, PROMPT, steps, heads.num_heads, heads.kv_heads, d_k, len(model.blocks),
        difference(model, x.value, d_k), tuple(each * (t + 1) for t in range(len(tokens))),
    )  # fmt: skip


def difference(model, x: np.ndarray, d_k: int) -> float:
    """How far the program on the slide is from the first block, token by token."""
    block = model.blocks[0]
    heads, network = block.attention, block.feed_forward
    g1, g2 = block.norm1.gain.value, block.norm2.gain.value  # the program has no gains: they go into the next matrix
    made = zip("QKV", (heads.query, heads.key, heads.value))
    W = {name: (layer.W.value * g1).reshape(-1, d_k, len(g1)) for name, layer in made}
    W |= {
        "O": heads.out.W.value,
        "g": network.gate.W.value * g2,
        "1": network.up.W.value * g2,
        "2": network.down.W.value,
    }
    keys, values = [], []
    found = np.array([by_hand.step(row, t, keys, values, W) for t, row in enumerate(x)])
    expected = block(x, mask=np.tri(len(x), dtype=bool)).value
    return float(np.abs(found - expected).max())
