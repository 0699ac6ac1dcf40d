"""Logic by the neurons of 1943: AND, OR and NOT as truth tables that the units compute."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import mcculloch_pitts
from dlcore.datasets.xor import CORNERS


@dataclass(frozen=True)
class Logic:
    """Tables with the inputs first, and the unit that a veto silences whatever excites it."""

    gates: list[list[int]]
    negation: list[list[int]]
    vetoed: int
    excited: int


def logic(excited: int = 10) -> Logic:
    """AND needs two active inputs, OR one; NOT is always excited, and its input is a veto."""
    corners = CORNERS.astype(int)
    both, either = (mcculloch_pitts(corners, threshold=needed) for needed in (2, 1))
    values = np.array([[0], [1]])
    negation = mcculloch_pitts([[1], [1]], values, threshold=1)
    return Logic(
        np.column_stack([corners, both, either]).tolist(), np.column_stack([values, negation]).tolist(),
        int(mcculloch_pitts([1] * excited, [1], threshold=1)), excited,
    )  # fmt: skip
