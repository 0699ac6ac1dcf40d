"""A lecturer's own template: its design stays, its slides go, and what isn't one is refused in words."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest
from PIL import Image
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Inches

from deckwright.deck.equation import Equation, Line
from deckwright.deck.slide import LAYOUTS, Deck, Slide
from deckwright.deck.text import Bullets, Code, Item, Math, Paragraph, Run
from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.pptx.template.readable import readable, shaded
from deckwright.pptx.template.user_page import template_page, template_theme
from deckwright.pptx.template.user_template import (
    CONTENT_TYPES,
    PRESENTATION,
    SAME_INSIDE,
    left_out,
    match_layouts,
    open_template,
)
from deckwright.pptx.write import write
from deckwright.pptx.xml import element, fragment
from deckwright.theme import LIGHT, ROLES, contrast

PALE = "9BBB59"  # the third accent of Office's old look


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


@pytest.mark.slow
def test_deck_takes_over_the_template(template, slide, tmp_path, findings):
    """Size, master and fonts are the template's; its slides are gone; the file is valid."""
    text = (Run("So "), Math.from_latex("x^2"))
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
    assert page.layouts["content"].title_style.size == 44
    assert (theme.text, theme.background, theme.surface) == ("000000", "FFFFFF", "EEECE1")
    assert (
        theme.roles["input"] == readable("4F81BD", ["FFFFFF", "EEECE1"])[0] == shaded("4F81BD", theme.shades["input"])
    )
    assert theme.body_font == "Calibri"


def test_titles_are_measured_as_the_template_sets_them(template, slide):
    """In its capitals, its weight and its place in the box, so that a title's lines are where they are shown."""
    page, theme = template_page(template), template_theme(template, LIGHT)
    plain, section = page.layouts["content"].title_style, page.layouts["section"].title_style
    assert (plain.bold, plain.align, plain.anchor, plain.capitals) == (False, 0.5, 0.5, False)
    assert (section.bold, section.align, section.anchor, section.capitals) == (True, 0.0, 0.0, True)
    words = "minimal illumination"
    deck = Deck("l", "T", (slide(words, layout="section"), slide(words.upper(), layout="section")))
    small, large = (placed.title_box for placed in lay_out(deck, theme, page).slides)
    assert small.width == large.width
    (one,) = lay_out(Deck("l", "T", (slide("One", Paragraph(text=(Run("x"),))),)), theme, page).slides
    middle = one.title_lines[0].baseline + one.title_box.top
    assert one.title_box.top + one.title_box.height / 2 < middle < one.title_box.bottom - one.title_box.height / 4


def test_formulas_and_free_text_have_the_color_of_the_words_around(few, slide, tmp_path):
    """On a band or a ground of the template's own, where text in the deck's usual color could not be read."""
    theme, page = template_theme(few, LIGHT), template_page(few)
    author = Paragraph(text=(Run("An author"),), kind="caption")
    slides = (slide("T", author, layout="title"), Slide("s", (Run("Why "), Math.from_latex("x^2")), (author,)))
    path = tmp_path / "deck.pptx"
    write(lay_out(Deck("l", "T", slides), theme, page), path, theme, template=few)
    cover, content = (each.shapes._spTree for each in pptx.Presentation(path).slides)
    by_words = "ancestor::a:r/a:t[contains(., 'author')]"
    colors = [tree.xpath(f".//a:solidFill[{by_words}]/*/@val") for tree in (cover, content)]
    assert colors == [["FFFFFF"], ["tx2"]]  # the cover's subtitle is a tint of white
    assert set(content.xpath(".//a:custGeom/..//a:schemeClr/@val")) == {"bg1"}


def test_sections_are_listed_in_a_template_as_well(few, slide, tmp_path):
    """Below the title, with their numbers, in the color that is read on that ground, this section in bold."""
    theme, page, path = template_theme(few, LIGHT), template_page(few), tmp_path / "deck.pptx"
    deck = Deck("l", "T", tuple(slide(name, layout="section") for name in ("Words", "Charts", "Layouts")))
    placed = lay_out(deck, theme, page)
    write(placed, path, theme, template=few)
    for number, each in enumerate(placed.slides):
        (outline,) = each.items
        assert outline.box.top >= each.title_box.bottom and outline.box.bottom <= page.height
        assert [item.text[0].bold for item in outline.block.items] == [index == number for index in range(3)]
    tree = pptx.Presentation(path).slides[1].shapes._spTree
    numbered = tree.xpath(".//a:p[a:pPr/a:buAutoNum]")
    assert [paragraph.xpath("string(a:r/a:t)") for paragraph in numbered] == ["Words", "Charts", "Layouts"]
    assert {color for paragraph in numbered for color in paragraph.xpath(".//a:solidFill/*/@val")} == {"FFFFFF"}


def test_links_are_read_where_a_template_sets_text_in_a_color_of_its_own(few, slide, tmp_path, findings):
    """On its band they keep the color of the title; in the body they have that of links."""
    theme, path = template_theme(few, LIGHT), tmp_path / "deck.pptx"
    link = Run("Nielsen", link="https://example.org")
    deck = Deck("l", "T", (Slide("one", (link,), (Paragraph(text=(link,)),)),))
    write(lay_out(deck, theme, template_page(few)), path, theme, template=few)
    title, body = pptx.Presentation(path).slides[0].shapes._spTree.xpath(".//a:rPr[a:hlinkClick]")
    kept = ".//*[local-name()='hlinkClr']/@val"
    assert (title.xpath("a:solidFill/a:schemeClr/@val"), title.xpath(kept)) == (["bg1"], ["tx"])
    assert (body.xpath("a:solidFill"), body.xpath(kept)) == ([], [])
    assert findings(path) == []


def test_lists_have_the_template_s_bullets(template, slide, tmp_path, findings):
    """Its sign in its color at each level; numbers and markers that the author wrote stay."""
    presentation = pptx.Presentation(template)
    for level, sign in ((1, "■"), (2, "▸")):
        (bullet,) = presentation.slide_master._element.xpath(f".//p:bodyStyle/a:lvl{level}pPr/a:buChar")
        bullet.set("char", sign)
        bullet.getprevious().addprevious(element("a:buClr", None, element("a:schemeClr", {"val": "accent2"})))
    presentation.save(template)
    items = (Item((Run("one"),)), Item((Run("deeper"),), level=1), Item((Run("own"),), marker="→"))
    theme, path = template_theme(template, LIGHT), tmp_path / "deck.pptx"
    placed = lay_out(Deck("l", "T", (slide("One", Bullets(items=items)),)), theme, template_page(template))
    write(placed, path, theme, template=template)
    tree = pptx.Presentation(path).slides[0].shapes._spTree
    assert tree.xpath(".//a:buChar/@char") == ["■", "▸", "→"]
    assert tree.xpath(".//a:buClr/a:schemeClr/@val") == ["accent2", "accent2", "tx2"]
    assert findings(path) == []


def test_a_subtitle_leaves_room_for_who_speaks(template, slide):
    """Also where a template's box for it reaches down to where its text ends."""
    presentation = pptx.Presentation(template)
    cover = presentation.slide_layouts[0].placeholders[1]
    cover.top, cover.height = Inches(5.0), Inches(1.3)
    presentation.save(template)
    words = slide("T", Paragraph(text=(Run("An author"),)), layout="title", subtitle=(Run("A subtitle"),))
    (placed,) = lay_out(Deck("l", "T", (words,)), template_theme(template, LIGHT), template_page(template)).slides
    subtitle, author = sorted(placed.items, key=lambda item: item.box.top)
    assert subtitle.slot == "subtitle" and author.box.top >= subtitle.box.bottom


def test_a_layout_with_a_subtitle_is_a_title_whatever_it_is_called(template):
    """LibreOffice writes that its title slides are plain text."""
    presentation = open_template(template)
    cover = presentation.slide_layouts[0]
    cover._element.set("type", "tx")
    assert match_layouts(presentation)["title"].name == cover.name


def test_what_libreoffice_writes_on_prompts_alone_is_inherited(template, slide, tmp_path, findings):
    """Size and side of titles, bullets, and light text on a dark picture: all of a deck is light on dark then."""
    presentation = pptx.Presentation(template)
    master = presentation.slide_master
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 40, 90)).save(picture, "PNG")
    _, rid = master.part.get_or_add_image_part(picture)
    ground = CT_Picture.new_pic(99, "Ground", "", rid, 0, 0, presentation.slide_width, presentation.slide_height)
    master.shapes._spTree.insert(2, ground)
    master._element.remove(master._element.find(qn("p:txStyles")))
    white = '<a:solidFill><a:srgbClr val="ffffff"/></a:solidFill>'
    for holder in (master, *presentation.slide_layouts):
        for each in holder.placeholders:
            if each.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT):
                each._element.txBody.remove(each._element.txBody.find(qn("a:lstStyle")))
                for paragraph in each._element.txBody.findall(qn("a:p")):
                    each._element.txBody.remove(paragraph)
                bullet = '<a:pPr algn="r"><a:buChar char="▸"/></a:pPr>'
                prompt = f'<a:p>{bullet}<a:endParaRPr sz="3300">{white}</a:endParaRPr></a:p>'
                each._element.txBody.append(fragment(prompt, "a"))
    presentation.save(template)
    theme, page, path = template_theme(template, LIGHT), template_page(template), tmp_path / "deck.pptx"
    style = page.layouts["content"].title_style
    assert (style.size, style.align, theme.text, theme.background) == (33, 1.0, "FFFFFF", "14285A")
    assert theme.is_dark and all(contrast(theme.roles[role], theme.background) >= 4.5 for role in ROLES)
    write(lay_out(Deck("l", "T", (slide("One", Bullets(items=(Item((Run("a"),)),))),)), theme, page), path, theme,
          template=template)  # fmt: skip
    assert pptx.Presentation(path).slides[0].shapes._spTree.xpath(".//a:buChar/@char") == ["▸"]
    assert findings(path) == []


def test_our_boxes_begin_no_higher_than_the_template_s_text(template):
    """Above its text there may be a title of two lines, a band or a logo."""
    page = template_page(template)
    body = page.layouts["content"].bodies[0]
    for name in ("figure", "statement", "question", "references"):
        assert all(box.top >= body.top and box.bottom <= body.bottom + 1 for box in page.layouts[name].bodies), name


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


def test_pale_accents_are_made_readable(template, slide, findings, tmp_path):
    """Text in a role's color has the contrast that the house's own has, and stays a color of the template's theme."""
    theme = template_theme(template, LIGHT)
    assert contrast(PALE, theme.background) < 2.5  # activation's accent, as it is
    assert all(contrast(theme.roles[role], theme.background) >= 4.5 for role in ROLES)
    words = (Run("pale", role="activation"), Math.from_latex(r"\textcolor{activation}{a}"))
    path = tmp_path / "deck.pptx"
    placed = lay_out(Deck("l", "T", (slide("One", Paragraph(text=words)),)), theme, template_page(template))
    write(placed, path, theme, template=template)
    used = pptx.Presentation(path).slides[0].shapes._spTree.xpath('.//a:schemeClr[@val="accent3"]')
    made = {tuple(int(change.get("val")) / 100_000 for change in color) for color in used}
    assert len(used) >= 3 and len(made) == 1
    assert shaded(PALE, (*made.pop(), 0.0)) == theme.roles["activation"]
    assert findings(path) == []


@pytest.mark.parametrize(
    ("rgb", "ground"), [("8064A2", "0B1E3F"), ("FFFF00", "FFFFFF"), ("000080", "000000"), ("123456", "FFFFFF")]
)
def test_a_color_is_changed_no_more_than_needed(rgb, ground):
    """It is readable afterwards, a little less change would not do, and what is readable stays as it is."""
    color, (share, more) = readable(rgb, [ground])
    assert contrast(color, ground) >= 4.5 and color == shaded(rgb, (share, more))
    if contrast(rgb, ground) >= 4.5:
        assert (color, share, more) == (rgb, 1.0, 0.0)
    else:
        less = (share + 0.05, max(0.0, more - 0.05))
        assert contrast(shaded(rgb, less), ground) < 4.5


PAINTED = {
    "a color of the scheme, darkened": '<a:solidFill><a:schemeClr val="bg2"><a:lumMod val="10000"/></a:schemeClr>'
    "</a:solidFill>",
    "a color of its own": '<a:solidFill><a:srgbClr val="10202A"/></a:solidFill>',
    "a gradient": '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs><a:gs pos="100000">'
    '<a:srgbClr val="203040"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill>',
}


@pytest.mark.parametrize("fill", PAINTED.values(), ids=PAINTED)
@pytest.mark.parametrize("place", ["background", "a shape that covers all"])
def test_a_ground_that_the_scheme_does_not_tell(fill, place, template, slide, tmp_path, findings):
    """Slides painted dark while the scheme is dark on white: all that is written and drawn can be read there."""
    presentation = pptx.Presentation(template)
    master = presentation.slide_master
    if place == "background":
        for old in master._element.cSld.findall(qn("p:bg")):
            master._element.cSld.remove(old)
        master._element.cSld.insert(0, fragment(f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>", "p", "a"))
    else:
        shape = presentation.slides[0].shapes.add_shape(1, 0, 0, presentation.slide_width, presentation.slide_height)
        properties = shape._element.spPr
        properties.append(fragment(fill, "a"))
        master.shapes._spTree.insert(2, shape._element)
    presentation.save(template)
    theme = template_theme(template, LIGHT)
    assert theme.is_dark and theme.scheme["bg1"] == theme.background
    assert contrast(theme.text, theme.background) >= 7 and contrast(theme.muted, theme.background) >= 4.5
    assert all(contrast(theme.roles[role], theme.background) >= 4.5 for role in ROLES)
    path = tmp_path / "deck.pptx"
    code = Code(lines=((Run("y = x"),),))
    blocks = (Paragraph(text=(Run("Words"),)), code, Equation(lines=(Line.from_latex("x^2"),), alt=(Run("x squared"),)))
    write(
        lay_out(Deck("l", "T", (Slide("s", (Run("A"),), blocks),)), theme, template_page(template)),
        path,
        theme,
        template=template,
    )
    tree = pptx.Presentation(path).slides[0].shapes._spTree
    assert not tree.xpath(".//a:schemeClr[@val='tx1' or @val='bg1' or @val='tx2' or @val='bg2']")
    assert tree.xpath(".//a:r[a:t[contains(., 'y = x')]]/a:rPr/a:solidFill/a:srgbClr/@val") == [theme.text]
    assert findings(path) == []


def test_one_font_a_slide(template):
    """What the master names for its titles and its text is what everything else on a slide is set and measured in."""
    presentation = pptx.Presentation(template)
    for style, font in (("title", "Georgia"), ("body", "Verdana")):
        letters = presentation.slide_master._element.find(
            f".//{qn(f'p:{style}Style')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}"
        )
        letters.find(qn("a:latin")).set("typeface", font)
    presentation.save(template)
    theme = template_theme(template, LIGHT)
    assert (theme.heading_font, theme.body_font) == ("Georgia", "Verdana")


def test_what_stands_at_the_edge_is_no_content(template):
    """A line for a department, a cover with a picture, a title in the middle: none is taken for columns or figures."""
    presentation = pptx.Presentation(template)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    small = layouts["Two Content"].placeholders[2]
    small.left, small.top, small.width, small.height = Inches(0.5), Inches(7.1), Inches(6), Inches(0.3)
    title = layouts["Title Only"].placeholders[0]
    title.left, title.top, title.width, title.height = Inches(0.5), Inches(2), Inches(9), Inches(3)
    for layout in layouts.values():
        layout._element.attrib.pop("type", None)
    presentation.save(template)
    matched = {name: layout.name for name, layout in match_layouts(open_template(template)).items()}
    assert matched["two-columns"] != "Two Content" and matched["figure"] not in ("Title Only", "Two Content")
    page = template_page(template)
    assert all(body.height > Inches(3) for body in page.layouts["content"].bodies)


def test_a_subtitle_for_which_the_template_has_no_place(template, slide, tmp_path):
    """It stands below the title, as wide and aligned as that; nothing is lost."""
    presentation = pptx.Presentation(template)
    cover = presentation.slide_layouts[0]
    cover.placeholders[1]._element.getparent().remove(cover.placeholders[1]._element)
    presentation.save(template)
    theme, path = template_theme(template, LIGHT), tmp_path / "deck.pptx"
    first = Slide("t", (Run("A template"),), subtitle=(Run("A line below"),), layout="title")
    write(lay_out(Deck("l", "T", (first,)), theme, template_page(template)), path, theme, template=template)
    shapes = {
        shape.text_frame.text: shape for shape in pptx.Presentation(path).slides[0].shapes if shape.has_text_frame
    }
    title, below = shapes["A template"], shapes["A line below"]
    assert below.top >= title.top + title.height and below.left == title.left
    assert below._element.xpath(".//a:pPr/@algn") == ["ctr"]


def test_macros_embedded_documents_and_what_lies_elsewhere_stay_out(template, slide, tmp_path, findings):
    """None of it is in the deck, nor the shapes that showed it; what is left out can be said; links that are
    read stay.
    """
    presentation = pptx.Presentation(template)
    part, master = presentation.part, presentation.slide_master
    macro = Part(PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject", part.package, b"macro")
    part.relate_to(macro, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    presentation.slides[0].shapes.add_picture(picture, 0, 0)
    shown = presentation.slides[0].shapes[-1]._element
    key = master.part.relate_to("http://example.org/spy.png", RT.IMAGE, is_external=True)
    blip = shown.find(f".//{qn('a:blip')}")
    blip.attrib.clear()
    blip.set(qn("r:link"), key)
    master.shapes._spTree.append(shown)
    kept = master.part.relate_to("http://example.org/", RT.HYPERLINK, is_external=True)
    presentation.save(template)
    assert left_out(template) == "macros, pictures and media that lie elsewhere"
    theme, path = template_theme(template, LIGHT), tmp_path / "deck.pptx"
    write(lay_out(Deck("l", "T", (slide("A"),)), theme, template_page(template)), path, theme, template=template)
    with zipfile.ZipFile(path) as deck:
        assert not [name for name in deck.namelist() if "vba" in name]
        assert not [name for name in deck.namelist() if b"spy.png" in deck.read(name)]
    written = pptx.Presentation(path).slide_master
    assert not written.shapes._spTree.xpath(".//p:pic") and kept in written.part.rels
    assert findings(path) == []
