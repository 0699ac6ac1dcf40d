"""Layer specifications, each with its arithmetic: output shape, arrays, multiply-adds, activations, receptive field."""

from __future__ import annotations

from dlcore.architectures.specs.attention import AttentionSpec
from dlcore.architectures.specs.conv import ConvSpec
from dlcore.architectures.specs.embedding import (
    ClassTokenSpec,
    EmbeddingSpec,
    FirstTokenSpec,
    PositionEmbeddingSpec,
    SegmentEmbeddingSpec,
    ToSequenceSpec,
)
from dlcore.architectures.specs.feed_forward import FeedForwardSpec, MixtureOfExpertsSpec
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.architectures.specs.linear import FlattenSpec, LinearSpec
from dlcore.architectures.specs.norm import (
    BatchNormSpec,
    ChannelLayerNormSpec,
    LayerNormSpec,
    LayerScaleSpec,
    RMSNormSpec,
)
from dlcore.architectures.specs.pool import GlobalAveragePoolSpec, PoolSpec
from dlcore.architectures.specs.residual import AddSpec, BlockSpec, ResidualSpec

__all__ = [
    "AddSpec",
    "AttentionSpec",
    "BatchNormSpec",
    "BlockSpec",
    "ChannelLayerNormSpec",
    "ClassTokenSpec",
    "ConvSpec",
    "EmbeddingSpec",
    "FeedForwardSpec",
    "FirstTokenSpec",
    "FlattenSpec",
    "GlobalAveragePoolSpec",
    "LayerNormSpec",
    "LayerScaleSpec",
    "LayerSpec",
    "LinearSpec",
    "MixtureOfExpertsSpec",
    "PoolSpec",
    "PositionEmbeddingSpec",
    "RMSNormSpec",
    "ResidualSpec",
    "SegmentEmbeddingSpec",
    "ToSequenceSpec",
]
