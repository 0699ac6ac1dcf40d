"""A tiny decoder: a Transformer that reads tokens from the left and says what comes next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations.softmax import softmax
from dlcore.attention import Attention, causal_mask
from dlcore.check import whole
from dlcore.embedding import Embedding, embedding
from dlcore.errors import DomainError, ShapeError
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.normalization import LayerNorm
from dlcore.ops.op import label
from dlcore.ops.shape import pick
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor
from dlcore.transformer import TransformerBlock, transformer_block


@dataclass(frozen=True)
class Decoder(Layer):
    r"""Token and position embeddings, blocks with a causal mask, a last norm, and the logits of the next token.

    Shapes      tokens (T,) -> logits (T, V), or (N, T) -> (N, T, V); T up to the number of positions
    Convention  as GPT-2: pre-norm, learned positions; the output layer has weights of its own and no bias
    Errors      DomainError for a token outside the vocabulary, ShapeError for a text that is too long
    Source      Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.3

    >>> model = decoder(V=27, D=8, num_heads=2, blocks=1, longest=16, rng=1)
    >>> model([1, 2, 3]).shape, model.parameter_count
    ((3, 27), 1448)
    """

    tokens: Embedding
    positions: Tensor
    blocks: tuple[TransformerBlock, ...]
    norm: LayerNorm
    head: Linear

    @property
    def longest(self) -> int:
        """How many positions there are."""
        return len(self.positions)

    def __call__(self, tokens: object) -> Tensor:
        """The logits of the token after each position."""
        x = self._embedded(tokens)
        mask = causal_mask(x.shape[-2])
        for block in self.blocks:
            x = block(x, mask=mask)
        return self.head(self.norm(x))

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

    def _embedded(self, tokens: object) -> Tensor:
        """The sum of token and position embeddings, (..., T, D)."""
        tokens = as_tensor(tokens)
        T = tokens.shape[-1] if tokens.ndim in (1, 2) else 0
        if not 0 < T <= self.longest:
            raise ShapeError(
                f"The decoder takes (T,) or (N, T) with T from 1 to {self.longest}; found {label(tokens)}."
            )
        return self.tokens(tokens) + pick(self.positions, slice(0, T))


def decoder(
    *,
    V: int,
    D: int,
    num_heads: int,
    blocks: int,
    longest: int,
    rng: np.random.Generator | int,
    hidden: int | None = None,
    activation: str = "gelu",
) -> Decoder:
    """A new decoder for a vocabulary of V tokens; embeddings start with a standard deviation of 0.02, as GPT-2's.

    Errors  DomainError for sizes below 1
    Source  Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.3

    >>> decoder(V=5, D=4, num_heads=2, blocks=2, longest=8, rng=1).longest
    8
    """
    rng = generator(rng)
    tokens = embedding(V, D, rng=rng)
    positions = embedding(whole("longest", longest, least=1), D, rng=rng, name="P").E
    stack = tuple(
        transformer_block(D, num_heads, rng=rng, hidden=hidden, activation=activation)
        for _ in range(whole("blocks", blocks, least=1))
    )
    return Decoder(tokens, positions, stack, LayerNorm.of(D), linear(D, V, rng=rng, bias=False))


def generate(
    model: Decoder, prompt: object, length: int, *, rng: np.random.Generator | int, temperature: float = 1.0
) -> np.ndarray:
    r"""Tokens drawn one after the other, each from the model's probabilities given all before it.

    prompt       (T,) tokens to begin with, at least one
    length       how many tokens to add
    temperature  T of softmax(z / T); 0 always takes the likeliest token
    Shapes       -> (T + length,) int64, the prompt first. The model sees as many of the last tokens as it has positions
    Working      none: tokens are drawn; the decoder's logits show their work
    Errors       DomainError for a prompt that is empty or a temperature below 0

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
    for _ in range(whole("length", length)):
        logits = model(tokens[-model.longest :])[-1]
        if temperature == 0:
            tokens.append(int(logits.value.argmax()))
        else:
            tokens.append(int(rng.choice(logits.size, p=softmax(logits, temperature).value)))
    return np.array(tokens, dtype=np.int64)
