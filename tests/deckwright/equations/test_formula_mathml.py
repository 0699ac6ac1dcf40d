r"""The normal form: few cases, the same for every surface."""

import pytest
from lxml import etree

from deckwright.equations.formula import Formula
from deckwright.equations.html import html
from deckwright.equations.mathml import mathml
from deckwright.equations.spacing import spaced
from deckwright.theme import LIGHT


def form(latex, display=True):
    """The normal form without its outer element and without what all plain operators say."""
    text = "".join(etree.tostring(child, encoding="unicode") for child in mathml(Formula(latex), display))
    return text.replace(' stretchy="false"', "")


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("x", "<mi>x</mi>"),
        ("{x}", "<mi>x</mi>"),
        ("-0.5", "<mrow><mo>−</mo><mn>0.5</mn></mrow>"),
        (r"\mathrm{ReLU}", '<mi mathvariant="normal">ReLU</mi>'),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\operatorname{Conv2d}", "<mi>Conv2d</mi>"),
        (r"\mathbf{W}", "<mi>𝐖</mi>"),
        (r"\mathbf{Wx}", "<mrow><mi>𝐖</mi><mi>𝐱</mi></mrow>"),
        (r"\boldsymbol{\theta}", "<mi>𝜽</mi>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"\sigma'", "<msup><mi>σ</mi><mi>′</mi></msup>"),
        (r"\text{50\% of 3 cm}", "<mtext>50%\u00a0of\u00a03\u00a0cm</mtext>"),
        (r"\textcolor{input}{x}", '<mi mathcolor="input">x</mi>'),
        (r"\tfrac12", '<mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>'),
        (r"\hat{y}", '<mover accent="true"><mi>y</mi><mo>ˆ</mo></mover>'),
        ("1{,}000", '<mrow><mn>1</mn><mo form="none">,</mo><mn>000</mn></mrow>'),
    ],
)
def test_normal_form(latex, expected):
    """Letters, numbers, words, names, colors and accents each have one form."""
    assert form(latex) == expected


def test_an_index_behind_a_bracket_belongs_to_the_whole_bracket():
    """In f(z)_i the index is not the closing bracket's."""
    tree = mathml(Formula(r"f(z)_i"))
    base = tree.find(".//msub")[0]
    assert "".join(base.itertext()) == "(z)"


@pytest.mark.parametrize("latex", [r"\begin{pmatrix}1\\2\end{pmatrix}^\top", r"\left(\frac12\right)^\top"])
def test_brackets_and_what_they_hold_are_the_base_of_an_exponent(latex):
    """A matrix with its brackets is one row, fenced on both sides."""
    base = mathml(Formula(latex)).find("msup")[0]
    assert [base[0].get("form"), base[-1].get("form")] == ["prefix", "postfix"]


@pytest.mark.parametrize(("display", "tag"), [(True, "munder"), (False, "msub")])
@pytest.mark.parametrize("operator", [r"\sum", r"\max", r"\operatorname*{arg\,max}", r"{\sum}"])
def test_limits_stand_below_in_display_and_beside_in_text(operator, display, tag):
    """Sums, maxima and starred operators take limits where there is room for them."""
    assert mathml(Formula(operator + "_i"), display)[0].tag == tag


def test_a_sum_within_a_fraction_keeps_its_limits_beside_it():
    """The parts of a fraction are set as in running text."""
    assert mathml(Formula(r"\frac{\sum_i x}{2}")).find(".//munder") is None


def spaces(latex):
    """The widths of the spaces of a formula in eighteenths of an em."""
    return [round(18 * float(space.get("width")[:-2])) for space in spaced(mathml(Formula(latex))).iter("mspace")]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("a+b", [4, 4]),
        ("a=b", [5, 5]),
        ("-b", []),
        ("a=-b", [5, 5]),
        ("a, b", [3]),
        ("1{,}000", []),
        (r"\log p", [3]),
        (r"\log(p)", []),
        (r"2\log p", [3, 3]),
        (r"\partial L", []),
        ("x_{i+1}", []),
        (r"\textcolor{input}{a}=b", [5, 5]),
        (r"p(x\mid y)", [5, 5]),
    ],
)
def test_spaces_follow_the_rules_of_tex(latex, expected):
    """Thin, medium and thick spaces are 3, 4 and 5 eighteenths of an em; a sign has none, an index none."""
    assert spaces(latex) == expected


def test_html_colors_by_role():
    """A role is the theme's color, or the style sheet's variable."""
    latex = r"\textcolor{loss}{L} = \max_i x"
    assert f'style="color: #{LIGHT.color("loss")}"' in html(Formula(latex), theme=LIGHT)
    assert 'style="color: var(--loss)"' in html(Formula(latex))
    assert not {"mathcolor", "movablelimits"} & {
        name for e in etree.fromstring(html(Formula(latex))).iter() for name in e.attrib
    }
