"""The slide master and its layouts, drawn from a Theme and a Page."""

from __future__ import annotations

import io

import pptx
import pytest
from lxml import etree

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.page import widescreen
from deckwright.pptx.placeholders import slots
from deckwright.pptx.template.package import template_bytes
from deckwright.theme import ROLES, THEMES

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
    """The six roles are accents 1 to 6, text and background the first pair of colors."""
    (part,) = {rel.target_part for rel in template.slide_master.part.rels.values() if rel.reltype.endswith("/theme")}
    scheme = etree.fromstring(part.blob).find(f".//{DRAWING}clrScheme")
    colors = {each.tag.removeprefix(DRAWING): each[0].get("val") for each in scheme}
    assert [colors[f"accent{i}"] for i in range(1, 7)] == [theme.roles[role] for role in ROLES]
    assert (colors["dk1"], colors["lt1"]) == (theme.text, theme.background)


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


def test_ornaments_are_decorative_and_stay_on_the_slide(template):
    """A screen reader passes over what adorns a layout; all of it lies on the page."""
    width, height = template.slide_width, template.slide_height
    for layout in template.slide_layouts:
        ornaments = [shape for shape in layout.shapes if not shape.is_placeholder]
        assert ornaments or layout.name == "full"
        for shape in ornaments:
            assert shape._element.xpath(".//*[local-name() = 'decorative']")
            assert 0 <= shape.left <= shape.left + shape.width <= width
            assert 0 <= shape.top <= shape.top + shape.height <= height
