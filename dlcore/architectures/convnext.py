"""ConvNeXt: a convolutional network with the habits of a Transformer."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from dlcore.architectures.specs import (
    BlockSpec,
    ChannelLayerNormSpec,
    ConvSpec,
    GlobalAveragePoolSpec,
    LayerNormSpec,
    LayerScaleSpec,
    LayerSpec,
    LinearSpec,
    ResidualSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.check import choice

SIZES: MappingProxyType[str, tuple[tuple[int, ...], tuple[int, ...]]] = MappingProxyType(
    {  # blocks and widths of the four stages
        "T": ((3, 3, 9, 3), (96, 192, 384, 768)),
        "S": ((3, 3, 27, 3), (96, 192, 384, 768)),
        "B": ((3, 3, 27, 3), (128, 256, 512, 1024)),
        "L": ((3, 3, 27, 3), (192, 384, 768, 1536)),
    }
)


def convnext(size: str = "T", classes: int = 1000) -> LayerTable:
    r"""ConvNeXt-T, S, B or L on 224 x 224 pixels: patches of 4 x 4, then four stages of residual blocks.

    A block: depthwise 7 x 7, layer norm, four times as wide by 1 x 1, GELU, back by 1 x 1, a learned scale a channel.

    Errors    DomainError for another size
    Source    Liu et al., A ConvNet for the 2020s (2022), figure 4 and appendix A.1; torchvision's convnext_tiny

    >>> table = convnext("T")
    >>> table.parameters, table["stage1.block1.depthwise"].receptive_field
    (28589128, 28)
    """
    blocks, widths = SIZES[choice("size", size, SIZES)]
    stem = BlockSpec("stem", (ConvSpec("patches", widths[0], kernel=4, stride=4), ChannelLayerNormSpec("norm")))
    stages = [BlockSpec(f"stage{i}", tuple(_stage(i, *stage))) for i, stage in enumerate(zip(blocks, widths), start=1)]
    head = [GlobalAveragePoolSpec("pool"), LayerNormSpec("norm"), LinearSpec("fc", classes)]
    return layer_table(f"ConvNeXt-{size}", (3, 224, 224), [stem, *stages, *head])


def _stage(stage: int, blocks: int, width: int) -> Iterator[LayerSpec]:
    """The blocks of a stage; those after the first begin with a layer that halves the image."""
    if stage > 1:
        yield BlockSpec("down", (ChannelLayerNormSpec("norm"), ConvSpec("conv", width, kernel=2, stride=2)))
    for i in range(1, blocks + 1):
        yield ResidualSpec(
            f"block{i}",
            (
                ConvSpec("depthwise", width, kernel=7, padding=3, groups=width),
                ChannelLayerNormSpec("norm"),
                ConvSpec("up", 4 * width, kernel=1),
                ConvSpec("down", width, kernel=1),
                LayerScaleSpec("scale"),
            ),
        )
