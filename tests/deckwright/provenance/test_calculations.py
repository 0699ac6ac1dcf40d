"""A calculation on a slide is computed anew from the digits that stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from deckwright.building.deck import read_lesson
from deckwright.lesson import find_lesson, run_lesson
from deckwright.markdown.lecture import read_lecture
from deckwright.provenance.calculations import wrong_calculations
from deckwright.provenance.check import check_lecture
from deckwright.provenance.formulas import formulas
from dlcore import Tensor, sigmoid
from hypothesis import given
from hypothesis import strategies as st

COURSE = Path(__file__).parents[3]
TRUE = (
    r"z = 0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35 = 0.3775",
    r"\frac{1}{3} \approx 0.33, \qquad \frac12 = 0.5, \quad \tfrac{1}{4}^2 = 0.0625.",
    r"a = \sigma(0.59) = \frac{1}{1 + e^{-0.59}} \approx 0.6434",
    r"\textcolor{gradient}{-0.5}^{2} = -0.25 = -\underbrace{0.5}_{x} / \underbrace{2}_{y \text{ of } z}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \begin{pmatrix} 0.5 \\ 1 \end{pmatrix} = (2.5, 5.5)",
    r"\begin{bmatrix} 1 \\ 2 \end{bmatrix}^{\top} \begin{bmatrix} 3 \\ 4 \end{bmatrix} = 11",
    r"\operatorname{softmax}(1, 2, 3) \approx (0.09, 0.24, 0.67)",
    r"60{,}000 \times 784 = 47{,}040{,}000 = 4.704 \times 10^{7} = 47,040,000",
    r"-\ln 0.05 \approx 2.996 \approx 3.0, \quad 0.97 = 97\%, \quad \sqrt[3]{8} = 2",
    r"\max(0, -3) = 0 < 1 = |-1|, \quad \left\lVert \begin{pmatrix} 3 \\ 4 \end{pmatrix} \right\rVert = 5",
    r"2 \cdot -3 = -6 \Rightarrow 5 = 5, \quad 0.25 = 1/4, \quad 10^{-8} = 0.00000001, \quad 2^10 = 0",
)
FALSE = (
    (r"0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35 = 0.3785", "0.3775", "0.3785"),
    (r"x = y = 2 + 2 = 5", "4", "5"),
    (r"0.32 \approx 0.5 \cdot 0.6", "0.3", "0.32"),
    (r"1 = 2", "1", "2"),
    (r"2 \cdot 3 = 3 + 4", "6", "7"),
    (r"\frac{1}{3} \approx 0.33 \approx 0.5", "0.33", "0.5"),
    (r"\begin{pmatrix} 1 \\ 2 \end{pmatrix} + 1 = \begin{pmatrix} 2 \\ 4 \end{pmatrix}", "3", "4"),
    (r"(1, 2) = (1, 2, 3)", "2 numbers", "3 numbers"),
    (r"1 / 0 = 7", "an error", "7"),
    (r"\sigma(0) \approx 0.50, \quad e^{0} = 2", "1", "2"),
    (r"2 0.5 = 1", "20.5", "1"),  # LaTeX shows no space: it reads 20.5
    (r"3.0 \cdot 10^{-5} \cdot 2 \approx 6.2 \cdot 10^{-5}", "0.00006", "0.000062"),
)
UNREADABLE = (
    r"w x + 0.5 = 7", r"\sum_{i=1}^{3} i = 7", r"f(2) = 5", r"(0, 1) \in A = 3", r"n! = 7", r"W \in \mathbb{R}^{3 \times 4}",
    r"1 + \cdots + 9 = 7", r"x_2 = 3", r"\infty = 1 / 0 - \infty", r"[0.5, 1) = 3", r"\operatorname{GELU}(1) = 7",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{-1} = 7", r"0.1 + 0.2 \neq 0.3", r"0.9 \le 0.1", r"2 \to 3",
)  # fmt: skip


@pytest.mark.parametrize("latex", TRUE)
def test_what_is_true_is_confirmed(latex: str) -> None:
    """Fractions, matrices, functions, powers of ten, several formulas in one: right ones are left alone."""
    assert list(wrong_calculations(latex)) == []


@pytest.mark.parametrize(("latex", "gets", "shown"), FALSE)
def test_what_is_false_is_found(latex: str, gets: str, shown: str) -> None:
    """Both sides are told, whichever of them is the result."""
    assert [(wrong.gets, wrong.shown) for wrong in wrong_calculations(latex)] == [(gets, shown)]


@pytest.mark.parametrize("latex", UNREADABLE)
def test_what_is_no_calculation_is_left_alone(latex: str) -> None:
    """Symbols, intervals, other notation: a calculator has nothing to say of them."""
    assert list(wrong_calculations(latex)) == []


def test_equal_means_exactly_equal() -> None:
    """A rounded result behind "=" is told apart from a false one."""
    (rounded,) = wrong_calculations(r"\frac{1}{3} = 0.333")
    (false,) = wrong_calculations(r"\frac{1}{3} = 0.4")
    assert rounded.rounded and not false.rounded


@given(st.lists(st.sampled_from([*"0123456789.,()[]{}|+-=/^_&%xe'! ", "\\\\", *re.findall(r"\\\w+|\\begin\{pmatrix\}", " ".join(
    [*TRUE, *UNREADABLE, r"\end{pmatrix} \left \, \% \textcolor{loss} \cdot 10^{-3} \operatorname{ReLU} \lVert"]))]), max_size=25))  # fmt: skip
def test_any_formula_is_read_or_left_alone(pieces: list[str]) -> None:
    """Whatever stands in a formula, the calculator ends without an error of its own."""
    list(wrong_calculations("".join(pieces)))


@pytest.mark.slow
def test_every_digit_of_the_course_counts() -> None:
    """Each digit of each working of the lecture on backpropagation, changed by hand: none goes unnoticed."""
    lecture = read_lesson(run_lesson(find_lesson("backpropagation", COURSE), ()))
    results = 0
    for slide in lecture.deck.slides:
        for formula in formulas(slide):
            head, sign, result = formula.latex.rpartition(r"\approx ")
            if not sign or not re.search(r"\d\.\d", head) or not re.search(r"\d", result):
                continue
            assert list(wrong_calculations(formula.latex)) == []
            places = [place for number in re.finditer(r"\d+\.\d+", result) for place in range(*number.span())]
            for place in (place for place in places if result[place] != "."):
                other = result[:place] + str((int(result[place]) + 5) % 10) + result[place + 1 :]
                assert list(wrong_calculations(head + sign + other)), (slide.key, head, other)
                results += 1
    assert results > 50


@dataclass(frozen=True)
class Lie:
    """A product that isn't one."""

    z: Tensor
    w: float = 0.5
    x: float = 0.25
    y: float = 0.135


WORDS = """---
title: A lie
---

# In a formula

$$w x = {{ w }} \\cdot {{ x }} = {{ y }}$$

# In words

So {{ w }} × {{ x }} = {{ y }}, and
$\\frac{1}{4} =$ {{ x }}, $\\frac{1}{3} =$ {{ y | num(1) }}

{{ worked(z) }}
"""


def test_a_lesson_whose_working_lies(tmp_path: Path) -> None:
    """Numbers put side by side by hand that don't follow from each other are told at their lines; a true working isn't."""
    (tmp_path / "slides.md").write_text(WORDS)
    honest = sigmoid(Tensor(0.5, "w") * Tensor(0.25, "x")).named("z")
    names = {name: getattr(Lie(honest), name) for name in "zwxy"}
    found = check_lecture(read_lecture(tmp_path / "slides.md", names, lesson="lie"))
    assert [(finding.where.line, finding.message) for finding in found] == [
        (7, r"A calculator gets 0.125 for 0.5 \cdot 0.25, and the slide says 0.135."),
        (11, r"A calculator gets 0.125 for 0.5 \times 0.25, and the slide says 0.135."),
        (11, r"A calculator gets 0.333333 for \frac{1}{3}, and the slide says 0.1."),
    ]
