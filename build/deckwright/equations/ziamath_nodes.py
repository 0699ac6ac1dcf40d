"""ziamath's nodes where they are mended: what it sets wrong, twice, or not at all.

Importing this module is enough: a node's class is found by the tag that it is registered for.
"""

from __future__ import annotations

import copy
import xml.etree.ElementTree as ElementTree

from ziafont.fonttypes import BBox
from ziafont.glyph import SimpleGlyph
from ziamath import styles
from ziamath.drawable import Glyph, HLine, VLine
from ziamath.mathtable import MathTable
from ziamath.nodes import Midentifier, Mnode, Moperator, Mrow, Mtable
from ziamath.nodes import mnode as mnode_module

LETTER_HEIGHT, LETTER_DEPTH = 0.86, 0.14  # of letters that the font lacks, in ems: an ideograph fills its square
KERN = 100  # thousandths of an em: no index moves further than this to the left, under its letter


def _place(glyph: SimpleGlyph, x: float, y: float, point_size: float) -> ElementTree.Element | None:
    """In ziafont's stead: a letter is named, with its place; it isn't written out as a path, to be read again."""
    if not glyph.operators:  # none at all, or a tall bracket or wide brace, assembled from overlapping pieces
        return glyph.svgpath(x, y, point_size / glyph.DFLT_SIZE_PT)
    return ElementTree.Element("glyph", of=glyph, x=x, y=y, scale=point_size / glyph.font.info.layout.unitsperem)


def _draw(glyph: Glyph, x: float, y: float, canvas: ElementTree.Element) -> tuple[float, float]:
    """In ziamath's stead, which looks through the whole drawing at each letter."""
    drawn = None if glyph.phantom else glyph.glyph.place(x, y, glyph.size)
    if drawn is not None:
        drawn.set("fill", str(glyph.style.mathcolor))
        canvas.append(drawn)
    return x + glyph.funit_to_points(glyph.glyph.advance()), y


STYLED = {"mathvariant", "displaystyle", "display", "mathcolor", "mathbackground", "mathsize", "scriptlevel", "style"}


def _parse_style(element: ElementTree.Element, parent: styles.MathStyle | None = None) -> styles.MathStyle:
    """In ziamath's stead: most elements have no style of their own, and theirs is that around them."""
    if parent is None or STYLED.intersection(element.attrib):
        return styles.parse_style(element, parent)
    v = parent.mathvariant
    return styles.MathStyle(
        styles.MathVariant(v.style, v.italic, v.bold, v.normal),
        parent.displaystyle,
        parent.mathcolor,
        parent.mathbackground,
        parent.mathsize,
        parent.scriptlevel,
    )


_font_kern = MathTable.kernsub


def _kern(table: MathTable, base: SimpleGlyph, index: SimpleGlyph) -> tuple[int, int]:
    """The font's own kern is that of a low index; a tall one would touch the bowl of its P."""
    kern, shift = _font_kern(table, base, index)
    return max(kern, -KERN), shift


MathTable.kernsub = _kern
SimpleGlyph.place = _place
Glyph.draw = _draw
mnode_module.parse_style = _parse_style


class Row(Mrow, tag="mrow"):
    """ziamath's row sets its content twice, to find out how far its brackets stretch: here only what has such brackets.

    While an outer row is measured, brackets count for nothing, so that inner rows need no measuring of their own.
    """

    def _setup_single_line(self, line: list[ElementTree.Element], **kwargs) -> None:
        line = [child for child in line if child.tag != "mo" or (child.text or "").strip()]
        finished: dict[int, Mnode] = {}
        kwargs |= {"rowymin": 0.0, "rowymax": 0.0}
        if "nostretch" not in kwargs and any(map(_stretches, line)):
            finished = {index: self._node(child, kwargs) for index, child in enumerate(line) if not _stretches(child)}
            measured = [
                finished.get(index) or self._node(copy.deepcopy(child), {**kwargs, "nostretch": True})
                for index, child in enumerate(line)
            ]
            kwargs["rowymin"] = min(node.bbox.ymin for node in measured)
            kwargs["rowymax"] = max(node.bbox.ymax for node in measured)
        x, left, right, bottom, top = 0.0, 0.0, 0.0, 9999.0, -9999.0
        for index, child in enumerate(line):
            node = finished.get(index) or self._node(child, kwargs)
            self.nodes.append(node)
            self.nodexy.append((x, 0))
            left, right = min(left, x + node.bbox.xmin), max(right, x + node.bbox.xmax)
            bottom, top = min(bottom, node.bbox.ymin), max(top, node.bbox.ymax)
            x += node.xadvance()
        self.bbox = BBox(left, right, bottom, top)
        self._xadvance = x

    def _node(self, element: ElementTree.Element, kwargs: dict) -> Mnode:
        return Mnode.fromelement(element, parent=self, **kwargs)


def _stretches(element: ElementTree.Element) -> bool:
    """Whether there is an operator in it that stretches."""
    return any(operator.get("stretchy", "true") == "true" for operator in element.iter("mo"))


class Letter(Midentifier, tag="mi"):
    """ziamath lets a slanted letter push its exponent away twice: by its ink, then by its italic correction."""

    def xadvance(self) -> float:
        if len(self.nodes) == 1 and getattr(self.parent, "base", None) is self:
            return self.nodes[0].xadvance()
        return super().xadvance()


class Operator(Moperator, tag="mo"):
    """An operator; an arrow with a ``width`` is made that long."""

    def __init__(self, element: ElementTree.Element, parent: Mnode, **kwargs):
        if element.get("width"):
            kwargs = {**kwargs, "width": float(element.get("width"))}
        super().__init__(element, parent, **kwargs)


class OtherLetters(Mnode, tag="letters"):
    """Letters that the font lacks: room for them, as wide as their ``width`` in ems."""

    def __init__(self, element: ElementTree.Element, parent: Mnode, **kwargs):
        super().__init__(element, parent, **kwargs)
        self.phantom = kwargs.get("phantom", False)
        self.width = float(element.get("width", 0)) * self.glyphsize
        self.bbox = BBox(0, self.width, -LETTER_DEPTH * self.glyphsize, LETTER_HEIGHT * self.glyphsize)

    def draw(self, x: float, y: float, svg: ElementTree.Element) -> tuple[float, float]:
        if not self.phantom:
            place = {"x": x, "y": y, "width": self.width, "size": self.glyphsize, "fill": str(self.style.mathcolor)}
            svg.append(ElementTree.Element("letters", letters=self.element.text, **place))
        return x + self.width, y


class Table(Mtable, tag="mtable"):
    """A table with the rules between its columns and rows, which ziamath leaves out."""

    def _setup(self, **kwargs) -> None:
        super()._setup(**kwargs)
        across, down = (self.element.get(name, "").split() for name in ("columnlines", "rowlines"))
        if "solid" not in across and "solid" not in down:
            return
        widths = [len(row) for row in self.element]
        places = [(row, column) for row, width in enumerate(widths) for column in range(width)]
        boxes = [_moved(node.bbox, x, -y) for node, (x, y) in zip(self.nodes, self.nodexy)]
        thickness = self.units_to_points(self.font.math.consts.fractionRuleThickness)
        box = self.bbox
        for number in (n for n, line in enumerate(across) if line == "solid"):
            ends = [b.xmax for b, (_, column) in zip(boxes, places) if column <= number]
            starts = [b.xmin for b, (_, column) in zip(boxes, places) if column > number]
            self._rule(VLine(box.ymax - box.ymin, thickness, self.style), (max(ends) + min(starts)) / 2, -box.ymax)
        for number in (n for n, line in enumerate(down) if line == "solid"):
            ends = [b.ymin for b, (row, _) in zip(boxes, places) if row <= number]
            starts = [b.ymax for b, (row, _) in zip(boxes, places) if row > number]
            self._rule(HLine(box.xmax - box.xmin, thickness, self.style), box.xmin, -(min(ends) + max(starts)) / 2)

    def _rule(self, rule: HLine | VLine, x: float, y: float) -> None:
        self.nodes.append(rule)
        self.nodexy.append((x, y))


def _moved(box: BBox, x: float, y: float) -> BBox:
    return BBox(box.xmin + x, box.xmax + x, box.ymin + y, box.ymax + y)
