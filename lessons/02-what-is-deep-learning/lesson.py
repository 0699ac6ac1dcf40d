"""What depth is: layers that fold, how many pieces that buys, what trained layers do, and who the teacher is."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from features import Features, features
from folding import GRID, Folding, folding
from halves import Halves, halves
from heaps import Heaps, heaps
from layers import Layers, layers
from network import network, network_without_bend
from pieces import Plane, Promised, Spirals, Typical, plane, promised, two_spirals, typical

from deckwright.lesson import Range
from dlcore import folding_network, multilayer_perceptron


@dataclass(frozen=True)
class Code:
    """The lines of NumPy on the slide, and what they give with the weights of the folding network."""

    shown: str
    agrees: bool
    without_bend: str
    bends_left: int


@dataclass(frozen=True)
class WhatIsDeepLearning:
    """Everything the lecture shows."""

    folding: Folding
    folds: int
    code: Code
    plane: Plane
    book: tuple[Promised, ...]
    book_table: list[list[object]]
    typical: Typical
    units: int
    spirals: Spirals
    features: Features
    layers: Layers
    heaps: Heaps
    halves: Halves


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    start: Annotated[float, Range(0.05, 0.45)] = 0.3,
    folds: Annotated[int, Range(4, 8)] = 4,
    units: Annotated[int, Range(4, 24)] = 12,
    epochs: Annotated[int, Range(20, 60)] = 30,
    heaps_found: Annotated[int, Range(10, 30)] = 20,
    labels: Annotated[int, Range(20, 200)] = 100,
) -> WhatIsDeepLearning:
    """A line folded ``folds`` times; random layers of ``units``; ``heaps_found`` by k-means; ``labels`` for a probe."""
    book = promised(1, 10, 5), promised(10, 50, 5)
    return WhatIsDeepLearning(
        folding=folding(start, folds), folds=folds, code=code(folds), plane=plane(seed),
        book=book, book_table=side_by_side(book[0]), typical=typical(units, seed), units=units,
        spirals=two_spirals(seed), features=features(seed), layers=layers(seed, epochs),
        heaps=heaps(heaps_found, seed), halves=halves(labels, seed),
    )  # fmt: skip


def side_by_side(book: Promised) -> list[list[object]]:
    """The book's network with one input beside one layer of as many parameters."""
    wide = book.one_layer_units
    return [
        ["units", f"{book.layers} × {book.units}", wide],
        ["parameters", book.parameters, multilayer_perceptron((book.inputs, wide, 1)).parameters],
        ["most regions", int(book.regions), int(book.one_layer_regions)],
    ]


def code(folds: int) -> Code:
    """Run both programs with the folding network's weights."""
    folding = folding_network(folds)
    pairs = [(W.value, b.value) for W, b in zip(folding.parameters[::2], folding.parameters[1::2])]
    same = np.allclose(network(GRID[:, None], pairs), folding(GRID[:, None]).value)
    straight = network_without_bend(GRID[:, None], pairs)[:, 0]
    bends = int((np.abs(np.diff(straight, 2)) > 1e-9 * np.abs(straight).max()).sum())
    return Code(inspect.getsource(network), bool(same), inspect.getsource(network_without_bend), bends)
