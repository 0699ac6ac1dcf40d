"""The record that travels inside a deck: where every figure on it comes from, in full precision."""

from __future__ import annotations

import functools
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckwright import limits
from deckwright.deck.block import Block
from deckwright.deck.chart import Chart, Series
from deckwright.deck.columns import Columns
from deckwright.deck.figure import Figure, Origin, figures_in
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import plain
from deckwright.errors import Source, UserError
from deckwright.pptx.manifest import damaged_record
from deckwright.provenance.locations import SlideLocations
from deckwright.provenance.manifest_types import WHOSE, Manifest, Versioned, contradictions, decoded
from deckwright.store import remembered

FORMAT = 2
SLIDES = 2000  # whose entries stay in memory


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A slide in the manifest.

    json     its figures and charts
    numbers  at which place of these lists each of them stands, by its identity
    """

    json: str
    numbers: Mapping[int, int]


def manifest(
    deck: Deck,
    *,
    root: Path,
    folder: Path,
    settings: Sequence[str],
    inputs: Mapping[str, str],
    stands: Sequence[SlideLocations] = (),
) -> bytes:
    """The manifest of a deck as JSON; the same deck gives the same bytes.

    root      the course; every path in the manifest is relative to it
    folder    the lesson's folder
    settings  the parameters as ``K=V``, all of them
    inputs    what the deck was made from: a digest of each file, the version of each tool
    stands    where the figures stand in the file
    """
    around = {
        "format": FORMAT,
        "lesson": {"name": deck.lesson, "folder": _relative(folder, root)},
        "parameters": list(settings),
        "inputs": dict(sorted(inputs.items())),
    }
    entries = [_entry(slide, root) for slide in deck.slides]
    numbers = {id(slide): entry.numbers for slide, entry in zip(deck.slides, entries)}
    slides = ",".join(entry.json for entry in entries)
    places = _json([_stands(each, numbers[id(each.placed.slide)]) for each in stands])
    return f'{_json(around)[:-1]},"slides":[{slides}],"stands":{places}}}'.encode()


def read_manifest(content: bytes) -> Manifest:
    """The manifest of a deck as it was written; raises UserError where it isn't one."""
    try:
        if decoded(content, Versioned)["format"] != FORMAT:
            raise UserError("This deck was made by another version of Deckwright.", hint="Build the deck again.")
        read = decoded(content)
    except ValueError as problem:
        raise damaged_record(str(problem)) from problem
    limits.SLIDES.hold(max(len(read["slides"]), len(read["stands"])), WHOSE)
    texts = [text for stand in read["stands"] for text in stand["texts"]]
    limits.RECORD_PLACES.hold(sum(len(text) * len(spans) for _, _, text, spans in texts), WHOSE)
    for contradiction in contradictions(read):
        raise damaged_record(contradiction)
    return read


def places(slide: Slide) -> Iterator[tuple[str, Any]]:
    """Every place of a slide that can hold figures, with a name that says where it is."""
    yield "title", slide.title
    yield "subtitle", slide.subtitle
    yield from _block_places(slide.blocks, "")
    yield from ((f"footnote {i}", text) for i, text in enumerate(slide.footnotes, 1))
    yield "notes", slide.notes


def _block_places(blocks: tuple[Block, ...], prefix: str) -> Iterator[tuple[str, Any]]:
    for i, block in enumerate(blocks, 1):
        name = f"{prefix}{type(block).__name__.lower()} {i}"
        if isinstance(block, Columns):
            for j, column in enumerate(block.columns, 1):
                yield from _block_places(column.blocks, f"{name}, column {j}, ")
        else:
            yield f"{name}, alt text", block.alt
            yield name, block


@remembered(SLIDES)
def _entry(slide: Slide, root: Path) -> FigureEntry:
    counts: Counter[str] = Counter()
    numbers: dict[int, int] = {}
    figures, charts = [], []
    for place, content in places(slide):
        inside = figures_in(content)
        if isinstance(content, Block):
            alt = sum(1 for _ in figures_in(content.alt))
            inside = list(inside)[alt:]
        inside = list(inside)
        numbers |= {id(figure): len(figures) + k for k, figure in enumerate(inside)}
        figures += (_figure(figure, place, slide.key, counts, root) for figure in inside)
        if isinstance(content, Chart):
            numbers[id(content)] = len(charts)
            charts.append(_chart(content, place, slide.key, counts, root))
    content = {"key": slide.key, "title": plain(slide.title), "figures": figures, "charts": charts}
    return FigureEntry(_json(content), numbers)


def _stands(slide: SlideLocations, numbers: Mapping[int, int]) -> dict[str, Any]:
    """Where the figures of a slide stand: shape, part of it, its text, and who shows which of its characters."""
    return {
        "slide": slide.key,
        "number": slide.number,
        "title": slide.title,
        "texts": [
            [surface.shape, surface.part, surface.text, [[s.start, s.end, numbers[id(s.figure)]] for s in spans]]
            for surface, spans in slide.texts
        ],
        "charts": [[shape, numbers[id(chart)]] for shape, chart in slide.charts],
    }


def _figure(figure: Figure, place: str, key: str, counts: Counter[str], root: Path) -> dict[str, Any]:
    return {
        "id": _identity(key, figure.origin, figure.label, counts),
        "place": place,
        "text": figure.text,
        "value": str(figure.value) if _is_no_number(figure.value) else figure.value,
        "label": figure.label,
        "formula": figure.formula,
        **origin_record(figure.origin, root),
    }


def _chart(chart: Chart, place: str, key: str, counts: Counter[str], root: Path) -> dict[str, Any]:
    return {
        "id": _identity(key, chart.origin, "chart", counts),
        "place": place,
        "categories": list(chart.categories),
        "series": [
            *(_series(series) for series in chart.series),
            *({"name": rule.name, "x": [], "y": [], rule.axis: [rule.value] * 2} for rule in chart.rules),  # both ends
        ],
        **origin_record(chart.origin, root),
    }


def _series(series: Series) -> dict[str, Any]:
    recorded = {"name": series.name, "x": None if series.x is None else _points(series.x), "y": _points(series.y)}
    if series.spread:
        recorded |= {"below": _points(series.spread.below), "above": _points(series.spread.above)}
    return recorded


def _points(values: Iterable[float]) -> list[float | None]:
    """Numbers as JSON has them: a gap is null."""
    return [None if _is_no_number(value) else value for value in values]


def _is_no_number(value: Any) -> bool:
    """Whether a value is NaN or infinite, which JSON doesn't know."""
    return isinstance(value, float) and not math.isfinite(value)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _identity(key: str, origin: Origin | None, label: str, counts: Counter[str]) -> str:
    """An id that stays when other figures come and go: slide, expression, part, and which one of several alike."""
    name = f"{key}: {origin.expression if origin else ''}" + (f" {label}" if label else "")
    counts[name] += 1
    return name if counts[name] == 1 else f"{name} ({counts[name]})"


def origin_record(origin: Origin | None, root: Path) -> dict[str, str]:
    """The call that put a figure or a chart on a slide: its expression, and ``file:line`` from the course's folder."""
    if origin is None:
        return {"expression": "", "source": ""}
    return {"expression": origin.expression, "source": _place(origin.source, root)}


def _place(source: Source, root: Path) -> str:
    return f"{_relative(source.path, root)}:{source.line}"


@functools.lru_cache  # every figure asks for the file that it comes from, and there are few of those
def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
