"""Measurements as values of charts: their medians are drawn, and their ranges as error bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

from deckwright.errors import UserError
from dlcore.measurement import Measurement

Ends = tuple[list[float], list[float]]  # of the ranges: low and high


def measured_bars(data: Any) -> tuple[Any, Ends | None]:
    """A dict of a measurement for each bar as its medians, with the ends of their ranges; other data as they are."""
    if not isinstance(data, Mapping) or not are_measured(bars := [*data.values()]):
        return data, None
    return dict(zip(data, _medians(bars))), _ends(bars)


def measured_series(named: Mapping[str, Any], errors: Any) -> tuple[dict[str, Any], Any]:
    """Series of measurements as their medians. Their ranges are error bars, where errors says nothing of any series."""
    parts = {name: _parts(values) for name, values in named.items()}
    for name, (_, values) in parts.items():
        if isinstance(values, Measurement):
            raise UserError(
                f"Expected a row of values for {name!r}, found one measurement.",
                hint="A line joins several, [first, second]; bar_chart({name: measurement}) shows one for each name.",
            )
    found = {name: part for name, part in parts.items() if are_measured(part[1])}
    ends = {name: _ends(measured) for name, (_, measured) in found.items()}
    medians = {name: _with_x(x, _medians(measured)) for name, (x, measured) in found.items()}
    return {**named, **medians}, ends if errors is None and ends else errors


def _parts(values: Any) -> tuple[Any, Any]:
    """The x of a series that brings one, else None, and its values."""
    return values if isinstance(values, tuple) and len(values) == 2 else (None, values)


def _with_x(x: Any, values: list[float]) -> Any:
    return values if x is None else (x, values)


def are_measured(values: Any) -> TypeGuard[list[Measurement]]:
    """Whether these are measurements and nothing else."""
    return isinstance(values, (list, tuple)) and bool(values) and all(isinstance(v, Measurement) for v in values)


def _medians(measured: list[Measurement]) -> list[float]:
    return [value.median for value in measured]


def _ends(measured: list[Measurement]) -> Ends:
    return [value.low for value in measured], [value.high for value in measured]
