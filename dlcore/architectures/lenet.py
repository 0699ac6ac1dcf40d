"""LeNet-5 as it is taught today."""

from __future__ import annotations

from dlcore.architectures.specs import ConvSpec, FlattenSpec, LinearSpec, PoolSpec
from dlcore.architectures.table import LayerTable, layer_table


def lenet5(classes: int = 10) -> LayerTable:
    r"""LeNet-5 in its modern form: two convolutions, two poolings, three fully connected layers, on 32 x 32 pixels.

    Convention  modern: conv2 sees all 6 maps (the paper's C3 sees some of them, 1,516 parameters instead of 2,416),
                pooling learns nothing (the paper's S2 and S4 learn 12 and 32), and the last layer is linear instead
                of radial
    Source      LeCun, Bottou, Bengio and Haffner, Gradient-Based Learning Applied to Document Recognition (1998),
                section II.B; the modern form as in Zhang et al., Dive into Deep Learning, section 7.6

    >>> table = lenet5()
    >>> table.parameters, table.multiply_adds, table["conv2"].receptive_field
    (61706, 416520, 14)
    """
    return layer_table(
        "LeNet-5",
        (1, 32, 32),
        [
            ConvSpec("conv1", 6, kernel=5),
            PoolSpec("pool1", kernel=2),
            ConvSpec("conv2", 16, kernel=5),
            PoolSpec("pool2", kernel=2),
            FlattenSpec("flatten"),
            LinearSpec("fc1", 120),
            LinearSpec("fc2", 84),
            LinearSpec("fc3", classes),
        ],
    )
