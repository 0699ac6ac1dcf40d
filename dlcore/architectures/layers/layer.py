"""What every layer specification says: its output, its arrays, its multiply-adds, its activations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from dlcore.architectures.row import Row
from dlcore.architectures.signal import Shape, Signal
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class Layer:
    """A specification without numbers in it: everything is computed from the signal that comes in.

    name    its name in the table; in a block it gets the block's name and a dot in front
    Errors  ShapeError where the signal that comes in doesn't fit

    >>> rows, y = Layer("any").rows(Signal.entering((4,)))
    >>> rows[0].kind, rows[0].parameters, y.shape
    ('Layer', 0, (4,))
    """

    name: str

    @property
    def kind(self) -> str:
        """Its class, as the table shows it."""
        return type(self).__name__

    def output(self, x: Signal) -> Signal:
        """The signal that leaves the layer; ShapeError when the one that enters does not fit."""
        return x

    def arrays(self, x: Signal) -> Mapping[str, Shape]:
        """Name and shape of every array that the layer learns."""
        return {}

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        """Multiplications, each with its addition, for one example."""
        return 0

    def activations(self, x: Signal, y: Signal) -> int:
        """Numbers written for one example."""
        return y.numbers

    def active_parameters(self, x: Signal) -> int:
        """Parameters that take part for one token."""
        return sum(prod(shape) for shape in self.arrays(x).values())

    def cache_per_token(self, x: Signal) -> int:
        """Numbers kept for each token while text is generated."""
        return 0

    def rows(self, x: Signal) -> tuple[list[Row], Signal]:
        """The layer's lines of the table, and the signal that leaves it."""
        y = self.output(x)
        row = Row(
            name=self.name,
            kind=self.kind,
            input_shape=x.shape,
            output_shape=y.shape,
            arrays=self.arrays(x),
            multiply_adds=self.multiply_adds(x, y),
            activations=self.activations(x, y),
            receptive_field=y.field,
            stride=y.stride,
            active_parameters=self.active_parameters(x),
            cache_per_token=self.cache_per_token(x),
        )
        return [row], y

    def expects(self, x: Signal, axes: int, meaning: str) -> Shape:
        """The shape that came in, when it has so many axes."""
        if len(x.shape) != axes:
            raise ShapeError(f"{self.kind} {self.name} takes {meaning}, found shape {x.shape}")
        return x.shape


def through(layers: Iterable[Layer], x: Signal) -> tuple[list[Row], Signal]:
    """The rows of layers that follow one another, and the signal at their end."""
    rows: list[Row] = []
    for layer in layers:
        if not isinstance(layer, Layer):
            raise ShapeError(f"A network is made of layer specifications, found {layer!r}")
        more, x = layer.rows(x)
        rows += more
    return rows, x
