"""What ends a link: LibreOffice gives a link the color of the text after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from pptx.oxml.ns import qn

from deckwright.language.direction import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from deckwright.pptx.xml import Element, element

RUN, PROPERTIES, LINK, TEXT, FILL = map(qn, ("a:r", "a:rPr", "a:hlinkClick", "a:t", "a:solidFill"))


def links_ended(parts: Sequence[Element], rtl: bool) -> Iterator[Element]:
    """A paragraph's parts. Behind each link stands, in its color, the space that follows it, or else the mark of the
    paragraph's direction, which nobody sees.
    """
    for part, following in zip(parts, (*parts[1:], None)):
        yield part
        link = part.find(f"{PROPERTIES}/{LINK}")
        if link is None or following is None or following.find(f"{PROPERTIES}/{LINK}") is not None:
            continue
        words = following.findtext(TEXT, "") if following.tag == RUN else ""
        if words.startswith(" ") and words.strip():
            following.find(TEXT).text = words[1:]
            yield _colored(" ", following, link)
        else:
            yield _colored(RIGHT_TO_LEFT if rtl else LEFT_TO_RIGHT, part, link)


def _colored(text: str, run: Element, link: Element) -> Element:
    """Text as in this run, but in the color of a link: the theme's, or that of the link's text if it keeps that."""
    properties = deepcopy(run.find(PROPERTIES))
    for fill in (*properties.findall(FILL), *properties.findall(LINK)):
        properties.remove(fill)
    theirs = element("a:solidFill", None, element("a:schemeClr", {"val": "hlink"}))
    fill = deepcopy(link.getparent().find(FILL)) if len(link) else theirs
    if fill is not None:
        properties.insert(0, fill)
    return element("a:r", None, properties, element("a:t", text=text))
