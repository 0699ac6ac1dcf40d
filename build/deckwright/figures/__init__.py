"""From values to blocks: what the expressions in slides.md can call.

FUNCTIONS are called in an expression, ``{{ table(rows) }}``; FILTERS follow a value, ``{{ loss | num(6) }}``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deckwright.figures.matrix import matrix
from deckwright.figures.number import num, percent, sci, shape
from deckwright.figures.table import table
from deckwright.figures.worked import equation, formula, symbol, values, worked

FILTERS: dict[str, Callable[..., Any]] = {"num": num, "percent": percent, "sci": sci, "shape": shape}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    **FILTERS,
    "table": table,
    "matrix": matrix,
    "worked": worked,
    "formula": formula,
    "equation": equation,
    "symbol": symbol,
    "values": values,
}
