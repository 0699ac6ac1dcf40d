"""VGG: nothing but 3 x 3 convolutions, doubled and doubled again."""

from __future__ import annotations

from dlcore.architectures.specs import ConvSpec, FlattenSpec, LayerSpec, LinearSpec, PoolSpec
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.errors import DomainError

WIDTHS = (64, 128, 256, 512, 512)
CONVS = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}


def vgg(depth: int = 16, classes: int = 1000) -> LayerTable:
    r"""VGG-11, 13, 16 or 19 on 224 x 224 pixels, without batch norm: five stages that each end in a pooling.

    Errors    DomainError for another depth
    Source    Simonyan and Zisserman, Very Deep Convolutional Networks (2015), table 1, columns A, B, D and E

    >>> table = vgg(16)
    >>> table.parameters, table.multiply_adds, table["pool5"].receptive_field
    (138357544, 15470264320, 212)
    """
    if depth not in CONVS:
        raise DomainError(f"VGG has a depth of {', '.join(map(str, CONVS))}; found {depth!r}")
    layers: list[LayerSpec] = []
    for stage, (width, convs) in enumerate(zip(WIDTHS, CONVS[depth]), start=1):
        layers += [ConvSpec(f"conv{stage}_{i}", width, kernel=3, padding=1) for i in range(1, convs + 1)]
        layers.append(PoolSpec(f"pool{stage}", kernel=2))
    head = [FlattenSpec("flatten"), LinearSpec("fc6", 4096), LinearSpec("fc7", 4096), LinearSpec("fc8", classes)]
    return layer_table(f"VGG-{depth}", (3, 224, 224), layers + head)
