"""The small text: its stories, its entropy, and the alphabet."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise, product

import numpy as np
import pytest

from dlcore.datasets import Alphabet, text, text_entropy
from dlcore.datasets.text import CHOICES, story
from dlcore.errors import DomainError, ShapeError


def test_a_seed_gives_the_same_text_of_the_length_asked_for():
    """Same seed, same characters; a shorter text is the beginning of a longer one."""
    assert text(5000, rng=4) == text(5000, rng=4) == text(6000, rng=4)[:5000]
    assert text(5000, rng=4) != text(5000, rng=5)
    assert len(text(1)) == 1 and len(text()) == 12_000


def test_the_text_is_made_of_few_plain_characters():
    """Lower-case letters, space, comma, full stop and newline: a small alphabet for a small model."""
    assert set(text()) <= set("abcdefghijklmnopqrstuvwxyz ,.\n")


@pytest.mark.independent
def test_the_entropy_is_that_of_the_list_of_all_stories():
    """Equally likely stories, no two alike: entropy is ln(how many) by enumeration, over their mean length."""
    stories = {story(*choices) for choices in product(*CHOICES)}
    assert len(stories) == math.prod(len(words) for words in CHOICES)
    mean_length = sum(map(len, stories)) / len(stories)
    assert text_entropy() == pytest.approx(math.log(len(stories)) / mean_length, rel=1e-12)


def test_a_bigram_model_stays_far_above_the_entropy():
    """Counts of pairs over 200,000 characters: conditional entropy H(next | this) is more than seven times the
    floor."""
    long = text(200_000)
    pairs, firsts = Counter(pairwise(long)), Counter(long[:-1])
    bigram = -sum(n * math.log(n / firsts[a]) for (a, _), n in pairs.items()) / (len(long) - 1)
    assert bigram > 7 * text_entropy()


def test_encoding_and_decoding_are_inverse():
    """Decoding what was encoded gives the text back; indices are int64 and fill 0..C - 1."""
    words = text(3000)
    alphabet = Alphabet.of(words)
    indices = alphabet.encode(words)
    assert alphabet.decode(indices) == words
    assert indices.dtype == np.int64 and set(indices.tolist()) == set(range(len(alphabet)))
    assert alphabet.decode(alphabet.encode("")) == ""


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: text(0), DomainError, "length must be a whole number from 1 up"),
        (lambda: Alphabet("aa"), DomainError, "only once"),
        (lambda: Alphabet(""), DomainError, "at least one"),
        (lambda: Alphabet("ab").encode("abc"), DomainError, "'c' is not in the alphabet"),
        (lambda: Alphabet("ab").decode([2]), DomainError, "from 0 to 1, found 2"),
        (lambda: Alphabet("ab").decode([-1]), DomainError, "found -1"),
        (lambda: Alphabet("ab").decode([[0]]), ShapeError, r"\(1, 1\)"),
        (lambda: Alphabet("ab").decode([0.5]), ShapeError, "float64"),
    ],
)
def test_bad_input_is_named(call, error, says):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=says):
        call()
