"""A .pptx as it is now, whoever saved it last: the texts and charts of its slides."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from deckwright import limits
from deckwright.errors import UserError
from deckwright.pptx.xml import Element, qualified
from deckwright.provenance.locations import is_chart
from deckwright.provenance.slide_texts import SlideText, shape_name, shapes, surfaces
from deckwright.safe_zip import Damaged, SafeZip, safe_zip
from deckwright.verification.chart_data import ChartData, chart_data, workbook_in

PRESENTATION = "ppt/presentation.xml"


@dataclass(frozen=True, slots=True)
class OpenedSlide:
    """A slide of a file. place: which one it is, from 1; number: its own, which stays when slides are moved."""

    place: int
    number: int
    surfaces: tuple[SlideText, ...]
    charts: tuple[tuple[str, ChartData], ...]

    @property
    def title(self) -> str:
        return next((surface.text for surface in self.surfaces if surface.shape == "Title"), "")


def open_deck(path: Path | BinaryIO) -> list[OpenedSlide]:
    """The slides of a file in their order. Raises UserError for a file that can't be read."""
    name = str(path) if isinstance(path, Path) else "The deck"
    try:
        with safe_zip(path, name) as package:
            return list(_slides(package))
    except OSError as problem:
        raise UserError(f"{name} can't be read: {problem.strerror}.") from problem


def _slides(package: SafeZip) -> Iterator[OpenedSlide]:
    listed = package.xml(PRESENTATION).findall(f"{qualified('p:sldIdLst')}/{qualified('p:sldId')}")
    limits.SLIDES.hold(len(listed), f"{package.name} has")
    related = _related(package, PRESENTATION)
    seen = set()
    for place, entry in enumerate(listed, 1):
        part = related.get(entry.get(qualified("r:id"), ""))
        if part is None or part in seen:
            raise Damaged(package.name, f"its list of slides names a slide {'twice' if part else 'that is not there'}")
        seen.add(part)
        yield _slide(package, part, place, _whole(entry.get("id"), package, PRESENTATION))


def _slide(package: SafeZip, part: str, place: int, number: int) -> OpenedSlide:
    slide, related = package.xml(part), _related(package, part)
    notes = next((package.xml(target) for target in related.values() if "/notesSlides/" in target), None)
    charts = tuple(_charts(package, part, slide, related))
    texts = tuple(islice(surfaces(slide, notes), limits.TEXTS.most + 1))
    limits.TEXTS.hold(len(texts), f"{package.name}: its part {part} has")
    return OpenedSlide(place, number, texts, charts)


def _charts(package: SafeZip, slide: str, root: Element, related: dict[str, str]) -> Iterator[tuple[str, ChartData]]:
    for shape in filter(is_chart, shapes(root)):
        part = related.get(shape.find(f".//{qualified('c:chart')}").get(qualified("r:id"), ""))
        if part is None:
            raise Damaged(package.name, f"a chart of its part {slide} is not there")
        books = [target for target in _related(package, part).values() if target.endswith(".xlsx")]
        try:
            data = chart_data(package.xml(part), workbook_in(package, books[0]) if books else None)
        except (ValueError, IndexError) as problem:
            raise Damaged(package.name, f"its part {part} is no chart as programs write it ({problem})") from problem
        yield shape_name(shape), data


def _whole(text: str | None, package: SafeZip, part: str) -> int:
    if text is None or not re.fullmatch(r"[0-9]{1,10}", text):
        raise Damaged(package.name, f"its part {part} has a slide without a number")
    return int(text)


def _related(package: SafeZip, part: str) -> dict[str, str]:
    """The parts that a part refers to, by the ids of the references."""
    folder, name = posixpath.split(part)
    file = f"{folder}/_rels/{name}.rels"
    if file not in package:
        return {}
    inside = [rel for rel in package.xml(file).iterchildren("{*}Relationship") if rel.get("TargetMode") != "External"]
    return {
        rel.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, rel.get("Target", ""))).lstrip("/")
        for rel in inside
    }
