"""Which figure of a deck is which of those that the lesson shows today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

FigureEntry = dict[str, Any]


def paired_figures(
    built: Sequence[FigureEntry], fresh: Sequence[FigureEntry], kind: str
) -> tuple[list[tuple[FigureEntry, int, FigureEntry, FigureEntry | None]], list[tuple[FigureEntry, FigureEntry]]]:
    """Each figure (or chart) that was built, with its slide, its place there and what it is today; then the new ones.

    They are paired by their identities; where a slide was renamed, by what follows the slide's key in them.
    """
    today = {entry["id"]: (slide, entry) for slide in fresh for entry in slide[kind]}
    before = [(slide, index, entry) for slide in built for index, entry in enumerate(slide[kind])]
    pairs: dict[int, FigureEntry] = {}
    for n, (_, _, entry) in enumerate(before):
        if entry["id"] in today:
            pairs[n] = today.pop(entry["id"])[1]
    renamed = {_call(slide, entry): entry["id"] for slide, entry in reversed(today.values())}
    for n, (slide, _, entry) in enumerate(before):
        if n not in pairs and (name := renamed.pop(_call(slide, entry), None)):
            pairs[n] = today.pop(name)[1]
    return [(*each, pairs.get(n)) for n, each in enumerate(before)], list(today.values())


def _call(slide: FigureEntry, entry: FigureEntry) -> str:
    return entry["id"].removeprefix(f"{slide['key']}: ")
