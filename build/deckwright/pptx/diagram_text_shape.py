"""A shape with text: plain, or with formulas in two versions, native for PowerPoint and drawn for other programs."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pptx.util import Emu, Pt

from deckwright.deck.text import Math, Run
from deckwright.equations.outline import outline
from deckwright.layout.placed import Box
from deckwright.pptx.connector import frame
from deckwright.pptx.diagram_text import BEARING, DiagramText, is_mathematical, text_body
from deckwright.pptx.equation_shape import drawn_equation
from deckwright.pptx.shape import preset
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element, fragment
from deckwright.theme import Theme

PITCH, ASCENT = 1.2, 0.94  # of a line in LibreOffice, in type sizes: the drawn version is for it and its kin


@dataclass(frozen=True, slots=True)
class DiagramTextShape:
    """A shape with its text. box is where the text stands: left, top, width, height in EMU."""

    shape_id: int
    name: str
    properties: Element
    words: DiagramText
    box: tuple[float, float, float, float]
    text_box: bool = False

    def element(self, ids: ShapeIds, theme: Theme) -> Element:
        """``p:sp``, or ``mc:AlternateContent`` when there are formulas in the text."""
        if not self.words.has_math:
            return self._shape(theme)
        content = fragment("<mc:AlternateContent/>", "mc", "p", "a", "a14", "p159")
        content.append(element("mc:Choice", {"Requires": "a14 p159"}, self._shape(theme)))
        drawn = self._drawn_lines(ids, theme)
        content.append(element("mc:Fallback", None, self._shape(theme, native=False), *drawn))
        return content

    def _shape(self, theme: Theme, native: bool = True) -> Element:
        name = element("p:cNvPr", {"id": self.shape_id, "name": self.name})
        kind = element("p:cNvSpPr", {"txBox": True} if self.text_box else {})
        heading = element("p:nvSpPr", None, name, kind, element("p:nvPr"))
        return element(
            "p:sp", None, heading, copy.deepcopy(self.properties), text_body(self.words, theme, native=native)
        )

    def _drawn_lines(self, ids: ShapeIds, theme: Theme) -> Iterator[Element]:
        """The parts of the lines that hold formulas, each at its measured place."""
        words, (left, top, width, height) = self.words, self.box
        first = top + height / 2 - len(words.lines) * PITCH * words.size * Pt(1) / 2
        for number, line in enumerate(words.lines):
            if not is_mathematical(line):
                continue
            widths = [words.part_width(part, theme) * Pt(1) for part in line]
            x = left + (width - sum(widths)) * {"left": 0, "center": 0.5, "right": 1}[words.anchor]
            for part, advance in zip(line, widths):
                yield self._drawn(part, x, first + number * PITCH * words.size * Pt(1), advance, ids, theme)
                x += advance

    def _drawn(self, part: Run | Math, x: float, top: float, advance: float, ids: ShapeIds, theme: Theme) -> Element:
        size, name = self.words.size, ids.part(self.name, "drawn")
        if isinstance(part, Run):
            alone = replace(self.words, text=(part,), anchor="left")
            place = frame(x, top, advance, PITCH * size * Pt(1))
            properties = element("p:spPr", None, place, preset(), element("a:noFill"))
            return DiagramTextShape(ids.next(), name, properties, alone, self.box, text_box=True).element(ids, theme)
        drawing = outline(part.formula, size, display=False)
        y = top + (ASCENT * size - drawing.height) * Pt(1)
        box = Box(
            *(Emu(round(v)) for v in (x + BEARING * size * Pt(1), y, drawing.width * Pt(1), drawing.total * Pt(1)))
        )
        return drawn_equation(drawing, box, shape_id=ids.next(), name=name, fill=solid_fill(self.words.color, theme))
