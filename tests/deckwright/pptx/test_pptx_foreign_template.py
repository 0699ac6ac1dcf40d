"""A lecturer's own template: its design stays, its slides go, and what isn't one is refused in words."""

from __future__ import annotations

import zipfile

import pptx
import pytest
from deckwright.deck.slide import LAYOUTS, Deck
from deckwright.deck.text import Bullets, Item, Math, Paragraph, Run
from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.pptx.template.foreign import CONTENT_TYPES, PRESENTATION, SAME_INSIDE, match_layouts, open_template
from deckwright.pptx.template.foreign_page import template_page, template_theme
from deckwright.pptx.write import write
from deckwright.theme import LIGHT


@pytest.fixture
def template(tmp_path):
    """A 4:3 presentation in Office's old look with a slide of its own, as many universities still have."""
    presentation = pptx.Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = "An old lecture"
    path = tmp_path / "uni.pptx"
    presentation.save(path)
    return path


def retyped(path, kind: str, suffix: str):
    """The same file declared to be something else."""
    other = path.with_suffix(suffix)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == CONTENT_TYPES:
                content = content.replace(PRESENTATION.encode(), kind.encode())
            new.writestr(name, content)
    return other


def test_deck_takes_over_the_template(template, slide, tmp_path, findings):
    """Size, master and fonts are the template's; its slides are gone; the file is valid."""
    text = (Run("So "), Math("x^2"))
    slides = (slide("First", Paragraph(text=text)), slide("Second", Bullets(items=(Item(text),))))
    theme, page, path = template_theme(template, LIGHT), template_page(template), tmp_path / "deck.pptx"
    write(lay_out(Deck("l", "T", slides), theme, page), path, theme, template=template)
    written, original = pptx.Presentation(path), pptx.Presentation(template)
    assert (written.slide_width, written.slide_height) == (original.slide_width, original.slide_height)
    assert [layout.name for layout in written.slide_layouts] == [layout.name for layout in original.slide_layouts]
    assert [each.shapes.title.text_frame.text for each in written.slides] == ["First", "Second"]
    assert findings(path) == []


def test_same_template_same_bytes(template, slide, tmp_path):
    """With a template as well, the same deck is the same file."""
    theme, page = template_theme(template, LIGHT), template_page(template)
    placed = lay_out(Deck("l", "T", (slide("One", Paragraph(text=(Run("x"),))),)), theme, page)
    paths = [tmp_path / name for name in ("a.pptx", "b.pptx")]
    for path in paths:
        write(placed, path, theme, template=template)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_page_and_theme_are_read_from_the_template(template):
    """The layout stage gets the template's boxes inside of the insets, the theme its fonts and accents."""
    page, theme = template_page(template), template_theme(template, LIGHT)
    original = pptx.Presentation(template)
    title = original.slide_layouts[1].placeholders[0]
    box = page.layouts["content"].title
    assert title.left < box.left and box.right < title.left + title.width
    assert page.layouts["content"].title_size == 44
    assert (theme.text, theme.background, theme.roles["input"]) == ("000000", "FFFFFF", "4F81BD")
    assert theme.body_font == "Calibri"


def test_layouts_are_matched_by_name_then_kind(template):
    """A layout with our name wins; otherwise one of the same kind is taken."""
    presentation = open_template(template)
    kinds = {name: layout._element.get("type") for name, layout in match_layouts(presentation).items()}
    assert set(kinds) == set(LAYOUTS)
    assert (kinds["title"], kinds["section"], kinds["two-columns"]) == ("title", "secHead", "twoObj")
    presentation.slide_layouts[6].name = "Question"
    assert match_layouts(presentation)["question"].name == "Question"


@pytest.mark.parametrize(("kind", "suffix"), list(zip(SAME_INSIDE, (".potx", ".ppsx"))))
def test_templates_and_shows_are_presentations_inside(template, kind, suffix):
    """A .potx or .ppsx serves as well as a .pptx."""
    assert len(open_template(retyped(template, kind, suffix)).slides) == 0


def test_other_files_are_refused_in_words(template, tmp_path):
    """A missing file, a text, a Word document and a broken archive each get a message that says what they are."""
    text, broken = tmp_path / "a.pptx", tmp_path / "b.pptx"
    text.write_text("not an archive")
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:200] if name == "ppt/presentation.xml" else old.read(name))
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    for path, message in (
        (tmp_path / "none.pptx", "no template"),
        (text, "not a PowerPoint file"),
        (retyped(template, word, ".docx"), "a Word document"),
        (broken, "damaged"),
    ):
        with pytest.raises(UserError, match=message):
            open_template(path)
