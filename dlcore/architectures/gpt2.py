"""GPT-2: a decoder that sees only what came before."""

from __future__ import annotations

from dlcore.architectures.specs import (
    AttentionSpec,
    EmbeddingSpec,
    FeedForwardSpec,
    LayerNormSpec,
    LinearSpec,
    PositionEmbeddingSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.architectures.transformer import block
from dlcore.check import whole


def gpt2(
    *,
    D: int = 768,
    blocks: int = 12,
    heads: int = 12,
    vocabulary: int = 50_257,
    longest: int = 1024,
    tokens: int = 1024,
) -> LayerTable:
    r"""GPT-2; the defaults are GPT-2 small. Pre-norm, learned positions, the output layer shares the token embedding.

    Errors    DomainError unless sizes are whole numbers, ShapeError for more tokens than positions
    Source    Radford et al., Language Models are Unsupervised Multitask Learners (2019), section 2.3 and table 2:
              medium is D=1024, blocks=24, heads=16; large 1280, 36, 20; XL 1600, 48, 25. Parameters as in the model
              cards: the
              paper's own table says 117M for small, which OpenAI has called a miscount

    >>> gpt2().parameters
    124439808
    """
    layers = [
        EmbeddingSpec("tokens", vocabulary, D),
        PositionEmbeddingSpec("positions", longest),
        *(
            block(f"block{i}", AttentionSpec("attention", heads), FeedForwardSpec("mlp", 4 * D), LayerNormSpec)
            for i in range(1, whole("blocks", blocks) + 1)
        ),
        LayerNormSpec("norm"),
        LinearSpec("head", vocabulary, bias=False, tied=True),
    ]
    return layer_table("GPT-2", (tokens,), layers)
