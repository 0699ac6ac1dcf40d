"""Numbers of a few bits: what formats can hold, and rounding to them."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import BFLOAT16, FLOAT16, FLOAT32, DomainError, FloatFormat
from example_counts import examples

NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)


def test_published_limits():
    """65,504 and 2^-24 of float16, 2^-126 of float32 and bfloat16, spacings at 1."""
    assert (FLOAT16.largest, FLOAT16.smallest, FLOAT16.smallest_normal) == (65504.0, 2.0**-24, 2.0**-14)
    assert FLOAT32.largest == float(np.finfo(np.float32).max) and BFLOAT16.smallest_normal == 2.0**-126
    assert (FLOAT16.epsilon, BFLOAT16.epsilon, FLOAT32.epsilon) == (2.0**-10, 2.0**-7, 2.0**-23)
    assert BFLOAT16.largest == float.fromhex("0x1.fep127")


@pytest.mark.independent
@settings(max_examples=examples(200))
@given(x=NUMBERS)
def test_float16_as_the_struct_module_packs_it(x):
    """The standard library rounds to half precision in C; beyond the largest it refuses."""
    try:
        expected = struct.unpack("<e", struct.pack("<e", x))[0]
    except OverflowError:
        expected = float(np.copysign(np.inf, x))
    assert FLOAT16.round([x])[0] == expected


@pytest.mark.independent
@settings(max_examples=examples(200))
@given(x=NUMBERS)
def test_bfloat16_by_the_upper_half_of_float32(x):
    """A bfloat16 is the upper sixteen bits of a float32, rounded to the even one."""
    bits = int(np.float32(x).view(np.uint32))
    kept = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000
    assert BFLOAT16.round([x])[0] == float(np.uint32(kept).view(np.float32))


@settings(max_examples=examples(100))
@given(x=st.floats(min_value=2.0**-14, max_value=60000.0), up=st.booleans())
def test_the_error_is_at_most_half_a_spacing(x, up):
    """And rounding what is already rounded changes nothing."""
    x = x if up else -x
    rounded = FLOAT16.round([x])[0]
    assert abs(rounded - x) <= FLOAT16.spacing([x])[0] / 2 and FLOAT16.round([rounded])[0] == rounded


def test_a_tie_goes_to_the_even_one_and_small_numbers_keep_their_spacing():
    """1 + 2^-11 lies between 1 and 1 + 2^-10; below 2^-14 numbers of float16 are multiples of 2^-24."""
    assert FLOAT16.round([1 + 2.0**-11, 1 + 3 * 2.0**-11]).tolist() == [1.0, 1 + 2.0**-9]
    assert FLOAT16.round([2.0**-25, 1.5 * 2.0**-24, 0.0]).tolist() == [0.0, 2.0**-23, 0.0]
    assert FLOAT16.round([65519.9, 65520.0]).tolist() == [65504.0, np.inf]


@pytest.mark.parametrize("bits", [(1, 10), (11, 10), (5, 0), (5, 52), (5.0, 10), (True, 10)])
def test_bits_that_no_format_has_are_refused(bits):
    """The error names the field and the limit."""
    with pytest.raises(DomainError, match="_bits must be"):
        FloatFormat(*bits)
