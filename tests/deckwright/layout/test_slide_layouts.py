"""Which layout a slide gets, and where its blocks stand then."""

from __future__ import annotations

import pytest
from PIL import Image

from deckwright.deck.chart import Chart
from deckwright.deck.columns import Column, Columns
from deckwright.deck.drawing import Drawing, Shape
from deckwright.deck.equation import Equation, Line
from deckwright.deck.media import Picture, Video
from deckwright.deck.slide import LAYOUTS, Deck, Slide
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Item, Paragraph, Run, plain
from deckwright.errors import UserError
from deckwright.layout.lay_out import lay_out
from deckwright.layout.layout_choice import choose_layout
from deckwright.layout.page import Page, widescreen
from deckwright.layout.sizes import LADDER
from deckwright.pictures.picture_file import picture_file
from deckwright.theme import LIGHT

PAGE = widescreen()
CHART = Chart(kind="line", series=())
TEXT = Paragraph(text=(Run("The loss falls."),))
LIST = Bullets(items=tuple(Item((Run(f"Point {n} of the talk"),)) for n in range(5)))
TABLE = Table(rows=((Cell((Run("a"),)),),))


def slide(*blocks, **more) -> Slide:
    return Slide("key", (Run("Title"),), blocks, **more)


def lay(*blocks, **more):
    """The one slide with these blocks, placed; not the first of its deck."""
    return lay_out(Deck("l", "L", (slide(), slide(*blocks, **more))), LIGHT, PAGE).slides[1]


def heading(text: str) -> Paragraph:
    return Paragraph(text=(Run(text, bold=True),))


@pytest.mark.parametrize(
    ("blocks", "layout"),
    [
        ((), "section"),
        ((TEXT,), "content"),
        ((Paragraph(text=(Run("Learn."),), kind="statement"),), "statement"),
        ((Paragraph(text=(Run("Why?"),), kind="question"), TEXT), "question"),
        ((CHART,), "figure"),
        ((TABLE,), "content"),
        ((TEXT, CHART), "figure-text"),
        ((TEXT, CHART, CHART), "content"),
        ((Columns(columns=(Column((TEXT,)), Column((LIST,)))),), "two-columns"),
        ((Columns(columns=(Column((heading("A"), LIST)), Column((heading("B"), LIST)))),), "comparison"),
        ((Columns(columns=(Column((TEXT,)),) * 3),), "content"),
    ],
)
def test_the_content_decides(blocks, layout):
    """Each kind of content has its layout; a slide without blocks opens a deck or a section."""
    assert choose_layout(slide(*blocks), first=False) == layout


def test_the_author_decides_first():
    """A named layout is kept; the first slide without blocks is the title."""
    assert choose_layout(slide(TEXT, layout="references"), first=True) == "references"
    assert choose_layout(slide(), first=True) == "title"


def test_short_text_stands_above_its_figure_long_text_beside_it():
    """One line goes on top and the layout is then plain content; a list stands left of the chart."""
    above, chart = (short := lay(TEXT, CHART)).items
    assert short.layout == "content" and chart.box.top >= above.box.bottom
    text, chart = (long := lay(LIST, CHART)).items
    assert long.layout == "figure-text" and chart.box.left >= text.box.right
    assert text.box.top == PAGE.layouts["figure-text"].bodies[0].top


def test_figures_grow_to_use_the_space_that_is_left():
    """A lone chart fills the body, a lone video as much of it as 16:9 allows, centered; a chart below text the rest."""
    body = PAGE.layouts["figure"].bodies[0]
    assert lay(CHART).items[0].box == body
    video = lay(Video(scene="S")).items[0].box
    assert video.height == pytest.approx(body.height, abs=2)
    assert video.width / video.height == pytest.approx(16 / 9, abs=1e-3)
    assert video.left - body.left == pytest.approx(body.right - video.right, abs=2)
    assert lay(TEXT, CHART).items[1].box.bottom == pytest.approx(body.bottom, abs=2)


def test_one_figure_can_fill_the_slide():
    """A video covers it, a chart all but a rim; the title stands above. What shares the slide is refused by name."""
    (video,) = (placed := lay(Video(scene="S"), layout="full")).items
    assert (video.box.left, video.box.top, video.box.width, video.box.height) == (0, 0, PAGE.width, PAGE.height)
    assert placed.title_box.bottom < 0
    (chart,) = lay(CHART, layout="full").items
    assert chart.box.left.pt == PAGE.width.pt - chart.box.right.pt == 30
    with pytest.raises(UserError, match="found paragraph, chart"):
        lay(TEXT, CHART, layout="full")


def test_a_picture_keeps_its_shape_and_its_caption_stands_below(tmp_path):
    """A picture of 3:1 is as wide as the body, no larger than its pixels allow, its caption right under it."""
    path = tmp_path / "wide.png"
    Image.new("RGB", (3000, 1000)).save(path)
    item = lay(Picture(path=path, file=picture_file(path), caption=(Run("After MacKay (2003)"),))).items[0]
    assert item.box.width == pytest.approx(PAGE.layouts["figure"].bodies[0].width, abs=2)
    assert item.box.width / item.box.height == pytest.approx(3, abs=1e-3)
    assert item.box.bottom <= item.parts[0].top < item.box.bottom + 12700 * 12
    Image.new("RGB", (300, 100)).save(small := tmp_path / "small.png")
    assert lay(Picture(path=small, file=picture_file(small))).items[0].box.height.pt == pytest.approx(75, abs=0.1)
    narrow = lay(Picture(path=small, file=picture_file(small), caption=(Run("Small"),))).items[0]
    assert narrow.parts[0].left == narrow.box.left > item.box.left


def test_labels_of_drawings_stay_readable_and_are_not_silly():
    """Labels are 12 points or more on the slide, and a small drawing is not blown up until they shout."""
    shapes = tuple(Shape(x=100.0 * n, y=0, width=80, height=40, text=(Run("h"),), size=14) for n in range(6))
    small = Drawing(width=100, height=50, marks=shapes[:1])
    wide = Drawing(width=600, height=50, marks=shapes)
    assert 14 <= lay(small).items[0].scale * 14 <= 24
    assert lay(LIST, wide).items[1].scale * 14 >= 12
    assert lay(LIST, wide).items[1].box.top >= lay(LIST, wide).items[0].box.bottom


def test_text_fills_the_placeholders_of_its_layout():
    """The first text of each body is its placeholder's, the subtitle the subtitle's; figures are free."""
    columns = Columns(columns=(Column((TEXT, LIST)), Column((CHART, LIST))))
    assert [item.slot for item in lay(columns).items] == ["body", "", "", "body2"]
    assert [item.slot for item in lay(subtitle=(Run("after all"),), layout="title").items] == ["subtitle"]
    assert [item.slot for item in lay(TEXT, footnotes=((Run("source"),),)).items] == ["body", "footnote"]


def test_a_section_says_which_one_it_is_and_where_it_stands():
    """Its number, and the outline of all sections with its own title in bold; one section alone needs no outline."""
    deck = Deck("l", "L", tuple(Slide(f"k{n}", (Run(f"Part {n}"),), layout="section") for n in range(1, 4)))
    ordinal, outline = lay_out(deck, LIGHT, PAGE).slides[1].items
    assert plain(ordinal.block.text) == "2"
    assert [plain(item.text) for item in outline.block.items] == ["Part 1", "Part 2", "Part 3"]
    assert [item.text[0].bold for item in outline.block.items] == [False, True, False]
    assert [plain(item.block.text) for item in lay().items] == ["1"]


def test_text_hangs_from_the_same_line_on_every_slide():
    """What fills its slide begins right at the body's top; what leaves much of it empty stands lower, in large type."""
    body = PAGE.layouts["content"].bodies[0]
    equation = Equation(lines=(Line.from_latex(left="z", relation="=", right="1"),))
    for blocks in ((LIST,) * 4, (TEXT, CHART), (TEXT,) * 7, (equation,) * 6):
        first = lay(*blocks).items[0]
        assert first.box.top == body.top and first.box.left == body.left
    for blocks in ((TEXT,), (equation,), (TABLE,), (Columns(columns=(Column((TEXT,)),) * 2),)):
        items = lay(*blocks).items
        above, below = items[0].box.top - body.top, body.bottom - items[0].box.bottom
        assert 0 < above < below and items[0].box.left == body.left and items[0].box.top == items[-1].box.top
    assert lay(TEXT).items[0].size == LADDER[0].body
    assert lay(equation).items[0].parts[0].left == body.left


def test_an_answer_stands_nearer_to_its_question_than_to_the_next_one():
    """So that each pair is seen as one."""
    ask, tell = (Paragraph(text=(Run("Why is that so?"),), kind=kind) for kind in ("question", "answer"))
    boxes = [item.box for item in lay(ask, tell, ask, tell).items]
    gaps = [below.top - above.bottom for above, below in zip(boxes, boxes[1:])]
    assert gaps[1] > 1.5 * max(gaps[0], gaps[2])


def test_a_subtitle_has_lines_of_about_one_length():
    """As a title has."""
    words = (Run("The gradient says which way, but it never says how far to go downhill today"),)
    item = lay(subtitle=words, layout="title").items[0]
    first, last = (max(map(len, (plain(line.parts),))) for line in item.lines)
    assert item.slot == "subtitle" and last > 0.75 * first


def test_what_stands_alone_stands_a_little_above_the_middle():
    """A figure, a figure with a line below it, a statement: two fifths of the free height are above."""
    body = PAGE.layouts["content"].bodies[0]
    flat = Drawing(width=600, height=50, marks=(Shape(x=0, y=0, width=600, height=50, text=(Run("h"),), size=14),))
    for blocks in ((flat,), (flat, TEXT), (Paragraph(text=(Run("Learn."),), kind="statement"),)):
        slide = lay(*blocks)
        items, room = slide.items, PAGE.layouts[slide.layout].bodies[0]
        above, below = items[0].box.top - room.top, room.bottom - items[-1].box.bottom
        assert above > 0 and above / (above + below) == pytest.approx(0.4, abs=0.02)
    text, figure = lay(TEXT, flat).items
    above, below = figure.box.top - text.box.bottom, body.bottom - figure.box.bottom
    assert text.box.top == body.top and 0.35 < above / (above + below) < 0.55


def test_one_wide_line_does_not_make_the_rest_small():
    """Each kind of type is as large as it can be alone, and a word more is no reason for another line."""
    code = Code(lines=((Run("x" * 85, code=True),),))
    text, listing = lay(TEXT, code).items
    assert text.size == LADDER[0].body and listing.size < 20
    items = lay(Paragraph(text=(Run("word " * 16),)), code).items
    assert [len(item.lines) for item in items] == [1, 1]


def test_two_columns_share_the_width_by_their_need():
    """A working that is too wide for half of the slide has more than half; columns that fit are even."""
    wide = Equation(lines=(Line.from_latex(left="z", relation="=", right=" + ".join(f"w_{n}x_{n}" for n in range(5))),))
    first, second = lay(Columns(columns=(Column((wide,)), Column((TEXT,))))).items
    assert len(first.block.lines) == 1 and first.box.width > 1.2 * second.box.width
    first, second = lay(Columns(columns=(Column((TEXT,)), Column((LIST,))))).items
    assert first.box.width == pytest.approx(second.box.width, abs=2)


def test_columns_have_the_widths_that_they_ask_for():
    """A named share is kept, the others share the rest."""
    columns = Columns(columns=(Column((TEXT,), width=0.25), Column((TEXT,)), Column((TEXT,))))
    first, second, third = (item.box.width for item in lay(columns).items)
    assert first / (first + second + third) == pytest.approx(0.25, abs=1e-3)
    assert second == pytest.approx(third, abs=2)


def test_what_stands_in_columns_appears_no_earlier_than_they():
    """The step of the columns is that of their blocks at the least."""
    late = Paragraph(text=(Run("late"),), step=5)
    items = lay(Columns(columns=(Column((TEXT,)), Column((late,))), step=2)).items
    assert [item.block.step for item in items] == [2, 5]


def test_all_text_of_a_slide_has_one_size():
    """A paragraph and a list are set alike."""
    assert len({item.size for item in lay(TEXT, LIST, TEXT).items}) == 1


def test_a_page_needs_every_layout():
    """A page that lacks a layout is refused, with its name."""
    layouts = {name: PAGE.layouts[name] for name in LAYOUTS if name != "question"}
    with pytest.raises(ValueError, match="question"):
        Page(PAGE.width, PAGE.height, layouts)
