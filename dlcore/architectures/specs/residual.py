"""Blocks whose input is added to their output."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dlcore.architectures.row import Row
from dlcore.architectures.signal import Signal
from dlcore.architectures.specs.layer import LayerSpec, through
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class BlockSpec(LayerSpec):
    """Layers under one name, one after another.

    >>> rows, _ = BlockSpec("stem", (LayerSpec("a"), LayerSpec("b"))).rows(Signal.entering((4,)))
    >>> [row.name for row in rows]
    ['stem.a', 'stem.b']
    """

    layers: tuple[LayerSpec, ...]

    def rows(self, x: Signal) -> tuple[list[Row], Signal]:
        rows, y = through(self.layers, x)
        return [replace(row, name=f"{self.name}.{row.name}") for row in rows], y


@dataclass(frozen=True)
class ResidualSpec(BlockSpec):
    r"""$y = F(x) + S(x)$: the layers and a shortcut, which is the identity unless it has layers of its own.

    The receptive field is the larger one of the two ways. The addition is a row of its own, with no parameters.

    Errors    ShapeError when the two ways end in different shapes or strides: the message names both
    Source    He et al., Deep Residual Learning (2016), equations 1 and 2; Araujo et al., Distill (2019), for the field

    >>> rows, _ = ResidualSpec("block", (LayerSpec("a"),)).rows(Signal.entering((4,)))
    >>> [row.name for row in rows]
    ['block.a', 'block.add']
    """

    shortcut: tuple[LayerSpec, ...] = ()

    def rows(self, x: Signal) -> tuple[list[Row], Signal]:
        rows, main = through(self.layers, x)
        side_rows, side = through(self.shortcut, x)
        if main.shape != side.shape or main.stride != side.stride:
            raise ShapeError(
                f"Residual {self.name}: the layers give shape {main.shape} at stride {main.stride}, the shortcut gives "
                f"{side.shape} at stride {side.stride}; from {x.shape}, and both must be the same"
            )
        both = replace(main, field=max(main.field, side.field), extent=min(main.extent, side.extent))
        (addition,), y = AddSpec("add").rows(both)
        rows = [*rows, *(replace(row, name=f"shortcut.{row.name}") for row in side_rows), addition]
        return [replace(row, name=f"{self.name}.{row.name}") for row in rows], y


@dataclass(frozen=True)
class AddSpec(LayerSpec):
    """Entry by entry addition of two signals of one shape.

    >>> AddSpec("add").rows(Signal.entering((4,)))[0][0].activations
    4
    """
