"""XML of a file that somebody sent: no entities, nothing from outside, no more of it and no deeper than
documents have.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from deckwright import limits
from deckwright.errors import UserError

_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "encoding": "UTF-8",  # whatever the text says of itself
    "remove_comments": True,
    "remove_pis": True,
}
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_ONE_TEXT = 16  # tags that a part may have in which one text is as long as the part


def parse_xml(content: bytes, name: str) -> etree._Element:
    """The root of a part. name: what it is, as in "uni.pptx, part ppt/slides/slide1.xml".

    Raises UserError over a limit, etree.XMLSyntaxError where it is no XML, or deeper than the 256 levels of libxml2.
    """
    content = checked_xml(content, name)
    long_text = content.count(b"<") < _ONE_TEXT and b"<!" not in content  # libxml2 stops at texts of 10 MB without this
    return etree.fromstring(content, etree.XMLParser(**_PARSER, huge_tree=long_text))


def checked_xml(content: bytes, name: str) -> bytes:
    """The content in UTF-8, if it is no more than a document has and declares nothing; else UserError."""
    content = _in_utf8(content)
    limits.XML_MARKS.hold(content.count(b"<") + 2 * content.count(b"="), f"{name} has")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        hint = "Open it in PowerPoint and save a copy; if it came by mail, ask who made it."
        raise UserError(f"{name} declares entities, which no Office file does: it is not read.", hint=hint)
    return content


def _in_utf8(content: bytes) -> bytes:
    """Office files may also be in UTF-16."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _DECLARED.sub("", content.decode("utf-16", "replace")).encode()
    return content
