r"""The keys of the student's calculator: functions by their textbook definitions, on matrices of Decimals. Those of a
number go entry by entry.

A key is named as it is written: \sigma, and \sigma' for its slope. A name that ends in _ takes a subscript first, as in
\operatorname{LeakyReLU}_{0.1}; one that ends in (,) takes several values; one between spaces stands between two. What a
key can't do raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, getcontext, localcontext
from functools import reduce

import numpy as np

Keys = Mapping[str, Callable]
PI = Decimal("3.1415926535897932384626433832795028841971693993751")


def each(function: Callable[..., Decimal]) -> Callable[..., np.ndarray]:
    """A function of numbers, entry by entry."""
    return np.vectorize(function, otypes=[object])


def with_number(function: Callable[..., Decimal]) -> Callable[[str], Callable]:
    """A function of numbers whose first one is the subscript."""
    return lambda subscript: lambda z: each(lambda v: function(decimal(subscript), v))(z)


def decimal(text: str) -> Decimal:
    """A subscript that is a number."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError(f"{text} is no number")
    return Decimal(text)


def number(value: Decimal) -> np.ndarray:
    """A number as a matrix of one entry."""
    return np.array([[value]], dtype=object)


def truth(holds: bool) -> Decimal:
    """1 for what holds, else 0."""
    return Decimal(int(holds))


def _sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def _tanh(z: Decimal) -> Decimal:
    up, down = z.exp(), (-z).exp()
    return (up - down) / (up + down)


def _slope_of_sigmoid(z: Decimal) -> Decimal:
    return (-z).exp() / (1 + (-z).exp()) ** 2


def _slope_of_tanh(z: Decimal) -> Decimal:
    return 4 / (z.exp() + (-z).exp()) ** 2


def _cos(x: Decimal) -> Decimal:
    """By its power series, after whole turns are taken away."""
    x = x % (2 * PI)
    term, value, n = Decimal(1), Decimal(1), 0
    while abs(term) > Decimal(10) ** -(getcontext().prec + 5):
        n += 2
        term *= -x * x / (n * (n - 1))
        value += term
    return value


def _normal(z: Decimal) -> Decimal:
    """The chance that a standard normal number is smaller, by its power series, whose terms are large far from 0."""
    if abs(z) > 12:
        raise ValueError(f"{z} is too far from 0 for the digits of pi")
    with localcontext() as context:
        context.prec += int(z * z)
        term, total, n = z, z, 0
        while abs(term) > Decimal(10) ** -context.prec:
            n += 1
            term *= -z * z / (2 * n)
            total += term / (2 * n + 1)
        return total / (2 * PI).sqrt() + Decimal("0.5")


def _erf(x: Decimal) -> Decimal:
    """In Decimals, whose rounding is that of the digits on a slide; mpmath would round in binary and back."""
    return 2 * _normal(x * Decimal(2).sqrt()) - 1


def _bell(z: Decimal) -> Decimal:
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def _bent(z: Decimal) -> tuple[Decimal, Decimal]:
    """The argument of GELU's tanh form, and its slope."""
    root, cubic = (2 / PI).sqrt(), Decimal("0.044715")
    return root * (z + cubic * z**3), root * (1 + 3 * cubic * z**2)


def _gelu_tanh(z: Decimal) -> Decimal:
    return z / 2 * (1 + _tanh(_bent(z)[0]))


def _slope_of_gelu_tanh(z: Decimal) -> Decimal:
    u, slope = _bent(z)
    return (1 + _tanh(u)) / 2 + z / 2 * (1 - _tanh(u) ** 2) * slope


def _by_tanh(function: Callable[[Decimal], Decimal]) -> Callable[[str], Callable]:
    def with_subscript(subscript: str) -> Callable:
        if subscript != r"\tanh":
            raise ValueError(f"GELU has no form {subscript}")
        return each(function)

    return with_subscript


def _softmax(z: np.ndarray) -> np.ndarray:
    """Of a column, or of each row of a matrix."""
    powers = each(Decimal.exp)(z)
    return powers / (powers.sum() if z.shape[1] == 1 else powers.sum(axis=1, keepdims=True))


def mean(numbers: np.ndarray) -> Decimal:
    """The arithmetic mean."""
    return numbers.sum() / numbers.size


def of_all(function: Callable[[np.ndarray], Decimal]) -> Callable[[np.ndarray], np.ndarray]:
    """One number from all entries."""
    return lambda a: number(function(a.ravel()))


def _along(function: Callable[[np.ndarray], Decimal]) -> Callable[[str], Callable]:
    """One number from each column (index i, the row, goes) or from each row (index j).

    A single row under i, a single column under j might be meant as a vector, all of which goes: no key for that.
    """

    def over(index: str) -> Callable[[np.ndarray], np.ndarray]:
        def of_matrix(a: np.ndarray) -> np.ndarray:
            if index not in ("i", "j") or a.shape[index == "j"] == 1:
                raise ValueError(f"no index {index} of {a.shape[0]} x {a.shape[1]} numbers")
            return np.array([[function(line)] for line in (a.T if index == "i" else a)], dtype=object)

        return of_matrix

    return over


def _correlated(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel laid upon each place of the image where it fits."""
    (H, W), (h, w) = image.shape, kernel.shape
    places = np.ndindex(H - h + 1, W - w + 1)
    sums = [(image[y : y + h, x : x + w] * kernel).sum() for y, x in places]
    return np.array(sums, dtype=object).reshape(H - h + 1, -1)


def _spread_out(maps: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel times each number, added up where the number stands."""
    (H, W), (h, w) = maps.shape, kernel.shape
    image = np.full((H + h - 1, W + w - 1), Decimal(0), dtype=object)
    for y, x in np.ndindex(H, W):
        image[y : y + h, x : x + w] += maps[y, x] * kernel
    return image


def _pooled(function: Callable[[np.ndarray], Decimal]) -> Callable[[str], Callable]:
    r"""One number for each window, 2\times 2; side by side, and no key where they don't fill the image."""

    def in_windows(window: str) -> Callable[[np.ndarray], np.ndarray]:
        h, w = (int(side) for side in window.split(r"\times"))

        def of_image(a: np.ndarray) -> np.ndarray:
            if a.shape[0] % h or a.shape[1] % w:
                raise ValueError(f"windows of {window} don't fill {a.shape[0]} x {a.shape[1]} numbers")
            tops, lefts = range(0, a.shape[0], h), range(0, a.shape[1], w)
            return np.array([[function(a[y : y + h, x : x + w]) for x in lefts] for y in tops], dtype=object)

        return of_image

    return in_windows


def _inside(limits: str) -> Callable[[np.ndarray], np.ndarray]:
    r"""1 for what is inside |\cdot| < 0.5."""
    limit = decimal(limits.removeprefix(r"|\cdot|<"))
    return each(lambda v: truth(abs(v) < limit))


def _power(a: np.ndarray, exponent: Decimal) -> np.ndarray:
    """Entry by entry, except where a matrix has an inverse or a square of its own."""
    if a.size > 1 and (exponent <= 0 or a.shape[0] == a.shape[1]):
        raise ValueError("an inverse, or a power that a matrix may not have entry by entry")
    return a**exponent


def _magnitude(a: np.ndarray) -> np.ndarray:
    """Entry by entry, except where bars might mean a determinant."""
    if a.size > 1 and a.shape[0] == a.shape[1]:
        raise ValueError("a determinant, or a matrix without its signs")
    return abs(a)


def _zero_wins(a: Decimal, b: Decimal) -> Decimal:
    """a b, and 0 where either is 0: the convention 0 ln 0 = 0."""
    return Decimal(0) if a == 0 or b == 0 else a * b


KEYS: Keys = {
    r" \odot ": np.frompyfunc(_zero_wins, 2, 1),
    " / ": lambda a, b: a / b,
    " ^ ": _power,
    r" \star ": _correlated,
    r" \star^{\top} ": _spread_out,
    r"\sigma": each(_sigmoid),
    r"\sigma'": each(_slope_of_sigmoid),
    r"\tanh": each(_tanh),
    r"\tanh'": each(_slope_of_tanh),
    r"\operatorname{ReLU}": each(lambda z: max(z, Decimal(0))),
    r"\operatorname{ReLU}'": each(lambda z: truth(z > 0)),
    r"\operatorname{LeakyReLU}_": with_number(lambda slope, z: z if z > 0 else slope * z),
    r"\operatorname{LeakyReLU}'_": with_number(lambda slope, z: Decimal(1) if z > 0 else slope),
    r"\operatorname{ELU}_": with_number(lambda alpha, z: z if z > 0 else alpha * (z.exp() - 1)),
    r"\operatorname{ELU}'_": with_number(lambda alpha, z: Decimal(1) if z > 0 else alpha * z.exp()),
    r"\operatorname{GELU}": each(lambda z: z * _normal(z)),
    r"\operatorname{GELU}'": each(lambda z: _normal(z) + z * _bell(z)),
    r"\operatorname{GELU}_": _by_tanh(_gelu_tanh),
    r"\operatorname{GELU}'_": _by_tanh(_slope_of_gelu_tanh),
    r"\operatorname{SiLU}": each(lambda z: z * _sigmoid(z)),
    r"\operatorname{SiLU}'": each(lambda z: _sigmoid(z) + z * _slope_of_sigmoid(z)),
    r"\operatorname{softplus}": each(lambda z: (1 + z.exp()).ln()),
    r"\operatorname{softplus}'": each(_sigmoid),
    r"\operatorname{softmax}": _softmax,
    r"\operatorname{step}": each(lambda z: truth(z > 0)),
    r"\operatorname{sign}": each(lambda z: truth(z > 0) - truth(z < 0)),
    r"\operatorname{clamp}_": with_number(lambda limit, z: max(-limit, min(z, limit))),
    r"\mathbf{1}_": _inside,
    r"\operatorname{erf}": each(_erf),
    r"\ln": each(Decimal.ln),
    r"\exp": each(Decimal.exp),
    r"\cos": each(_cos),
    r"\sin": each(lambda x: _cos(x - PI / 2)),
    r"\lfloor": each(lambda z: z.to_integral_value(ROUND_FLOOR)),
    r"\lceil": each(lambda z: z.to_integral_value(ROUND_CEILING)),
    r"\lvert": _magnitude,
    r"\lVert": lambda a: number((a**2).sum().sqrt()),
    r"\sum": of_all(np.sum),
    r"\sum_": _along(np.sum),
    r"\prod": of_all(np.prod),
    r"\max": of_all(np.max),
    r"\max_": _along(np.max),
    r"\min": of_all(np.min),
    r"\max(,)": lambda *several: reduce(np.maximum, several),
    r"\min(,)": lambda *several: reduce(np.minimum, several),
    r"\operatorname{mean}": of_all(mean),
    r"\operatorname{maxpool}_": _pooled(np.max),
    r"\operatorname{avgpool}_": _pooled(mean),
}
