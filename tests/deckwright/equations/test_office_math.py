r"""Formulas as PowerPoint edits them: well formed by the schema, with their text, roles and alignment."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.equations.formula import NOTHING, Formula, Sides
from deckwright.equations.omml import omml, omml_aligned, omml_paragraph, text_of
from deckwright.equations.omml_elements import A, M, theme_color
from deckwright.theme import ROLES
from example_counts import examples

from .office_schema import assert_by_the_schema, name

COURSE = Path(__file__).with_name("course_formulas.tex").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("latex", COURSE)
def test_the_courses_formulas_follow_the_schema(latex):
    """Every kind of formula that the lectures use."""
    assert_by_the_schema(omml_paragraph([Formula(latex)], size=24, fill=theme_color("muted")))


ATOMS = st.sampled_from(
    ["x", "W", r"\theta", "0.25", r"\mathbf{h}", r"\mathbb{R}", r"\text{if }", r"\top", "(y)", r"\infty"]
)
JOINTS = st.sampled_from(["+", "=", ",", r"\cdot ", r"\odot ", r"\log ", r"\,", r"\quad ", r"\sum_i ", r"\max_k ", " "])


def larger(inner):
    """Formulas made from smaller ones."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(inner, JOINTS, inner).map("".join),
        pair.map(lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
        pair.map(lambda p: rf"{{{p[0]}}}_{{{p[1]}}}^{{{p[0]}}}"),
        pair.map(lambda p: rf"\begin{{bmatrix}}{p[0]}&{p[1]}\\{p[1]}&\end{{bmatrix}}"),
        pair.map(lambda p: rf"\begin{{aligned}}{p[0]}&={p[1]}\\&={p[0]}\end{{aligned}}"),
        pair.map(lambda p: rf"\sum_{{{p[0]}}}^{{{p[1]}}}{p[0]}+1"),
        pair.map(lambda p: rf"\underbrace{{{p[0]}}}_{{{p[1]}}}"),
        inner.map(lambda x: rf"\left({x}\right)^2"),
        inner.map(lambda x: rf"\sqrt[3]{{{x}}}"),
        inner.map(lambda x: rf"\hat{{{x}}}"),
        inner.map(lambda x: rf"\overline{{{x}}}"),
        inner.map(lambda x: rf"\textcolor{{gradient}}{{{x}}}"),
    )


@pytest.mark.slow
@settings(max_examples=examples(120))
@given(st.recursive(ATOMS, larger, max_leaves=8))
def test_any_formula_follows_the_schema(latex):
    """Whatever is put together from the parts of the language, Office can read it."""
    formula = omml(Formula(latex))
    assert_by_the_schema(formula)
    assert text_of(formula)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("-0.5", "−0.5"),
        (r"0.15\cdot 0.05", "0.15·0.05"),
        (r"\frac{1}{1+e^{-0.3775}}", "11+e−0.3775"),
        (r"\begin{bmatrix}0.15 & -0.2\end{bmatrix}", "0.15−0.2"),
        (r"\mathbb{E}[\mathbf{x}]", "E[x]"),
        (r"\begin{aligned}a&=1\\&=2\end{aligned}", "a=1=2"),
        (r"x \text{ \& } y", "x\u00a0&\u00a0y"),
        ("1{,}000", "1,000"),
    ],
)
def test_text_of_a_formula(latex, text):
    """The numbers of a formula can be found in its text; marks of alignment cannot."""
    assert text_of(omml(Formula(latex))) == text


def test_text_of_a_formula_that_powerpoint_has_saved():
    """PowerPoint replaces an x by Unicode's italic x; the text is the same."""
    formula = omml(Formula("x_1 = 0.5"))
    for characters in formula.iter(f"{{{M}}}t"):
        characters.text = characters.text.replace("x", "𝑥")
    assert text_of(formula) == text_of(omml(Formula("x_1 = 0.5")))


def colors(formula):
    """Each run's text with the theme color that it has."""
    runs = formula.iter(f"{{{M}}}r")
    return {run.findtext(f"{{{M}}}t"): [c.get("val") for c in run.iter(f"{{{A}}}schemeClr")] for run in runs}


def test_roles_are_the_themes_accents_in_their_order():
    """A role's color follows the theme; muted is its second dark color; the rest has the given fill."""
    latex = "+".join(rf"\textcolor{{{role}}}{{{letter}}}" for role, letter in zip((*ROLES, "muted"), "abcdefg"))
    found = colors(omml(Formula(latex + "+z"), fill=theme_color("muted")))
    assert [found[letter] for letter in "abcdefg"] == [[f"accent{i}"] for i in range(1, 7)] + [["tx2"]]
    assert found["z"] == ["tx2"]
    assert colors(omml(Formula("z")))["z"] == []


def test_a_colored_fraction_has_a_colored_bar():
    """The bar's color stands in the control properties."""
    fraction = omml(Formula(r"\textcolor{loss}{\frac12}")).find(f"{{{M}}}f")
    assert fraction.find(f"{{{M}}}fPr/{{{M}}}ctrlPr//{{{A}}}schemeClr").get("val") == "accent6"


def test_styles_of_letters():
    """Variables are italic, vectors bold, names and numbers upright, words no mathematics."""
    formula = omml(Formula(r"x\,\mathbf{W}\,\boldsymbol{\theta}\,2\,\mathrm{d}\,\text{if}"))
    styles = {
        run.findtext(f"{{{M}}}t"): [name(c) + c.get(f"{{{M}}}val", "") for c in run.find(f"{{{M}}}rPr")]
        for run in formula.iter(f"{{{M}}}r")
    }
    expected = {"x": "styi", "W": "styb", "θ": "stybi", "2": "styp", "d": "styp", "if": "nor"}
    assert {letter: styles[letter] for letter in expected} == {letter: [style] for letter, style in expected.items()}


def test_a_sum_holds_its_term_and_no_more():
    """The term ends at the next plus, minus or relation."""
    formula = omml(Formula(r"\sum_{i=1}^n w_i x_i + b = z"))
    assert text_of(formula.find(f"{{{M}}}nary/{{{M}}}e")) == "wixi"


def test_a_function_holds_its_argument():
    """An argument in brackets goes to the bracket's end, another one is the next thing."""
    bodies = [text_of(f.find(f"{{{M}}}e")) for f in omml(Formula(r"\log p_k + \exp(a+b)c")).iter(f"{{{M}}}func")]
    assert bodies == ["pk", "(a+b)"]


def test_lines_are_aligned_at_their_relations():
    """Each line has one mark of alignment, in front of its relation; a line without one begins after it."""
    lines = (
        Sides(Formula("z"), Formula("="), Formula("wx+b")),
        Sides(NOTHING, Formula("="), Formula("0.35")),
        Sides(NOTHING, NOTHING, Formula(r"\approx 0.4")),
    )
    formula = omml_aligned(lines)
    assert_by_the_schema(formula)
    rows = ["".join(e.itertext()) for e in formula.find(f"{{{M}}}eqArr").findall(f"{{{M}}}e")]
    assert rows == ["z&=wx+b", "&=0.35", "&\u2003≈0.4"]
