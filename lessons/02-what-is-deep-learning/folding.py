"""Two units that fold the line, fed their own answer again and again, and what one layer needs for the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import MLP, Linear, Tensor, folding_network, linear_pieces, multilayer_perceptron, relu

GRID = np.linspace(0.0, 1.0, 1025)  # every corner of up to ten folds lies on it
LISTED = (1, 2, 3, 4, 8, 20)
STEPS = 3
PAPER = 1e-4  # meters: the thickness of a sheet


def tent(x: Tensor, name: str) -> Tensor:
    """One fold: up to 1 in the middle, and down again."""
    return (2.0 * relu(x) - 4.0 * relu(x - 0.5)).named(name)


def one_layer_zigzag(folds: int) -> MLP:
    """One hidden layer that draws what the folding network draws: a unit for each piece.

    The first unit starts the line, each further one turns it around at a corner.
    """
    teeth = 2**folds
    slope = float(teeth)
    v = [slope, *(2 * slope * (-1) ** k for k in range(1, teeth))]
    hidden = Linear(Tensor(np.ones((teeth, 1)), "W^{(1)}"), Tensor(-np.arange(teeth) / teeth, "b^{(1)}"))
    return MLP((hidden, Linear(Tensor([v], "W^{(2)}"), Tensor([0.0], "b^{(2)}"))), "relu")


@dataclass(frozen=True)
class Folded:
    """The line folded so often: the network's graph, and what it costs.

    y             at the places of GRID
    pieces        straight ones, counted from the network
    units         hidden ones of the network, parameters its numbers
    one_layer     hidden units and parameters of one layer that draws the same
    """

    folds: int
    y: np.ndarray
    pieces: int
    units: int
    parameters: int
    one_layer_units: int
    one_layer_parameters: int

    @property
    def row(self) -> list[int]:
        """Folds, pieces; units and parameters of the deep network and of one layer."""
        return [
            self.folds, self.pieces, self.units, self.one_layer_units, self.parameters, self.one_layer_parameters,
        ]  # fmt: skip


@dataclass(frozen=True)
class Folding:
    """Everything about folding.

    steps     x_1, x_2, x_3: the tent of the one before
    twin      another start with the same x_1
    shown     four numbers of folds, for charts
    listed    more of them, for the table
    cheaper   the first number of folds at which the deep network has fewer parameters than one layer
    hinges    what the units of one layer bend, for four pieces; together, with the weights in front
    """

    start: Tensor
    steps: tuple[Tensor, ...]
    twin: Tensor
    twin_step: Tensor
    shown: tuple[Folded, ...]
    listed: tuple[Folded, ...]
    cheaper: int
    hinges: dict[str, np.ndarray]
    hinge_weights: list[float]
    x: np.ndarray

    @property
    def table(self) -> list[list[int]]:
        return [folded.row for folded in self.listed]

    @property
    def many(self) -> Folded:
        """The last of the table: as often as in the question at the beginning."""
        return self.listed[-1]

    def of(self, folds: int) -> Folded:
        """One of the table by its folds."""
        return next(folded for folded in self.listed if folded.folds == folds)

    @property
    def cheaper_row(self) -> int:
        """Where that number of folds stands in the table."""
        return [folded.folds for folded in self.listed].index(self.cheaper)

    @property
    def thickness(self) -> float:
        """Of the pile of the table's last row, in meters."""
        return PAPER * self.many.pieces

    @property
    def titles(self) -> list[str]:
        """Of the charts: folds and pieces."""
        return [f"{f.folds} {'fold' if f.folds == 1 else 'folds'}: {f.pieces} pieces" for f in self.shown]

    @property
    def tent_chart(self) -> dict[str, np.ndarray]:
        """The two units with their weights, and their sum."""
        first, second = 2 * self.x, -4 * np.maximum(self.x - 0.5, 0)
        return {"first unit": first, "second unit": second, "both: $x_1$": first + second}

    @property
    def preimages(self) -> list[list[float]]:
        """Every start that ends where ours does, with what becomes of it."""
        starts = [self.steps[-1].item()]
        for _ in self.steps:
            starts = sorted({round(x, 12) for y in starts for x in (y / 2, 1 - y / 2)})
        columns = [np.array(starts)]
        for _ in self.steps:
            x = columns[-1]
            columns.append(2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0))
        return np.column_stack(columns).round(9).tolist()

    @property
    def needed(self) -> dict[str, int]:
        """Numbers for the curve of the table's last row."""
        return {"it folds": self.many.parameters, "it doesn’t": self.many.one_layer_parameters}

    @property
    def places(self) -> dict[str, Tensor]:
        """The start and what came after it, for a number line."""
        return {f"${t.name}$": t for t in (self.start, *self.steps)}


def folding(start: float, folds: int) -> Folding:
    """From one start; charts up to so many folds."""
    x_0, steps = Tensor(start, "x_0"), []
    for k in range(1, STEPS + 1):
        steps.append(tent(steps[-1] if steps else x_0, f"x_{k}"))
    twin = Tensor(round(1.0 - start, 12), "x_0")
    listed = tuple(folded(k) for k in LISTED)
    cheaper = next(k for k in range(1, 20) if costs(k)[1] < costs(k)[3])
    return Folding(
        x_0, tuple(steps), twin, tent(twin, "x_1"), tuple(folded(k) for k in (1, 2, 3, folds)), listed, cheaper,
        hinges(2), one_layer_zigzag(2).layers[1].W.value[0].tolist(), GRID,
    )  # fmt: skip


def folded(folds: int) -> Folded:
    """The network, its graph and its costs; its pieces are counted where the graph has room for them."""
    network = folding_network(folds)
    y = network(GRID[:, None]).value[:, 0]
    pieces = len(linear_pieces(network, 0.0, 1.0)) + 1 if folds <= 10 else 2**folds
    return Folded(folds, y, pieces, *costs(folds))


def costs(folds: int) -> tuple[int, int, int, int]:
    """Units and parameters of the folding network, then of one layer that draws the same."""
    teeth = 2**folds
    return 2 * folds, folding_network(folds).parameter_count, teeth, multilayer_perceptron((1, teeth, 1)).parameters


def hinges(folds: int) -> dict[str, np.ndarray]:
    """What each unit of the one layer says, before weights are put in front."""
    return {f"unit {k}": a for k, a in enumerate(one_layer_zigzag(folds).forward(GRID[:, None]).a[0].value.T, start=1)}
