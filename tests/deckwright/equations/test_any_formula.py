r"""Whatever stands between dollar signs: it is set on every surface, or refused with what to write; nothing else."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deckwright.deck.equation import Line
from deckwright.equations.formula import Formula
from deckwright.equations.grammar import READERS
from deckwright.equations.html import html
from deckwright.equations.omml import omml, omml_aligned
from deckwright.equations.outline import outline
from deckwright.errors import Source, UserError
from deckwright.layout.line_break import break_line
from deckwright.markdown.formula import display_math, inline_math
from example_counts import examples

from .office_schema import assert_by_the_schema

COURSE = Path(__file__).with_name("course_formulas.tex").read_text(encoding="utf-8").splitlines()
WHERE = Source(Path("slides.md"), 7)
LONGEST = 5.0  # seconds that a formula of these may take
PIECES = [
    *"abxyzNW0123456789+-=<>(){}[]{}{}|,;:.!'\"`~^_^_^_&%#$/* \n\t", "\\", r"\\", r"\\[6pt]", r"\{", r"\}", "{}",
    "_{i}",
    "^{2}", "{a", "b}", r"\left(", r"\right)", r"\left.", r"\right|", r"\left\{", r"\middle|", r"\big", r"\Bigl[",
    r"\text{if $x$ }", r"\text{", r"\mbox{a}", r"\begin{aligned}", r"\end{aligned}", r"\begin{pmatrix}",
    r"\end{pmatrix}",
    r"\begin{array}{c|c}", r"\end{array}", r"\begin{cases}", r"\end{cases}", r"\hline", r"\hspace{1cm}",
    r"\hskip 1em",
    r"\color{loss}", r"\textcolor{red}{", r"\tag{1}", r"\label{a}", r"\operatorname*{arg max}", r"\rule{1em}{1pt}",
    "% note\n",
    "é", "ϵ", "漢", "∑", "√", "\u00a0", "\ufdd0", "\x00", "𝐱", "🙂", "+ b = c", r"\over", r"\bf", r"\limits", r"\not",
]  # fmt: skip
NAMES = sorted(READERS)


def made_up(rng: random.Random) -> str:
    """Pieces and commands in any order, or a formula of the course with slips."""
    if rng.random() < 0.5:
        count = rng.randint(1, 14)
        pieces = (rng.choice(PIECES) if rng.random() < 0.6 else f"\\{rng.choice(NAMES)} " for _ in range(count))
        return "".join(pieces)
    latex = rng.choice(COURSE)
    for _ in range(rng.randint(1, 4)):
        at, to = sorted(rng.randrange(len(latex) + 1) for _ in range(2))
        change = rng.choice(("take out", "put in", "twice", "one"))
        if change == "take out":
            latex = latex[:at] + latex[min(to, at + 3) :]
        elif change == "put in":
            latex = latex[:at] + rng.choice((*PIECES, f"\\{rng.choice(NAMES)} ")) + latex[at:]
        elif change == "twice":
            latex = latex[:to] + latex[at:to][:40] + latex[to:]
        else:
            latex = latex[:at] + rng.choice("{}\\^_&$") + latex[at + 1 :]
    return latex


def outcome(latex: str) -> str:
    """What becomes of a formula on a line of its own and in a line of text: set, or refused with its place."""
    results = {_on_its_own(latex), _in_text(latex)}
    return "set" if results == {"set"} else "refused"


def _on_its_own(latex: str) -> str:
    try:
        equation = display_math(latex, (), WHERE)
    except UserError as error:
        assert error.where == WHERE and error.message
        return "refused"
    try:
        for line in equation.lines:
            outline(line.formula, 20)
    except UserError as error:
        assert "the font for formulas has no" in error.message
        return "refused"
    lines = [part for line in equation.lines for part in break_line(line, 8.0, 1.0)]
    formula = omml_aligned([line.sides for line in lines])
    assert_by_the_schema(formula)
    etree.fromstring(etree.tostring(formula))
    return "set"


def _in_text(latex: str) -> str:
    try:
        math = inline_math(latex, (), WHERE)
        outline(math.formula, 20, display=False)
    except UserError as error:
        assert error.where == WHERE or "the font for formulas has no" in error.message
        return "refused"
    assert_by_the_schema(omml(math.formula, display=False))
    etree.fromstring(html(math.formula, False))
    return "set"


def tried(count: int) -> dict[str, int]:
    """How many of so many formulas became what."""
    found: dict[str, int] = {}
    for seed in range(count):
        latex = made_up(random.Random(seed))
        started = time.process_time()
        try:
            result = outcome(latex)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}\n{latex!r}") from error
        assert time.process_time() - started < LONGEST, f"seed {seed} takes too long: {latex!r}"
        found[result] = found.get(result, 0) + 1
    return found


def test_some_formulas_with_slips():
    """A few of them at any time, of both kinds."""
    assert set(tried(60)) == {"set", "refused"}


@pytest.mark.thorough
def test_ten_thousand_formulas_with_slips(capsys):
    """Neither a traceback, nor one that takes for ever, nor what Office can't read."""
    found = tried(10_000)
    with capsys.disabled():
        print(f"\nformulas: {sum(found.values()):,}: {found}")
    assert sum(found.values()) == 10_000


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(NAMES).map("\\{} ".format)), max_size=12).map("".join)
)
def test_any_pieces_of_latex(latex):
    """Set or refused, whatever is put together."""
    outcome(latex)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{", "}"),
        (r"\frac{1}{", "}"),
        (r"\sqrt{", "}"),
        (r"\left(", r"\right)"),
        ("x^{", "}"),
        (r"\hat{", "}"),
        (r"\begin{pmatrix}", r"\end{pmatrix}"),
        (r"\textcolor{loss}{", "}"),
        (r"\underbrace{", "}_{n}"),
        (r"\sqrt ", ""),
    ],
)
def test_the_deepest_formula_that_is_not_refused_is_set(opening, closing):
    """The limit on depth comes before that of any surface."""
    latex = opening * 39 + "x" + closing * 39
    assert outline(Formula(latex), 20).glyphs
    assert_by_the_schema(omml(Formula(latex)))


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        lambda n: "+".join(f"a_{{{n}}} x^{{{i}}}" for i in range(n)),
        lambda n: r"\begin{bmatrix}" + r"\\".join(["&".join([f"0.{n}"] * 10)] * (n // 10)) + r"\end{bmatrix}",
    ],
)
def test_the_time_grows_with_the_length(make):
    """Four times as many terms or cells take no more than eight times as long, on every surface and to break."""

    def seconds(count: int) -> float:
        latex = make(count)
        started = time.process_time()
        outline(Formula(latex), 20)
        omml(Formula(latex))
        break_line(Line.from_latex(right=latex), 30.0, 0.0)
        return time.process_time() - started

    def least(count: int) -> float:
        """What else the machine does makes it longer, never shorter."""
        return min(seconds(count) for _ in range(3))

    seconds(50)
    assert least(480) < 8 * max(least(120), 0.05)


@pytest.mark.parametrize("latex", [r"a\ &= b\ \\ c &= d\ ", r"x\ ", "x + y\\\n", r"f,\ g = h\cdot\ \\ k"])
def test_a_space_that_ends_a_cell_stays_one(latex):
    r"""``\ `` is a sign: without its space it would be a backslash that means nothing."""
    assert outcome(latex) == ("set" if "&" not in latex and r"\\" not in latex else "refused")
    assert display_math(latex, (), WHERE).lines
