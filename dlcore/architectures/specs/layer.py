"""What every layer specification says: its output, its arrays, its multiply-adds, its activations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from dlcore.architectures.row import Row
from dlcore.architectures.signal import Shape, Signal, product
from dlcore.errors import ShapeError
from dlcore.ops.arithmetic import IDENTITY
from dlcore.tensor import Tensor

SHOWN = {
    "parameters": r"\text{parameters}",
    "multiply_adds": r"\text{multiply-adds}",
    "activations": r"\text{activations}",
    "receptive_field": "r'",
    "height": "H'",
    "width": "W'",
}


@dataclass(frozen=True)
class LayerSpec:
    """A specification without numbers in it: everything is computed from the signal that comes in.

    Its arithmetic is written once, for whole numbers and for Tensors. ``output`` checks what comes in first.

    name     its name in the table; in a block it gets the block's name and a dot in front
    symbols  how its settings are written, by field; axes: those of what comes in, by how many there are
    Errors   ShapeError where the signal that comes in doesn't fit

    >>> rows, y = LayerSpec("any").rows(Signal.entering((4,)))
    >>> rows[0].kind, rows[0].parameters, y.shape
    ('Layer', 0, (4,))
    """

    symbols: ClassVar[Mapping[str, str]] = {}
    axes: ClassVar[Mapping[int, tuple[str, ...]]] = {
        1: (r"D_{\text{in}}",),
        2: ("T", "D"),
        3: (r"C_{\text{in}}", "H", "W"),
    }

    name: str

    @property
    def kind(self) -> str:
        """Its class, as the table shows it."""
        return type(self).__name__.removesuffix("Spec")

    def output(self, x: Signal) -> Signal:
        """The signal that leaves the layer; ShapeError when the one that enters does not fit."""
        return x

    def shape(self, x: Signal) -> Shape:
        """The shape that leaves the layer, for a signal that fits."""
        return x.shape

    def beyond(self, x: Signal) -> int:
        """How many neighbors along one axis an output looks at, besides one position."""
        return 0

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
        return _sum(product(shape) for shape in self.arrays(x).values())

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
            work=partial(self.tensors, x),
        )
        return [row], y

    def tensors(self, x: Signal) -> dict[str, Tensor]:
        """The numbers of the layer's row as Tensors of its sizes; those that take no arithmetic are left out."""
        layer, x = self._written(), x.written(self.axes[len(x.shape)])
        sizes = layer.shape(x)
        y = replace(x, shape=tuple(_primed(size, axis) for size, axis in zip(sizes, self.axes[len(sizes)])))
        beyond = layer.beyond(x)
        found = {
            "parameters": _sum(product(shape) for shape in layer.arrays(x).values()),
            "multiply_adds": layer.multiply_adds(x, y),
            "activations": layer.activations(x, y),
            "receptive_field": x.field + beyond * x.stride if isinstance(beyond, Tensor) else None,
        }
        if len(sizes) == 3 and isinstance(sizes[1], Tensor) and sizes[1].inputs:
            found |= {"height": sizes[1], "width": sizes[2]}
        return {key: _called(found[key], SHOWN[key]) for key in found if isinstance(found[key], Tensor)}

    def _written(self) -> LayerSpec:
        """The layer with Tensors for its settings, which makes its arithmetic one of Tensors."""
        settings = {name: getattr(self, name) for name in self.symbols}
        return replace(self, **{k: Tensor(v, self.symbols[k]) for k, v in settings.items() if v is not None})

    def expects(self, x: Signal, axes: int, meaning: str) -> Shape:
        """The shape that came in, when it has so many axes."""
        if len(x.shape) != axes:
            raise ShapeError(f"{self.kind} {self.name} takes {meaning}, found shape {x.shape}")
        return x.shape


def through(layers: Iterable[LayerSpec], x: Signal) -> tuple[list[Row], Signal]:
    """The rows of layers that follow one another, and the signal at their end."""
    rows: list[Row] = []
    for layer in layers:
        if not isinstance(layer, LayerSpec):
            raise ShapeError(f"A network is made of layer specifications, found {layer!r}")
        more, x = layer.rows(x)
        rows += more
    return rows, x


def _sum(numbers: Iterable[Any]) -> Any:
    """The sum of whole numbers or Tensors, without the 0 that Python's own begins with."""
    first, *others = [*numbers] or [0]
    return sum(others, start=first)


def _primed(size: Any, axis: str) -> Any:
    """A size under the name of its axis with a prime, where the layer computes it."""
    return size.named(f"{axis}'") if size.inputs else size


def _called(number: Tensor, name: str) -> Tensor:
    """A number under its name; one that is a size as it stands, such as D, says so."""
    return number.named(name) if number.inputs else IDENTITY(number).named(name)
