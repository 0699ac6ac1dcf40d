"""Building the XML of Office documents: namespaces and one short way to write an element."""

from __future__ import annotations

import functools

from lxml import etree
from pptx.oxml import oxml_parser, parse_xml

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p159": "http://schemas.microsoft.com/office/powerpoint/2015/09/main",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}

Element = etree._Element


@functools.cache  # a deck asks tens of thousands of times for the same few names
def qualified(name: str) -> str:
    """``a:sp`` -> ``{http://...}sp``; a name without a prefix stays as it is.

    >>> qualified("a:t")
    '{http://schemas.openxmlformats.org/drawingml/2006/main}t'
    """
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def element(
    tag: str, attributes: dict[str, object] | None = None, *children: Element | None, text: str = ""
) -> Element:
    """An element of python-pptx's own classes. Children that are None are left out."""
    values = {qualified(name): _attribute(value) for name, value in attributes.items()} if attributes else None
    made = oxml_parser.makeelement(qualified(tag), values, _namespace(tag))
    if text:
        made.text = text
    if children:
        made.extend(child for child in children if child is not None)
    return made


@functools.cache
def _namespace(tag: str) -> dict[str, str]:
    prefix = tag.partition(":")[0]
    return {prefix: NAMESPACES[prefix]}


def _attribute(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def declarations(*prefixes: str) -> str:
    """``xmlns:`` attributes for XML that is written as text.

    >>> declarations("a")
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    """
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


def fragment(xml: str, *prefixes: str) -> Element:
    """XML text whose first tag gets the declarations of these prefixes, parsed."""
    name = xml.lstrip()[1:].split(None, 1)[0].split(">", 1)[0].rstrip("/")
    return parse_xml(xml.lstrip().replace(name, f"{name} {declarations(*prefixes)}", 1))
