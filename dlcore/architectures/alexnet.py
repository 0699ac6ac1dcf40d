"""AlexNet, in the one-tower form of 2014 and in the two-tower form of 2012."""

from __future__ import annotations

from dlcore.architectures.specs import ConvSpec, FlattenSpec, LayerSpec, LinearSpec, PoolSpec
from dlcore.architectures.table import LayerTable, layer_table


def alexnet(classes: int = 1000) -> LayerTable:
    r"""AlexNet as torchvision has it: one tower, 224 x 224 pixels.

    Convention  torchvision's average pooling before the classifier changes nothing at this size, so it is no row here
    Source      Krizhevsky, One weird trick for parallelizing convolutional neural networks (2014);
                torchvision's alexnet

    >>> table = alexnet()
    >>> table.parameters, table.multiply_adds, table["pool5"].receptive_field
    (61100840, 714188480, 195)
    """
    features: list[LayerSpec] = [
        ConvSpec("conv1", 64, kernel=11, stride=4, padding=2),
        PoolSpec("pool1", kernel=3, stride=2),
        ConvSpec("conv2", 192, kernel=5, padding=2),
        PoolSpec("pool2", kernel=3, stride=2),
        ConvSpec("conv3", 384, kernel=3, padding=1),
        ConvSpec("conv4", 256, kernel=3, padding=1),
        ConvSpec("conv5", 256, kernel=3, padding=1),
        PoolSpec("pool5", kernel=3, stride=2),
    ]
    return layer_table("AlexNet", (3, 224, 224), features + _classifier(classes))


def alexnet_2012(classes: int = 1000) -> LayerTable:
    r"""AlexNet as first published: two towers, which are two groups in conv2, conv4 and conv5.

    Convention  227 x 227 pixels, the size with which the paper's 55 x 55 comes out; the paper writes 224
    Source      Krizhevsky, Sutskever and Hinton, ImageNet Classification with Deep Convolutional Neural
                Networks (2012), section 3.5: about 60 million parameters

    >>> table = alexnet_2012()
    >>> table.parameters, table["conv1"].output_shape
    (60965224, (96, 55, 55))
    """
    features: list[LayerSpec] = [
        ConvSpec("conv1", 96, kernel=11, stride=4),
        PoolSpec("pool1", kernel=3, stride=2),
        ConvSpec("conv2", 256, kernel=5, padding=2, groups=2),
        PoolSpec("pool2", kernel=3, stride=2),
        ConvSpec("conv3", 384, kernel=3, padding=1),
        ConvSpec("conv4", 384, kernel=3, padding=1, groups=2),
        ConvSpec("conv5", 256, kernel=3, padding=1, groups=2),
        PoolSpec("pool5", kernel=3, stride=2),
    ]
    return layer_table("AlexNet (2012)", (3, 227, 227), features + _classifier(classes))


def _classifier(classes: int) -> list[LayerSpec]:
    return [FlattenSpec("flatten"), LinearSpec("fc6", 4096), LinearSpec("fc7", 4096), LinearSpec("fc8", classes)]
