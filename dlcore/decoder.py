"""A tiny decoder: a Transformer that reads tokens from the left and says what comes next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations.softmax import softmax
from dlcore.attention import Attention, causal_mask
from dlcore.check import LARGEST, whole
from dlcore.embedding import Embedding, embedding
from dlcore.errors import DomainError, ShapeError
from dlcore.kv_cache import KVCache
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.normalization import LayerNorm, RMSNorm
from dlcore.ops.op import label
from dlcore.ops.shape import pick
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor
from dlcore.transformer import NORMS, TransformerBlock, transformer_block


@dataclass(frozen=True)
class Decoder(Layer):
    r"""Token and position embeddings, blocks with a causal mask, a last norm, and the logits of the next token.

    positions   (longest, D), added to the tokens; None where the blocks turn queries and keys, for a text of any length
    Shapes      tokens (T,) -> logits (T, V), or (N, T) -> (N, T, V); T up to the number of positions
    Convention  pre-norm, and a last norm; the output layer has weights of its own and no bias
    Errors      DomainError for a token outside the vocabulary, ShapeError for a text that is too long
    Source      Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.3

    >>> model = decoder(V=27, D=8, num_heads=2, blocks=1, longest=16, rng=1)
    >>> model([1, 2, 3]).shape, model.parameter_count
    ((3, 27), 1448)
    """

    tokens: Embedding
    positions: Tensor | None
    blocks: tuple[TransformerBlock, ...]
    norm: LayerNorm | RMSNorm
    head: Linear

    @property
    def longest(self) -> int:
        """How many tokens it can see at once: its positions, or any number where those are rotary."""
        return LARGEST if self.positions is None else len(self.positions)

    def __call__(self, tokens: object) -> Tensor:
        """The logits of the token after each position."""
        x = self._embedded(tokens)
        mask = causal_mask(x.shape[-2])
        for block in self.blocks:
            x = block(x, mask=mask)
        return self.head(self.norm(x))

    def read(self, tokens: object, cache: KVCache | None = None) -> tuple[Tensor, KVCache]:
        """The logits after new tokens (T,), which come behind those of the cache, and the cache with theirs.

        The same logits as a call with all tokens gives, up to rounding, without computing the old ones again.
        Errors  ShapeError for a batch, for a text that is too long, or a cache of another number of blocks

        >>> model = decoder(V=5, D=4, num_heads=2, blocks=2, longest=8, rng=1)
        >>> _, cache = model.read([1, 2])
        >>> logits, cache = model.read([3], cache)
        >>> bool(np.allclose(logits.value[0], model([1, 2, 3]).value[2])), cache.tokens, cache.numbers
        (True, 3, 48)
        """
        past = KVCache() if cache is None else cache
        if past.blocks and len(past.blocks) != len(self.blocks):
            raise ShapeError(f"The decoder has {len(self.blocks)} blocks; found a cache of {len(past.blocks)}.")
        if as_tensor(tokens).ndim != 1:
            raise ShapeError(f"With a cache the decoder reads one text, (T,); found {label(as_tensor(tokens))}.")
        x, kept = self._embedded(tokens, past.tokens), []
        for k, block in enumerate(self.blocks):
            x, grown = block.cached(x, past.blocks[k] if past.blocks else None)
            kept.append(grown)
        return self.head(self.norm(x)), KVCache(tuple(kept))

    def looks(self, tokens: object) -> tuple[Attention, ...]:
        """What each block looks at, first to last: scores, weights and output of its heads, (..., num_heads, T, T).

        >>> model = decoder(V=5, D=4, num_heads=2, blocks=3, longest=8, rng=1)
        >>> [look.weights.shape for look in model.looks([1, 2, 3])]
        [(2, 3, 3), (2, 3, 3), (2, 3, 3)]
        """
        x = self._embedded(tokens)
        mask, looks = causal_mask(x.shape[-2]), []
        for block in self.blocks:
            looks.append(block.looks(x, mask=mask))
            x = block(x, mask=mask)
        return tuple(looks)

    def _embedded(self, tokens: object, start: int = 0) -> Tensor:
        """The sum of token and position embeddings, (..., T, D); the first token stands at ``start``."""
        tokens = as_tensor(tokens)
        T = tokens.shape[-1] if tokens.ndim in (1, 2) else 0
        if not 0 < T <= self.longest - start:
            raise ShapeError(
                f"The decoder takes (T,) or (N, T) with T from 1 to {self.longest}; found {label(tokens)}"
                + (f" behind {start} others." if start else ".")
            )
        x = self.tokens(tokens)
        return x if self.positions is None else x + pick(self.positions, slice(start, start + T))


def decoder(
    *,
    V: int,
    D: int,
    num_heads: int,
    blocks: int,
    rng: np.random.Generator | int,
    longest: int | None = None,
    hidden: int | None = None,
    activation: str = "gelu",
    norm: str = "layer",
    gated: bool = False,
    kv_heads: int | None = None,
    base: float | None = None,
    experts: int = 0,
    chosen: int = 2,
) -> Decoder:
    """A new decoder for a vocabulary of V tokens; embeddings start with a standard deviation of 0.02, as GPT-2's.

    longest      how many positions are learned; None with a ``base``, whose positions are turns and aren't learned
    norm, gated, kv_heads, base, experts, chosen   as in ``transformer_block``: the defaults are GPT-2's
    Errors       DomainError for sizes below 1, and unless exactly one of ``longest`` and ``base`` is given
    Source       Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.3; Touvron et
                 al., Llama 2 (2023), section 2.2

    >>> decoder(V=5, D=4, num_heads=2, blocks=2, longest=8, rng=1).longest
    8
    >>> modern = decoder(V=5, D=4, num_heads=2, blocks=2, norm="rms", gated=True, kv_heads=1, base=10_000.0, rng=1)
    >>> modern([1, 2, 3]).shape, modern.positions
    ((3, 5), None)
    """
    if (longest is None) == (base is None):
        raise DomainError(f"A decoder has positions to add, longest, or a base to turn by; found {longest} and {base}.")
    rng = generator(rng)
    tokens = embedding(V, D, rng=rng)
    positions = None if longest is None else embedding(whole("longest", longest, least=1), D, rng=rng, name="P").E
    stack = tuple(
        transformer_block(
            D, num_heads, rng=rng, hidden=hidden, activation=activation, norm=norm, gated=gated, kv_heads=kv_heads,
            base=base, experts=experts, chosen=chosen,
        )
        for _ in range(whole("blocks", blocks, least=1))
    )  # fmt: skip
    return Decoder(tokens, positions, stack, NORMS[norm].of(D), linear(D, V, rng=rng, bias=False))


def generate(
    model: Decoder,
    prompt: object,
    length: int,
    *,
    rng: np.random.Generator | int,
    temperature: float = 1.0,
    cache: bool = False,
) -> np.ndarray:
    r"""Tokens drawn one after the other, each from the model's probabilities given all before it.

    prompt       (T,) tokens to begin with, at least one
    length       how many tokens to add
    temperature  T of softmax(z / T); 0 always takes the likeliest token
    cache        True keeps keys and values, so that each step reads one token; the text must fit into the positions
    Shapes       -> (T + length,) int64, the prompt first. The model sees as many of the last tokens as it has positions
    Working      none: tokens are drawn; the decoder's logits show their work
    Errors       DomainError for a prompt that is empty, a temperature below 0 or a cached text that is too long

    >>> model = decoder(V=5, D=4, num_heads=1, blocks=1, longest=8, rng=1)
    >>> generate(model, [1, 2], 3, rng=1).tolist() == generate(model, [1, 2], 3, rng=1).tolist()
    True
    """
    tokens = np.asarray(prompt)
    if tokens.ndim != 1 or not tokens.size or tokens.dtype.kind not in "iu":
        raise DomainError(
            f"A prompt is a row of at least one token, whole numbers; found {tokens.dtype} of shape {tokens.shape}."
        )
    rng, tokens = generator(rng), tokens.astype(np.int64).tolist()
    if cache and len(tokens) + whole("length", length) > model.longest:
        raise DomainError(
            f"With a cache the text must fit into {model.longest} positions, since each token keeps its place; found "
            f"{len(tokens)} tokens and {length} to come."
        )
    kept = None
    for _ in range(whole("length", length)):
        if cache:
            logits, kept = model.read(tokens if kept is None else tokens[-1:], kept)
            logits = logits[-1]
        else:
            logits = model(tokens[-model.longest :])[-1]
        if temperature == 0:
            tokens.append(int(logits.value.argmax()))
        else:
            tokens.append(int(rng.choice(logits.size, p=softmax(logits, temperature).value)))
    return np.array(tokens, dtype=np.int64)
