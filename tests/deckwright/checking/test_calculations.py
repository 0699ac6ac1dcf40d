"""A calculation on a slide is computed anew from the digits that stand there."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.building.deck import read_lesson
from deckwright.checking.calculations import wrong_calculations
from deckwright.checking.check import check_lecture
from deckwright.checking.formulas import formulas
from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.lesson import find_lesson, run_lesson
from deckwright.markdown.lecture import read_lecture
from dlcore import Tensor, sigmoid

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
    r"\sigma(0.5)^{2} \approx 0.3875, \quad \ln 2^{2} \approx 1.386, \quad \operatorname{GELU}_{\tanh}(1) "
    r"\approx 0.8412",
    r"\cos(\pi / 3) = 0.5, \quad \operatorname{erf}(1) \approx 0.8427, \quad \operatorname{ELU}_{1}(-1) \approx "
    r"-0.6321",
    r"\lceil 2.1 \rceil + [2 \ge 1] = 4, \quad \max_{j} \begin{pmatrix} 1 & 5 \\ 7 & 3 \end{pmatrix} = (5, 7) = [5, 7]",
    r"\begin{pmatrix} 1 & 2 & 4 \\ 4 & 7 & 9 \end{pmatrix} \star \begin{pmatrix} 1 & -1 \end{pmatrix} = (-1, "
    r"-2, -3, -2)",
    r"\operatorname{maxpool}_{2 \times 2} \begin{pmatrix} 1 & 2 & 3 & 0 \\ 4 & 5 & 6 & 9 \end{pmatrix} = (5, 9)",
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
    r"w x + 0.5 = 7", r"\sum_{i=1}^{3} i = 7", r"f(2) = 5", r"(0, 1) \in A = 3", r"n! = 7",
    r"W \in \mathbb{R}^{3 \times 4}",
    r"1 + \cdots + 9 = 7", r"x_2 = 3", r"\infty = 1 / 0 - \infty", r"[0.5, 1) = 3", r"\operatorname{erfc}(1) = 7",
    r"h_{1}(0.5) = 7", r"(1, 2)_{1} = 7", r"\sum_{j} (1, 2) = 7", r"\sum_{i = 1}^{2} 0.5 = 7",
    r"\operatorname{LeakyReLU}_{a}(1) = 7", r"\operatorname{mean}_{i}(1, 2) = 7",
    r"\operatorname{maxpool}_{2 \times 2} \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix} = 7",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{2} = 7",
    r"\left|\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}\right| = 7",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{-1} = 7", r"0.1 + 0.2 \neq 0.3", r"0.9 \le 0.1", r"2 \to 3",
)  # fmt: skip

VALUES = {"x": 1.25, "slope": 0.02, "A": [[0.5, 2.75], [1.25, 3.5]]}
MATRIX = r"\begin{pmatrix} {{ A[0][0] }} & {{ A[0][1] }} \\ {{ A[1][0] }} & {{ A[1][1] }} \end{pmatrix}"
RECOMPUTED = (
    (r"\operatorname{GELU}({{ x }}) \approx {{ shown[0] }}", "1.118"),
    (r"\operatorname{LeakyReLU}_{ {{ slope }} }(-{{ x }}) = {{ shown[0] }}", "-0.025"),
    (r"\left\lfloor 56 \cdot {{ x }} / 3 \right\rfloor = {{ shown[0] }}", "23"),
    (r"\sum_{i} " + MATRIX + r" = ({{ shown[0] }}, {{ shown[1] }})", "1.75 6.25"),
    (r"\sum_{j} " + MATRIX + r" = ({{ shown[0] }}, {{ shown[1] }})", "3.25 4.75"),
)


@pytest.mark.parametrize("latex", TRUE)
def test_what_is_true_is_confirmed(latex: str) -> None:
    """Fractions, matrices, functions, powers of ten, several formulas in one: right ones are left alone."""
    assert list(wrong_calculations(Formula(latex))) == []


@pytest.mark.parametrize(("latex", "gets", "shown"), FALSE)
def test_what_is_false_is_found(latex: str, gets: str, shown: str) -> None:
    """Both sides are told, whichever of them is the result."""
    assert [(wrong.gets, wrong.shown) for wrong in wrong_calculations(Formula(latex))] == [(gets, shown)]


@pytest.mark.parametrize("latex", UNREADABLE)
def test_what_is_no_calculation_is_left_alone(latex: str) -> None:
    """Symbols, intervals, other notation: a calculator has nothing to say of them."""
    assert list(wrong_calculations(Formula(latex))) == []


def test_equal_means_exactly_equal() -> None:
    """A rounded result behind "=" is told apart from a false one."""
    (rounded,) = wrong_calculations(Formula(r"\frac{1}{3} = 0.333"))
    (false,) = wrong_calculations(Formula(r"\frac{1}{3} = 0.4"))
    assert rounded.rounded and not false.rounded


@given(st.lists(st.sampled_from([*"0123456789.,()[]{}|+-=/^_&%xe'! ", "\\\\", *re.findall(r"\\\w+|\\begin\{pmatrix\}",
" ".join(
    [*TRUE, *UNREADABLE, r"\end{pmatrix} \left \, \% \textcolor{loss} \cdot 10^{-3} \operatorname{ReLU} \lVert"]))]),
    max_size=25))  # fmt: skip
def test_any_formula_is_read_or_left_alone(pieces: list[str]) -> None:
    """Whatever stands in a formula, the calculator ends without an error of its own."""
    with suppress(EquationError):
        list(wrong_calculations(Formula("".join(pieces))))


@pytest.mark.slow
def test_every_digit_of_the_course_counts() -> None:
    """Each digit of each working of the lecture on backpropagation, changed by hand: none goes unnoticed."""
    lecture = read_lesson(run_lesson(find_lesson("backpropagation", COURSE), ()))
    results = 0
    for slide in lecture.deck.slides:
        for formula in formulas(slide):
            head, sign, result = formula.formula.latex.rpartition(r"\approx ")
            if not sign or not re.search(r"\d\.\d", head) or not re.search(r"\d", result):
                continue
            assert list(wrong_calculations(formula.formula)) == []
            places = [place for number in re.finditer(r"\d+\.\d+", result) for place in range(*number.span())]
            for place in (place for place in places if result[place] != "."):
                other = result[:place] + str((int(result[place]) + 5) % 10) + result[place + 1 :]
                assert list(wrong_calculations(Formula(head + sign + other))), (slide.key, head, other)
                results += 1
    assert results > 50


@pytest.mark.parametrize(("formula", "result"), RECOMPUTED)
def test_every_digit_of_a_function_on_a_slide_counts(tmp_path: Path, formula: str, result: str) -> None:
    """A right result is left alone; with any one digit changed it is told what a calculator gets."""

    def found(shown: str) -> list[str]:
        (tmp_path / "slides.md").write_text(f"---\ntitle: Keys\n---\n\n# Keys\n\n$${formula}$$\n")
        names = {**VALUES, "shown": [json.loads(number) for number in shown.split()]}
        lecture = read_lecture(tmp_path / "slides.md", names, lesson="keys")
        return [finding.message for finding in check_lecture(lecture)]

    assert found(result) == []
    for place in (digit.start() for digit in re.finditer(r"\d", result)):
        (message,) = found(result[:place] + str((int(result[place]) + 5) % 10) + result[place + 1 :])
        assert message.startswith("A calculator gets")


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
    """Numbers put side by side by hand that don't follow from each other are told at their lines; a true
    working isn't.
    """
    (tmp_path / "slides.md").write_text(WORDS)
    honest = sigmoid(Tensor(0.5, "w") * Tensor(0.25, "x")).named("z")
    names = {name: getattr(Lie(honest), name) for name in "zwxy"}
    found = check_lecture(read_lecture(tmp_path / "slides.md", names, lesson="lie"))
    assert [(finding.where.line, finding.message) for finding in found] == [
        (7, r"A calculator gets 0.125 for 0.5 \cdot 0.25, and the slide says 0.135."),
        (11, r"A calculator gets 0.125 for 0.5 \times 0.25, and the slide says 0.135."),
        (11, r"A calculator gets 0.333333 for \frac{1}{3}, and the slide says 0.1."),
    ]
