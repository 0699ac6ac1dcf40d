"""How a lecturer's template sets its titles: measured the same way, they break their lines where we say."""

from __future__ import annotations

from collections.abc import Iterable

from pptx.slide import SlideLayout

from deckwright.layout.page import TitleStyle
from deckwright.pptx.template.inherited import placeholders, styles
from deckwright.pptx.xml import Element, qualified

PARAGRAPH = qualified("a:lvl1pPr")
LETTERS = f"{PARAGRAPH}/{qualified('a:defRPr')}"
FRAME = f".//{qualified('a:bodyPr')}"
ALIGN = {"l": 0.0, "ctr": 0.5, "r": 1.0}
ANCHOR = {"t": 0.0, "ctr": 0.5, "b": 1.0}


def title_style(layout: SlideLayout, title: Element | None) -> TitleStyle:
    """What a layout says of its title, else what its master says; ours where it has none."""
    if title is None:
        return TitleStyle()
    size = _said(styles(layout, title), LETTERS, "sz")
    return TitleStyle(
        int(size) / 100 if size else TitleStyle().size,
        bold=_said(styles(layout, title), LETTERS, "b") in ("1", "true"),
        align=text_align(layout, title),
        anchor=ANCHOR.get(_said(placeholders(layout, title), FRAME, "anchor"), 0.0),
        capitals=_said(styles(layout, title), LETTERS, "cap") == "all",
    )


def text_align(layout: SlideLayout, placeholder: Element | None) -> float:
    """To which side a placeholder's text stands: 0 left, 0.5 in the middle, 1 right."""
    said = _said(styles(layout, placeholder), PARAGRAPH, "algn") if placeholder is not None else None
    return ALIGN.get(said, 0.0)


def _said(places: Iterable[Element], path: str, name: str) -> str | None:
    """The attribute's value in the first of these places that has it."""
    found = (place.find(f"{path}[@{name}]") for place in places)
    return next((each.get(name) for each in found if each is not None), None)
