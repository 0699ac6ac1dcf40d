"""A .pptx as it is now, whoever saved it last: the texts and charts of its slides."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from deckwright.errors import UserError
from deckwright.pptx.xml import Element, qualified
from deckwright.provenance.chart_data import ChartData, chart_data
from deckwright.provenance.stands import is_chart
from deckwright.provenance.surface import Surface, shape_name, shapes, surfaces

PRESENTATION = "ppt/presentation.xml"
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": True}


@dataclass(frozen=True, slots=True)
class OpenedSlide:
    """A slide of a file. place: which one it is, from 1; number: its own, which stays when slides are moved."""

    place: int
    number: int
    surfaces: tuple[Surface, ...]
    charts: tuple[tuple[str, ChartData], ...]

    @property
    def title(self) -> str:
        return next((surface.text for surface in self.surfaces if surface.shape == "Title"), "")


def open_deck(path: Path | BinaryIO) -> list[OpenedSlide]:
    """The slides of a file in their order. Raises UserError for a file that can't be read."""
    try:
        with zipfile.ZipFile(path) as package:
            root = _xml(package, PRESENTATION)
            targets = _related(package, PRESENTATION)
            entries = root.findall(f"{qualified('p:sldIdLst')}/{qualified('p:sldId')}")
            return [
                _slide(package, targets[entry.get(qualified("r:id"))], place, int(entry.get("id")))
                for place, entry in enumerate(entries, 1)
            ]
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile, etree.XMLSyntaxError) as problem:
        hint = "Open it in PowerPoint and save it again, or build the deck again."
        raise UserError(f"{path} is damaged: {problem}.", hint=hint) from problem


def _slide(package: zipfile.ZipFile, part: str, place: int, number: int) -> OpenedSlide:
    slide, related = _xml(package, part), _related(package, part)
    notes = next((_xml(package, target) for target in related.values() if "/notesSlides/" in target), None)
    charts = tuple(_charts(package, slide, related))
    return OpenedSlide(place, number, tuple(surfaces(slide, notes)), charts)


def _charts(package: zipfile.ZipFile, slide: Element, related: dict[str, str]) -> Iterator[tuple[str, ChartData]]:
    for shape in filter(is_chart, shapes(slide)):
        part = related[shape.find(f".//{qualified('c:chart')}").get(qualified("r:id"))]
        books = [target for target in _related(package, part).values() if target.endswith(".xlsx")]
        book = package.read(books[0]) if books and books[0] in package.namelist() else None
        yield shape_name(shape), chart_data(_xml(package, part), book)


def _xml(package: zipfile.ZipFile, part: str) -> Element:
    return etree.fromstring(package.read(part), etree.XMLParser(**_PARSER))


def _related(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part refers to, by the ids of the references."""
    folder, name = posixpath.split(part)
    file = f"{folder}/_rels/{name}.rels"
    if file not in package.namelist():
        return {}
    rels = [rel for rel in _xml(package, file) if rel.get("TargetMode") != "External"]
    return {
        rel.get("Id"): posixpath.normpath(posixpath.join("/", folder, rel.get("Target"))).lstrip("/") for rel in rels
    }
