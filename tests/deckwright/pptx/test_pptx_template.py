"""The slide master and its layouts, drawn from a Theme and a Page."""

from __future__ import annotations

import io

import pptx
import pytest
from deckwright.deck.slide import LAYOUTS
from deckwright.layout.page import widescreen
from deckwright.pptx.slots import slots
from deckwright.pptx.template.package import template_bytes
from deckwright.theme import DARK, LIGHT, ROLES, THEMES
from lxml import etree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module", params=THEMES.values(), ids=THEMES)
def theme(request):
    """Each of the two themes."""
    return request.param


@pytest.fixture(scope="module")
def template(theme):
    """The empty presentation in a theme."""
    return pptx.Presentation(io.BytesIO(template_bytes(theme, widescreen())))


def test_theme_holds_roles_as_accents(template, theme):
    """The six roles are accents 1 to 6, text and background the first pair of colours."""
    (part,) = {rel.target_part for rel in template.slide_master.part.rels.values() if rel.reltype.endswith("/theme")}
    scheme = etree.fromstring(part.blob).find(f".//{DRAWING}clrScheme")
    colours = {each.tag.removeprefix(DRAWING): each[0].get("val") for each in scheme}
    assert [colours[f"accent{i}"] for i in range(1, 7)] == [theme.roles[role] for role in ROLES]
    assert (colours["dk1"], colours["lt1"]) == (theme.text, theme.background)


def test_layouts_are_ours_alone(template):
    """The layouts are those that a deck may name, in their order, and no other."""
    assert [layout.name for layout in template.slide_layouts] == list(LAYOUTS)


def test_placeholders_stand_where_the_page_says(template):
    """Titles, bodies and footers of every layout have the page's boxes."""
    for layout in template.slide_layouts:
        page, found = widescreen().layouts[layout.name], slots(layout, layout.name)
        expected = [page.title, *((page.subtitle,) if page.subtitle else ()), *page.bodies]
        shapes = [found.title, *((found.subtitle,) if page.subtitle else ()), *found.bodies]
        assert [(s.x, s.y, s.cx, s.cy) for s in shapes] == [(b.left, b.top, b.width, b.height) for b in expected]


def test_text_frames_have_no_insets(template):
    """Text begins at its placeholder's edge, as the layout measures it."""
    for layout in template.slide_layouts:
        for shape in layout.placeholders:
            frame = shape.text_frame
            assert (frame.margin_left, frame.margin_top, frame.margin_right, frame.margin_bottom) == (0, 0, 0, 0)


def luminance(rgb: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (value / 255 for value in bytes.fromhex(rgb))
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(("theme", "ink"), [(LIGHT, "bg1"), (DARK, "tx1")], ids=["light", "dark"])
def test_section_titles_contrast_with_their_ground(theme, ink):
    """On a section's full colour the title has the colour that can be read there."""
    template = pptx.Presentation(io.BytesIO(template_bytes(theme, widescreen())))
    section = next(layout for layout in template.slide_layouts if layout.name == "section")
    title = slots(section, "section").title
    assert title.find(f".//{DRAWING}defRPr//{DRAWING}schemeClr").get("val") == ink
    words = luminance(theme.background if ink == "bg1" else theme.text)
    ground = luminance(theme.roles["input"]) * (1.0 if ink == "bg1" else 0.35**2.2)
    lighter, darker = max(words, ground), min(words, ground)
    assert (lighter + 0.05) / (darker + 0.05) > 4.5
