"""Values reach the deck as objects that know the line and the expression that put them there."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from deckwright.deck.chart import Chart, Series
from deckwright.deck.equation import Equation
from deckwright.deck.figure import Figure, figures_in
from deckwright.deck.table import Cell, Table
from deckwright.deck.text import Bullets, Code, Math, Paragraph, Run, plain
from deckwright.errors import UserError
from dlcore import Tensor

from .conftest import FIRST

LINE = FIRST + 2  # the first line below the title of a slide


def test_a_number_is_a_figure_that_knows_where_it_stands(blocks) -> None:
    """The run has the displayed text, the figure the full value, the expression and the line."""
    (paragraph,) = blocks("One line,\nloss {{ loss | num(3) }}.", loss=0.29837)
    figure = paragraph.text[1].figure
    assert paragraph.text[1].text == "0.298" and figure.value == 0.29837
    assert figure.origin.expression == "loss | num(3)" and figure.origin.source.line == LINE + 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (-0.5, "−0.5"),
        (np.float64(1 / 3), "0.3333"),
        (np.array(2.0), "2"),
        ("tanh", "tanh"),
        (True, "True"),
        (60000, "60,000"),
    ],
)
def test_plain_values_without_a_filter(blocks, value: object, text: str) -> None:
    """Numbers of Python and NumPy and words are shown by the default policy."""
    (paragraph,) = blocks("{{ value }}", value=value)
    assert paragraph.text == (Run(text, figure=paragraph.text[0].figure),)
    assert isinstance(paragraph.text[0].figure, Figure)


def test_figures_in_formulas(blocks) -> None:
    """In a formula a figure becomes LaTeX, and the formula keeps the figures in their order."""
    (paragraph,) = blocks("$a = {{ a }} + {{ b | sci }}$ and {{ n }}", a=-0.25, b=3.2e-5, n=60000)
    math = paragraph.text[0]
    assert isinstance(math, Math) and math.latex == r"a = -0.25 + 3.2\times 10^{-5}"
    assert [figure.value for figure in math.figures] == [-0.25, 3.2e-5]


def test_figures_in_code(blocks) -> None:
    """In code a figure is written as a programmer does, and keeps its identity."""
    (code,) = blocks("```python\nlr = {{ lr }}  # {{ n }} steps\n```", lr=-0.5, n=60000)
    assert isinstance(code, Code) and plain(code.lines[0]) == "lr = -0.5  # 60000 steps"
    assert [run.figure.value for run in code.lines[0] if run.figure] == [-0.5, 60000]


def test_the_lines_of_loops(blocks) -> None:
    """Each entry of a loop has its own value and the line of the template."""
    (bullets,) = blocks("{% for r in rows %}\n- a {{ r }}\n  in {{ -r }}\n{% endfor %}\n", rows=[1, 2])
    assert isinstance(bullets, Bullets) and [plain(item.text) for item in bullets.items] == ["a 1 in −1", "a 2 in −2"]
    lines = [figure.origin.source.line for figure in figures_in(bullets)]
    assert lines == [LINE + 1, LINE + 2, LINE + 1, LINE + 2] and bullets.source.line == LINE + 1


def test_lines_after_what_a_template_leaves_out(read) -> None:
    """Comments, conditions and set blocks leave no lines behind, and those after them keep their numbers."""
    body = "# One\n{# a\ncomment #}\n{% if false %}\nnot shown\n{% endif %}\n"
    body += "{% set word %}\ntwo {{ n }}\n{% endset %}\n\nThen {{ word }}\n\n# Two\n\nx\n"
    deck = read(body, n=5).deck
    (paragraph,) = deck.slides[1].blocks
    assert plain(paragraph.text) == "Then two 5" and next(figures_in(paragraph)).origin.source.line == FIRST + 7
    assert deck.slides[2].source.line == FIRST + 12 and deck.slides[2].blocks[0].source.line == FIRST + 14


def test_a_macro_keeps_its_figures(blocks) -> None:
    """Text that a macro writes is the template's own, not a computed word."""
    (paragraph,) = blocks("{% macro twice(v) %}**{{ v }}**, {{ v }}{% endmacro %}\n{{ twice(n) }}", n=2)
    assert plain(paragraph.text) == "2, 2" and paragraph.text[0].bold and len(list(figures_in(paragraph))) == 2


def test_blocks_stand_alone(blocks) -> None:
    """A block has a line of its own, also between lines of text and several times in a loop."""
    table = Table(rows=((Cell((Run("2", figure=Figure("2", 2)),)),),))
    found = blocks("Before\n{{ table }}\nafter\n\n{% for t in [table, table] %}\n{{ t }}\n{% endfor %}", table=table)
    assert [type(block) for block in found] == [Paragraph, Table, Paragraph, Table, Table]
    assert found[1].source.line == LINE + 1
    assert next(figures_in(found[1])).origin.expression == "table"


def test_a_chart_knows_its_call(blocks) -> None:
    """The points of a chart have no figures; the chart itself has the origin."""
    chart = Chart(kind="line", series=(Series("loss", (1.0, 0.5), (0.0, 1.0)),))
    (found,) = blocks("{{ chart }}", chart=chart)
    assert found.origin.expression == "chart" and found.source.line == LINE
    assert dataclasses.replace(found, origin=None, source=None) == chart


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("a\n{{ lss }}", 1, "Unknown name 'lss'"),
        ("a\n{{ lss | num }}", 1, "Unknown name 'lss'"),
        ("{% if lss > 3 %}\nx\n{% endif %}", 0, "Unknown name 'lss'"),
        ("{{ row.symbl }}", 0, "Unknown name 'symbl' of Figure"),
        ("a\n\n{{ loss | nun(3) }}", 2, "No filter named 'nun'"),
        ("{{ loss", 0, "{{ loss is not closed"),
        ("x\n{% for %}", 1, "{% for %} is not closed"),
        ("x\n{% if loss %}\ny", 1, "{% if %} is not closed"),
        ("{{ array }}", 0, r"has the shape \(3,\)"),
        ("{{ none }}", 0, "is a NoneType"),
        ("{{ 1 / 0 }}", 0, "ZeroDivisionError"),
        ("{{ matrix(array, 2, 3) }}", 0, r"matrix\(...\) is given 3 values without a name, and has room for 2"),
        ("{{ matrix() }}", 0, r"matrix\(...\) is missing 1 required positional argument"),
        ("{{ matrix(array, rwo=true) }}", 0, r"matrix\(...\) has no argument 'rwo'"),
        ("a\n{{ timeline([1, 2]) }}", 1, r"timeline\(...\) can't be made of [^$]*Events as \(year, name\)"),
        ("{{ number_line(array) }}", 0, "Expected points by their names, found an array"),
        ("{{ symbol(loss) }}", 0, "has no name that could be shown"),
        ("{{ tensor[5] }}", 0, "^.*slides.md:[0-9]+: x of shape .* has no entry 5"),
        ("{{ tensor @ tensor }}", 0, "unexpected char '@'"),
        ("{{ loss.append(3) }}", 0, "Unknown name 'append'"),
        ("{{ many.append(3) }}", 0, "'append' can't be used here"),
        ("A {{ table }} inside", 0, "A table can't stand in the middle of a sentence"),
        ("- A {{ table }}", 0, "A table can't stand in the middle of a list entry"),
        ("$x = {{ table }}$", 0, "is a block and can't stand inside a formula"),
        ("```\n{{ table }}\n```", 1, "can't stand in code"),
        ("{% include 'other.md' %}", 0, "No file 'other.md' to include"),
    ],
)
def test_mistakes_between_braces(blocks, body: str, line: int, message: str) -> None:
    """Each mistake in an expression is told at its line."""
    table = Table(rows=((Cell(),),))
    names = {"loss": 0.5, "array": np.zeros(3), "none": None, "many": [1], "table": table, "row": Figure("1", 1)}
    names["tensor"] = Tensor([1.0, 2.0], "x")
    with pytest.raises(UserError, match=message) as caught:
        blocks(body, **names)
    assert caught.value.where.line == LINE + line and caught.value.where.path.name == "slides.md"


def test_all_unknown_names_are_told_at_once(blocks) -> None:
    """Each at its line and once: in words, calls, conditions, loops and the attributes of what is there."""
    body = "\n".join(
        [
            "{{ lss }} and {{ half }}",
            "{{ lss | num }} {{ abs(unit_) + 1 }}",
            "{% if more > 3 %}x{% endif %}",
            "{% for one in many_ %}{{ one }}{% endfor %}",
            "{{ row.symbl }} {{ rwo.text[0] }} {{ table(rows_) }}",
        ]
    )
    with pytest.raises(UserError) as caught:
        blocks(body, half=0.5, row=Figure("1", 1))
    found = [(error.where.line - LINE, error.message.split("'")[1]) for error in caught.value.errors]
    names = [(0, "lss"), (1, "lss"), (1, "unit_"), (2, "more"), (3, "many_"), (4, "symbl"), (4, "rwo"), (4, "rows_")]
    assert found == names


def test_the_closest_name_is_suggested(blocks) -> None:
    """A slip in a name, an attribute or a filter leads to the one that was meant."""
    for body, hint in (
        ("{{ lss }}", "loss"),
        ("{{ row.txt }}", "text"),
        ("{{ loss | persent }}", "percent"),
        ("{{ tabel(x) }}", "table"),
    ):
        with pytest.raises(UserError) as caught:
            blocks(body, loss=0.5, row=Figure("1", 1), x=1)
        assert caught.value.hint == f"Did you mean {hint}?"


def test_the_names_of_other_libraries_are_known(blocks) -> None:
    """What matplotlib and seaborn call a chart leads to ours, unless the lecture has a name like it."""
    for body, hint in (
        ("{{ pie_chart({'a': 1}) }}", "Here it is bar_chart(...), or stacked_chart(...)"),
        ("{{ plot(loss) }}", "Here it is line_chart(...)."),
        ("{{ boxplot(loss) }}", "Here it is box_plot(...)."),
        ("{{ hits }}", "Did you mean hist?"),
        ("{{ pie }}", "Did you mean pies?"),
    ):
        with pytest.raises(UserError) as caught:
            blocks(body, loss=0.5, **({"hist": 1} if "hits" in body else {"pies": 2} if "pie }" in body else {}))
        assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (3 + 4j, "abs(z)"),
        (SimpleNamespace(a=1), "{{ table(value) }}"),
        ({1, 2}, "{{ values(value) }}"),
        (range(3), "{{ values(value) }}"),
        (len, "parentheses"),
        ({}.items, "d['items']"),
        (b"abc", "decode"),
        (timedelta, "parentheses"),
    ],
)
def test_a_value_that_no_text_can_show_comes_with_what_can(blocks, value, hint) -> None:
    """The hint fits the value."""
    with pytest.raises(UserError, match="can't be shown on a slide") as caught:
        blocks("{{ value }}", value=value)
    assert hint in caught.value.hint


def test_an_equation_from_a_figure_in_display_math(blocks) -> None:
    """Display math takes figures as inline math does."""
    (equation,) = blocks("$$\nx = {{ v }}\n$$", v=2)
    assert (
        isinstance(equation, Equation)
        and equation.lines[0].latex == "x = 2"
        and equation.lines[0].figures[0].value == 2
    )


def test_a_name_that_a_tensor_does_not_have_is_an_unknown_name(blocks) -> None:
    """Its entries have no names: the message speaks of the name, and tells those that there are."""
    with pytest.raises(UserError, match="Unknown name 'argmax' of Tensor") as caught:
        blocks("{{ W.argmax() }}", W=Tensor([1.0, 2.0]))
    assert "sum" in caught.value.hint


def test_a_list_of_numbers_says_how_it_is_shown(blocks) -> None:
    """Three ways are named, the first with the author's own expression."""
    with pytest.raises(UserError, match="is a list") as caught:
        blocks("{{ rates }}", rates=[0.1, 0.01])
    assert "{{ values(rates) }}" in caught.value.hint
