r"""A calculator that knows nothing of dlcore: it reads the LaTeX of a working and computes with the digits that stand
there.

It reads what a student would type into a calculator: decimal numbers, \cdot, \odot, fractions, powers, roots, sums,
matrices, and functions by their textbook definitions. All in decimal arithmetic of 40 digits.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext

import numpy as np

_TOKEN = re.compile(
    r"\\left|\\right|\\operatorname\{[^}]*\}|\\begin\{pmatrix\}|\\end\{pmatrix\}|\\\\|\\[A-Za-z]+|\d+\.\d+|\d+|\S"
)
_SHOWN = re.compile(r"(\d+(?:\.\d+)?)\\cdot 10\^\{(-?\d+)\}|(?<![\d.])10\^\{(-?\d+)\}|(\d+(?:\.\d+)?)")
_IGNORED = {"\\left", "\\right"}
DIGITS = 40


def compute(latex: str) -> np.ndarray:
    """The value of an expression as a matrix of Decimals; a number is 1 x 1, a vector a column."""
    with localcontext() as context:
        context.prec = DIGITS
        reader = _Reader([t for t in _TOKEN.findall(latex) if t not in _IGNORED])
        value = reader.sum()
        if reader.peek() is not None:
            raise ValueError(f"the calculator stops at {reader.tokens[reader.at :]} of {latex}")
        return value


def numbers(latex: str) -> list[Decimal]:
    """The numbers of a result: one, or the entries of a matrix row by row."""
    return [v for v in compute(latex).ravel()]


def units(latex: str) -> list[Decimal]:
    r"""One unit of the last digit of each number of a result: 0.01 for 3.14, 10^{-8} for 1.00 \cdot 10^{-6}."""
    found = []
    for mantissa, scaled, power, plain in _SHOWN.findall(latex):
        digits = mantissa or plain or "1"
        decimals = len(digits.split(".")[1]) if "." in digits else 0
        found.append(Decimal(10) ** (int(scaled or power or 0) - decimals))
    return found


def _each(function):
    return lambda a: np.vectorize(function, otypes=[object])(a)


def _sigmoid(z: Decimal) -> Decimal:
    return 1 / (1 + (-z).exp())


def _tanh(z: Decimal) -> Decimal:
    up, down = z.exp(), (-z).exp()
    return (up - down) / (up + down)


def _slope_of_sigmoid(z: Decimal) -> Decimal:
    return (-z).exp() / (1 + (-z).exp()) ** 2


def _slope_of_tanh(z: Decimal) -> Decimal:
    return 4 / (z.exp() + (-z).exp()) ** 2


def _softmax(z: np.ndarray) -> np.ndarray:
    """Of a column, or of each row of a matrix."""
    powers = _each(Decimal.exp)(z)
    return powers / (powers.sum() if z.shape[1] == 1 else powers.sum(axis=1, keepdims=True))


def _step(z: Decimal) -> Decimal:
    return Decimal(int(z > 0))


FUNCTIONS = {
    r"\sigma": _each(_sigmoid),
    r"\sigma'": _each(_slope_of_sigmoid),
    r"\tanh": _each(_tanh),
    r"\tanh'": _each(_slope_of_tanh),
    r"\operatorname{ReLU}": _each(lambda z: max(z, Decimal(0))),
    r"\operatorname{ReLU}'": _each(_step),
    r"\operatorname{step}": _each(_step),
    r"\operatorname{softplus}": _each(lambda z: (1 + z.exp()).ln()),
    r"\operatorname{SiLU}": _each(lambda z: z * _sigmoid(z)),
    r"\operatorname{softmax}": _softmax,
    r"\operatorname{sign}": _each(lambda z: Decimal((z > 0) - (z < 0))),
    r"\ln": _each(Decimal.ln),
}
_ENDS = {None, ")", "}", "&", "\\\\", "+", "-", "|", r"\end{pmatrix}", r"\rVert"}


class _Reader:
    """Recursive descent: sums of products of powers of things."""

    def __init__(self, tokens: list[str]):
        self.tokens, self.at = tokens, 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if token is None or expected not in (None, token):
            raise ValueError(f"expected {expected}, found {token} in {' '.join(self.tokens)}")
        self.at += 1
        return token

    def sum(self) -> np.ndarray:
        value = self.signed()
        while self.peek() in ("+", "-"):
            sign = self.take()
            other = self.product()
            value = _spread(value, other, (lambda a, b: a + b) if sign == "+" else (lambda a, b: a - b))
        return value

    def signed(self) -> np.ndarray:
        if self.peek() == "-":
            self.take()
            return -self.product()
        return self.product()

    def product(self) -> np.ndarray:
        value = self.factor()
        while self.peek() not in _ENDS:
            if self.peek() == r"\odot":
                self.take()
                value = _spread(value, self.factor(), _product)
                continue
            if self.peek() == r"\cdot":
                self.take()
            value = _times(value, self.factor())
        return value

    def factor(self) -> np.ndarray:
        value = self.thing()
        while self.peek() == "^":
            self.take()
            value = self.raised(value)
        return value

    def raised(self, value: np.ndarray) -> np.ndarray:
        self.take("{")
        if self.peek() == r"\top":
            self.take()
            self.take("}")
            return value.T
        exponent = self.sum()
        self.take("}")
        return value ** exponent.item()

    def thing(self) -> np.ndarray:
        token = self.take()
        if token == "(":
            value = self.sum()
            self.take(")")
            return value
        if token == "|":
            value = self.sum()
            self.take("|")
            return abs(value)
        if token == r"\lVert":
            value = self.sum()
            self.take(r"\rVert")
            return _number((value**2).sum().sqrt())
        if token in (r"\frac", r"\tfrac"):
            over, under = self.braced(), self.braced()
            return _spread(over, under, lambda a, b: a / b)
        if token == r"\sqrt":
            return _each(Decimal.sqrt)(self.braced())
        if token == "e":
            self.take("^")
            return _each(Decimal.exp)(self.braced())
        if token == r"\sum":
            return _number(self.product().sum())
        if token == r"\begin{pmatrix}":
            return self.matrix()
        if token[0].isdigit():
            return _number(Decimal(token))
        return self.called(token)

    def called(self, name: str) -> np.ndarray:
        if self.peek() == "'":
            name += self.take()
        if name not in FUNCTIONS:
            raise ValueError(f"the calculator has no key {name}")
        return FUNCTIONS[name](self.factor())

    def braced(self) -> np.ndarray:
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

    def matrix(self) -> np.ndarray:
        rows = [[self.sum().item()]]
        while (token := self.take()) != r"\end{pmatrix}":
            if token == "&":
                rows[-1].append(self.sum().item())
            else:
                rows.append([self.sum().item()])
        return np.array(rows, dtype=object)


def _number(value: Decimal) -> np.ndarray:
    return np.array([[value]], dtype=object)


def _zero_wins(a: Decimal, b: Decimal) -> Decimal:
    """a b, and 0 where either is 0: the convention 0 ln 0 = 0."""
    return Decimal(0) if a == 0 or b == 0 else a * b


_product = np.frompyfunc(_zero_wins, 2, 1)


def _times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A product: with a number, or of matrices."""
    return _product(a, b) if a.size == 1 or b.size == 1 else a @ b


def _spread(a: np.ndarray, b: np.ndarray, apply) -> np.ndarray:
    """Entry by entry; a vector beside a matrix of examples in rows goes with each row."""
    if a.shape != b.shape and a.size > 1 and b.size > 1:
        a, b = (a, b.T) if b.shape[1] == 1 else (a.T, b)
    return apply(a, b)
