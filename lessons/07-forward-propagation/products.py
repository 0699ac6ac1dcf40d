"""Products the wrong way round: which stop, and which give a matrix that nobody wanted. NumPy itself is asked."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import numpy as np

from deckwright.figures import Run, Text, shape
from dlcore import Tensor
from dlcore.small_network import Parameters

WIDTH = 64  # characters of a message on a slide


@dataclass(frozen=True)
class Products:
    """Rows of the table, and what NumPy says where it stops."""

    rows: list[list[object]]
    message: str


def products(x: Tensor, a1: Tensor, p: Parameters) -> Products:
    """The output layer and the hidden layer with vectors of one axis and with columns."""
    a, x_column, a_column = a1.value, x.value[:, None], a1.value[:, None]
    W1, b1, W2 = p.W1.value, p.b1.value, p.W2.value
    rows = [
        [shape(a), code("W2 @ a1"), gives(W2 @ a, "right")],
        [shape(a), code("a1 @ W2"), "stops"],
        [shape(a_column), code("a1 @ W2"), gives(a_column @ W2, "wrong, and silent")],
        [shape(x_column), code("W1 @ x + b1"), gives(W1 @ x_column + b1, "wrong, and silent")],
    ]
    return Products(rows, textwrap.fill(message(a, W2), WIDTH))


def code(line: str) -> Text:
    """A line of a program in a cell."""
    return (Run(line, code=True),)


def gives(result: np.ndarray, verdict: str) -> str:
    """The shape of a result in words."""
    return f"gives {shape(result).text}: {verdict}"


def message(left: np.ndarray, right: np.ndarray) -> str:
    """What NumPy says to a product that it can't form."""
    try:
        np.matmul(left, right)
    except ValueError as problem:
        return f"ValueError: {problem}"
    raise AssertionError("A vector of four times a matrix of one row was meant to fail.")
