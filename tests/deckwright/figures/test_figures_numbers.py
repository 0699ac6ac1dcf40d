"""How numbers are displayed."""

from __future__ import annotations

import enum
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.errors import UserError
from deckwright.figures.number import column_texts, fixed, num, percent, sci, shape
from deckwright.figures.value import is_plain
from dlcore import Tensor


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.29837, "0.2984"), (0.5, "0.5"), (0.50003, "0.5000"), (0.1 + 0.2, "0.3"), (12.3456, "12.35"),
        (-0.25, "−0.25"), (0, "0"), (60_000, "60,000"), (-1234, "−1234"), (2024, "2024"), (-12345, "−12,345"),
        (10_000, "10,000"), (9999.96, "10,000"), (9_007_199_254_740_993, "9,007,199,254,740,993"), (123456.7,
        "123,457"), (-0.0, "0"),
        (3.2e-5, "3.2×10⁻⁵"), (-1.23456e-7, "−1.235×10⁻⁷"), (2.5e9, "2.5×10⁹"), (999999.9, "1,000,000"),
        (math.inf, "∞"), (math.nan, "NaN"), (True, "True"), ("Adam", "Adam"),
    ],
)  # fmt: skip
def test_a_number_is_shown_with_four_significant_digits_at_most(value, text):
    """Trailing zeros only where rounding made them, a true minus sign, separators, powers of ten for the extremes."""
    assert num(value).text == text


def test_a_figure_keeps_full_precision_and_the_formula():
    """What is displayed is rounded, what is stored is not."""
    x = Tensor(1 / 3, "x")
    figure = num((x * 2).named("y"), 3)
    assert figure.text == "0.667"
    assert figure.value == 2 / 3
    assert figure.formula.startswith("y =")


def test_single_precision_noise_is_not_shown():
    """0.1 in float32 is 0.1, not 0.1000."""
    assert num(np.float32(0.1)).text == "0.1"


@given(st.floats(min_value=1e-4, max_value=9e5), st.integers(1, 8))
def test_a_displayed_number_is_the_value_rounded(value, digits):
    """Read back, the text differs from the value by half a unit of its last digit at most."""
    text = num(value, digits).text.replace(",", "")
    decimals = len(text.partition(".")[2])
    assert abs(float(text) - value) <= 0.5 * 10.0**-decimals * (1 + 1e-9) + 1e-12 * value


def test_an_array_is_refused_with_advice():
    """num shows one number; the error says what shows an array."""
    with pytest.raises(UserError, match="shape") as caught:
        num(np.zeros(3))
    assert "matrix" in caught.value.hint


def test_a_number_of_digits_must_be_a_number_of_digits():
    """Nonsense digits are named."""
    with pytest.raises(UserError, match="digits"):
        num(1.5, 0)


@pytest.mark.parametrize(
    ("value", "text"), [(0.9733, "97.3%"), (1.0, "100%"), (0.99996, "99.996%"), (0.00001, "0.001%"), (-0.02, "−2%")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(value, text):
    """99.996% is not 100%."""
    assert percent(value).text == text


def test_scientific_notation_and_shapes():
    """Powers of ten in superscript characters; sizes with a multiplication sign."""
    assert sci(0.000123, 3).text == "1.23×10⁻⁴" and sci(9.96, 2).text == "1.0×10¹"
    assert sci(5e-324, 2).text == "4.9×10⁻³²⁴"
    assert shape(np.zeros((64, 784))).text == "64×784"


def test_numbers_below_one_another_share_their_decimals():
    """Unless their sizes are too different for that."""
    assert column_texts([0.15, 0.2, 1.0], 4) == ["0.15", "0.20", "1.00"]
    assert column_texts([2.1e-11, 3.44e-12], 3) == ["2.1×10⁻¹¹", "3.44×10⁻¹²"]
    assert column_texts([0.5, 3e-9], 4) == ["0.5", "3×10⁻⁹"]


class Lone:
    """An array of no dimension as other libraries have them."""

    shape = ()

    def __init__(self, value):
        self.value_inside = value

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.value_inside, dtype)

    def __float__(self):
        return float(self.value_inside)


class Quantity(Lone):
    """A number with a unit, which is more than its number."""

    def __float__(self):
        raise TypeError("only a quantity without a unit is a number")


class Answer(enum.Enum):
    YES = "yes"
    MAYBE = (0, 1)


class Rank(enum.IntEnum):
    FIRST = 1


class Word(str, enum.Enum):  # noqa: UP042 - older code has it, and its text in Python is Word.ADAM
    ADAM = "Adam"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.longdouble("0.1"), "0.1"), (np.array(2.5), "2.5"), (np.ma.array(7, mask=False), "7"), (Lone(0.25), "0.25"),
        (Lone("cat"), "cat"), (Answer.YES, "yes"), (Answer.MAYBE, "MAYBE"), (Rank.FIRST, "1"), (Word.ADAM, "Adam"),
        (np.str_("Adam"), "Adam"), (np.bool_(True), "True"), (np.int64(2024), "2024"),
        (date(2024, 2, 29), "2024-02-29"), (datetime(2024, 2, 29, 9, 30), "2024-02-29 09:30"),
        (datetime(2024, 2, 29, 9, 30, 5), "2024-02-29 09:30:05"), (time(9, 30), "09:30"),
        (timedelta(days=2), "2 days"), (timedelta(hours=36), "1 day, 12:00:00"),
        (timedelta(seconds=1.5), "0:00:01.5"), (timedelta(seconds=90), "0:01:30"),
        (np.datetime64("2024-02-29"), "2024-02-29"), (np.datetime64("2024-02-29T09:30:00.5"),
        "2024-02-29 09:30:00.500000"),
        (np.datetime64("2024-02-29T09:30", "ns"), "2024-02-29 09:30"), (np.datetime64("2024"), "2024"),
        (np.timedelta64(36, "h"), "1 day, 12:00:00"), (pd.Timestamp("2024-02-29"), "2024-02-29"),
        (pd.Period("2024Q1"), "2024Q1"), (pd.Timedelta("2D"), "2 days"),
        (Decimal("19.90"), "19.90"), (Decimal("-1234.5"), "−1234.5"), (Decimal(1) / 3, "0.3333"), (Decimal("1E+30"),
        "1×10³⁰"),
        (Fraction(1, 3), "1/3"), (Fraction(-4, 2), "−2"), (Fraction(0.1), "0.1"),
    ],
)  # fmt: skip
def test_values_of_every_kind_are_shown_as_python_has_them(value, text):
    """Words and truths of NumPy, dates as ISO writes them, decimal numbers and fractions in their own digits."""
    figure = num(value)
    assert figure.text == text and isinstance(figure.value, (str, int, float))


@pytest.mark.parametrize("show", [num, fixed, percent, sci])
@pytest.mark.parametrize("value", [3 + 4j, np.complex64(3 + 4j), np.clongdouble(1j)])
def test_a_complex_number_is_shown_in_parts(show, value):
    """Neither its text in Python nor its real part alone is what anybody meant."""
    with pytest.raises(UserError, match="Expected a real number, found complex") as caught:
        show(value)
    assert "abs(z)" in caught.value.hint


def test_a_unit_is_not_lost():
    """A quantity is not shown as a bare number."""
    assert not is_plain(Quantity(2.5)) and is_plain(Lone(2.5))


def test_digits_that_are_asked_for_are_those_that_are_shown():
    """Of a decimal number and a fraction as well; decimals by fixed; separators on request."""
    assert num(Decimal("19.90"), 2).text == "20" and num(Fraction(1, 3), 2).text == "0.33"
    assert [fixed(v).text for v in (19.9, Decimal("1.005"), Fraction(2, 3), 2024, np.float32(0.5))] == [
        "19.90", "1.00", "0.67", "2024.00", "0.50",
    ]  # fmt: skip
    assert fixed(1234.5, 1, separators=True).text == "1,234.5" and num(2024, separators=True).text == "2,024"
    assert num(123456, separators=False).text == "123456"


@pytest.mark.parametrize("show", [fixed, percent, sci])
def test_a_word_is_no_number(show):
    """The message names the filter and the word."""
    with pytest.raises(UserError, match=f"{show.__name__} takes a number, found 'Adam'"):
        show("Adam")


@pytest.mark.parametrize("missing", [None, pd.NA, pd.NaT, np.ma.masked])
def test_num_of_nothing_is_no_empty_text(missing):
    """What is missing is named as it is without the filter."""
    with pytest.raises(UserError, match="num takes a value, found none"):
        num(missing)


def test_the_shape_of_what_holds_words():
    """Rows and columns are counted whatever stands in them."""
    assert shape(pd.DataFrame({"a": ["x", "y"], "b": [1, 2]})).text == "2×2"
