"""Multi-layer perceptrons, such as 3Blue1Brown's 784-16-16-10."""

from __future__ import annotations

from collections.abc import Sequence

from dlcore.architectures.specs import LinearSpec
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.check import whole
from dlcore.errors import DomainError


def multilayer_perceptron(sizes: Sequence[int] = (784, 16, 16, 10)) -> LayerTable:
    r"""Fully connected layers of the given widths, the input's first.

    Errors    DomainError when there are fewer than two sizes or one is no whole number from 1 up
    Source    3Blue1Brown, But what is a neural network? (2017), chapter 1 of Deep learning: 784-16-16-10 on MNIST

    >>> multilayer_perceptron().parameters
    13002
    """
    sizes = [whole("a layer's size", size, least=1) for size in sizes]
    if len(sizes) < 2:
        raise DomainError(f"A perceptron needs the sizes of its input and of at least one layer, found {sizes}")
    layers = [LinearSpec(f"layer{i}", size) for i, size in enumerate(sizes[1:], start=1)]
    return layer_table("-".join(map(str, sizes)), (sizes[0],), layers)
