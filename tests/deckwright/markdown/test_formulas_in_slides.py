r"""Formulas between dollar signs in slides.md: lines, comments, blank lines, and braces that the template takes."""

import pytest

from deckwright.deck.equation import Equation
from deckwright.deck.text import Bullets, Paragraph
from deckwright.equations.omml import omml_aligned, text_of
from deckwright.errors import Source, UserError
from deckwright.markdown.formula import display_math

from .conftest import FIRST

WHERE = Source("slides.md", 3)


def lines(latex):
    """Left side, relation and right side of each line."""
    return [tuple(side.latex for side in line.sides) for line in display_math(latex, (), WHERE).lines]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\begin{align} a &= b \label{x} \\ c &= d \nonumber \end{align}", [("a", "=", "b"), ("c", "=", "d")]),
        (r"\begin{aligned} a &= b \\ c &= d & \end{aligned}", [("a", "=", "b"), ("c", "=", "d")]),
        (r"\begin{eqnarray} a &=& b \\ &\le& c \end{eqnarray}", [("a", "=", "b"), ("", r"\le", "c")]),
        (r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}", [("a", "=", "b"), ("", "=", "c")]),
        (r"\begin{gather} a = b \\ c \end{gather}", [("", "", "a = b"), ("", "", "c")]),
        (
            r"\begin{aligned} a &= b \\[6pt] &= [c] \\ [d] &= e \end{aligned}",
            [("a", "=", "b"), ("", "=", "[c]"), ("[d]", "=", "e")],
        ),
        ("a &= b % why & how \\\\\n\\\\ c &= d", [("a", "=", "b"), ("c", "=", "d")]),
        (
            r"\begin{aligned} {a \over b} &= c \\ d \over e &= f \end{aligned}",
            [(r"{a \over b}", "=", "c"), (r"{d \over e}", "=", "f")],
        ),
        (r"\begin{aligned} \bf a &= b \\ c &= d \end{aligned}", [(r"{\bf a}", "=", "b"), ("c", "=", "d")]),
        (r"a \over b = c \\ d = e", [("", "", r"{a \over b = c}"), ("d", "=", "e")]),
        (r"\text{a & b} = c \\ d = e", [(r"\text{a & b}", "=", "c"), ("d", "=", "e")]),
        ("x = 1\n\n+ 2", [("", "", "x = 1 + 2")]),
    ],
)
def test_lines_of_a_formula(latex, expected):
    """Each row is a line; what says how rows are numbered is none of it, nor are comments and distances."""
    assert lines(latex) == expected


def test_what_holds_to_the_end_of_its_cell_reaches_no_other():
    """A fraction or a bold letter of the left side is none on the right side, where both are put together again."""
    equation = display_math(r"\begin{aligned} a \over b &= c \\ \bf x &= y \end{aligned}", (), WHERE)
    assert text_of(omml_aligned([line.sides for line in equation.lines])) == "ab=cx=y"


@pytest.mark.parametrize(
    ("latex", "problem"),
    [
        (r"\begin{aligned} a &= {b \\ c} \end{aligned}", r"\\ stands where { is still open"),
        (r"\begin{aligned} a &= \foo \end{aligned}", r"\foo is not known"),
        (r"\begin{aligned} a &= b", r"\begin{aligned} is never closed"),
        ("a = b \\", "ends with a backslash"),
        ("   ", "it is empty"),
    ],
)
def test_a_mistake_in_a_line_is_told_with_its_place(latex, problem):
    """The place in the file is that of the formula."""
    with pytest.raises(UserError, match="slides.md:3: ") as caught:
        display_math(latex, (), WHERE)
    assert problem in str(caught.value)


def test_a_formula_may_have_blank_lines_and_comments(blocks):
    """As pasted from a document: what stands between the dollar signs is one formula."""
    (equation,) = blocks("$$\na = b % note\n\n% a line\n+ c\n$$\n")
    assert [line.latex for line in equation.lines] == ["a = b + c"]


@pytest.mark.parametrize("rest", ["a = b\n\ntext", "a = b\n\n# Two\n\n$$x$$", "a\n\n::: notes\nx $$\n:::"])
def test_a_formula_without_its_end_is_told(blocks, rest):
    """It neither eats the next slides nor stands on this one as it was typed."""
    with pytest.raises(UserError, match=rf":{FIRST + 2}: \$\$ is not closed"):
        blocks(f"$$\n{rest}\n")


@pytest.mark.parametrize(
    "line",
    [
        r"$$\prod {{\phi_i}^q} $$",
        "Words $x^{{k}}$ here.",
        r"Words $\text{% a}$ here.",
        "Words ${# a}$ here.",
        r"$x = {{ n }}$ and $\frac{{a}{b}}$",
    ],
)
def test_braces_that_meet_the_templates_are_told_with_what_to_write(blocks, line):
    """The same hint wherever braces of LaTeX look like an expression, a tag or a comment of the template."""
    with pytest.raises(UserError, match=rf":{FIRST + 4}: ") as caught:
        blocks(f"Some words.\n\n{line}\n", n=3)
    assert "In LaTeX put a space between two" in caught.value.hint


@pytest.mark.parametrize(
    ("definition", "formula", "latex"),
    [
        (r"\newcommand{\vect}[1]{\mathbf{#1}}", r"\vect{x} + \vect y", r"\mathbf{x} + \mathbf{y}"),
        (r"\newcommand\R{\mathbb{R}}", r"x \in \R^n", r"x \in \mathbb{R}^n"),
        (r"\newcommand{\al}{\alpha}", r"\al x", r"\alpha x"),
        (
            r"\newcommand{\inner}[2][x]{\langle #1, #2 \rangle}",
            r"\inner{y} \inner[a]{b}",
            r"\langle x, y \rangle \langle a, b \rangle",
        ),
        (r"\DeclareMathOperator*{\argmax}{arg\,max}", r"\argmax_x", r"\operatorname*{arg\,max}_x"),
        (r"\def\norm#1{\lVert #1 \rVert}", r"\norm{x}", r"\lVert x \rVert"),
        ("$$\n\\newcommand{\\b}[1]{\\bar{#1}}\n\\newcommand{\\bb}{\\b{\\b{x}}}\n$$", r"\bb", r"\bar{\bar{x}}"),
    ],
)
def test_a_deck_defines_commands_for_its_formulas(read, definition, formula, latex):
    """As in pandoc: a definition prints nothing and holds for the file, also in formulas above it."""
    deck = read(f"# One\n\n$${formula}$$\n\n# Two\n\n{definition}\n\nWords ${formula}$.\n").deck
    (above,), (below,) = deck.slides[1].blocks, deck.slides[2].blocks
    assert above.lines[0].latex == latex
    assert below.text[1].latex == latex


@pytest.mark.parametrize(
    ("body", "line", "problem"),
    [
        ("\\newcommand{\\a}{\\a x}\n\n$\\a$", 2, r"\\a stands for itself"),
        ("\\newcommand{\\a}[2]{#1}\n\n$\\a{x}$", 2, r"\\a lacks one of its 2 arguments"),
        ("```latex\n\\newcommand{\\qq}{x}\n```\n\n$\\qq$", 4, r"\\qq is not known"),
    ],
)
def test_a_definition_that_goes_wrong_is_told(blocks, body, line, problem):
    """One without an end, one whose arguments lack, one that is only shown as code."""
    with pytest.raises(UserError, match=rf":{FIRST + 2 + line}: .*{problem}"):
        blocks(body)


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("\\begin{align}\na &= {{ k }} \\\\\n  &= c\n\\end{align}", [Equation]),
        ("So\n\\begin{equation*}\nx\n\n\\end{equation*}\nholds.", [Paragraph, Equation, Paragraph]),
        ("- one\n\n  \\begin{gather} x \\end{gather}\n- two", [Bullets, Equation, Bullets]),
    ],
)
def test_an_environment_needs_no_dollar_signs(blocks, body, kinds):
    """As notebooks have them: it is the same formula."""
    assert [type(block) for block in blocks(body, k=2.5)] == kinds


@pytest.mark.parametrize("rest", ["", "\n# Two\n\n\\end{align}", "\n::: notes\n\\end{align}\n:::"])
def test_an_environment_without_its_end_is_told(blocks, rest):
    """On its own slide; and it isn't taken for a line break."""
    with pytest.raises(UserError, match=r"ends with \\end\{align\}") as caught:
        blocks("\\begin{align}\na &= b \\\\\n c &= d\n" + rest)
    assert caught.value.where.line == FIRST + 2
