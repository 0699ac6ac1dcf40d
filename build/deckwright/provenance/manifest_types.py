"""What stands in a manifest, as types: whoever reads one from a file gets this or an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, TypedDict

import msgspec
from msgspec import Meta

from deckwright import limits

WHOSE = "The record in this deck has"

Place = Annotated[int, Meta(ge=0, le=2**53)]
Span = tuple[Place, Place, Place]  # first character, the one after the last, which of the slide's figures
Text = tuple[str, str, str, list[Span]]  # shape, part of the shape, what it says, its figures


class OriginRecord(TypedDict):
    """What a figure or a chart has in common: its identity, where on the slide it stands, the call that made it."""

    id: str
    place: str
    expression: str
    source: str


class FigureRecord(OriginRecord):
    text: str
    value: Any
    label: str
    formula: str


class SeriesRecord(TypedDict):
    name: str
    x: list[float | None] | None
    y: list[float | None]


class ChartRecord(OriginRecord):
    categories: list[str]
    series: list[SeriesRecord]


class SlideRecord(TypedDict):
    """A slide of the lesson: what it shows."""

    key: str
    title: str
    figures: list[FigureRecord]
    charts: list[ChartRecord]


class FigureLocation(TypedDict):
    """A slide of the file: where what it shows stands. slide: the key of the slide; charts: shape, and which chart."""

    slide: str
    number: Place
    title: str
    texts: list[Text]
    charts: list[tuple[str, Place]]


class Versioned(TypedDict):
    """What every version of a manifest has."""

    format: int


class LessonNamed(TypedDict):
    name: str
    folder: str


class Manifest(Versioned):
    """All of it. parameters: as K=V; inputs: a digest of each file, the version of each tool."""

    lesson: LessonNamed
    parameters: list[str]
    inputs: dict[str, str]
    slides: list[SlideRecord]
    stands: list[FigureLocation]


def decoded(content: bytes, kind: Any = Manifest) -> Any:
    """JSON as one of these types. Raises ValueError, in words, where it isn't; UserError over a limit."""
    limits.RECORD_MARKS.hold(sum(map(content.count, (b",", b"[", b"{"))), WHOSE)
    try:
        return msgspec.json.decode(content, type=kind)
    except RecursionError:
        raise ValueError("its lists stand one in the other without end") from None
    except msgspec.MsgspecError as problem:
        raise ValueError(str(problem)) from problem


def contradictions(manifest: Manifest) -> Iterator[str]:
    """Places of a manifest that refer to what it doesn't have."""
    slides = {slide["key"]: slide for slide in manifest["slides"]}
    if len(slides) < len(manifest["slides"]):
        yield "two slides have the same key"
    for stand in manifest["stands"]:
        if stand["slide"] not in slides:
            yield f"it says where the figures of a slide {stand['slide']!r} stand, and has no such slide"
            continue
        figures, charts = slides[stand["slide"]]["figures"], slides[stand["slide"]]["charts"]
        for _, _, text, spans in stand["texts"]:
            if not all(start < end <= len(text) and figure < len(figures) for start, end, figure in spans):
                yield f"a figure of the slide {stand['slide']!r} stands where there is no text"
        if not all(chart < len(charts) for _, chart in stand["charts"]):
            yield f"it says where a chart of the slide {stand['slide']!r} stands, and has no such chart"
