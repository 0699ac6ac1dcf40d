"""Where the look of a placeholder's text is said: in its layout, in its master's placeholder, in the master's
styles.
"""

from __future__ import annotations

from collections.abc import Iterator

from pptx.slide import SlideLayout

from deckwright.pptx.placeholders import TITLES
from deckwright.pptx.xml import Element, qualified


def placeholders(layout: SlideLayout, placeholder: Element) -> list[Element]:
    """The layout's placeholder and the one of its master that it follows, the nearer first."""
    kinds = TITLES if _is_title(placeholder) else ("body",)
    return [placeholder, *(each._element for each in layout.slide_master.placeholders if _kind(each._element) in kinds)]


def styles(layout: SlideLayout, placeholder: Element) -> Iterator[Element]:
    """Lists of styles by level, the nearest first."""
    for each in placeholders(layout, placeholder):
        yield from each.iter(qualified("a:lstStyle"))
    yield from layout.slide_master._element.iter(qualified("p:titleStyle" if _is_title(placeholder) else "p:bodyStyle"))


def _is_title(placeholder: Element) -> bool:
    return _kind(placeholder) in TITLES


def _kind(placeholder: Element) -> str:
    return next(placeholder.iter(qualified("p:ph"))).get("type", "obj")
