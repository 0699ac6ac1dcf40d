"""A logo in a corner of every layout, words at the foot, a picture or nothing beside the title, in any template."""

from __future__ import annotations

import io
from pathlib import Path

import pptx
import pytest
from PIL import Image

from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.markdown.lecture import read_lecture
from deckwright.pptx.open_presentation import open_presentation
from deckwright.pptx.presentation import presentation_bytes
from deckwright.pptx.template.user_page import template_page, template_theme
from deckwright.theme import LIGHT

BODY = "# One\n\nWords.\n\n# Part {.section}\n\n# Two\n\n- a\n"


@pytest.fixture
def dressed(tmp_path: Path):
    """The presentation of a lecture with these lines in its front matter."""
    Image.new("RGB", (40, 10), "blue").save(tmp_path / "logo.png")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'
    (tmp_path / "drawing.svg").write_text(drawing)

    def dressed(front: str, template: Path | None = None):
        path = tmp_path / "slides.md"
        path.write_text(f"---\ntitle: A\nauthor: Ada\n{front}\n---\n{BODY}")
        deck = read_lecture(path, {}, lesson="test").deck
        page = template_page(template) if template else widescreen()
        theme = template_theme(template, LIGHT) if template else LIGHT
        opened = open_presentation(theme, template, {}, page, dress=deck.dress)
        return pptx.Presentation(io.BytesIO(presentation_bytes(lay_out(deck, theme, page), theme, opened)))

    return dressed


@pytest.fixture(params=["ours", "theirs"])
def template(request, tmp_path: Path) -> Path | None:
    """Our design, and the one that python-pptx brings along."""
    if request.param == "ours":
        return None
    pptx.Presentation().save(tmp_path / "theirs.pptx")
    return tmp_path / "theirs.pptx"


def boxes(shapes, *, named: str = "") -> list[tuple[int, int, int, int]]:
    """Edges of shapes: left, top, right, bottom."""
    found = [s for s in shapes if not named or s.name == named]
    return [(s.left, s.top, s.left + s.width, s.top + s.height) for s in found]


@pytest.mark.parametrize("logo", ["logo.png", "drawing.svg"])
def test_a_logo_stands_on_every_layout_beside_its_text(dressed, template, logo: str) -> None:
    """At one place, in the page, clear of title, text and footer."""
    presentation = dressed(f"logo: {logo}\nfooter: Words at the foot", template)
    used = {slide.slide_layout.name: slide.slide_layout for slide in presentation.slides}
    places = {box for layout in used.values() for box in boxes(layout.shapes, named="Logo")}
    assert len(places) == 1 and all(boxes(layout.shapes, named="Logo") for layout in used.values())
    left, top, right, bottom = places.pop()
    assert 0 < left < right < presentation.slide_width and 0 < top < bottom < presentation.slide_height
    for slide in list(presentation.slides)[1:]:
        texts = [s for s in slide.placeholders if s.has_text_frame and "number" not in s.name.lower()]
        for a, b, c, d in boxes(s for s in texts if s.name.split()[0] not in ("Footer",)):
            assert c <= left or right <= a or d <= top or bottom <= b
        assert any(s.text_frame.text == "Words at the foot" for s in texts)


def test_the_title_slide(dressed, template) -> None:
    """A picture of the lecture's own clear of the words; none; the design's own drawing otherwise."""
    slide = dressed("title_picture: drawing.svg", template).slides[0]
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    a, b, c, d = boxes([picture])[0]
    assert (c - a) / (d - b) == pytest.approx(4 / 3, rel=0.01)
    for left, top, right, bottom in boxes(s for s in slide.shapes if s.has_text_frame and s.text_frame.text == "A"):
        assert c <= left or right <= a or d <= top or bottom <= b
    for front, ornaments in (("title_picture: none", False), ("subject: x", template is None)):
        layout = dressed(front, template).slides[0].slide_layout
        assert any(shape.name == "Neuron" for shape in layout.shapes) == ornaments


def test_a_picture_that_is_not_there(dressed) -> None:
    """Told at its line of the front matter."""
    with pytest.raises(UserError, match="No picture at 'loggo.png'") as caught:
        dressed("logo: loggo.png")
    assert caught.value.where.line == 4 and caught.value.hint == "Did you mean logo.png?"


def test_a_foot_has_one_line(dressed, template) -> None:
    """Words that would run into the slide's number are told at their line; of a title, as much as fits is shown."""
    with pytest.raises(UserError, match=r"slides.md:4: The footer is \d+ pt too wide for its line"):
        dressed(f"footer: {'A few words ' * 20}", template)
    for slide in dressed(f"footer: {'A few words ' * 5}").slides:
        for shape in slide.shapes:
            assert not shape.name.startswith("Footer") or len(shape.text_frame.text) <= 60


def test_a_long_title_is_shortened_at_the_foot(tmp_path: Path) -> None:
    """With the section's it may be longer than a line."""
    path = tmp_path / "slides.md"
    path.write_text(f"---\ntitle: {'A long title ' * 11}\n---\n# Part of the whole {{.section}}\n\n# Two\n\nx\n")
    deck = read_lecture(path, {}, lesson="test").deck
    placed = lay_out(deck, LIGHT, widescreen())
    *_, last = pptx.Presentation(io.BytesIO(presentation_bytes(placed, LIGHT, open_presentation(LIGHT)))).slides
    (foot,) = (shape.text_frame.text for shape in last.shapes if shape.name == "Footer")
    assert foot.startswith("A long title") and foot.endswith("…")
