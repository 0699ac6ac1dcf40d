"""BERT: an encoder that reads in both directions."""

from __future__ import annotations

from dlcore.architectures.specs import (
    AttentionSpec,
    EmbeddingSpec,
    FeedForwardSpec,
    FirstTokenSpec,
    LayerNormSpec,
    LinearSpec,
    PositionEmbeddingSpec,
    SegmentEmbeddingSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.architectures.transformer import block
from dlcore.check import whole


def bert(
    *, D: int = 768, blocks: int = 12, heads: int = 12, vocabulary: int = 30_522, longest: int = 512, tokens: int = 512
) -> LayerTable:
    r"""BERT's encoder with its pooler; the defaults are BERT-base, uncased. Post-norm, learned positions and segments.

    Convention  as in the model card: encoder and pooler, without the heads for masked words and next sentences
    Errors      DomainError unless sizes are whole numbers, ShapeError for more tokens than positions
    Source      Devlin, Chang, Lee and Toutanova, BERT (2019), section 3; BERT-large is D=1024, blocks=24, heads=16

    >>> bert().parameters
    109482240
    """
    layers = [
        EmbeddingSpec("tokens", vocabulary, D),
        PositionEmbeddingSpec("positions", longest),
        SegmentEmbeddingSpec("segments"),
        LayerNormSpec("norm"),
        *(
            block(
                f"block{i}",
                AttentionSpec("attention", heads),
                FeedForwardSpec("mlp", 4 * D),
                LayerNormSpec,
                pre_norm=False,
            )
            for i in range(1, whole("blocks", blocks) + 1)
        ),
        FirstTokenSpec("first"),
        LinearSpec("pooler", D),
    ]
    return layer_table("BERT", (tokens,), layers)
