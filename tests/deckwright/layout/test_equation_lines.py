"""Equations: aligned at their relations, broken where they are too wide, with their reasons beside."""

from __future__ import annotations

import itertools

import pytest

import deckwright.layout.lay_out  # noqa: F401  (registers every kind of block)
from deckwright.deck.equation import Equation, Line
from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run
from deckwright.equations.formula import Formula
from deckwright.equations.omml import omml, omml_aligned, text_of
from deckwright.fonts.formula_size import formula_size
from deckwright.fonts.type import Type
from deckwright.layout.alignment import CONTINUATION, lead, left_edge, right_edge
from deckwright.layout.block import Setting, measure
from deckwright.layout.line_break import break_line
from deckwright.layout.sizes import LADDER
from deckwright.theme import LIGHT

SETTING = Setting(LADDER[1], LIGHT, 29, 367)
SUM = Line.from_latex(
    left="z_1", relation="=", right=r"w_{11} x_1 + w_{12} x_2 + (a + b) x_3 = 0.15 \cdot 0.05 + 0.2 = 0.2075"
)


def placed(equation: Equation, width: float = 850):
    """The equation as placed at the slide's corner."""
    return measure(equation, width, SETTING).place(0, 0, 367)[0]


def test_relations_stand_below_one_another():
    """The distance from a line's right end to its relation is that of what stands right of it: so relations align."""
    lines = (
        Line.from_latex(left=r"\frac{\partial L}{\partial w}", relation="=", right="a b"),
        Line.from_latex(relation="=", right="c + d"),
    )
    first, second = placed(Equation(lines=lines)).parts
    at = first.right.pt - formula_size(Formula("= a b"), True).width * SETTING.sizes.equation
    assert second.left.pt == pytest.approx(at, abs=0.01)
    assert second.top >= first.bottom


def test_a_line_that_fits_is_not_broken():
    """Nothing changes where there is room."""
    assert break_line(SUM, 100, lead(SUM)) == (SUM,)


def test_too_wide_lines_break_before_relations_first():
    """With room for each side of the relations, no sum is torn."""
    lines = break_line(SUM, 14, lead(SUM))
    assert [line.relation.latex for line in lines] == ["=", "="]
    assert "".join(line.latex for line in lines).replace(" ", "") == SUM.latex.replace(" ", "")


def test_then_before_operators_outside_of_brackets():
    """A narrow place breaks sums, never inside brackets; continued lines are indented and end within the room."""
    lines = break_line(SUM, 8.5, lead(SUM))
    continued = [line for line in lines if not line.left and not line.relation]
    assert continued and all(line.right.latex[0] in "+-" for line in continued)
    assert all(line.latex.count("(") == line.latex.count(")") for line in lines)
    assert all(right_edge(line, lead(SUM)) <= 8.5 for line in lines)
    assert left_edge(continued[0], lead(SUM)) == lead(SUM) + CONTINUATION


def test_figures_go_with_their_numbers():
    """After a break each figure is in the line in which its number stands, in the same order."""
    figures = tuple(Figure(text, float(text)) for text in ("0.15", "0.05", "0.2", "0.2075"))
    line = Line.from_latex(left="z", relation="=", right=r"w x + b = 0.15 \cdot 0.05 + 0.2 = 0.2075", figures=figures)
    lines = break_line(line, 8, lead(line))
    assert [f for part in lines for f in part.figures] == list(figures)
    assert all(figure.text in part.latex for part in lines for figure in part.figures)
    assert len(lines) > 1


def test_reasons_stand_in_a_column_right_of_all_lines():
    """Reasons begin at one left edge, right of the widest line, and none reaches into the next one's."""
    because = (Run("by the chain rule, since the loss depends on the weight only by way of the activation"),)
    lines = tuple(Line.from_latex(left="a", relation="=", right="b" * n, reason=because) for n in (3, 9, 6))
    equation = placed(Equation(lines=lines))
    inks, reasons = equation.parts[:3], equation.parts[3:]
    assert len(reasons) == 3 and len({box.left for box in reasons}) == 1
    assert all(box.left > max(ink.right for ink in inks) for box in reasons)
    assert all(low.top >= high.bottom for high, low in itertools.pairwise(reasons))
    assert equation.box.bottom >= reasons[-1].bottom - 2 and equation.box.right >= reasons[0].right


def test_no_word_of_a_reason_is_left_alone_on_a_last_line():
    """A long reason has lines of about one length, by the width of its own box."""
    because = (Run("make what happened as probable as it can possibly be made by anyone"),)
    equation = placed(Equation(lines=(Line.from_latex(left="a", relation="=", right="b", reason=because),)), 360)
    widths = [reason_width(line) for line in equation.lines]
    assert len(widths) > 1 and widths[-1] > 0.4 * max(widths)
    assert max(widths) <= equation.parts[1].width.pt + 0.5


def reason_width(line) -> float:
    """Points that a line of one run takes in the size of reasons."""
    return Type.body(LIGHT, SETTING.sizes.reason).width(line.parts[0])


def test_a_high_formula_does_not_enlarge_its_reason():
    """Reasons have one type size, also where a fraction makes the only line of one higher."""
    line = Line.from_latex(
        left="a", relation="=", right="b", reason=(Run("the slope of "), Math.from_latex(r"\tfrac12 \lambda \theta^2"))
    )
    assert placed(Equation(lines=(line,))).small == SETTING.sizes.reason


def test_matrices_have_more_air_than_plain_lines():
    """White between two lines grows with their height, and with the height that the slide has left."""
    matrix = r"\begin{pmatrix} 1 \\ 2 \\ 3 \\ 4 \end{pmatrix}"

    def white(right: str, height: float) -> float:
        equation = Equation(lines=(Line.from_latex(left="z", relation="=", right=right),) * 2)
        first, second = measure(equation, 850, SETTING).place(0, 0, height)[0].parts
        return second.top.pt - first.bottom.pt

    assert white(matrix, 0) > white("(W)", 0) + 5
    assert white("(W)", 367) > white("(W)", 0) + 5


def test_lines_are_broken_before_they_become_tiny():
    """A line too wide for 24 points is not called well set when broken at 28, but is at 24."""
    long = Equation(lines=(Line.from_latex(left="z", relation="=", right=" + ".join(["w_{11} x_1"] * 12)),))
    large, medium = (measure(long, 600, Setting(sizes, LIGHT, 29, 367)) for sizes in (LADDER[2], LADDER[5]))
    assert large.excess == medium.excess == 0
    assert large.preferred_excess > 0 and medium.preferred_excess == 0


def test_too_wide_lines_break_between_statements_before_relations():
    """At wide spaces, and at narrow ones after a comma, which a new line takes the place of."""
    line = Line.from_latex(right=r"Q = X W_Q,\; K = X W_K,\; V = X W_V, \quad \text{with } X \in \mathbb{R}")
    assert [part.latex for part in break_line(line, 16, 0.0)] == [
        r"Q = X W_Q, \; K = X W_K, \; V = X W_V,",
        r"\text{with } X \in \mathbb{R}",
    ]
    assert [part.latex for part in break_line(line, 6, 0.0)][:2] == ["Q = X W_Q,", "K = X W_K,"]


def test_a_space_sign_at_a_break_stays_whole():
    """A backslash and a space are one sign."""
    line = Line.from_latex(right="a + b + c" + "\\ " + "= d + e + f")
    assert [part.latex for part in break_line(line, 6, 0.0)] == ["a + b + c" + "\\ ", "= d + e + f"]


@pytest.mark.parametrize(
    "latex",
    [
        r"a = \frac{p + \}b + c}{d} + e",
        r"f,\ g = h\cdot\ \ k + l",
        r"x_+ = y^- + \lim_{t \to 0^+} z^+ + w",
        r"a \quad\quad b \quad \, c = d",
        r"p \not= q \mathrel= r \big< s \big> t",
        r"[0, 1) + (2, 3] = u",
        r"\bf a + b = c",
        r"\frac{a + b} = c + d",
        r"\displaystyle a + b = c",
        r"a \over b + c = d",
    ],
)
def test_what_can_be_set_can_be_broken(latex):
    """A break parts no command from what it takes, no script from its sign, and no braces; nothing is lost."""
    lines = break_line(Line.from_latex(right=latex), 2.0, 0.0)
    assert "".join(text_of(omml_aligned([line.sides for line in lines])).split()) == "".join(
        text_of(omml(Formula(latex))).split()
    )
    for line in lines:
        assert formula_size(line.formula, True).width > 0
