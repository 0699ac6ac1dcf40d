"""Residual networks: ResNet-18 and 34 of basic blocks, ResNet-50 and deeper of bottlenecks."""

from __future__ import annotations

from collections.abc import Iterator

from dlcore.architectures.specs import (
    BatchNormSpec,
    BlockSpec,
    ConvSpec,
    GlobalAveragePoolSpec,
    LayerSpec,
    LinearSpec,
    PoolSpec,
    ResidualSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.check import choice
from dlcore.errors import DomainError

WIDTHS = (64, 128, 256, 512)
BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
EXPANSION = 4  # a bottleneck's output is four times as wide as its middle


def resnet(depth: int = 50, classes: int = 1000, *, stride_in: str = "3x3") -> LayerTable:
    r"""ResNet-18, 34, 50, 101 or 152 on 224 x 224 pixels: a stem and four stages of residual blocks.

    stride_in   the convolution of a bottleneck that halves the image: "3x3" as in torchvision, "1x1" as in the paper.
                It moves multiply-adds and the receptive field, not the parameters; basic blocks do not have the choice
    Convention  a shortcut is a 1 x 1 convolution where the shape changes (the paper's option B), the identity elsewhere
    Errors      DomainError for another depth or place of the stride
    Source      He, Zhang, Ren and Sun, Deep Residual Learning for Image Recognition (2016), table
                1; torchvision's resnet

    >>> table = resnet(50)
    >>> table.parameters, table.multiply_adds, table["stage4.block3.add"].receptive_field
    (25557032, 4089184256, 427)
    >>> resnet(50, stride_in="1x1")["stage4.block3.add"].receptive_field
    483
    """
    if depth not in BLOCKS:
        raise DomainError(f"ResNet has a depth of {', '.join(map(str, BLOCKS))}; found {depth!r}")
    choice("stride_in", stride_in, ("3x3", "1x1"))
    stages = [
        BlockSpec(f"stage{i}", tuple(_stage(depth, i, width, blocks, stride_in)))
        for i, (width, blocks) in enumerate(zip(WIDTHS, BLOCKS[depth]), start=1)
    ]
    stem = BlockSpec("stem", (*_conv_norm("", 64, kernel=7, stride=2), PoolSpec("pool", kernel=3, stride=2, padding=1)))
    layers = [stem, *stages, GlobalAveragePoolSpec("pool"), LinearSpec("fc", classes)]
    return layer_table(f"ResNet-{depth}", (3, 224, 224), layers)


def _stage(depth: int, stage: int, width: int, blocks: int, stride_in: str) -> Iterator[ResidualSpec]:
    """The blocks of a stage: the first one halves the image, except in stage 1, and changes the number of channels."""
    wide = width if depth < 50 else width * EXPANSION
    for i in range(1, blocks + 1):
        stride = 2 if i == 1 and stage > 1 else 1
        body = _basic(width, stride) if depth < 50 else _bottleneck(width, stride, stride_in)
        changes = i == 1 and (stage > 1 or wide != WIDTHS[0])
        shortcut = _conv_norm("", wide, kernel=1, stride=stride) if changes else ()
        yield ResidualSpec(f"block{i}", body, shortcut=shortcut)


def _basic(width: int, stride: int) -> tuple[LayerSpec, ...]:
    return _conv_norm("1", width, kernel=3, stride=stride) + _conv_norm("2", width, kernel=3)


def _bottleneck(width: int, stride: int, stride_in: str) -> tuple[LayerSpec, ...]:
    first, middle = (stride, 1) if stride_in == "1x1" else (1, stride)
    return (
        *_conv_norm("1", width, kernel=1, stride=first),
        *_conv_norm("2", width, kernel=3, stride=middle),
        *_conv_norm("3", width * EXPANSION, kernel=1),
    )


def _conv_norm(number: str, width: int, *, kernel: int, stride: int = 1) -> tuple[LayerSpec, ...]:
    """A convolution that keeps the size up to its stride, without bias, since the norm after it has one."""
    conv = ConvSpec(f"conv{number}", width, kernel=kernel, stride=stride, padding=kernel // 2, bias=False)
    return conv, BatchNormSpec(f"norm{number}")
