"""Markdown as pandoc and Quarto users know it becomes blocks."""

from __future__ import annotations

import pytest
from PIL import Image

from deckwright.deck.columns import Columns
from deckwright.deck.equation import Equation
from deckwright.deck.media import Picture
from deckwright.deck.table import Table
from deckwright.deck.text import Bullets, Code, Math, Paragraph, Run, plain
from deckwright.errors import UserError

from .conftest import FIRST

LINE = FIRST + 2


def test_styles_of_text(blocks) -> None:
    """Emphasis, code, strike, indices, spans with a role, and typographic quotes and dashes."""
    (paragraph,) = blocks('*a **b*** `c` ~~d~~ H~i~ x^j^ [e]{.gradient} "q" -- s')
    by_text = {run.text.strip(): run for run in paragraph.text}
    assert (
        by_text["a"].italic and by_text["b"].bold and by_text["b"].italic and by_text["c"].code and by_text["d"].strike
    )
    assert by_text["i"].sub and by_text["j"].sup and by_text["e"].role == "gradient"
    assert plain(paragraph.text).endswith("“q” – s")


def test_breaks(blocks) -> None:
    """A line's end is a space; a backslash before it, or HTML's br, a line break; comments are silent."""
    (paragraph,) = blocks("one\ntwo\\\nthree<br>four <!-- not five -->")
    assert plain(paragraph.text) == "one two\nthree\nfour"


def test_lists_in_levels(blocks) -> None:
    """Bullets and numbers nest; numbers go on from where they start; a further paragraph belongs to its entry."""
    (bullets,) = blocks("3. a\n   - b\n\n     c\n4. d\n")
    assert [(plain(i.text), i.level, i.marker, i.kind) for i in bullets.items] == [
        ("a", 0, "3.", "entry"),
        ("b", 1, "", "entry"),
        ("c", 1, "", "more"),
        ("d", 0, "4.", "entry"),
    ]


def test_pipe_tables(blocks) -> None:
    """Alignment, formulas and emphasis in cells, and a caption below."""
    (table,) = blocks("| a | $b$ | c |\n|---|--:|:-:|\n| *x* | 2x | z |\n\n: The **caption**\n")
    assert isinstance(table, Table) and table.header_rows == 1 and plain(table.caption) == "The caption"
    assert [cell.align for cell in table.rows[1]] == ["left", "right", "center"]
    assert isinstance(table.rows[0][1].text[0], Math) and table.rows[1][0].text[0].italic


def test_columns_of_numbers_are_flush_right(blocks) -> None:
    """Unless a colon in the line of dashes says where they stand."""
    (table,) = blocks("| a | b | c |\n|---|:---|---|\n| x | 1 | 2.5% |\n| y | 2 | 10% |")
    assert [[cell.align for cell in row] for row in table.rows] == [["left", "left", "right"]] * 3


def test_a_table_without_a_header(blocks) -> None:
    """An empty first line means that there is no header."""
    (table,) = blocks("| | |\n|---|---|\n| a | b |\n")
    assert table.header_rows == 0 and len(table.rows) == 1


def test_code_is_colored_by_role(blocks) -> None:
    """Pygments' words keep the text whole and get roles of the theme."""
    (code,) = blocks("```python\n\ndef f(x):\n    return x  # why\n```")
    assert isinstance(code, Code) and [plain(line) for line in code.lines] == ["", "def f(x):", "    return x  # why"]
    roles = {run.text: run.role for line in code.lines for run in line}
    assert roles["def"] == "weight" and roles["f"] == "gradient" and roles["# why"] == "muted"


def test_code_ends_with_its_last_line(blocks) -> None:
    """Also where a figure that ends with a line feed, as source code does, fills the block."""
    (code,) = blocks("```python\n{{ source }}\n```", source="x = 1\ny = 2\n")
    assert [plain(line) for line in code.lines] == ["x = 1", "y = 2"]


def test_code_as_pandoc_names_its_language(blocks) -> None:
    """Braces with a class name the language, too; without one the text is plain."""
    braces, bare = blocks("``` {.python}\nx\n```\n\n```\ny {{ '{{' }}\n```")
    assert braces.language == "python" and bare.language == "" and plain(bare.lines[0]) == "y {{"


def test_quotes_headings_and_kinds(blocks) -> None:
    """Quotes, headings inside a slide and the blocks of colons give their kinds of paragraph."""
    found = blocks("> q\n\n## Sub\n\n::: statement\ns\n:::\n\n::: question\nw?\n:::\n\n::: answer\na\n:::\n")
    assert [block.kind for block in found] == ["quote", "body", "statement", "question", "answer"]
    assert found[1].text[0].bold


def test_a_quote_and_who_said_it_are_one_text(blocks) -> None:
    """So that one rule stands beside both; a list in a quote stays a list."""
    quote, listed, end = blocks("> Think.\n>\n> --- *Ada*\n>\n> - a\n>\n> Again.\n")
    assert plain(quote.text) == "Think.\n— Ada" and isinstance(listed, Bullets) and plain(end.text) == "Again."


def test_reason_of_words_and_formulas(blocks) -> None:
    """A reason may be written as words, a formula and words again; its braces may be nested."""
    latex = r"""$$
\begin{aligned}
a &= b && \text{a step of } \eta_{\max} \text{ each} \\
  &= c && \text{with $\lambda_{\max}$}
\end{aligned}
$$"""
    (equation,) = blocks(latex)
    assert equation.lines[0].reason == (Run("a step of "), Math.from_latex(r"\eta_{\max}"), Run(" each"))
    assert equation.lines[1].reason == (Run("with "), Math.from_latex(r"\lambda_{\max}"))


@pytest.mark.parametrize(
    ("row", "sides"),
    [
        (r"a \not= b", ("a", r"\not=", "b")),
        (r"a \not\in B", ("a", r"\not\in", "B")),
        (r"a \stackrel{d}{=} b", ("a", r"\stackrel{d}{=}", "b")),
        (r"a =_{d} b", ("a", "=_{d}", "b")),
        ("x^= y", ("", "", "x^= y")),
        (r"\bar= b", ("", "", r"\bar= b")),
        ("a := b", ("a", ":=", "b")),
        (r"a &\not= b", ("a", r"\not=", "b")),
    ],
)
def test_a_line_is_taken_apart_between_its_signs(blocks, row: str, sides: tuple[str, str, str]) -> None:
    """Never between a command and what it takes."""
    (equation,) = blocks(f"$$\n{row} \\\\\nc {'&' if '&' in row else ''}= d\n$$")
    found = equation.lines[0].sides
    assert (found.left.latex, found.relation.latex, found.right.latex) == sides


@pytest.mark.parametrize("row", [r"o_& \odot x", r"\vec&{v}", r"\frac{1}&{2}"])
def test_a_command_and_what_it_takes_stand_in_one_cell(blocks, row: str) -> None:
    """Each cell is set alone; what it lacks is told with its line."""
    with pytest.raises(UserError, match="lacks") as caught:
        blocks(f"$$\n\\begin{{aligned}}\n{row} \\\\\nc &= d\n\\end{{aligned}}\n$$")
    assert caught.value.where and caught.value.where.path.name == "slides.md"


def test_a_line_of_a_left_side_and_a_reason(blocks) -> None:
    """Nothing is between them."""
    (equation,) = blocks("$$\n\\begin{aligned} ab && & \\text{why} \\\\ &= c \\end{aligned}\n$$")
    sides = equation.lines[0].sides
    assert (sides.left.latex, sides.relation.latex, sides.right.latex) == ("ab", "", "")
    assert plain(equation.lines[0].reason) == "why"


def test_room_beside_a_reason_is_no_part_of_it(blocks) -> None:
    """Room that was typed for a page's margin; between words it parts them."""
    (equation,) = blocks(r"""$$
\begin{aligned}
a &= b && \quad\text{by definition} \\
&= c && \text{since}\ \text{so}\;
\end{aligned}
$$""")
    assert [plain(line.reason) for line in equation.lines] == ["by definition", "since so "]


def test_reasons_may_be_formulas(blocks) -> None:
    """One that begins with a formula, and one that is nothing else beside another with words; alone it is a column."""
    lines = r"w &= w_0 && w_0 \text{ is the start} \\" + "\n" + r"&= 0 && w_0 = 0"
    (equation,) = blocks(f"$$\n{lines}\n$$")
    start = Math.from_latex("w_0")
    assert [line.reason for line in equation.lines] == [(start, Run(" is the start")), (Math.from_latex("w_0 = 0"),)]
    (pair,) = blocks("$$\n\\begin{aligned} a &= b && c = d \\\\ e &= f && g = h \\end{aligned}\n$$")
    assert not any(line.reason for line in pair.lines)


def test_aligned_lines(blocks) -> None:
    """Display lines are split at the relation that is marked, also nested ones stay whole; && text is a reason."""
    latex = r"""$$
\begin{aligned}
\delta &= \begin{pmatrix} a & b \\ c & d \end{pmatrix} \\
  &\approx \left( x \right) && \text{by the chain rule, $q = {{ n }}$} \\[2pt]
z &\leq 3
\end{aligned}
$$"""
    (equation,) = blocks(latex, n=5)
    assert isinstance(equation, Equation)
    assert [(line.left.latex, line.relation.latex) for line in equation.lines] == [
        (r"\delta", "="),
        ("", r"\approx"),
        ("z", r"\leq"),
    ]
    assert equation.lines[0].right.latex == r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    assert (
        equation.lines[1].reason[0] == Run("by the chain rule, ") and equation.lines[1].reason[1].figures[0].value == 5
    )


def test_lines_without_marks(blocks) -> None:
    """Lines without marks are aligned at their first relation outside of braces; cases stay whole."""
    (equation,) = blocks("$$\na_{i=1} + b = c \\\\\nd = e\n$$")
    assert [tuple(side.latex for side in line.sides) for line in equation.lines] == [
        ("a_{i=1} + b", "=", "c"),
        ("d", "=", "e"),
    ]
    (cases,) = blocks("$$\nf = \\begin{cases} a & b \\\\ c & d \\end{cases}\n$$")
    assert len(cases.lines) == 1


def test_a_formula_in_one_line(blocks) -> None:
    """$$...$$ alone in a paragraph is a display formula, also between lines of text."""
    found = blocks("Text\n$$x = 1$$\nmore")
    assert [type(block) for block in found] == [Paragraph, Equation, Paragraph]
    assert found[1].source.line == LINE + 1


def test_dollars_that_are_money(blocks) -> None:
    """As in pandoc, a dollar with a space after it or a digit behind the closing one is no formula."""
    (paragraph,) = blocks("costs $a and $b, or \\$c\\$")
    assert all(isinstance(part, Run) for part in paragraph.text)


def test_pictures(blocks, tmp_path) -> None:
    """A picture alone in its paragraph is a block with description and caption."""
    Image.new("L", (1, 1)).save(tmp_path / "p.png")
    (picture,) = blocks('![What it *shows*](p.png "Its *own* caption $x$")')
    assert (
        isinstance(picture, Picture)
        and plain(picture.alt) == "What it shows"
        and plain(picture.caption) == "Its own caption x"
    )


def test_columns(blocks) -> None:
    """Columns of fences with one number of colons, with shares of the width."""
    (columns,) = blocks(
        "::: columns\n::: {.column width=40%}\nleft\n\n- a\n:::\n::: column\nright\n```\n:::\n```\n:::\n:::\n"
    )
    assert isinstance(columns, Columns) and [c.width for c in columns.columns] == [0.4, None]
    assert [type(block) for block in columns.columns[0].blocks] == [Paragraph, Bullets]
    assert [type(block) for block in columns.columns[1].blocks] == [Paragraph, Code]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("x\n\n::: colums\n:::", 2, "Unknown class 'colums'"),
        ("::: notes\nx", 0, "::: notes is not closed"),
        ("x\n\n:::", 2, "This ::: closes nothing"),
        ("::: {.notes\n:::", 0, "Can't read"),
        ("::: columns\nx\n:::", 1, "Only ::: column may stand inside"),
        ("::: columns\n::: column\nx\n:::\n:::", 0, "Expected two or more columns, found 1"),
        ("::: column\nx\n:::", 0, "must stand inside of ::: columns"),
        ("::: columns\n::: {.column width=200%}\n:::\n::: column\n:::\n:::", 1, "Expected a width from 5% to 95%"),
        ("> x\n>\n> ---", 2, "can't do so inside of another block"),
        ("a <b>c</b>", 0, "HTML has no meaning on a slide: <b>"),
        ("<table>\n</table>", 0, "HTML has no meaning"),
        ("```pyhton\n```", 0, "Unknown language 'pyhton'"),
        ("a\n$$ b", 1, r"\$\$ is not closed"),
        ("Some $$x$$ text", 0, "A formula can't stand"),
        ("- ```\n  b\n  ```", 0, "This list entry has no words"),
        ("a\n[b]{.green}", 1, "Unknown class 'green'"),
        ("a\n[1986]{source=rumelhart}", 1, "Unknown source 'rumelhart'"),
        ("a\n[@goodfelow2016]", 1, "Unknown source 'goodfelow2016'"),
        ("a\n\nb[^x]", 2, "Unknown footnote 'x'"),
        ("![a](b.png)", 0, "No picture at 'b.png'"),
        ("![a](b.pdf)", 0, "Expected a picture in PNG, JPEG, SVG"),
        ("![a](b.mp4)", 0, "No picture at 'b.mp4'"),
        ("![a](https://a.b/c.png)", 0, "found the address"),
        ("::: notes\n```\nx\n```\n:::", 1, "Notes hold text only; found a code"),
        ("| a |\n|---|\n", 0, "This table has no rows"),
    ],
)
def test_mistakes_at_their_line(blocks, body: str, line: int, message: str) -> None:
    """Each mistake in the Markdown is told at its line."""
    with pytest.raises(UserError, match=message) as caught:
        blocks(body)
    assert caught.value.where.line == LINE + line
