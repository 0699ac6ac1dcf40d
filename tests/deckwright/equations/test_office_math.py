r"""Formulas as PowerPoint edits them: well formed by the schema, with their text, roles and alignment."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deckwright.deck.equation import Line
from deckwright.equations.officemath import A, M, theme_colour
from deckwright.equations.omml import omml, omml_aligned, omml_paragraph, text_of
from deckwright.theme import ROLES
from example_counts import examples

COURSE = Path(__file__).with_name("course_formulas.tex").read_text(encoding="utf-8").splitlines()
MATH = "r f d m eqArr sSub sSup sSubSup nary rad acc bar groupChr limLow limUpp func phant borderBox"
# ECMA-376 part 1, section 22.1.2: children of an element in order; "?" optional, "+" one or more, MATH any number.
SCHEMA = {
    "oMath": "MATH", "e": "MATH", "num": "MATH", "den": "MATH", "sub": "MATH", "sup": "MATH", "deg": "MATH",
    "lim": "MATH", "fName": "MATH", "r": "rPr? a:rPr? t+", "rPr": "nor? scr? sty?", "f": "fPr num den",
    "fPr": "type? ctrlPr?", "d": "dPr e+", "dPr": "begChr? sepChr? endChr? grow? shp? ctrlPr?", "m": "mPr mr+",
    "mPr": "baseJc? plcHide? rSpRule? cGpRule? rSp? cSp? cGp? mcs? ctrlPr?", "mcs": "mc+", "mc": "mcPr",
    "mcPr": "count mcJc", "mr": "e+",
    "eqArr": "eqArrPr e+", "eqArrPr": "baseJc? maxDist? objDist? rSpRule? rSp? ctrlPr?",
    "sSub": "sSubPr e sub", "sSup": "sSupPr e sup", "sSubSup": "sSubSupPr e sub sup", "sSubPr": "ctrlPr?",
    "sSupPr": "ctrlPr?", "sSubSupPr": "alnScr? ctrlPr?", "nary": "naryPr sub sup e",
    "naryPr": "chr? limLoc? grow? subHide? supHide? ctrlPr?", "rad": "radPr deg e", "radPr": "degHide? ctrlPr?",
    "acc": "accPr e", "accPr": "chr? ctrlPr?", "bar": "barPr e", "barPr": "pos? ctrlPr?", "groupChr": "groupChrPr e",
    "groupChrPr": "chr? pos? vertJc? ctrlPr?", "limLow": "limLowPr e lim", "limUpp": "limUppPr e lim",
    "limLowPr": "ctrlPr?", "limUppPr": "ctrlPr?", "func": "funcPr fName e", "funcPr": "ctrlPr?", "phant": "phantPr e",
    "phantPr": "show? ctrlPr?", "borderBox": "borderBoxPr e", "ctrlPr": "a:rPr?",
    "borderBoxPr": "hideTop? hideBot? hideLeft? hideRight? strikeH? strikeV? strikeBLTR? strikeTLBR? ctrlPr?",
    "oMathPara": "oMathParaPr? oMath+", "oMathParaPr": "jc?",
}  # fmt: skip


def name(element):
    """An element's name, with a prefix where it is none of Office's mathematics."""
    tag = etree.QName(element)
    return tag.localname if tag.namespace == M else f"a:{tag.localname}"


def assert_by_the_schema(element):
    """Every element has the children that the schema wants, in its order."""
    names = [name(child) for child in element]
    model = SCHEMA.get(name(element), "")
    if model == "MATH":
        assert set(names) <= set(MATH.split()), (name(element), names)
    else:
        for particle in model.split():
            wanted = particle.rstrip("?+")
            assert particle.endswith("?") or names[:1] == [wanted], (name(element), names, wanted)
            while names[:1] == [wanted]:
                names.pop(0)
                if not particle.endswith("+"):
                    break
        assert not names, (name(element), names)
    for child in element:
        if etree.QName(child).namespace == M:
            assert_by_the_schema(child)


@pytest.mark.parametrize("latex", COURSE)
def test_the_courses_formulas_follow_the_schema(latex):
    """Every kind of formula that the lectures use."""
    assert_by_the_schema(omml_paragraph([latex], size=24, fill=theme_colour("muted")))


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
    formula = omml(latex)
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
    assert text_of(omml(latex)) == text


def test_text_of_a_formula_that_powerpoint_has_saved():
    """PowerPoint replaces an x by Unicode's italic x; the text is the same."""
    formula = omml("x_1 = 0.5")
    for characters in formula.iter(f"{{{M}}}t"):
        characters.text = characters.text.replace("x", "𝑥")
    assert text_of(formula) == text_of(omml("x_1 = 0.5"))


def colours(formula):
    """Each run's text with the theme colour that it has."""
    runs = formula.iter(f"{{{M}}}r")
    return {run.findtext(f"{{{M}}}t"): [c.get("val") for c in run.iter(f"{{{A}}}schemeClr")] for run in runs}


def test_roles_are_the_themes_accents_in_their_order():
    """A role's colour follows the theme; muted is its second dark colour; the rest has the given fill."""
    latex = "+".join(rf"\textcolor{{{role}}}{{{letter}}}" for role, letter in zip((*ROLES, "muted"), "abcdefg"))
    found = colours(omml(latex + "+z", fill=theme_colour("muted")))
    assert [found[letter] for letter in "abcdefg"] == [[f"accent{i}"] for i in range(1, 7)] + [["tx2"]]
    assert found["z"] == ["tx2"]
    assert colours(omml("z"))["z"] == []


def test_a_coloured_fraction_has_a_coloured_bar():
    """The bar's colour stands in the control properties."""
    fraction = omml(r"\textcolor{loss}{\frac12}").find(f"{{{M}}}f")
    assert fraction.find(f"{{{M}}}fPr/{{{M}}}ctrlPr//{{{A}}}schemeClr").get("val") == "accent6"


def test_styles_of_letters():
    """Variables are italic, vectors bold, names and numbers upright, words no mathematics."""
    formula = omml(r"x\,\mathbf{W}\,\boldsymbol{\theta}\,2\,\mathrm{d}\,\text{if}")
    styles = {
        run.findtext(f"{{{M}}}t"): [name(c) + c.get(f"{{{M}}}val", "") for c in run.find(f"{{{M}}}rPr")]
        for run in formula.iter(f"{{{M}}}r")
    }
    expected = {"x": "styi", "W": "styb", "θ": "stybi", "2": "styp", "d": "styp", "if": "nor"}
    assert {letter: styles[letter] for letter in expected} == {letter: [style] for letter, style in expected.items()}


def test_a_sum_holds_its_term_and_no_more():
    """The term ends at the next plus, minus or relation."""
    formula = omml(r"\sum_{i=1}^n w_i x_i + b = z")
    assert text_of(formula.find(f"{{{M}}}nary/{{{M}}}e")) == "wixi"


def test_a_function_holds_its_argument():
    """An argument in brackets goes to the bracket's end, another one is the next thing."""
    bodies = [text_of(f.find(f"{{{M}}}e")) for f in omml(r"\log p_k + \exp(a+b)c").iter(f"{{{M}}}func")]
    assert bodies == ["pk", "(a+b)"]


def test_lines_are_aligned_at_their_relations():
    """Each line has one mark of alignment, in front of its relation; a line without one begins after it."""
    lines = (Line(left="z", relation="=", right="wx+b"), Line(relation="=", right="0.35"), Line(right=r"\approx 0.4"))
    formula = omml_aligned(lines)
    assert_by_the_schema(formula)
    rows = ["".join(e.itertext()) for e in formula.find(f"{{{M}}}eqArr").findall(f"{{{M}}}e")]
    assert rows == ["z&=wx+b", "&=0.35", "&\u2003≈0.4"]
