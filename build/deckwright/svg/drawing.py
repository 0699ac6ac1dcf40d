"""Diagrams: shapes, connectors, paths and inscriptions, at the places and in the sizes of the native ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

from deckwright.deck.connection import End, ends
from deckwright.deck.drawing import Connector, Drawing, Label, Mark, Path, Shape
from deckwright.deck.text import Math, Run, plain
from deckwright.errors import UserError, did_you_mean
from deckwright.fonts import in_diagrams
from deckwright.fonts.type import Type
from deckwright.language import ENGLISH
from deckwright.language.direction import reads_from_right
from deckwright.layout.placed import Placed
from deckwright.pptx.diagram_text import BEARING, DiagramText
from deckwright.pptx.diagram_text_shape import ASCENT, PITCH
from deckwright.pptx.drawing import SMALLEST_TEXT, THINNEST_LINE
from deckwright.svg.canvas import Canvas, step_of
from deckwright.svg.markup import Attribute, element, group, number, points, polyline
from deckwright.svg.outline_of_shape import preset
from deckwright.svg.text import Style, parts_on_line

HEAD = 3.0  # line widths that an arrowhead is long and wide, as DrawingML's medium one
LEAST_HEAD = 2.0  # points: a head is that of a line as wide as this, at the least
DASH, DOT_GAP = 4.0, 3.0  # line widths of a dash and of the gap after it

Point = tuple[float, float]


def draw_drawing(placed: Placed, canvas: Canvas) -> str:
    """The parts of a drawing, in the order of their reveal."""
    drawing: Drawing = placed.block
    pen = _Pen(placed, canvas)
    shapes = {mark.name: mark for mark in drawing.marks if mark.name and isinstance(mark, Shape)}
    parts = []
    for part in sorted({mark.part for mark in drawing.marks}):
        marks = "".join(pen.draw(mark, shapes) for mark in drawing.marks if mark.part == part)
        parts.append(element("g", {"data-step": step_of(drawing.step + part)}, marks))
    return element("g", {"role": "img", "aria-label": plain(drawing.alt) or drawing.kind}, *parts)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws one mark after another, in points of the slide."""

    placed: Placed
    canvas: Canvas

    def at(self, x: float, y: float) -> Point:
        box, scale = self.placed.box, self.placed.scale
        return points(box.left) + x * scale, points(box.top) + y * scale

    def text_size(self, size: float) -> float:
        return max(
            SMALLEST_TEXT, self.placed.least, size * self.placed.scale * in_diagrams(self.canvas.theme.body_font)
        )

    def line(self, color: str, width: float, dashed: bool = False) -> dict[str, Attribute]:
        """``stroke`` and what belongs to it."""
        if not color:
            return {"stroke": "none"}
        wide = max(THINNEST_LINE, width * self.placed.scale)
        dashes = f"{number(DASH * wide)} {number(DOT_GAP * wide)}" if dashed else None
        return {"stroke": self.canvas.paint(color), "stroke-width": wide, "stroke-dasharray": dashes}

    def draw(self, mark: Mark, shapes: dict[str, Shape]) -> str:
        if isinstance(mark, Shape):
            return self._shape(mark)
        if isinstance(mark, Label):
            return self._label(mark)
        if isinstance(mark, Connector):
            return self._connector(mark, shapes)
        return self._path(mark) if isinstance(mark, Path) else ""

    def _shape(self, mark: Shape) -> str:
        scale = self.placed.scale
        frame = (*self.at(mark.x, mark.y), mark.width * scale, mark.height * scale)
        look: dict[str, Attribute] = {
            "fill": self.canvas.paint(mark.fill),
            "fill-opacity": mark.opacity if mark.opacity < 1 and mark.fill else None,
            **self.line(mark.stroke, mark.stroke_width, mark.dashed),
        }
        words = DiagramText(mark.text, self.text_size(mark.size), mark.color)
        middle = (frame[0] + frame[2] / 2, frame[1] + frame[3] / 2)
        return preset(mark.kind, frame, look) + self._words(words, middle)

    def _label(self, mark: Label) -> str:
        words = DiagramText(mark.text, self.text_size(mark.size), mark.color, mark.anchor, mark.bold)
        x, y = self.at(mark.x, mark.y)
        patch = self._patch(words, mark, x, y) if mark.background else ""
        said = patch + self._words(words, (x, y))
        return group(said, transform=f"rotate(-90 {number(x)} {number(y)})") if mark.turned else said

    def _patch(self, words: DiagramText, mark: Label, x: float, y: float) -> str:
        """What hides the line under a text, and as little else as may be."""
        theme = self.canvas.theme
        width, height = words.width(theme) + 0.35 * words.size, 0.88 * words.height(theme)
        left = x - width * _share(mark.anchor)
        place = {"x": left, "y": y - height / 2, "width": width, "height": height}
        return element("rect", place | {"fill": self.canvas.paint(mark.background)})

    def _words(self, words: DiagramText, anchor: Point) -> str:
        """Lines around the height of an anchor, which is at their left, in their middle or at their right."""
        if not words.text:
            return ""
        x, y = anchor
        kind = Type.body(self.canvas.theme, words.size, bold=words.bold)
        first = y - len(words.lines) * PITCH * words.size / 2 + ASCENT * words.size
        made = ""
        for index, line in enumerate(words.lines):
            made += self._line(line, x, first + index * PITCH * words.size, words, Style(kind, words.color))
        return made

    def _line(self, line: list[Run | Math], x: float, baseline: float, words: DiagramText, style: Style) -> str:
        theme = self.canvas.theme
        widths = [words.part_width(part, theme) for part in line]
        left = x - sum(widths) * _share(words.anchor)
        said = "".join(part.text for part in line if isinstance(part, Run))
        if reads_from_right(said, ENGLISH):
            style = Style(style.kind, style.color, rtl=True)
            lefts = [left + sum(widths) - sum(widths[:k]) for k in range(len(line))]
        else:
            bearings = [BEARING * words.size * isinstance(part, Math) for part in line]
            lefts = [left + sum(widths[:k]) + bearing for k, bearing in enumerate(bearings)]
        return parts_on_line(line, lefts, baseline, style, self.canvas)

    def _connector(self, mark: Connector, shapes: dict[str, Shape]) -> str:
        for name in (mark.start, mark.end):
            if name not in shapes:
                hint = did_you_mean(name, shapes)
                raise UserError(f"A connector refers to the shape {name!r}, which its drawing doesn't have.", hint=hint)
        first, second = ends(mark, shapes[mark.start], shapes[mark.end])
        look = self.line(mark.color, mark.width, mark.dashed) | {"fill": "none"}
        start, end = self.at(first.x, first.y), self.at(second.x, second.y)
        if mark.kind == "curved":
            d, before = _curve(first, start, second, end)
        else:
            line = [start, end] if mark.kind == "straight" else _elbow(first, start, second, end)
            before = line[-2]
            d = polyline([*line[:-1], self._short(before, end, mark)])
        return element("path", {"d": d} | look) + self._head(before, end, mark.color, mark.width, mark.arrow)

    def _short(self, before: Point, end: Point, mark: Connector) -> Point:
        """Where a line with a head ends: within the head, whose point would else be blunt."""
        return _towards(end, before, self._head_length(mark.width) / 2) if mark.arrow else end

    def _head_length(self, width: float) -> float:
        return HEAD * max(LEAST_HEAD, max(THINNEST_LINE, width * self.placed.scale))

    def _head(self, before: Point, end: Point, color: str, width: float, arrow: bool) -> str:
        if not arrow or before == end:
            return ""
        length = self._head_length(width)
        (x, y), (bx, by) = end, _towards(end, before, length)
        across = ((y - by) / 2, (bx - x) / 2)
        corners = [end, (bx + across[0], by + across[1]), (bx - across[0], by - across[1])]
        return element("path", {"d": polyline(corners, closed=True), "fill": self.canvas.paint(color)})

    def _path(self, mark: Path) -> str:
        lines = [[self.at(*point) for point in line] for line in mark.lines if line]
        look: dict[str, Attribute] = {
            "fill": self.canvas.paint(mark.fill) if mark.closed else "none",
            "fill-opacity": mark.opacity if mark.opacity < 1 and mark.fill else None,
            **self.line(mark.stroke, mark.stroke_width, mark.dashed),
            "stroke-linejoin": "round",
        }
        if mark.apart:
            return "".join(element("path", {"d": polyline(line, mark.closed)} | look) for line in lines)
        holes: dict[str, Attribute] = {"fill-rule": "evenodd"} if len(lines) > 1 and mark.closed else {}
        drawn = [_shortened(line, self._head_length(mark.stroke_width) / 2) if mark.arrow else line for line in lines]
        made = element("path", {"d": "".join(polyline(line, mark.closed) for line in drawn)} | look | holes)
        heads = (self._head(line[-2], line[-1], mark.stroke, mark.stroke_width, mark.arrow) for line in lines)
        return made + ("".join(heads) if mark.arrow else "")


def _share(anchor: str) -> float:
    return {"left": 0.0, "center": 0.5, "right": 1.0}[anchor]


def _towards(point: Point, other: Point, distance: float) -> Point:
    """The point so far from one point on the way to another."""
    (x, y), (a, b) = point, other
    length = math.hypot(a - x, b - y) or 1.0
    return x + (a - x) * distance / length, y + (b - y) * distance / length


def _shortened(line: list[Point], length: float) -> list[Point]:
    return [*line[:-1], _towards(line[-1], line[-2], length)] if len(line) > 1 else line


def _elbow(first: End, start: Point, second: End, end: Point) -> list[Point]:
    """One bend between a side and a top or bottom, two between opposite sides."""
    (x, y), (a, b) = start, end
    upright = [each.side in ("top", "bottom") for each in (first, second)]
    if upright == [True, False]:
        return [start, (x, b), end]
    if upright == [False, True]:
        return [start, (a, y), end]
    if upright[0]:
        middle = (y + b) / 2
        return [start, (x, middle), (a, middle), end]
    middle = (x + a) / 2
    return [start, (middle, y), (middle, b), end]


def _curve(first: End, start: Point, second: End, end: Point) -> tuple[str, Point]:
    """The path of a curved connector, and the point that it comes from at its end."""
    line = _elbow(first, start, second, end)
    if len(line) == 3:
        (x, y), (a, b), (u, v) = line
        return f"M{number(x)} {number(y)}Q{number(a)} {number(b)} {number(u)} {number(v)}", (a, b)
    (x, y), (a, b), (c, d), (u, v) = line
    numbers = " ".join(map(number, (a, b, c, d, u, v)))
    return f"M{number(x)} {number(y)}C{numbers}", (c, d)
