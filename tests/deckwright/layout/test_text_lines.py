"""Setting text in lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run, plain
from deckwright.equations.formula import Formula
from deckwright.fonts.formula_size import formula_size
from deckwright.fonts.type import Type
from deckwright.layout.balance import SHORT, balanced, balanced_list
from deckwright.layout.text_lines import longest_unit, longest_word, set_text, text_lines, text_width
from deckwright.theme import LIGHT
from example_counts import examples

BODY = Type("Calibri", "Courier New", 20)
WORDS = st.text("abc de-f", min_size=1, max_size=60)
TEXTS = st.lists(st.one_of(WORDS.map(Run), WORDS.map(lambda s: Run(s, bold=True))), min_size=1, max_size=4).map(tuple)


def letters(*texts) -> str:
    """Everything but spaces."""
    return "".join("".join(map(plain, texts)).split())


@settings(max_examples=examples(40))
@given(text=TEXTS, width=st.floats(60, 600))
def test_lines_keep_all_letters_and_their_width(text, width):
    """Whatever the width, no letter is lost, and no line is wider unless one word alone is."""
    lines = set_text(text, BODY, width)
    assert letters(*(line.parts for line in lines)) == letters(text)
    widest = max(width, longest_word(text, BODY))
    assert all(line.width <= widest + 0.5 for line in lines)


def test_no_break_inside_a_figure_or_formula():
    """A figure with a space in it and a formula stay whole, with the punctuation that is glued to them."""
    figure = Run("1 200", figure=Figure("1 200", 1200))
    text = (Run("There are "), figure, Run(" weights in "), Math.from_latex("a = b + c"), Run(", all told."))
    lines = set_text(text, BODY, 75)
    parts = [part for line in lines for part in line.parts]
    assert figure in parts
    assert any(line.parts[-2:] == (Math.from_latex("a = b + c"), Run(",")) for line in lines)


def test_a_line_feed_ends_a_line_and_hyphens_may():
    """A line feed always breaks, a hyphen between letters may, one between figures never."""
    assert [plain(line.parts) for line in set_text((Run("one\ntwo"),), BODY, 500)] == ["one", "two"]
    narrow = [plain(line.parts) for line in set_text((Run("cross-entropy 4-4-1"),), BODY, 1)]
    assert narrow == ["cross-", "entropy", "4-4-1"]


def test_addresses_break_after_slashes():
    """A link that is too long for its line goes on in the next one."""
    link = (Run("https://doi.org/10.1038/323533a0", link="https://doi.org/10.1038/323533a0"),)
    assert [plain(line.parts) for line in set_text(link, BODY, 1)] == ["https://", "doi.org/", "10.1038/", "323533a0"]
    assert len(set_text(link, BODY, 1000)) == 1
    room = text_width(link, BODY) + 5
    assert [plain(line.parts) for line in set_text((Run("See "), *link), BODY, room)] == ["See", link[0].text]


def test_a_tall_formula_makes_its_line_taller_and_no_other():
    """The line with the fraction has room for all of it above and below the baseline."""
    fraction = Math.from_latex(r"\frac{\sum_i a_i}{\sum_j b_j}")
    lines = set_text(
        (
            Run("first line\n"),
            fraction,
            Run(" second\nthird"),
        ),
        BODY,
        500,
    )
    ink = formula_size(fraction.formula)
    assert lines[1].height > lines[0].height == lines[2].height
    assert lines[1].above >= ink.ascent * 20 and lines[1].below >= ink.depth * 20


def test_parts_follow_one_another_without_overlap():
    """Each part begins where the one before ends."""
    text = (Run("loss "), Math.from_latex("L"), Run(" falls to "), Run("0.3775", bold=True))
    (line,) = set_text(text, BODY, 500)
    assert line.parts == text
    for part, left, after in zip(text, line.lefts, (*line.lefts[1:], line.width)):
        assert left + BODY.width(part) == pytest.approx(after)


def test_text_lines_are_stacked_by_their_heights():
    """Baselines go down by the height of the lines."""
    lines = text_lines(set_text((Run("a\nb"),), BODY, 100), left=10, top=5)
    assert lines[0].lefts[0].pt == pytest.approx(10, abs=0.01)
    assert lines[0].baseline.pt == pytest.approx(25, abs=0.01)
    assert (lines[1].baseline - lines[0].baseline) == pytest.approx(lines[0].height, abs=2)


def test_width_of_a_text_is_its_longest_line():
    """text_width sees line feeds."""
    assert text_width((Run("a\nbbbb"),), BODY) == pytest.approx(BODY.width(Run("bbbb")))


def test_what_an_equals_sign_asks_for_stands_on_its_line():
    """A formula that ends with a relation goes to the next line with what follows, unless both are too wide for one."""
    text = (Run("so the bias is "), Math.from_latex("b ="), Run(" "), Math.from_latex(r"(-0.16,\; -0.98)"))
    kind = Type.body(LIGHT, 28)
    unit = longest_unit(text, kind)
    parts = [[part.latex for part in line.parts if isinstance(part, Math)] for line in set_text(text, kind, unit + 30)]
    assert parts == [[], ["b =", r"(-0.16,\; -0.98)"]]
    assert longest_word(text, kind) < unit
    assert [len(line.parts) for line in set_text(text, kind, longest_word(text, kind) + 1)][-1] == 1


@settings(max_examples=examples(40))
@given(text=TEXTS, width=st.floats(100, 600))
def test_balanced_lines_are_as_many_and_no_wider(text, width):
    """A balanced text takes no more height or width, loses nothing, and breaks the same way in the box that it gets."""
    plain_lines = set_text(text, BODY, width)
    narrower, lines = balanced(text, BODY, width, always=True)
    assert narrower <= width and len(lines) == len(plain_lines) and lines == set_text(text, BODY, narrower)
    assert letters(*(line.parts for line in lines)) == letters(text)


def test_no_word_is_left_alone_on_the_last_line():
    """Lines become about equally long; a text whose last line is long enough is left alone unless it is a title."""
    text = (Run("the loss falls as the weights move against the gradient " * 2 + "slowly"),)
    width = BODY.width(text[0]) * 0.96
    greedy, (narrower, lines) = set_text(text, BODY, width), balanced(text, BODY, width)
    assert len(greedy) == 2 and greedy[1].width < 0.2 * greedy[0].width and narrower < width
    assert lines[1].width > 0.8 * lines[0].width
    short = (Run("the loss falls as the weights move " * 3),)
    width = BODY.width(short[0]) * 0.65
    assert set_text(short, BODY, width)[1].width > SHORT * width
    assert balanced(short, BODY, width)[0] == width > balanced(short, BODY, width, always=True)[0]


def test_no_word_of_a_list_is_left_alone_on_a_last_line():
    """One width for all items does it, as long as no item needs a further line in it."""
    long = (Run("the loss falls as the weights move against the gradient " * 2 + "slowly"),)
    width = BODY.width(long[0]) * 0.96 + 20
    narrower, (lines, one_line) = balanced_list([(long, 20), ((Run("the loss falls"),), 20)], BODY, width)
    assert narrower < width and lines[1].width > 0.8 * lines[0].width and len(one_line) == 1
    wide = (Run("the loss falls as the weights move against the gradient " * 2),)
    assert len(set_text(wide, BODY, width - 20)) == 1
    assert balanced_list([(long, 20), (wide, 20)], BODY, width)[0] == width


@pytest.mark.parametrize("relation", ["=", r"\approx", "<"])
def test_as_much_room_stands_after_a_relation_as_before_it(relation):
    """A formula that ends with a relation is followed by text at the distance that mathematics has there."""
    line = set_text((Math.from_latex(f"x {relation}"), Run(" "), Math.from_latex("2")), BODY, float("inf"))[0]
    assert line.width / BODY.size == pytest.approx(formula_size(Formula(f"x {relation} 2")).width, abs=0.05)


@pytest.mark.parametrize("latex", ["|x|", r"\norm{x}", r"\lvert x \rvert", r"\left\| x \right\|"])
def test_a_comma_does_not_touch_the_bar_before_it(latex):
    """The box of a formula ends with its last mark; a bar is as thin as the comma's own distance."""
    behind = BODY.width(Math.from_latex(latex)) - formula_size(Formula(latex)).width * BODY.size
    assert behind == pytest.approx(0.06 * BODY.size)
    assert BODY.width(Math.from_latex("x_2")) == pytest.approx(formula_size(Formula("x_2")).width * BODY.size)
