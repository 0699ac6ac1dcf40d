"""Whether a lecturer's template has all that a deck will need of it; a damaged one is told before any work is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation

from deckwright.errors import UserError
from deckwright.pptx.xml import Element, qualified

SMALLEST, LARGEST = 914_400, 51_206_400  # EMU: what PowerPoint allows for a side of a slide
COLORS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


class DamagedTemplate(ValueError):
    """What is wrong with a template, in words."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """While a template is read, python-pptx meets damage with errors of every kind: all of them are about this file."""
    try:
        yield
    except UserError:
        raise
    except Exception as problem:
        words = (
            str(problem)
            if isinstance(problem, DamagedTemplate)
            else "a part of it is missing or is not as PowerPoint writes it"
        )
        hint = "Open it in PowerPoint and save it again. --traceback says what was found."
        raise UserError(f"The template {path} is damaged: {words}.", hint=hint) from problem


def check_sound(presentation: Presentation) -> None:
    """Go through everything that a deck takes from its template. Raises DamagedTemplate, or whatever python-pptx does.

    The presentation is not of use afterwards: it has a slide of each layout.
    """
    for side in (presentation.slide_width, presentation.slide_height):
        if side is None or not SMALLEST <= side <= LARGEST:
            raise DamagedTemplate(
                "its slides have a side that is shorter than an inch, longer than 56 inches, or not given"
            )
    for part in presentation.part.package.iter_parts():
        if part.content_type.endswith("xml"):
            etree.fromstring(part.blob)
    if not len(presentation.slide_masters):
        raise DamagedTemplate("it has no slide master")
    for master in presentation.slide_masters:
        _need(master._element, "p:sldMaster", "p:cSld/p:spTree", "p:clrMap")
        _check_theme(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, master._element)
        for layout in master.slide_layouts:
            _need(layout._element, "p:sldLayout", "p:cSld/p:spTree")
            _check_shapes(layout)
            if layout.slide_master.part is not master.part:
                raise DamagedTemplate(f"its layout {layout.name!r} belongs to another master")
            presentation.slides.add_slide(layout)  # as a deck will
        _check_shapes(master)
    if any(rel.reltype == RELATIONSHIP_TYPE.NOTES_MASTER for rel in presentation.part.rels.values()):
        _need(presentation.notes_master._element, "p:notesMaster", "p:cSld/p:spTree")
        _check_shapes(presentation.notes_master)


def _need(element: Element, tag: str, *paths: str) -> None:
    if element.tag != qualified(tag):
        raise DamagedTemplate(f"a part that should be a {tag} is something else")
    for path in paths:
        if element.find("/".join(map(qualified, path.split("/")))) is None:
            raise DamagedTemplate(f"a {tag} has no {path}")


def _check_theme(content: bytes, master: Element) -> None:
    theme = etree.fromstring(content)
    scheme = theme.find(f".//{qualified('a:clrScheme')}")
    there = {each.tag.split("}")[1]: each[0] for each in (scheme if scheme is not None else ()) if len(each)}
    lacking = [name for name in COLORS if name not in there]
    if lacking:
        raise DamagedTemplate(f"its theme lacks the color {lacking[0]}")
    mapped = master.find(qualified("p:clrMap")).attrib
    unknown = [value for value in mapped.values() if value not in there]
    if unknown or len(mapped) < len(COLORS):
        raise DamagedTemplate("its slide master doesn't say which color of the theme stands for which")


def _check_shapes(holder) -> None:
    """Positions that are no numbers come up when they are asked for, and so does a shape that can't inherit its own."""
    for shape in holder.placeholders:
        own, what = shape._element, shape.placeholder_format
        _ = (own.x, own.y, own.cx, own.cy, what.type, what.idx)
        _ = shape.left  # of the shape that it inherits from, when it has none itself
