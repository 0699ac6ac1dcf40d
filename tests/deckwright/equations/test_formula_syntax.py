r"""What a formula may not be, and what its author is told."""

from pathlib import Path

import pytest

from deckwright.equations.mathml import mathml
from deckwright.equations.outline import outline
from deckwright.equations.syntax import EquationError
from deckwright.errors import Source

WRONG = [
    (r"\alhpa + 1", r"\alhpa is not known", "alpha"),
    (r"\xyzzyq", r"\xyzzyq is not known", r"\operatorname"),
    (r"\newcommand{\a}{b}", r"\newcommand is not known", ""),
    ("{x", "{ is never closed", "Add }"),
    ("x}", "} closes nothing", "Add {"),
    (r"\left( x", r"\left is never closed", r"Add \right"),
    (r"x \right)", r"\right closes nothing", r"Add \left"),
    (r"\left( {x \right) }", r"\right stands where { is still open", "}"),
    (r"\begin{bmatrix}1\end{pmatrix}", r"\end{pmatrix} stands where \begin{bmatrix}", r"\end{bmatrix}"),
    (r"\begin{alignd}a\end{alignd}", "environment 'alignd'", "aligned"),
    (r"\begin{matrix}\end{matrix}", "nothing in it", "cells"),
    (r"\frac{1}", "lacks one of its arguments", "braces"),
    (r"\frac 1", "lacks one of its arguments", "braces"),
    (r"\sqrt", r"\sqrt lacks its argument", "{...}"),
    ("x^", "^ lacks its argument", "{...}"),
    ("x_1_2", "double subscripts", "braces"),
    ("a & b", "& stands outside", "aligned"),
    (r"a \\ b", r"\\ stands outside", "aligned"),
    ("50% of x", "% has a meaning", r"\%"),
    ("a $b$", "$ has a meaning", r"\$"),
    (r"\textcolor{red}{x}", "'red' is not a role", "gradient"),
    (r"\color{gradent} x", "'gradent' is not a role", "gradient"),
    (r"\text{a {b} c}", r"\text needs plain text in one pair of braces", "Close it"),
    (r"\text{if $x$}", "more than plain text", "outside"),
    (r"\operatorname{}", "is empty", ""),
    ("  ", "it is empty", ""),
    ("x\\", "ends with a backslash", ""),
]


@pytest.mark.parametrize(("latex", "problem", "hint"), WRONG)
def test_a_wrong_formula_is_refused_with_its_place_and_a_way_out(latex, problem, hint):
    """The message names the formula, what is wrong with it, file and line, and what to do."""
    with pytest.raises(EquationError) as caught:
        mathml(latex, where=Source(Path("slides.md"), 12))
    message = str(caught.value)
    assert message.startswith(f"slides.md:12: The formula ${latex}$ cannot be set: ")
    assert problem in message
    assert hint in caught.value.hint
    assert message.count("The formula") == 1


def test_a_character_that_the_font_lacks_is_refused_with_its_place():
    """A box in place of a letter would be found by the audience first."""
    with pytest.raises(EquationError, match=r"slides.md:3: .*has no '漢'"):
        outline("漢", 20, where=Source(Path("slides.md"), 3))
