"""The elements of Office's mathematics (ECMA-376 part 1, section 22.1), each with its properties in schema order."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from deckwright.theme import ROLES

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
FONT = {"typeface": "Cambria Math", "panose": "02040503050406030204", "pitchFamily": "18", "charset": "0"}

Parts = Sequence[etree._Element]


def m(tag: str, *children: etree._Element, **values: str) -> etree._Element:
    """An element ``m:tag``. Keywords are its attributes, in the same namespace."""
    element = etree.Element(
        f"{{{M}}}{tag}", {f"{{{M}}}{name}": value for name, value in values.items()}, nsmap={"m": M, "a": A}
    )
    element.extend(children)
    return element


def theme_color(role: str) -> etree._Element:
    """The fill that a role of the palette stands for in a presentation: one of the theme's accents. Or of #RRGGBB."""
    fill = etree.Element(f"{{{A}}}solidFill", nsmap={"a": A})
    if role.startswith("#"):
        etree.SubElement(fill, f"{{{A}}}srgbClr", val=role[1:])
        return fill
    etree.SubElement(fill, f"{{{A}}}schemeClr", val="tx2" if role == "muted" else f"accent{ROLES.index(role) + 1}")
    return fill


@dataclass(frozen=True)
class RunStyle:
    """How characters look: size in points (None: as the text around) and fill (None: likewise)."""

    size: float | None = None
    fill: etree._Element | None = None

    def in_role(self, role: str | None) -> RunStyle:
        """The same in a role's color."""
        return RunStyle(self.size, theme_color(role)) if role else self

    def properties(self, style: str = "i") -> etree._Element:
        """``a:rPr`` for a style: "p" upright, "i" italic, "b" bold, "bi" both."""
        values = {"lang": "en-US"} | ({"sz": str(round(self.size * 100))} if self.size else {})
        values |= {"b": "01"["b" in style], "i": "01"["i" in style]}
        element = etree.Element(f"{{{A}}}rPr", values, nsmap={"a": A})
        if self.fill is not None:
            element.append(copy.deepcopy(self.fill))
        etree.SubElement(element, f"{{{A}}}latin", FONT)
        return element

    def control(self) -> etree._Element:
        """``m:ctrlPr``: the run_style of what is drawn around the content, such as bars and brackets."""
        return m("ctrlPr", self.properties())


def run(text: str, run_style: RunStyle, style: str = "i") -> etree._Element:
    """Characters in one style; "nor" is text that is not mathematics."""
    properties = m("rPr", m("nor") if style == "nor" else m("sty", val=style))
    characters = m("t")
    characters.text = text
    if text != text.strip():
        characters.set(SPACE, "preserve")
    return m("r", properties, run_style.properties("p" if style == "nor" else style), characters)


def argument(tag: str, content: Iterable[etree._Element]) -> etree._Element:
    """An argument (``m:e``, ``m:num``, ``m:sub`` ...) with its content."""
    return m(tag, *content)


def fraction(numerator: Parts, denominator: Parts, run_style: RunStyle, bar: bool = True) -> etree._Element:
    """One thing over another."""
    properties = m("fPr", m("type", val="bar" if bar else "noBar"), run_style.control())
    return m("f", properties, argument("num", numerator), argument("den", denominator))


def scripts(base: Parts, sub: Parts | None, sup: Parts | None, run_style: RunStyle) -> etree._Element:
    """A base with an index, an exponent, or both."""
    tag = "sSubSup" if sub is not None and sup is not None else "sSub" if sub is not None else "sSup"
    element = m(tag, m(f"{tag}Pr", run_style.control()), argument("e", base))
    element.extend(argument(name, part) for name, part in (("sub", sub), ("sup", sup)) if part is not None)
    return element


def large_operator(sign: str, sub: Parts, sup: Parts, body: Parts, run_style: RunStyle, limits: bool) -> etree._Element:
    """A sum, product or integral with its limits and what it runs over."""
    properties = m(
        "naryPr",
        m("chr", val=sign),
        m("limLoc", val="undOvr" if limits else "subSup"),
        m("subHide", val="0" if sub else "1"),
        m("supHide", val="0" if sup else "1"),
        run_style.control(),
    )
    return m("nary", properties, argument("sub", sub), argument("sup", sup), argument("e", body))


def delimiters(
    begin: str, contents: Sequence[Parts], end: str, run_style: RunStyle, separator: str = ""
) -> etree._Element:
    """Brackets as high as what they hold; an empty string is no bracket on that side."""
    properties = m(
        "dPr",
        m("begChr", val=begin),
        m("sepChr", val=separator),
        m("endChr", val=end),
        m("grow", val="1"),
        run_style.control(),
    )
    if len(contents) < 2:
        properties.remove(properties[1])
    return m("d", properties, *(argument("e", content) for content in contents))


def matrix(rows: Sequence[Sequence[Parts]], columns: Sequence[str], run_style: RunStyle) -> etree._Element:
    """Rows of cells; columns gives each column's alignment: left, center or right."""
    columns_properties = m("mcs", *(m("mc", m("mcPr", m("count", val="1"), m("mcJc", val=align))) for align in columns))
    hide = "1" if any(not cell for row in rows for cell in row) else "0"
    properties = m("mPr", m("baseJc", val="center"), m("plcHide", val=hide), columns_properties, run_style.control())
    return m("m", properties, *(m("mr", *(argument("e", cell) for cell in row)) for row in rows))


def equation_array(rows: Sequence[Parts], run_style: RunStyle) -> etree._Element:
    """Lines one below the other; ``&`` in their text marks where they are aligned."""
    properties = m("eqArrPr", m("baseJc", val="center"), run_style.control())
    return m("eqArr", properties, *(argument("e", row) for row in rows))


def radical(radicand: Parts, degree: Parts, run_style: RunStyle) -> etree._Element:
    """A root; an empty degree makes it the square root."""
    properties = m("radPr", m("degHide", val="0" if degree else "1"), run_style.control())
    return m("rad", properties, argument("deg", degree), argument("e", radicand))


def accent(mark: str, base: Parts, run_style: RunStyle) -> etree._Element:
    """A hat, dot or arrow over its base; the mark is a combining character."""
    return m("acc", m("accPr", m("chr", val=mark), run_style.control()), argument("e", base))


def line(base: Parts, run_style: RunStyle, over: bool) -> etree._Element:
    """A line over or under its base, as wide as that."""
    return m("bar", m("barPr", m("pos", val="top" if over else "bot"), run_style.control()), argument("e", base))


def brace(mark: str, base: Parts, run_style: RunStyle, over: bool) -> etree._Element:
    """A brace over or under its base, as wide as that."""
    place, edge = ("top", "bot") if over else ("bot", "top")
    properties = m("groupChrPr", m("chr", val=mark), m("pos", val=place), m("vertJc", val=edge), run_style.control())
    return m("groupChr", properties, argument("e", base))


def limit(base: Parts, label: Parts, run_style: RunStyle, over: bool) -> etree._Element:
    """Something small over or under its base."""
    tag = "limUpp" if over else "limLow"
    return m(tag, m(f"{tag}Pr", run_style.control()), argument("e", base), argument("lim", label))


def function(name: Parts, body: Parts, run_style: RunStyle) -> etree._Element:
    """A named function and what it is applied to, with the space between them that it needs."""
    return m("func", m("funcPr", run_style.control()), argument("fName", name), argument("e", body))


def phantom(content: Parts, run_style: RunStyle, *flat: str) -> etree._Element:
    """The space that something takes, without the thing. flat: in which directions it takes none, such as zeroWid."""
    return m(
        "phant",
        m("phantPr", m("show", val="0"), *(m(name, val="1") for name in flat), run_style.control()),
        argument("e", content),
    )


EDGES = {"hideTop": "top", "hideBot": "bottom", "hideLeft": "left", "hideRight": "right"}
STROKES = {"strikeH": "horizontalstrike", "strikeBLTR": "updiagonalstrike", "strikeTLBR": "downdiagonalstrike"}


def box(content: Parts, notation: str, run_style: RunStyle) -> etree._Element:
    """A frame around its content or on some of its sides, or a stroke through it, by MathML's names for them."""
    kinds = notation.split()
    marks = [m(name, val="1") for name, side in EDGES.items() if side not in kinds and "box" not in kinds]
    marks += [m(name, val="1") for name, stroke in STROKES.items() if stroke in kinds]
    return m("borderBox", m("borderBoxPr", *marks, run_style.control()), argument("e", content))


def on_arrow(mark: str, label: Parts, run_style: RunStyle) -> etree._Element:
    """An arrow on the line, as long as the label that stands on it."""
    properties = m("groupChrPr", m("chr", val=mark), m("pos", val="bot"), m("vertJc", val="bot"), run_style.control())
    return m("groupChr", properties, argument("e", label))
