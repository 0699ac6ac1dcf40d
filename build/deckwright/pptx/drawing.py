"""Diagrams as native shapes: one group for each reveal part, connectors glued to their shapes, text that stays text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pptx.util import Emu, Pt

from deckwright.deck.connection import End, ends
from deckwright.deck.drawing import Connector, Label, Mark, Path, Shape
from deckwright.deck.text import plain
from deckwright.errors import UserError, did_you_mean
from deckwright.fonts import in_diagrams
from deckwright.language import say
from deckwright.layout.placed import Placed
from deckwright.pptx import connector
from deckwright.pptx.diagram_text import DiagramText
from deckwright.pptx.diagram_text_shape import DiagramTextShape
from deckwright.pptx.freeform import freeform
from deckwright.pptx.shape import preset
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.theme_colors import outline, solid_fill
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

SMALLEST_TEXT = 12.0  # points; nobody reads less from the last row
THINNEST_LINE = 0.5
UPWARDS = 270 * 60_000  # a turn of text that reads from the bottom up, in the units of DrawingML


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A group of shapes that appears as one: which click of its drawing shows it, and its shape's id and name."""

    part: int
    shape_id: int
    name: str


def write_drawing(tree: Element, placed: Placed, ids: ShapeIds, theme: Theme) -> tuple[DrawnPart, ...]:
    """Append a placed drawing's groups to a slide's ``p:spTree``, in the order of their reveal."""
    drawing = placed.block
    pen = _Pen(placed, ids, theme)
    name = ids.name(drawing.kind.replace("_", " ").capitalize())
    shapes = {mark.name: mark for mark in drawing.marks if mark.name and isinstance(mark, Shape)}
    shape_ids = {shape: ids.next() for shape in shapes}
    drawn = []
    for part in sorted({mark.part for mark in drawing.marks}):
        marks = [mark for mark in drawing.marks if mark.part == part]
        group_name = name if not drawn else ids.part(name, f"step {part}")
        group_id = ids.next()
        alt = plain(drawing.alt) if not drawn else say("{name}, step {part}", name=name, part=part)
        children = [child for mark in marks for child in pen.draw(mark, name, shapes, shape_ids)]
        tree.append(_group(group_id, group_name, alt, children, pen.extent(marks)))
        drawn.append(DrawnPart(part, group_id, group_name))
    return tuple(drawn)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Turns one mark after another into shapes, in slide coordinates (EMU)."""

    placed: Placed
    ids: ShapeIds
    theme: Theme

    @property
    def unit(self) -> float:
        """EMU to a point of the drawing."""
        return self.placed.scale * Pt(1)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing on the slide."""
        return self.placed.box.left + x * self.unit, self.placed.box.top + y * self.unit

    def text_size(self, size: float) -> float:
        """Type size on the slide, in points."""
        return max(SMALLEST_TEXT, self.placed.least, size * self.placed.scale * in_diagrams(self.theme.body_font))

    def line_width(self, width: float) -> float:
        """Line width on the slide, in points."""
        return max(THINNEST_LINE, width * self.placed.scale)

    def draw(self, mark: Mark, owner: str, shapes: dict[str, Shape], shape_ids: dict[str, int]) -> Iterable[Element]:
        """The mark's shapes: one, or none for an empty label."""
        if isinstance(mark, Shape):
            yield self._shape(mark, shape_ids.get(mark.name) or self.ids.next(), owner)
        elif isinstance(mark, Label):
            yield self._label(mark, owner)
        elif isinstance(mark, Connector):
            yield self._connector(mark, owner, shapes, shape_ids)
        elif isinstance(mark, Path):
            yield self._path(mark, owner)

    def extent(self, marks: Iterable[Mark]) -> tuple[float, float, float, float]:
        """The group's frame: the whole drawing's, so that all parts of a drawing share one."""
        drawing = self.placed.block
        return (*self.at(0, 0), drawing.width * self.unit, drawing.height * self.unit)

    def _shape(self, mark: Shape, shape_id: int, owner: str) -> Element:
        box = (*self.at(mark.x, mark.y), mark.width * self.unit, mark.height * self.unit)
        properties = element(
            "p:spPr",
            None,
            connector.frame(*box),
            preset(mark.kind),
            solid_fill(mark.fill, self.theme, mark.opacity),
            outline(mark.stroke, self.theme, self.line_width(mark.stroke_width), dashed=mark.dashed),
        )
        words = DiagramText(mark.text, self.text_size(mark.size), mark.color)
        name = self.ids.part(owner, mark.name or "shape")
        return DiagramTextShape(shape_id, name, properties, words, box).element(self.ids, self.theme)

    def _label(self, mark: Label, owner: str) -> Element:
        words = DiagramText(mark.text, self.text_size(mark.size), mark.color, mark.anchor, mark.bold)
        width, height = words.width(self.theme) * Pt(1), words.height(self.theme) * Pt(1)
        if mark.background:  # a patch that hides the line under the text and as little else as may be
            width, height = width + 0.35 * words.size * Pt(1), 0.88 * height
        x, y = self.at(mark.x, mark.y)
        before = width * {"left": 0, "center": 0.5, "right": 1}[mark.anchor]
        left, top = x - before, y - height / 2
        if mark.turned:  # about its own middle
            left, top = x - width / 2, y + before - width / 2 - height / 2
        box = (left, top, width, height)
        turns = {"rot": UPWARDS} if mark.turned else {}
        place = connector.frame(*box, turns)
        properties = element("p:spPr", None, place, preset(), solid_fill(mark.background, self.theme))
        name = self.ids.part(owner, mark.name or "label")
        return DiagramTextShape(self.ids.next(), name, properties, words, box, text_box=True).element(
            self.ids, self.theme
        )

    def _connector(self, mark: Connector, owner: str, shapes: dict[str, Shape], shape_ids: dict[str, int]) -> Element:
        for name in (mark.start, mark.end):
            if name not in shapes:
                hint = did_you_mean(name, shapes)
                raise UserError(f"A connector refers to the shape {name!r}, which its drawing doesn't have.", hint=hint)
        first, second = ends(mark, shapes[mark.start], shapes[mark.end])
        glue = (
            element("a:stCxn", {"id": shape_ids[mark.start], "idx": first.site}),
            element("a:endCxn", {"id": shape_ids[mark.end], "idx": second.site}),
        )
        line = outline(mark.color, self.theme, self.line_width(mark.width), dashed=mark.dashed)
        xfrm, preset = connector.geometry(mark, self._on_slide(first), self._on_slide(second))
        heading = element(
            "p:nvCxnSpPr",
            None,
            self._named(self.ids.next(), mark, owner, f"{mark.start} to {mark.end}"),
            element("p:cNvCxnSpPr", None, *glue),
            element("p:nvPr"),
        )
        return element("p:cxnSp", None, heading, element("p:spPr", None, xfrm, preset, _arrow(line, mark.arrow)))

    def _path(self, mark: Path, owner: str) -> Element:
        line = outline(mark.stroke, self.theme, self.line_width(mark.stroke_width), dashed=mark.dashed)
        lines = [[self.at(*point) for point in points] for points in mark.lines]
        xfrm, geometry = freeform(lines, mark.closed, mark.apart)
        fill = solid_fill(mark.fill, self.theme, mark.opacity)
        heading = element(
            "p:nvSpPr",
            None,
            self._named(self.ids.next(), mark, owner, "freeform"),
            element("p:cNvSpPr"),
            element("p:nvPr"),
        )
        return element("p:sp", None, heading, element("p:spPr", None, xfrm, geometry, fill, _arrow(line, mark.arrow)))

    def _on_slide(self, end: End) -> End:
        x, y = self.at(end.x, end.y)
        return replace(end, x=x, y=y)

    def _named(self, shape_id: int, mark: Mark, owner: str, kind: str) -> Element:
        return element("p:cNvPr", {"id": shape_id, "name": self.ids.part(owner, mark.name or kind)})


def _group(shape_id: int, name: str, alt: str, children: list[Element], extent: tuple[float, ...]) -> Element:
    left, top, width, height = (Emu(round(length)) for length in extent)
    frame = [
        element(tag, {a: u, b: v})
        for tag, a, b, u, v in (
            ("a:off", "x", "y", left, top),
            ("a:ext", "cx", "cy", width, height),
            ("a:chOff", "x", "y", left, top),
            ("a:chExt", "cx", "cy", width, height),
        )
    ]
    heading = element(
        "p:nvGrpSpPr",
        None,
        element("p:cNvPr", {"id": shape_id, "name": name} | ({"descr": alt} if alt else {})),
        element("p:cNvGrpSpPr"),
        element("p:nvPr"),
    )
    return element("p:grpSp", None, heading, element("p:grpSpPr", None, element("a:xfrm", None, *frame)), *children)


def _arrow(line: Element, arrow: bool) -> Element:
    """The line with round joints and, where wanted, an arrowhead at its end."""
    line.append(element("a:round"))
    if arrow:
        line.append(element("a:tailEnd", {"type": "triangle", "w": "med", "len": "med"}))
    return line
