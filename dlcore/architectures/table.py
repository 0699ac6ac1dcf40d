"""The layer table of a network: a row for each layer, and the totals that follow from the rows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dlcore.architectures.row import Row
from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import SHOWN, LayerSpec, through
from dlcore.errors import DomainError
from dlcore.ops.arithmetic import IDENTITY, add_all
from dlcore.tensor import Tensor

COLUMNS = ("layer", "kind", "output", "parameters", "multiply-adds", "activations", "receptive field")


@dataclass(frozen=True, slots=True)
class LayerTable:
    r"""A network, layer by layer, for one example; every total is a sum over the rows, in whole numbers of any size.

    Errors  DomainError for the name or kind of a row that isn't there

    >>> from dlcore.architectures.specs import LinearSpec
    >>> table = layer_table("two layers", (784,), [LinearSpec("hidden", 16), LinearSpec("out", 10)])
    >>> table.parameters, table["out"].multiply_adds, table.output_shape
    (12730, 160, (10,))
    >>> table.tensors["parameters"].formula
    '\\text{parameters} = \\text{hidden} + \\text{out}'
    """

    name: str
    input_shape: Shape
    rows: tuple[Row, ...]

    @property
    def output_shape(self) -> Shape:
        """The shape at the end."""
        return self.rows[-1].output_shape if self.rows else self.input_shape

    @property
    def parameters(self) -> int:
        """How many numbers the network learns."""
        return sum(row.parameters for row in self.rows)

    @property
    def active_parameters(self) -> int:
        """Parameters that take part for one token; fewer than all only in a mixture of experts."""
        return sum(row.active_parameters for row in self.rows)

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds of one forward pass of one example; FLOPs are twice as many."""
        return sum(row.multiply_adds for row in self.rows)

    @property
    def activations(self) -> int:
        """Numbers that the layers write for one example: what training keeps for the backward pass."""
        return sum(row.activations for row in self.rows)

    @property
    def cache_per_token(self) -> int:
        """Numbers kept for each token while text is generated (keys and values of all layers)."""
        return sum(row.cache_per_token for row in self.rows)

    @property
    def receptive_field(self) -> int:
        """Input positions along one axis that can change one position of the output."""
        return self.rows[-1].receptive_field if self.rows else 1

    @property
    def tensors(self) -> dict[str, Tensor]:
        """The totals of parameters, multiply-adds and activations as Tensors: sums over the layers."""
        totals = {key: _total(key, self.rows) for key in ("parameters", "multiply_adds", "activations")}
        return {key: total for key, total in totals.items() if total is not None}

    def of(self, *kinds: str) -> LayerTable:
        """The rows of some kinds only, such as ``of("Conv", "Linear")``, for totals in other people's conventions."""
        known = {row.kind for row in self.rows}
        unknown = [kind for kind in kinds if kind not in known]
        if unknown:
            raise DomainError(
                f"{self.name} has no layer of kind {unknown[0]!r}; its kinds are {', '.join(sorted(known))}"
            )
        return LayerTable(self.name, self.input_shape, tuple(row for row in self.rows if row.kind in kinds))

    def grouped(self, depth: int = 1) -> LayerTable:
        """One row for each block: rows that share the first ``depth`` parts of their names are summed."""
        by_block = groupby(self.rows, key=lambda row: ".".join(row.name.split(".")[:depth]))
        return LayerTable(self.name, self.input_shape, tuple(_summed(name, list(rows)) for name, rows in by_block))

    def cells(self) -> list[tuple[str, ...]]:
        """The table as text: a header, a line for each row, and the totals."""
        lines = [
            (
                row.name,
                row.kind,
                " x ".join(map(str, row.output_shape)),
                f"{row.parameters:,}",
                f"{row.multiply_adds:,}",
                f"{row.activations:,}",
                f"{row.receptive_field:,}",
            )
            for row in self.rows
        ]
        total = ("total", "", "", f"{self.parameters:,}", f"{self.multiply_adds:,}", f"{self.activations:,}", "")
        return [COLUMNS, *lines, total]

    def __getitem__(self, name: str) -> Row:
        """The row of that name; DomainError with the closest name when there is none."""
        for row in self.rows:
            if row.name == name:
                return row
        close = difflib.get_close_matches(str(name), [row.name for row in self.rows], n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise DomainError(f"{self.name} has no layer {name!r}.{hint}")

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        cells = self.cells()
        widths = [max(len(line[i]) for line in cells) for i in range(len(COLUMNS))]
        return "\n".join(
            "  ".join(
                cell.ljust(w) if i < 3 else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths))
            ).rstrip()
            for line in cells
        )


def layer_table(name: str, input_shape: Shape, layers: Iterable[LayerSpec]) -> LayerTable:
    r"""The table of a network of your own: send an input of that shape through and write down what each layer does.

    Shapes    input_shape is that of one example: (C, H, W), (T,) token ids, (T, D) or (D,)
    Errors    ShapeError when two layers do not fit, DomainError for sizes that are no whole numbers or equal names

    >>> from dlcore.architectures.specs import LinearSpec
    >>> layer_table("two layers", (4,), [LinearSpec("a", 3), LinearSpec("b", 2)]).parameters
    23
    """
    entering = Signal.entering(tuple(input_shape))
    rows, _ = through(layers, entering)
    names = [row.name for row in rows]
    twice = next((each for each in names if names.count(each) > 1), None)
    if twice:
        raise DomainError(f"{name}: two layers are called {twice!r}; names in a table must differ")
    return LayerTable(name, entering.shape, tuple(rows))


def _summed(name: str, rows: list[Row]) -> Row:
    """The rows of a block as one row; arrays keep the rest of their path as their name."""
    if len(rows) == 1 and rows[0].name == name:
        return rows[0]
    first, last = rows[0], rows[-1]
    return Row(
        name=name,
        kind="Block",
        input_shape=first.input_shape,
        output_shape=last.output_shape,
        arrays={f"{row.name[len(name) + 1 :]}.{key}": shape for row in rows for key, shape in row.arrays.items()},
        multiply_adds=sum(row.multiply_adds for row in rows),
        activations=sum(row.activations for row in rows),
        receptive_field=last.receptive_field,
        stride=last.stride,
        active_parameters=sum(row.active_parameters for row in rows),
        cache_per_token=sum(row.cache_per_token for row in rows),
        work=lambda: LayerTable(name, first.input_shape, tuple(rows)).tensors,
    )


def _total(key: str, rows: Iterable[Row]) -> Tensor | None:
    """A sum over layers, each under its name; None where no layer has anything to add."""
    terms = [row.tensors[key].named(rf"\text{{{row.name}}}") for row in rows if key in row.tensors]
    return IDENTITY(add_all(terms)).named(SHOWN[key]) if terms else None
