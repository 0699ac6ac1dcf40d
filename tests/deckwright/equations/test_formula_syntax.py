r"""What a formula may not be, and what its author is told."""

from pathlib import Path

import pytest
from lxml import etree

from deckwright.equations.equation_error import EquationError
from deckwright.equations.formula import Formula
from deckwright.equations.mathml import mathml
from deckwright.equations.outline import outline
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
    (r"\textcolor{reed}{x}", "'reed' is neither a role of the palette nor a color", "red"),
    (r"\textcolor{qqqq}{x}", "'qqqq' is neither a role of the palette nor a color", "gradient"),
    (r"\color{gradent} x", "'gradent' is neither a role", "gradient"),
    (r"\text a", r"\text needs its words in one pair of braces", r"\text{words}"),
    (r"\text{50% of}", "% has a meaning", r"\%"),
    (r"\text{if $x}", "$ has a meaning", "second $"),
    (r"\text{a", r"the { after \text is never closed", "Add }"),
    (r"\text{if $\alhpa$}", r"\alhpa is not known", "alpha"),
    (r"\operatorname{}", "is empty", "rank"),
    (r"\hspace{wide}", r"\hspace needs a length", "1em"),
    (r"\big x", "x after \\big is no bracket", r"\langle"),
    (r"\left(", r"\left is never closed", r"\right"),
    (r"\left{ x \right}", r"\left{ has no bracket", r"\left\{"),
    (r"a \middle| b", r"\middle stands between no brackets", r"\left("),
    (r"{a \over}", r"\over lacks what stands below it", r"\frac{a}{b}"),
    (r"\over b", r"\over lacks what stands above it", r"\frac{a}{b}"),
    (r"\textcolor{ligthgreen}{x}", "'ligthgreen' is neither", "lightgreen"),
    (r"\begin{tikzpicture}x\end{tikzpicture}", "'tikzpicture' is not known", "Known: aligned"),
    (r"\sqrt[3 x", "[ is never closed", "Add ]"),
    (r"a \over b \over c", r"a second \over", "braces"),
    (r"x^1^2", "double superscripts", "braces"),
    (r"\begin{bmatrix} a & {b & c} \end{bmatrix}", "& stands where { is still open", "Close it first"),
    (r"\ref{eq:1}", r"\ref is not known in formulas", r"\text{(1)}"),
    ("a\x08b", "the control character U+0008", "raw string"),
    ("  ", "it is empty", ""),
    ("x\\", "ends with a backslash", ""),
]


@pytest.mark.parametrize(("latex", "problem", "hint"), WRONG)
def test_a_wrong_formula_is_refused_with_its_place_and_a_way_out(latex, problem, hint):
    """The message names the formula, what is wrong with it, file and line, and what to do."""
    with pytest.raises(EquationError) as caught:
        mathml(Formula(latex), where=Source(Path("slides.md"), 12))
    message = str(caught.value)
    assert message.startswith(f"slides.md:12: The formula ${latex}$ cannot be set: ")
    assert problem in message
    assert hint in caught.value.hint
    assert message.count("The formula") == 1


@pytest.mark.parametrize(
    ("latex", "piece", "caret"),
    [
        (r"a + \foo x", r"a + \foo x", 4),
        (r"x_1_2", "x_1_2", 3),
        ("a = b \\\\\nc = \\foo", r"c = \foo", 4),
        ("x + " * 40 + r"\foo", "…+ x + x + x", 31),
    ],
)
def test_a_caret_points_at_the_place(latex, piece, caret):
    """Below the message stands the piece of the formula around the mistake, with a caret where it begins."""
    with pytest.raises(EquationError) as caught:
        mathml(Formula(rf"\begin{{aligned}}{latex}\end{{aligned}}" if "\n" in latex else latex))
    shown, pointer = (line[4:] for line in str(caught.value).split("\n")[-3:-1])
    assert shown.startswith(piece)
    assert pointer.index("^") == caret


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        (r"\aplha", r"Did you mean \alpha?"),
        (r"\lambd", r"Did you mean \lambda?"),
        (r"\mathbff x", r"Did you mean \mathbf?"),
        (r"\xyzzy", r"Operators of your own are written \operatorname{xyzzy}."),
        (r"\sign x", r"Did you mean \sin? Operators of your own are written \operatorname{sign}."),
        (r"\dv{f}{x}", r"Write the fraction: \frac{df}{dx}, \frac{\partial f}{\partial x}."),
        (r"\SI{3}{\meter}", r"Write the number and its unit: 3.2\,\mathrm{m}."),
        (r"\[ x \]", "Take it away: between dollar signs everything is a formula."),
    ],
)
def test_a_hint_is_near_or_there_is_none(wrong, hint):
    """A command that shares a few letters with another is not taken for it; those of known packages are."""
    with pytest.raises(EquationError) as caught:
        mathml(Formula(wrong))
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("latex", "same"),
    [
        (r"\norm{x}_2", r"\left\| x \right\|_2"),
        (r"\abs*{x - y}", r"\left| x - y \right|"),
        (r"\norm[\big]{x}", r"\left\| x \right\|"),
        (r"\ket{\psi}\bra{\phi}", r"\left| \psi \right\rangle \left\langle \phi \right|"),
        (r"\braket{a|b}", r"\left\langle a|b \right\rangle"),
    ],
)
def test_brackets_by_name(latex, same):
    """As mathtools, braket and physics have them; the deck's own command of that name goes first."""
    assert etree.tostring(mathml(Formula(latex))) == etree.tostring(mathml(Formula(same)))


@pytest.mark.parametrize("latex", [r"\bigr \over x", r"\big\frac12", r"\left\alpha x \right)"])
def test_what_is_no_bracket_is_none(latex):
    """Also a command that has a meaning of its own."""
    with pytest.raises(EquationError, match="is no bracket"):
        mathml(Formula(latex))


def test_control_characters_are_refused():
    """No file of a presentation can hold them."""
    with pytest.raises(EquationError, match="control character"):
        mathml(Formula("x + \\text{a\x00}"))


@pytest.mark.parametrize(("latex", "hint"), [(r"\braket{a}{b}", r"\braket{a|b}"), (r"\ang{30}", r"30^\circ")])
def test_what_would_say_something_else_is_refused(latex, hint):
    """A second argument would stand behind the bracket."""
    with pytest.raises(EquationError) as caught:
        mathml(Formula(latex))
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("latex", "problem"),
    [
        ("{" * 400 + "x" + "}" * 400, "more than 40 levels deep"),
        (r"\frac{1}{" * 300 + "x" + "}" * 300, "more than 40 levels deep"),
        (r"\left(" * 300 + "x" + r"\right)" * 300, "more than 40 levels deep"),
        (r"\text{$" * 300 + "x" + "$}" * 300, ""),
        (r"\sqrt" * 300 + "x", "more than 40 levels deep"),
        ("x^" * 300 + "x", ""),
        ("x + " * 20_000 + "x", "40,001 signs; at most 20,000"),
    ],
)
def test_what_is_too_deep_or_too_long_is_refused_with_its_place(latex, problem):
    """A limit with a message comes before Python's own."""
    with pytest.raises(EquationError, match=r"slides.md:7: ") as caught:
        mathml(Formula(latex), where=Source(Path("slides.md"), 7))
    assert problem in str(caught.value)
    assert len(str(caught.value)) < 500


def test_a_character_that_the_font_lacks_is_refused_with_its_place():
    """A box in place of a letter would be found by the audience first."""
    with pytest.raises(EquationError, match=r"slides.md:3: .*has no '\\ue9f0'"):
        outline(Formula("\ue9f0"), 20, where=Source(Path("slides.md"), 3))
