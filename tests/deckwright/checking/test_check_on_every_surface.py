"""One defect of each kind on each surface of a slide: check tells each at its line, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.checking.check import check_lecture
from deckwright.errors import UserError
from deckwright.markdown.lecture import read_lecture

FRONT = "---\ntitle: Surfaces\n---\n\n"
WORDS = {
    "title": "# So §\n\nText.\n",
    "text": "# A\n\nSo § it is.\n",
    "emphasis": "# A\n\nSo **it is §**.\n",
    "list item": "# A\n\n- One\n- So § it is\n",
    "quote": "# A\n\n> So §\n",
    "column": "# A\n\n::: columns\n::: column\nSo §\n:::\n::: column\nText.\n:::\n:::\n",
    "table cell": "# A\n\n| a | b |\n|---|---|\n| c | § |\n",
    "table caption": "# A\n\n| a | b |\n|---|---|\n| c | d |\n\n: So §\n",
    "footnote": "# A\n\nText.^[So § it is.]\n",
    "notes": "# A\n\nText.\n\n::: notes\nSay § aloud.\n:::\n",
}
DEFECTS = {
    "0.75": "The figure 0.75 is typed.",
    "$x = 0.75$": "The figure 0.75 is typed in a formula.",
    "{{ nan }}": "A figure on this slide is nan.",
    "$1 + 1 = 3$": "A calculator gets 2 for 1 + 1, and the slide says 3.",
    "{{ half }} · {{ half }} = {{ third }}": r"A calculator gets 0.25 for 0.5 \cdot 0.5, and the slide says 0.3333.",
    "{{ nam }}": "Unknown name 'nam'.",
}
FORMULAS = {
    "equation": "# A\n\n$$x = §$$\n",
    "lines of an equation": "# A\n\n$$\\begin{aligned} x &= y \\\\ &= § \\end{aligned}$$\n",
    "a reason beside a line": "# A\n\n$$\\begin{aligned} x &= y && \\text{for $z = §$} \\\\ &= z \\end{aligned}$$\n",
}
IN_FORMULAS = {
    "0.75": "The figure 0.75 is typed in a formula.",
    "{{ nan }}": "A figure on this slide is nan.",
    "1 + 1 = 3": "A calculator gets 2 for 1 + 1, and the slide says 3.",
    "{{ half }} + 1 = {{ third }}": "A calculator gets 1.5 for 0.5 + 1, and the slide says 0.3333.",
}
CALLS = {
    "table(rows)": "A figure on this slide is nan.",
    "matrix([[nan, half]])": "A figure on this slide is nan.",
    "line_chart(line, x_title='x', y_title='y', alt='It falls.')": "The value of 'value' in row 2 is infinite.",
    "bar_chart(bars, categories=['one', 'two'], title='After 500 steps')": "The figure 500 is typed in",
    "block_diagram([['in', 'a layer of 5']], ['in -> a layer of 5'])": "The figure 5 is typed in",
    "table([['$1 + 1 = 3$']])": "A calculator gets 2 for 1 + 1, and the slide says 3.",
    "block_diagram([['$1 + 1 = 3$', 'out']], ['$1 + 1 = 3$ -> out'])": "A calculator gets 2 for 1 + 1, and the "
    "slide says 3.",
    "bar_chart(bars, categories=['one', 'two'], alt='It falls to 0.1 in all.')": "The figure 0.1 is typed in",
}


@pytest.fixture
def told(tmp_path: Path):
    """What check says of a slide, each with its line."""
    names = {"nan": float("nan"), "half": 0.5, "third": 1 / 3, "rows": [["a", float("nan")]], "bars": [1.0, 2.0]}
    names["words"] = [["a", "b"]]
    names["pyramid"] = {"heights": [0.5]}  # a name that Deckwright has, too
    names["line"] = [3.0, float("inf"), 1.0]

    def told(body: str) -> list[tuple[int, str]]:
        path = tmp_path / "slides.md"
        path.write_text(FRONT + body, encoding="utf-8")
        try:
            return [(f.where.line, f.message) for f in check_lecture(read_lecture(path, names, lesson="surfaces"))]
        except UserError as error:
            return [(error.where.line, error.message)]

    return told


@pytest.mark.parametrize("surface", WORDS)
@pytest.mark.parametrize("defect", DEFECTS)
def test_in_words(told, surface: str, defect: str) -> None:
    """Typed figures, numbers that aren't, wrong calculations and unknown names, wherever words can stand."""
    line = (FRONT + WORDS[surface]).split("§")[0].count("\n") + 1
    ((where, message),) = told(WORDS[surface].replace("§", defect))
    assert message.startswith(DEFECTS[defect]) and where in (line, FRONT.count("\n") + 1)


@pytest.mark.parametrize("surface", WORDS)
@pytest.mark.parametrize(
    "name", ["14:15", "WS 2026/27", "chapter 3", "Python 3.11", "[12 of them]{.mine}", "{{ mine(12) }}"]
)
def test_names_and_what_its_author_answers_for(told, surface: str, name: str) -> None:
    """Digits that are part of a name, and numbers of which the author says that they are theirs, may stand anywhere."""
    assert told(WORDS[surface].replace("§", name)) == []


@pytest.mark.parametrize(
    "call",
    [
        "line_chart({'GPT-2': bars, 'chapter 3': bars}, title='WS 2026/27', x_title='14:15', y_title='top-5', "
        "alt='It rises.')",
        "table([['week 7', half]], header=['Room 2.34', 'Python 3.11'])",
        "bar_chart(bars, categories=['one', 'two'], title=mine('After 500 steps'), alt='They rise.')",
        "table([['a', mine(0.3)], ['b', 0.4 | mine]])",
    ],
)
def test_names_in_what_an_expression_makes(told, call: str) -> None:
    """The same in names of series, titles of axes and charts, headers and cells."""
    assert told(f"# A\n\n{{{{ {call} }}}}\n") == []


def test_the_hint_says_how_to_answer_for_a_number(tmp_path: Path) -> None:
    """In words, in braces and in a formula."""
    path = tmp_path / "slides.md"
    path.write_text(FRONT + "# A\n\n12 of $x = 0.5$ and {{ 13 }}\n")
    hints = [finding.hint for finding in check_lecture(read_lecture(path, {}, lesson="surfaces"))]
    assert sorted(hint.split("your own: ")[1] for hint in hints) == [
        "[12]{.mine}.", "mine(12), or mine('12 weeks').", "{{ mine(0.5) }}.",
    ]  # fmt: skip


@pytest.mark.parametrize("surface", FORMULAS)
@pytest.mark.parametrize("defect", IN_FORMULAS)
def test_in_formulas(told, surface: str, defect: str) -> None:
    """The same in equations, in each of their lines and in the words beside them."""
    assert [message for _, message in told(FORMULAS[surface].replace("§", defect))] == [IN_FORMULAS[defect]]


@pytest.mark.parametrize("call", CALLS)
def test_in_what_an_expression_makes(told, call: str) -> None:
    """Cells, points of charts, labels of diagrams, titles and descriptions."""
    ((where, message),) = told(f"# A\n\n{{{{ {call} }}}}\n")
    assert message.startswith(CALLS[call]) and where == FRONT.count("\n") + 3


@pytest.mark.parametrize("surface", [*WORDS.values(), *FORMULAS.values()])
def test_nothing_is_told_of_what_is_right(told, surface: str) -> None:
    """A figure of the lesson that follows from those beside it."""
    assert told(surface.replace("§", "{{ half }}")) == []


def test_a_footnote_that_no_text_calls(told) -> None:
    """It stands on no slide, and nobody would miss it."""
    found = "The footnote 'x' is never called, and stands on no slide."
    assert told("# A\n\nText[^y].\n\n[^x]: One.\n\n[^y]: Two.\n") == [(9, found)]


@pytest.mark.parametrize(
    ("body", "line", "figure"),
    [
        ('::: {.callout-note title="Falls to 0.75"}\nx\n:::', 0, "0.75 is typed."),
        ("{% set a = 0.75 %}{{ a }}", 0, "0.75 is typed in {% set a = 0.75 %}"),
        ("{% set a = 'at 75 %' %}{{ a }}", 0, "75 is typed in {% set"),
        ("{% for a in [0.75] %}{{ a }}{% endfor %}", 0, "0.75 is typed in {% for"),
        ("{% for a, b in [('x', '75 %')] %}{{ b }}{% endfor %}", 0, "75 is typed in {% for"),
        ("{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m(0.75) }}", 1, "0.75 is typed in {{ m(0.75) }}"),
        ("so $x = 0{,}75$", 0, "0{,}75 is typed in a formula"),
        ("so $75\\%$ of it", 0, "75 is typed in a formula"),
    ],
)
def test_figures_that_are_typed_in_a_roundabout_way(told, body: str, line: int, figure: str) -> None:
    """In the title of a callout, under a name of the template's own, as a decimal comma or a share in a formula."""
    ((found, message),) = told(f"# A\n\n{body}\n")
    assert found == 7 + line and message.startswith(f"The figure {figure}")


@pytest.mark.parametrize(
    "body",
    [
        "{% for i in range(3) %}{{ bars[0] }} {% endfor %}",
        "{% set k = 1 %}{{ bars[k] }}",
        "{{ pyramid.heights[0] }}",
        "{% set name = 'Layer 2' %}{{ name }}",
        "{% for a in [mine(0.75)] %}{{ a }}{% endfor %}",
        "$60{,}000$ and $\\frac{1}{2}$",
    ],
)
def test_whole_numbers_that_count(told, body: str) -> None:
    """Rounds, entries, names, thousands, and what its author answers for."""
    assert told(f"# A\n\n{body}\n") == []


def test_markup_in_texts_between_braces(told) -> None:
    """They are shown as they are written; a formula is read."""
    ((line, message),) = told("# A\n\n{{ table(words, caption='the **best** of $x$') }}\n")
    assert line == 7 and message.startswith("'**best**' is printed as it stands")
