"""Which typed digits are names, and which are figures that belong to the lesson."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.checking.counted_nouns import NUMBERED, NUMBERED_WITHIN, words_of
from deckwright.checking.typed_digits import typed_digits
from deckwright.checking.typed_values import typed_values


def words(text: str) -> list[str]:
    """The typed figures of a text."""
    return [word for _, word in typed_digits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The 4-4-1 network, and 784-16-16-10",
        "layer 2, layers 1 and 2, Layers 1–3, layers 1, 2 and 3",
        "Equation (4) of chapter 6, section 6.1, Fig. 3, step 12.",
        "ResNet-50, GPT-2, GPT-3.5, VGG16, L2, W1, x0, conv3, H2O, R², UTF-8",
        "2-D, 3D, 1-d, 3Blue1Brown, MIT 6.S191, CS231n",
        "the 1st, the 2nd and the 12th unit",
        "a 3×3 kernel and a 1×1 convolution",
        "no digits at all, not even one",
        "\N{OBJECT REPLACEMENT CHARACTER} steps",
    ],
)
def test_names_may_be_typed(text: str) -> None:
    """Digits that are part of a name are no figures."""
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("falls from 0.298 to 0.0035", ["0.298", "0.0035"]),
        ("in 10,000 steps", ["10,000"]),
        ("95% of 3 layers", ["95%", "3"]),
        ("since 1986 and before 2012", ["1986", "2012"]),
        ("-3, −0.3, .5, 1e-5", ["-3", "−0.3", ".5", "1e-5"]),
        ("60s, 10k, 7B", ["60s", "10k", "7B"]),
        ("lr=0.1 or lr = 0.2", ["0.1", "0.2"]),
        ("a 4×4 matrix, 2-4 layers, 1/2, ½, 10⁵", ["4×4", "2-4", "1", "2", "½", "10⁵"]),
        ("step 10,000 and layer 2 of 5", ["10,000", "5"]),
        ("the 100th epoch", ["100th"]),
        ("class 5%", ["5%"]),
        ("\N{OBJECT REPLACEMENT CHARACTER}5", ["5"]),
    ],
)
def test_figures_may_not(text: str, figures: list[str]) -> None:
    """Numbers, measures, shares and years are figures."""
    assert words(text) == figures


@given(
    st.floats(0.001, 1e9).map(lambda v: f"{v:,.3f}"),
    st.sampled_from(["about {}.", "({})", "from {} on", "is {}!", "“{}”", "{}"]),
)
def test_a_decimal_number_is_found_wherever_it_stands(number: str, sentence: str) -> None:
    """No punctuation around a decimal number hides it."""
    assert words(sentence.format(number)) == [number]


@given(st.sampled_from(words_of(NUMBERED) + words_of(NUMBERED_WITHIN)), st.integers(0, 999))
def test_counted_nouns(noun: str, number: int) -> None:
    """A number after the noun names a thing; before it, it counts and is a figure."""
    assert words(f"see {noun} {number} there") == [] and words(f"the {number} {noun}s") == [str(number)]


@pytest.mark.parametrize(
    ("expression", "figures"),
    [
        ("loss | num(6)", []),
        ("0.3", ["0.3"]),
        ("0.3 | num(2)", ["0.3"]),
        ('table([["a", 0.3]])', ["0.3"]),
        ("table(rows, width=3)", []),
        ("venn(names, size=300)", []),
        ('line_chart(losses, title="after 500 steps")', ["500"]),
        ('line_chart(losses, title="layer 2, $x_1 = 3$")', []),
        ('num(loss, format="0.00")', []),
        ('rows["1986"]', []),
        ("a[0] + 1", []),
        ('"%.2f" % loss', []),
        ('"{:.3f} after {}".format(loss, n)', []),
        ('"93.4 %% and %d" % loss', ["93.4"]),
        ("-0.5", ["0.5"]),
    ],
)
def test_figures_typed_between_the_braces(expression: str, figures: list[str]) -> None:
    """An expression that names no value of the lesson, and words in quotes, can hold typed figures, too."""
    assert list(typed_values(expression, ["num", "table", "venn", "line_chart"])) == figures
