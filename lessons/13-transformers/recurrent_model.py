"""What attention is compared with: a recurrent layer between a table of vectors and a linear head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import Embedding, Layer, Linear, Recurrent, Tensor, embedding, linear

VECTOR, LEAST, MOST = 16, 8, 96  # width of a token's vector; how many units may be tried


@dataclass(frozen=True)
class RecurrentModel(Layer):
    """Vectors for tokens, a recurrent layer, logits: (N, T) -> (N, T, V)."""

    vectors: Embedding
    layer: Recurrent
    head: Linear

    def __call__(self, tokens: object) -> Tensor:
        return self.head(self.layer(self.vectors(tokens)))


def recurrent_model(
    V: int, parameters: int, layer: Callable[[int, int, np.random.Generator], Recurrent], seed: list[int]
) -> RecurrentModel:
    """The model with most units that has at most so many parameters. layer: from inputs, units, generator."""

    def made(H: int) -> RecurrentModel:
        rng = np.random.default_rng(seed)
        return RecurrentModel(embedding(V, VECTOR, rng=rng, std=1.0), layer(VECTOR, H, rng), linear(H, V, rng=rng))

    return made(max(H for H in range(LEAST, MOST) if made(H).parameter_count <= parameters))
