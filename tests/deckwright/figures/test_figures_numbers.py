"""How numbers are displayed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.errors import UserError
from deckwright.figures.number import column_texts, num, percent, sci, shape
from dlcore import Tensor


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.29837, "0.2984"), (0.5, "0.5"), (0.50003, "0.5000"), (0.1 + 0.2, "0.3"), (12.3456, "12.35"),
        (-0.25, "−0.25"), (0, "0"), (60_000, "60,000"), (-1234, "−1,234"), (123456.7, "123,457"), (-0.0, "0"),
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
