"""Slides, their titles, layouts, steps, notes, footnotes and references."""

from __future__ import annotations

import re

import pytest

from deckwright.deck.columns import Columns
from deckwright.deck.equation import Equation
from deckwright.deck.slide import Reference
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, plain
from deckwright.errors import UserError
from deckwright.markdown.citation import author_and_year
from dlcore import Tensor

from .conftest import FIRST, FRONT


def steps(slide) -> list[int]:
    """At which clicks a slide's blocks appear."""
    return [block.step for block in slide.blocks]


def test_titles_keys_and_layouts(read) -> None:
    """A number sign starts a slide; braces give layout and key; a key has no figures in it."""
    slides = read("# Loss {{ n }} falls {layout=figure #falls}\n\n# After {{ n }} steps {.question}\n", n=3).deck.slides
    assert [(s.key, plain(s.title), s.layout) for s in slides] == [
        ("title-slide", "A test", "title"),
        ("falls", "Loss 3 falls", "figure"),
        ("after-steps", "After 3 steps", "question"),
    ]


def test_an_authors_own_title_slide(read) -> None:
    """A first slide with the title's layout takes the place of the automatic one; the front matter completes it."""
    more = "title: A test\nsubtitle: All of it\nauthor: [Ada, Bea]\ninstitute: Somewhere\ndate: 2026-11-26"
    front = FRONT.replace("title: A test", more)
    slides = read("# A test {layout=title}\n\n::: notes\nWelcome.\n:::\n", front).deck.slides
    assert (
        len(slides) == 1 and plain(slides[0].subtitle) == "All of it" and plain(slides[0].notes[0].text) == "Welcome."
    )
    assert plain(slides[0].blocks[0].text) == "Ada, Bea\nSomewhere\n2026-11-26"


def test_a_section_and_its_subtitle(read) -> None:
    """The heading below a section's title is its subtitle."""
    slide = read("# Forward {layout=section}\n\n## From input to loss\n").deck.slides[1]
    assert plain(slide.subtitle) == "From input to loss" and slide.blocks == ()


def test_pauses_and_reveals(read) -> None:
    """Dots begin a new click; what is revealed comes after all clicks before it, and what follows is there before."""
    slide = read(
        "# A\n\na\n\n. . .\n\nb\n\nc\n\n::: {.reveal}\nd\n:::\n\ne\n\n. . .\n\n::: answer\nf\n:::\n"
    ).deck.slides[1]
    assert steps(slide) == [0, 1, 1, 2, 1, 3]


def test_an_answer_waits_for_a_click(read) -> None:
    """An answer appears with a click, whether dots stand before it or not."""
    assert steps(read("# A\n\na\n\n::: answer\nb\n:::\n").deck.slides[1]) == [0, 1]


def test_steps_line_by_line(read) -> None:
    """Lines of a working, entries of a list and rows of a table come one by one, and what follows waits for them."""
    body = "# A\n\n::: steps\n$$\na = b \\\\\nc = d \\\\\ne = f\n$$\n\n- x\n- y\n  - z\n\n"
    body += "| h |\n|---|\n| r |\n| s |\n:::\n\n. . .\n\nend\n"
    equation, bullets, table, end = read(body).deck.slides[1].blocks
    assert isinstance(equation, Equation) and [line.step for line in equation.lines] == [0, 1, 2] and equation.step == 0
    assert isinstance(bullets, Bullets) and bullets.step == 3 and [item.step for item in bullets.items] == [0, 1, 1]
    assert isinstance(table, Table) and table.by_row and table.step == 5
    assert end.step == 8


def test_workings_advance_one_after_the_other(read) -> None:
    """The second one begins when the first is finished, in columns too; beside it where that is asked for."""
    a = Tensor(2.0, "a")
    c = (a * Tensor(3.0, "b")).named("c")
    columns = "::: columns\n::: column\n**x**\n\n{{ worked(c) }}\n:::\n::: column\n{{ worked(c%s) }}\n:::\n:::\n"
    for options, second in (("", 3), (", parallel=true", 0)):
        (both,) = read("# A\n\n" + columns % options, c=c).deck.slides[1].blocks
        assert [[block.step for block in column.blocks] for column in both.columns] == [[0, 0], [second]]


def test_steps_in_columns(read) -> None:
    """A column can wait for a click of its own."""
    body = "# A\n\n::: columns\n::: column\na\n:::\n::: {.column .reveal}\nb\n:::\n:::\n"
    (columns,) = read(body).deck.slides[1].blocks
    assert isinstance(columns, Columns) and columns.step == 0
    assert [column.blocks[0].step for column in columns.columns] == [0, 1]


def test_notes(read) -> None:
    """Notes are paragraphs, bullets and numbered steps, with figures."""
    notes = read("# A\n\n::: notes\nSay {{ n }}.\n\n- one\n\n2. two\n:::\n", n=3).deck.slides[1].notes
    assert [(plain(note.text), note.bullet) for note in notes] == [("Say 3.", False), ("one", True), ("2. two", False)]


def test_footnotes_count_on_each_slide(read) -> None:
    """Footnotes begin with one on each slide; a note written in place is one, too."""
    body = "# A\n\na[^n] b^[in *place*] c[^n]\n\n# B\n\nd[^m]\n\n[^n]: The {{ n }}\n[^m]: Other\n"
    slides = read(body, n=3).deck.slides
    assert [plain(note) for note in slides[1].footnotes] == ["The 3", "in place"]
    assert plain(slides[1].blocks[0].text) == "a1 b2 c1" and plain(slides[2].blocks[0].text) == "d1"


def test_citations_and_references(read) -> None:
    """Citations become author and year with a link to the list of what is cited, and no line breaks inside one."""
    slides = read(
        "# A\n\nShown [@rumelhart1986; @goodfellow2016] by @rumelhart1986 in [1986]{source=rumelhart1986}.\n"
    ).deck.slides
    paragraph = slides[1].blocks[0]
    expected = "Shown (Rumelhart et al., 1986; Goodfellow, 2016) by Rumelhart et al. (1986) in 1986."
    assert plain(paragraph.text).replace("\N{NO-BREAK SPACE}", " ") == expected
    assert not any(" " in run.text for run in paragraph.text if run.citation)
    cited = [run for run in paragraph.text if run.citation]
    assert {run.link for run in cited} == {"#references"} and [run.citation for run in cited][1] == "goodfellow2016"
    assert slides[-1].key == "references" and slides[-1].layout == "references"
    (entries,) = slides[-1].blocks
    assert [item.text[-1].link for item in entries.items] == ["https://example.org/r", ""]
    assert not any(re.search(r" \d", item.text[0].text) for item in entries.items)


def test_a_place_kept_for_the_references(read) -> None:
    """An author's own slide for references takes the list, keeps its notes and its place."""
    body = (
        "# A\n\n[@goodfellow2016]\n\n# Further reading {layout=references}\n\n::: notes\nRead on.\n:::\n\n# End\n\nx\n"
    )
    slides = read(body).deck.slides
    assert [slide.key for slide in slides[2:]] == ["references", "end"]
    assert len(slides[2].notes) == 1 and isinstance(slides[2].blocks[-1], Bullets)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("D. E. Rumelhart, G. E. Hinton, R. J. Williams: Learning. Nature 323, 1986.", ("Rumelhart et al.", "1986")),
        ("M. Mazur: A Step by Step Backpropagation Example. 2015.", ("Mazur", "2015")),
        ("A. Griewank, A. Walther: Evaluating Derivatives, 2nd edition. SIAM, 2008.", ("Griewank and Walther", "2008")),
        ("Kingma, D. P. & Ba, J. (2015). Adam.", ("Kingma and Ba", "2015")),
        ("He, K., et al. (2016). Deep residual learning.", ("He et al.", "2016")),
        ("L. van der Maaten and G. Hinton. Visualizing data. 2008.", ("van der Maaten and Hinton", "2008")),
        ("CS231n, Stanford: Backpropagation, intuitions. Course notes.", ("CS231n and Stanford", "")),
    ],
)
def test_author_and_year(text: str, short: tuple[str, str]) -> None:
    """The usual ways to write a source give the usual short form."""
    assert author_and_year(Reference("k", text)) == short


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("text\n", 0, "stands on no slide"),
        ("", 0, "There is no slide"),
        ("# \n", 0, "has no title"),
        ("# A\n\n# B\n\n# a\n", 4, "Two slides have the title 'a'; the other one is at line"),
        ("# A {#x}\n\n# B {#x}\n", 2, "Two slides have the id 'x'"),
        ("# A {layout=questoin}\n", 0, "Unknown layout 'questoin'"),
        ("# A {.wide}\n", 0, "Unknown class 'wide'"),
        ("# A {color=red}\n", 0, "Unknown key 'color'"),
    ],
)
def test_mistakes_in_slides(read, body: str, line: int, message: str) -> None:
    """Each mistake in the structure of the slides is told at its line."""
    with pytest.raises(UserError, match=message) as caught:
        read(body)
    assert abs(caught.value.where.line - FIRST - line) <= (0 if body else 1)


def test_figures_on_one_line_stand_side_by_side(read) -> None:
    """Each in a column of its own; a click after them comes after all of their clicks."""
    body = "# A\n\n{{ table([[1], [2]], by_row=true) }} {{ matrix([1, 2]) }}\n\n. . .\n\nb\n"
    row, text = read(body).deck.slides[1].blocks
    assert isinstance(row, Columns) and [type(column.blocks[0]) for column in row.columns] == [Table, Table]
    assert (row.step, text.step) == (0, 2)


def test_figures_on_one_line_of_a_column(read) -> None:
    """A column may hold a line of figures, though not columns of its author's."""
    body = "# A\n\n:::: columns\n::: column\n{{ matrix([1]) }} {{ matrix([2]) }}\n:::\n::: column\nb\n:::\n::::\n"
    (columns,) = read(body).deck.slides[1].blocks
    assert isinstance(columns.columns[0].blocks[0], Columns)


def test_the_first_paragraph_of_a_statement_slide_is_the_statement(read) -> None:
    """With the layout named nothing else has to be said; what is marked as the statement comes first."""
    body = "# A {layout=statement}\n\na\n\nb\n\n# B {layout=statement}\n\nc\n\n::: statement\nd\n:::\n"
    kinds = [[block.kind for block in slide.blocks] for slide in read(body).deck.slides[1:]]
    assert kinds == [["statement", "body"], ["body", "statement"]]


def test_who_speaks_stands_at_the_line_of_the_front_matter(read) -> None:
    """So that names for which there is no room are told where they are written."""
    title = read("# A\n\nx", front="---\ntitle: A\nsubtitle: B\nauthor: C\n---\n").deck.slides[0]
    assert title.blocks[0].source.line == 4 and title.source.line == 2
