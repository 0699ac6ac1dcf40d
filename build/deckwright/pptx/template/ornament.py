"""What adorns our layouts, as shapes that nobody has to hear about."""

from __future__ import annotations

from deckwright.layout.ornament import PANEL, PANEL_LIGHTNESS, Bar, Stroke, ornaments
from deckwright.layout.page import Page, PageLayout
from deckwright.pptx.template.placeholder import bar, line
from deckwright.pptx.theme_colors import SCHEME
from deckwright.pptx.xml import Element, qualified
from deckwright.theme import Theme

FIRST_ID = 20
DARK_PANEL = f'<a:schemeClr val="accent1"><a:lumMod val="{round(100_000 * PANEL_LIGHTNESS)}"/></a:schemeClr>'


def ornament(page: Page, layout: PageLayout, theme: Theme) -> str:
    """The shapes behind the placeholders of a layout."""
    return "".join(_shape(number, each, theme) for number, each in enumerate(ornaments(page, layout), FIRST_ID))


def is_network(shape: Element) -> bool:
    """Whether a shape of our title layout belongs to its network."""
    return any(each.get("name") in ("Weight", "Neuron") for each in shape.iter(qualified("p:cNvPr")))


def _shape(number: int, each: Bar | Stroke, theme: Theme) -> str:
    if isinstance(each, Stroke):
        return line(number, each.name, each.start, each.end, SCHEME[each.color], faint=True)
    color = SCHEME["input"] if each.color == PANEL else SCHEME[each.color]
    return bar(number, each.name, each.box, DARK_PANEL if each.color == PANEL and theme.is_dark else color, each.kind)
