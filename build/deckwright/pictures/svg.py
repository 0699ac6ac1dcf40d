"""Drawings in SVG: what is safe to hand on, how large they are, and the same as pixels.

PowerPoint shows the drawing itself; programs that don't know SVG show the pixels beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from deckwright.errors import UserError
from deckwright.store import remembered
from deckwright.store.key import version_of

LARGEST = 5_000_000  # bytes
MOST_ELEMENTS = 100_000
DEEPEST = 200
MOST_ASPECT = 50  # times wider than high, or higher than wide
PIXELS = 1600  # of the longer side of the raster
SVG = "http://www.w3.org/2000/svg"
_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>\s*)*<(?:\w+:)?svg[\s>]", re.DOTALL
)
_OUTSIDE = re.compile(r"""url\(\s*['"]?(?!#|data:image/(?:png|jpeg|gif|webp)[;,])|@import""", re.IGNORECASE)
_WITHIN = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*", re.IGNORECASE)
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}
_FORBIDDEN = {
    "script": "a script",
    "foreignObject": "HTML inside (foreignObject), which PowerPoint leaves out",
    "iframe": "another document inside",
    "handler": "a script",
    "set": "animation",
    "animate": "animation",
    "animateMotion": "animation",
    "animateTransform": "animation",
}
_PLAIN = "Export it from your drawing program as plain SVG, or as PNG."


def is_svg(content: bytes) -> bool:
    """Whether a file holds a drawing in SVG."""
    return _START.match(content.removeprefix(b"\xef\xbb\xbf")[:20_000]) is not None


def check(content: bytes, name: str) -> tuple[float, float]:
    """The drawing's width and height, in pixels. Raises UserError for what should not travel in a deck."""
    if len(content) > LARGEST:
        message = f"The drawing {name} has {len(content) / 1e6:.0f} MB; an SVG may have {LARGEST / 1e6:.0f}."
        raise UserError(message, hint=_PLAIN)
    root = _parsed(content, name)
    for number, node in enumerate(root.iter()):
        if number > MOST_ELEMENTS:
            raise UserError(f"The drawing {name} has more than {MOST_ELEMENTS:,} elements.", hint="Save it as PNG.")
        if why := _refused(node):
            raise UserError(f"The drawing {name} has {why}.", hint=_PLAIN)
    return _size(root, name)


def rasterized(content: bytes, size: tuple[float, float], name: str) -> bytes:
    """The drawing as PNG."""
    wide, high = size
    text = etree.tostring(_parsed(content, name), encoding="unicode")
    try:
        return pixels(text, PIXELS) if wide >= high else pixels(text, height=PIXELS)
    except ValueError as problem:
        raise UserError(f"The drawing {name} can't be drawn: {problem}.", hint=_PLAIN) from None


def pixels(drawing: str, width: int | None = None, height: int | None = None) -> bytes:
    """The drawing as PNG, so many pixels wide or high. Raises ValueError."""
    draw = _drawn if "<text" in drawing else _drawn_once  # the fonts of a machine may change
    return draw(drawing, width, height)


def _drawn(drawing: str, width: int | None, height: int | None, fonts: bool = True) -> bytes:
    import resvg_py  # takes a while to load, and most decks have no drawings

    look = {"dpi": 96, "skip_system_fonts": not fonts, "width": width, "height": height}
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, **look))


@remembered(64, "drawings", lambda: version_of("resvg_py"))
def _drawn_once(drawing: str, width: int | None, height: int | None) -> bytes:
    return _drawn(drawing, width, height, fonts=False)


@lru_cache(maxsize=4)
def _parsed(content: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as problem:
        raise UserError(f"The drawing {name} is not well-formed: {problem.msg}.", hint=_PLAIN) from None
    inner = root.getroottree().docinfo.internalDTD
    if inner is not None and next(iter(inner.iterentities()), None) is not None:
        raise UserError(f"The drawing {name} defines entities of its own.", hint=_PLAIN)
    if etree.QName(root).localname != "svg":
        raise UserError(f"The drawing {name} is no SVG: it begins with <{etree.QName(root).localname}>.", hint=_PLAIN)
    return root


def _refused(node: etree._Element) -> str:
    """Why an element can't stay; "" if it can."""
    if not isinstance(node.tag, str):
        return "an entity" if node.tag is etree.Entity else ""
    kind = etree.QName(node).localname
    if kind in _FORBIDDEN:
        return _FORBIDDEN[kind]
    if kind == "style" and _OUTSIDE.search("".join(node.itertext())):
        return "a style sheet that loads something from elsewhere"
    for key, value in node.attrib.items():
        word = etree.QName(key).localname
        if word.lower().startswith("on"):
            return f"a script ({word})"
        if word == "href" and kind != "a" and not _WITHIN.match(value.strip()):
            return f"something from outside of it: {value.strip()[:60]}"
        if word == "href" and re.match(r"\s*(?:data|javascript|vbscript):", value, re.IGNORECASE) and kind == "a":
            return "a link that runs a script"
        if _OUTSIDE.search(value):
            return f"something from outside of it: {value.strip()[:60]}"
    return ""


def _size(root: etree._Element, name: str) -> tuple[float, float]:
    box = [float(n) for n in re.findall(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", root.get("viewBox", ""), re.IGNORECASE)]
    wide, high = _length(root.get("width")), _length(root.get("height"))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        wide, high = (
            wide or (high * box[2] / box[3] if high else box[2]),
            high or (wide * box[3] / box[2] if wide else box[3]),
        )
    if not wide or not high:
        raise UserError(
            f"The drawing {name} doesn't say how large it is: it has no width, height and viewBox.", hint=_PLAIN
        )
    if not 1 / MOST_ASPECT <= wide / high <= MOST_ASPECT:
        raise UserError(f"The drawing {name} is {wide:g} wide and {high:g} high: too narrow to be seen.", hint=_PLAIN)
    return wide, high


def _length(text: str | None) -> float:
    """A length in pixels; 0 where none is given, or only a share."""
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _UNITS[(found[2] or "").lower()] if found else 0.0
