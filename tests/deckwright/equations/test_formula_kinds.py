r"""The kinds of LaTeX that people write beyond a course's own: what each becomes."""

import re

import pytest
from lxml import etree

from deckwright.equations.formula import Formula
from deckwright.equations.mathml import mathml
from deckwright.equations.omml import omml
from deckwright.equations.omml_elements import M
from deckwright.equations.outline import outline
from deckwright.provenance.formula_text import formula_text, unmarked


def form(latex, display=True):
    """The normal form without its outer element and without what all plain operators say."""
    text = "".join(etree.tostring(child, encoding="unicode") for child in mathml(Formula(latex), display))
    return text.replace(' stretchy="false"', "")


@pytest.mark.parametrize(
    ("latex", "same"),
    [
        (r"{a \over b}", r"\frac{a}{b}"),
        (r"{n \choose k}", r"\binom{n}{k}"),
        (r"\frac{\sum_i x \over y}{2}", r"\frac{\frac{\sum_i x}{y}}{2}"),
        (r"{\bf x} y", r"\mathbf{x} y"),
        (r"{\cal E} + {\rm d}x", r"\mathcal{E} + \mathrm{d}x"),
        (r"{\it ab} {\small c}", r"\mathit{ab} c"),
        (r"\textcolor{red}{x}", r"{\color{#FF0000} x}"),
        (r"\color{blue}{x} + y", r"\textcolor{#0000FF}{x} + y"),
        (r"\color[HTML]{ff8800}{x}", r"\textcolor{#FF8800}{x}"),
        (r"\color[rgb]{0,.5,1}{x}", r"\textcolor{#0080FF}{x}"),
        ("a % note\n = b", "a = b"),
        ("a\n\n= b", "a = b"),
        (r"a = b \label{eq:one} \nonumber", "a = b"),
        (r"x = y \\", "x = y"),
        (r"x = y \\\\", "x = y"),
        (r"\begin{equation} x \end{equation}", "x"),
        (r"\begin{align*}a&=b\\&=c\end{align*}", r"\begin{aligned}a&=b\\&=c\end{aligned}"),
        (r"\begin{eqnarray}a&=&b\\&=&c\end{eqnarray}", r"\begin{aligned}a&=b\\&=c\end{aligned}"),
        (r"\begin{matrix}a&b\\[6pt]c&d\end{matrix}", r"\begin{matrix}a&b\\c&d\end{matrix}"),
        (r"\matrix{a&b\cr c&d}", r"\begin{matrix}a&b\\c&d\end{matrix}"),
        (r"\begin{array}{l*{2}{c}}a&b&c\end{array}", r"\begin{array}{lcc}a&b&c\end{array}"),
        (r"x \not= y \not\in z", r"x \neq y \notin z"),
        (r"\mathop{\rm KL}(p)", r"\operatorname*{KL}(p)"),
        (r"\text{if $x$ and {y}}", r"\text{if }x\text{ and y}"),
        (r"\mbox{50\% of}", r"\text{50\% of}"),
        (r"x~y", r"x\ y"),
        (r"\pmb{x} \mathbf{\Sigma}", r"\boldsymbol{x} \boldsymbol{\Sigma}"),
        (r"\Big\{ x \bigg\vert \Big\rangle", r"\Big\lbrace x \bigg| \Big>"),
        (r"\left\lbrace x \right\rbrace", r"\left\{ x \right\}"),
        (r"\begingroup\bf x\endgroup", r"\mathbf{x}"),
        (r"\frac\alpha2 x^23", r"\frac{\alpha}{2} x^{2}3"),
        (r"x'^2", r"x^{\prime2}"),
        (r"\hbox{a}", r"\text{a}"),
    ],
)
def test_what_people_write_is_what_the_course_writes(latex, same):
    """Old and short forms are the same formula as their modern and long ones."""
    one, other = (re.sub("</?mrow>", "", form(each)) for each in (latex, same))
    assert one == other


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\boldsymbol{\epsilon}", "<mi>𝝐</mi>"),
        (r"\bm{\vartheta}", "<mi>𝝑</mi>"),
        (r"\mathbf{\theta}", "<mi>𝛉</mi>"),
        (r"\mathfrak{C}", "<mi>ℭ</mi>"),
        (r"\mathsf{E}", "<mi>𝖤</mi>"),
        (r"\Bigl\langle", '<mo minsize="1.623em" maxsize="1.623em" class="open">⟨</mo>'),
        (r"\hspace{1cm}", '<mspace width="2.845em"/>'),
        (r"\mspace{-18mu}", '<mspace width="-1.000em"/>'),
        (r"a \tag{2}", '<mrow><mi>a</mi><mspace width="2.000em"/><mtext>(2)</mtext></mrow>'),
        (r"\textbf{a \emph{b}}", "<mtext>𝐚\u00a0𝑏</mtext>"),
        (r"\arg\min_x", '<mrow><mi>arg</mi><munder><mi movablelimits="true">min</mi><mi>x</mi></munder></mrow>'),
        (r"\sum\nolimits_i", "<msub><mo>∑</mo><mi>i</mi></msub>"),
        (r"\vphantom{x}", '<mpadded width="0em"><mphantom><mi>x</mi></mphantom></mpadded>'),
        (r"\not\perp", '<menclose notation="updiagonalstrike" class="rel"><mo>⊥</mo></menclose>'),
        (r"\dddot x", '<mover accent="true"><mi>x</mi><mo>⃛</mo></mover>'),
        (r"\xrightarrow{f}", '<mover><mo stretchy="true" class="rel">→</mo><mi>f</mi></mover>'),
    ],
)
def test_normal_form_of_more_kinds(latex, expected):
    """Bold Greek, all Fraktur letters, brackets of a given size, spaces, tags, arrows with labels."""
    assert form(latex) == expected


@pytest.mark.parametrize(
    ("latex", "rows"),
    [
        (r"\begin{aligned} a &= b \\ c &= d & \end{aligned}", ["a=b", "c=d"]),
        (r"\begin{pmatrix} a & b \\ e & \end{pmatrix}", ["ab", "e"]),
        (r"\begin{pmatrix} a \\ [x] \\ \end{pmatrix}", ["a", "[x]"]),
        (r"\begin{pmatrix} a \\ [2] \end{pmatrix}", ["a", "[2]"]),
        (r"\begin{matrix} a \over b & c \\ d & e \end{matrix}", ["abc", "de"]),
        (r"\begin{gather*} a \\ b \end{gather*}", ["a", "b"]),
        (r"\begin{alignat}{2} a &= b & c &= d \\ e \end{alignat}", ["a=bc=d", "e"]),
        (r"\begin{array}{c|c} \hline a & b \\ \hline c & d \\ \hline \end{array}", ["ab", "cd"]),
    ],
)
def test_no_row_is_lost_and_nothing_printed_that_is_no_cell(latex, rows):
    """An empty last cell is no empty row; a bracket that begins a row is no length, a length no bracket."""
    assert ["".join(row.itertext()) for row in mathml(Formula(latex)).iter("mtr")] == rows


def test_a_rule_between_columns_is_seen_in_office_and_in_the_outline():
    """An augmented matrix is two matrices with a bar between them, in brackets, and a drawn line."""
    ruled, plain = (
        rf"\left[\begin{{array}}{{{c}}} a & \frac12 & c \\ d & e & f \end{{array}}\right]" for c in ("cc|c", "ccc")
    )
    brackets = omml(Formula(ruled)).find(f"{{{M}}}d")
    assert brackets.find(f"{{{M}}}dPr/{{{M}}}sepChr").get(f"{{{M}}}val") == "|"
    assert [len(matrix.find(f".//{{{M}}}mcs")) for matrix in brackets.iter(f"{{{M}}}m")] == [2, 1]
    assert len(list(brackets.iter(f"{{{M}}}phant"))) == 2  # the fraction's height, in both
    assert sum(glyph.rule for glyph in outline(Formula(ruled), 20).glyphs) == 1 + sum(
        glyph.rule for glyph in outline(Formula(plain), 20).glyphs
    )


def test_rules_around_and_below_are_frames():
    """Office has no table with rules in its mathematics: a frame on some sides stands for them."""
    formula = omml(Formula(r"\begin{array}{|c|c|} \hline a & b \\ \hline c & d \\ \hline \end{array}"))
    assert len(list(formula.iter(f"{{{M}}}borderBox"))) == 1 + 2
    assert unmarked(formula_text(formula)) == "abcd"
    assert (
        sum(
            glyph.rule
            for glyph in outline(Formula(r"\begin{array}{|c|c|} a & b \\ \hline c & d \end{array}"), 20).glyphs
        )
        == 4
    )


@pytest.mark.parametrize("latex", [r"P_\theta", "P_y", "V_x", "Y_j", "f_x"])
def test_an_index_does_not_touch_its_letter(latex):
    """The font would move the index far under the bowl of a P, which it then meets."""
    letter, index = outline(Formula(latex), 100).glyphs
    alone = outline(Formula(latex.split("_")[0]), 100).width
    assert index.box[0] > letter.box[0] + alone - 25
    assert letter.box[0] < index.box[0]


def test_an_arrow_is_as_long_as_its_label():
    """Nothing stands out over the arrow."""
    short, long = (
        outline(Formula(rf"\xrightarrow{{\text{{{words}}}}}"), 20).width for words in ("a label", "a label, a label")
    )
    assert long > 0.7 * outline(Formula(r"\text{a label, a label}"), 20).width
    assert long - short == pytest.approx(0.7 * outline(Formula(r"\text{a label,~}"), 20).width, abs=8)
