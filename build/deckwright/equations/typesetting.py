"""Setting a formula with ziamath, in STIX Two Math, and reading its outlines back."""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ElementTree
from functools import cache

import ziamath
from lxml import etree
from ziafont.glyph import SimpleGlyph

from deckwright.equations.curves import Contour, bar, from_svg, rectangle
from deckwright.equations.glyph import Glyph
from deckwright.equations.spacing import SCRIPTED, spaced
from deckwright.equations.ziamath_nodes import LETTER_DEPTH, LETTER_HEIGHT  # importing it mends ziamath's nodes
from deckwright.language.other_letters import other_width
from deckwright.language.scripts import without_font

ziamath.config.svg2 = False  # plain paths instead of references to symbols
EM = 100.0  # the size at which formulas are set: a hundredth of an em is one point
ZIAMATH_EM = 1.333  # what ziamath takes for an em, in ems
FRACTION_SPACE = -0.1  # ziamath leaves this much too much on either side of a fraction
WIDE = {"ˆ": "\u0302", "˜": "\u0303"}  # the characters whose glyphs can stretch
ARROW = "\u20d7"
NARROW = {"˜": "~", "→": ARROW}
STRUT = {"width": "0em", "height": "0.7em", "depth": "0.15em"}  # the least that a row of a matrix takes
NO_ROLE = "black"
OTHER_OR_OWN = re.compile(r"x+(?: +x+)*|[^x]+")  # letters that the font lacks are x
SPACE = 0.25  # ems, between words of such letters
SCRIPT = 0.7  # the size of what stands over an arrow
ARROW_SPACE, SHORTEST_ARROW = 0.8, 1.6  # ems


@cache
def _shape(glyph: SimpleGlyph) -> tuple[Contour, ...]:
    """The contours of a letter in the font's own units."""
    return from_svg(glyph.svgpath(scale_factor=1 / glyph.funits_to_points(1)).get("d"))


def missing(formula: etree._Element) -> str:
    """The characters of a formula that no font can show."""
    return "".join(without_font(filter(_is_other, dict.fromkeys("".join(formula.itertext())))))


@cache
def _is_other(character: str) -> bool:
    """Whether the font for formulas lacks it."""
    return not ziamath.zmath.loadedfonts["default"].glyphindex(character)


def typeset(formula: etree._Element) -> tuple[float, list[Glyph]]:
    """A formula in normal form, set at 100 points: its advance width and its glyphs."""
    formula = spaced(formula)
    for element in list(formula.iter("mi", "mn", "mo", "mtext")):
        if any(map(_is_other, element.text or "")):
            _set_apart(element)
    _adapt(formula)
    node = ziamath.Math(ElementTree.fromstring(etree.tostring(formula)), size=EM).node
    canvas = ElementTree.Element("svg")
    node.draw(0, 0, canvas)
    return node.xadvance(), [glyph for drawn in canvas for glyph in _read(drawn)]


def _read(drawn: ElementTree.Element) -> list[Glyph]:
    """The glyphs that one element of ziamath's drawing stands for."""
    role = drawn.get("stroke") or drawn.get("fill", NO_ROLE)
    role = "" if role == NO_ROLE else role
    if drawn.tag == "glyph":
        of, x, y, scale = (drawn.get(name) for name in ("of", "x", "y", "scale"))
        return [Glyph(_shape(of), role, x=x, y=y, scale=scale)]
    if drawn.tag == "letters":
        x, y, width, size = (drawn.get(name) for name in ("x", "y", "width", "size"))
        room = rectangle(0, -LETTER_HEIGHT, width / size, LETTER_HEIGHT + LETTER_DEPTH)
        return [Glyph((room,), role, letters=drawn.get("letters"), x=x, y=y, scale=size)]
    if drawn.tag == "g":
        return [Glyph(from_svg(piece.get("d")), role) for piece in drawn]
    thickness = float(drawn.get("stroke-width", 0))
    if drawn.tag == "path":
        ((curve, *_),) = from_svg(drawn.get("d"))
        return [Glyph((bar(*curve, thickness),), role, rule=True)]
    x, y, width, height = (float(drawn.get(name)) for name in ("x", "y", "width", "height"))
    if not thickness:
        return [Glyph((rectangle(x, y, width, height),), role, rule=True)] if width and height else []
    t = thickness / 2
    inner = rectangle(x + t, y + t, width - 2 * t, height - 2 * t)
    hole = tuple(curve[::-1] for curve in reversed(inner))
    return [Glyph((rectangle(x - t, y - t, width + 2 * t, height + 2 * t), hole), role, rule=True)]


def _set_apart(element: etree._Element) -> None:
    """Letters that the font lacks become elements of their own; the spaces between their words stay with them."""
    row = etree.Element("mrow", {name: value for name, value in element.attrib.items() if name == "mathcolor"})
    kinds = "".join("x" if _is_other(c) else " " if c.isspace() else "." for c in element.text)
    for run in OTHER_OR_OWN.finditer(kinds):
        text, other = element.text[slice(*run.span())], run[0][0] == "x"
        piece = etree.SubElement(row, "letters" if other else "mtext")
        piece.text = text
        if other:
            piece.set("width", f"{sum(SPACE if c.isspace() else other_width(c) for c in text):.4f}")
    element.getparent().replace(element, row[0] if len(row) == 1 and not row.attrib else row)


def _adapt(element: etree._Element) -> None:
    """Say in ziamath's terms what MathML leaves to the renderer."""
    for child in element:
        _adapt(child)
    tag = element.tag
    for name in ("width", "height", "depth", "minsize", "maxsize"):
        if element.get(name, "").endswith("em"):
            element.set(name, f"{float(element.get(name)[:-2]) / ZIAMATH_EM:.4f}em")
    if tag == "mi" and len(element.text) > 1:
        element.tag = "mtext"  # without ziamath's own spaces around names
    elif tag == "mi":
        element.attrib.update({"lspace": "0em", "rspace": "0em"})  # nor any around what it takes for operators: ∂, ∇
    elif tag == "mfrac":
        _in_text_style(element)
        _tighten(element)
    elif tag in SCRIPTED:
        _in_text_style(*element[1:])
        if element[0].tag == "mo" and element[0].get("stretchy") == "true":
            _lengthen(element[0], element[1:])
        if element.get("accent") == "true":
            mark = element[1]
            narrow = mark.get("stretchy") == "false"
            mark.text = (NARROW if narrow else WIDE).get(mark.text, mark.text)
            if narrow and mark.text == ARROW:
                _wrap(mark)  # or ziamath takes the arrow that is wider than its letter
        elif tag.startswith("ms"):
            element[0].set("movablelimits", "false")
            if element[0].tag == "mrow":
                _wrap(element[-1])  # or ziamath places a lone letter by kerning that does not fit tall brackets
    elif tag == "mtable":
        _adapt_table(element)


def _lengthen(arrow: etree._Element, labels: list[etree._Element]) -> None:
    """Let an arrow be as long as what stands over and under it, and a little longer."""
    widths = [_width(copy.deepcopy(label)) for label in labels]
    arrow.set("width", f"{max(SHORTEST_ARROW, SCRIPT * max(widths) + ARROW_SPACE) * EM:.2f}")


def _width(label: etree._Element) -> float:
    """In ems, at full size. The label is ready for ziamath."""
    formula = etree.Element("math")
    formula.append(label)
    return ziamath.Math(ElementTree.fromstring(etree.tostring(formula)), size=EM).node.xadvance() / EM


def _wrap(element: etree._Element) -> None:
    row = etree.Element("mrow")
    element.getparent().replace(element, row)
    row.append(element)


def _in_text_style(*elements: etree._Element) -> None:
    for element in elements:
        for child in element if element.tag == "mfrac" else (element,):
            if "displaystyle" not in child.attrib:
                child.set("displaystyle", "false")


def _tighten(fraction: etree._Element) -> None:
    if fraction.getparent().tag in ("mrow", "math", "mtd", "msqrt"):
        width = f"{FRACTION_SPACE / ZIAMATH_EM:.4f}em"
        if fraction.getprevious() is not None:
            fraction.addprevious(etree.Element("mspace", width=width))
        fraction.addnext(etree.Element("mspace", width=width))


def _adapt_table(table: etree._Element) -> None:
    lines = table.get("displaystyle") == "true"
    table.set("columnspacing", f"{(0.28 if lines else 0.8) / ZIAMATH_EM:.4f}em")
    table.set("rowspacing", f"{(0.45 if lines else 0.35) / ZIAMATH_EM:.4f}em")
    if lines:
        return
    for row in table:
        row[0].insert(
            0, etree.Element("mspace", {name: f"{float(em[:-2]) / ZIAMATH_EM:.4f}em" for name, em in STRUT.items()})
        )
        _in_text_style(*row)
