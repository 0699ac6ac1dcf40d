"""Layer specifications, each with its arithmetic: output shape, arrays, multiply-adds, activations, receptive field."""

from __future__ import annotations

from dlcore.architectures.layers.attention import Attention
from dlcore.architectures.layers.conv import Conv
from dlcore.architectures.layers.embedding import (
    ClassToken,
    Embedding,
    FirstToken,
    PositionEmbedding,
    SegmentEmbedding,
    ToSequence,
)
from dlcore.architectures.layers.feed_forward import FeedForward, MixtureOfExperts
from dlcore.architectures.layers.layer import Layer
from dlcore.architectures.layers.linear import Flatten, Linear
from dlcore.architectures.layers.norm import BatchNorm, LayerNorm, RMSNorm
from dlcore.architectures.layers.pool import GlobalAveragePool, Pool
from dlcore.architectures.layers.residual import Add, Block, Residual

__all__ = [
    "Add",
    "Attention",
    "BatchNorm",
    "Block",
    "ClassToken",
    "Conv",
    "Embedding",
    "FeedForward",
    "FirstToken",
    "Flatten",
    "GlobalAveragePool",
    "Layer",
    "LayerNorm",
    "Linear",
    "MixtureOfExperts",
    "Pool",
    "PositionEmbedding",
    "RMSNorm",
    "Residual",
    "SegmentEmbedding",
    "ToSequence",
]
