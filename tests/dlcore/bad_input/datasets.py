"""Numbers of points, noise, seeds, centers, shares held out, characters."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bad_input.values import NAN, NOT_NEGATIVE, SEEDS, SIZES, Attempt, each
from dlcore import datasets


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    for name in ("xor", "moons", "spirals", "blobs", "text"):
        f = getattr(datasets, name)
        yield from each(name, f, SIZES)
        yield from each(f"{name} rng", lambda rng, f=f: f(3, rng=rng), SEEDS)
    for name in ("xor", "moons", "spirals"):
        f = getattr(datasets, name)
        yield from each(f"{name} noise", lambda n, f=f: f(3, noise=n), NOT_NEGATIVE)
    numbers = {key: value for key, value in NOT_NEGATIVE.items() if key != "negative"}
    yield from each("spirals classes", lambda C: datasets.spirals(3, classes=C), SIZES)
    yield from each("spirals turns", lambda turns: datasets.spirals(3, turns=turns), numbers)
    yield from each("blobs spread", lambda spread: datasets.blobs(3, spread=spread), NOT_NEGATIVE)
    centers = {"none": [], "one axis": [1.0], "NaN": [[NAN, 1]], "text": [["a"]], "rows of two lengths": [[1], [1, 2]]}
    yield from each("blobs centers", lambda centers: datasets.blobs(3, centers=centers), centers)
    yield from each("curve N", lambda N: datasets.curve("sine", N), SIZES)
    yield from each("curve noise", lambda noise: datasets.curve(noise=noise), NOT_NEGATIVE)
    yield from each("curve low", lambda low: datasets.curve(low=low), numbers | {"above high": 2.0})
    yield from each("curve name", datasets.curve, {"unknown": "sinus", "a number": 3})
    four = np.arange(4)
    shares = {
        "0": 0,
        "all": 1.0,
        "negative": -0.1,
        "every one": 4,
        "too many": 5,
        "NaN": NAN,
        "text": "x",
        "True": True,
    }
    yield from each("split held_out", lambda held: datasets.split(four, four, held_out=held), shares)
    pairs = {"unequal": (four, four[:3]), "empty": ([], []), "numbers": (1.0, 2.0), "ragged": ([[1], [1, 2]], [0, 1])}
    yield from each("split", lambda pair: datasets.split(*pair), pairs)
    alphabet = datasets.Alphabet("ab")
    yield from each("Alphabet", datasets.Alphabet, {"empty": "", "twice": "aa", "a number": 3})
    yield from each("encode", alphabet.encode, {"unknown": "c", "a number": 3})
    yield from each("decode", alphabet.decode, {"above": [2], "below": [-1], "between": [0.5], "text": "ab"})
