r"""A student's calculator: it reads a formula's LaTeX and computes with the digits that stand there.

It knows nothing of the code that made the formula. It has the keys that a textbook uses: decimal numbers, \cdot, \odot,
fractions, powers, roots, sums, matrices, and functions by their definitions; powers and functions of a matrix go entry
by entry. All in decimal arithmetic of 40 digits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import reduce

import numpy as np

from deckwright.provenance.undressed import undressed

DIGITS = 40
TOKEN = re.compile(
    r"\\operatorname\{[^}]*\}|\\(?:begin|end)\{[^}]*\}|\\\\|\\[A-Za-z]+|\\."
    r"|\d+(?:\{,\}\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\S"
)


class Unreadable(ValueError):
    """A calculator has no keys for it: letters without a value, dots, other notation."""


def compute(latex: str) -> np.ndarray:
    r"""The value of an expression as a matrix of Decimals; a number is 1 x 1, a vector a column.

    Raises Unreadable for what is no calculation, ArithmeticError where there is no result, as of 1 / 0.

    >>> compute(r"0.15 \cdot (-0.5) + \frac{1}{4}").item()
    Decimal('0.175')
    """
    with localcontext() as context:
        context.prec = DIGITS
        try:
            return _Reader(TOKEN.findall(undressed(latex))).whole()
        except (RecursionError, ValueError) as problem:  # nested too deep, or matrices that don't fit
            raise Unreadable(str(problem)) from None


def _each(function: Callable[[Decimal], Decimal]) -> Callable[[np.ndarray], np.ndarray]:
    return np.vectorize(function, otypes=[object])


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
    r"\exp": _each(Decimal.exp),
    r"\cos": _each(lambda z: Decimal(math.cos(z))),
    r"\sin": _each(lambda z: Decimal(math.sin(z))),
}
_OF_SEVERAL = {r"\max": max, r"\min": min}
_TIMES = (r"\cdot", r"\times", r"\odot", "/")
_CLOSING = {"(": ")", "[": "]"}
_ENDS = {
    None, ")", "]", "}", "&", "\\\\", "+", "-", "|", ",", r"\end{pmatrix}", r"\end{bmatrix}", r"\rVert", r"\rvert",
}  # fmt: skip


class _Reader:
    """Recursive descent: sums of products of powers of things, computed while they are read."""

    def __init__(self, tokens: list[str]):
        self.tokens, self.at = tokens, 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if token is None or expected not in (None, token):
            raise Unreadable(f"expected {expected or 'more'}, found {token} in {' '.join(self.tokens)}")
        self.at += 1
        return token

    def whole(self) -> np.ndarray:
        value = self.sum()
        if self.peek() is not None:
            raise Unreadable(f"the calculator stops at {self.peek()} in {' '.join(self.tokens)}")
        return value

    def sum(self) -> np.ndarray:
        value = self.signed(self.product)
        while self.peek() in ("+", "-"):
            sign = self.take()
            other = self.product()
            value = _spread(value, other, (lambda a, b: a + b) if sign == "+" else (lambda a, b: a - b))
        return value

    def signed(self, operand: Callable[[], np.ndarray]) -> np.ndarray:
        sign = self.take() if self.peek() in ("+", "-") else "+"
        return operand() if sign == "+" else -operand()

    def product(self) -> np.ndarray:
        value = self.factor()
        while self.peek() not in _ENDS:
            sign = self.take() if self.peek() in _TIMES else ""
            other = self.signed(self.factor) if sign else self.factor()
            value = _multiplied(value, sign, other)
        return value

    def factor(self) -> np.ndarray:
        value = self.thing()
        while self.peek() in ("^", r"\%"):
            value = self.raised(value) if self.take() == "^" else value / 100
        return value

    def raised(self, value: np.ndarray) -> np.ndarray:
        if self.tokens[self.at : self.at + 3] == ["{", r"\top", "}"]:
            self.at += 3
            return value.T
        exponent = self.argument().item()
        if value.size > 1 and exponent <= 0:
            raise Unreadable("an inverse or a power that a matrix may not have entry by entry")
        return value**exponent

    def thing(self) -> np.ndarray:
        token = self.take()
        if token in _CLOSING:
            return self.listed(_CLOSING[token])
        if token in ("|", r"\lvert"):
            value = self.sum()
            self.take("|" if token == "|" else r"\rvert")
            return abs(value)
        if token == r"\lVert":
            value = self.sum()
            self.take(r"\rVert")
            return _number((value**2).sum().sqrt())
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            over, under = self.argument(), self.argument()
            return _spread(over, under, lambda a, b: a / b)
        if token == r"\sqrt":
            return self.root()
        if token == "e":
            self.take("^")
            return _each(Decimal.exp)(self.argument())
        if token == r"\pi":
            return _number(Decimal(math.pi))
        if token == r"\sum":
            return _number(self.product().sum())
        if token in (r"\begin{pmatrix}", r"\begin{bmatrix}"):
            return self.matrix(token.replace("begin", "end"))
        if token[0].isdigit():
            return _number(Decimal(re.sub("[{},]", "", token)))
        return self.called(token)

    def called(self, name: str) -> np.ndarray:
        if self.peek() == "'":
            name += self.take()
        if name in _OF_SEVERAL:
            self.take("(")
            return reduce(lambda a, b: _spread(a, b, np.frompyfunc(_OF_SEVERAL[name], 2, 1)), self.entries(")"))
        if name not in FUNCTIONS:
            raise Unreadable(f"the calculator has no key {name}")
        return FUNCTIONS[name](self.factor())

    def root(self) -> np.ndarray:
        degree = Decimal(2)
        if self.peek() == "[":
            self.take()
            degree = self.listed("]").item()
        value = self.argument()
        return _each(Decimal.sqrt)(value) if degree == 2 else value ** (1 / degree)

    def argument(self) -> np.ndarray:
        r"""What stands in braces, or the one digit that needs none: \frac12, x^2."""
        if self.peek() != "{":
            token = self.take()
            if not token[0].isdigit():
                raise Unreadable(f"expected a number in braces, found {token}")
            self.tokens[self.at : self.at] = TOKEN.findall(token[1:])
            return _number(Decimal(token[0]))
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

    def entries(self, end: str) -> list[np.ndarray]:
        found = [self.sum()]
        while self.take(None if self.peek() == "," else end) != end:
            found.append(self.sum())
        return found

    def listed(self, end: str) -> np.ndarray:
        """What stands in brackets: one value, or the entries of a vector."""
        found = self.entries(end)
        return found[0] if len(found) == 1 else np.array([[entry.item()] for entry in found], dtype=object)

    def matrix(self, end: str) -> np.ndarray:
        rows = [[self.sum().item()]]
        while (token := self.take()) != end:
            if token == "&":
                rows[-1].append(self.sum().item())
            elif token == "\\\\":
                rows.append([self.sum().item()])
            else:
                raise Unreadable(f"found {token} in a matrix")
        if len({len(row) for row in rows}) > 1:
            raise Unreadable("rows of different lengths")
        return np.array(rows, dtype=object)


def _number(value: Decimal) -> np.ndarray:
    return np.array([[value]], dtype=object)


def _zero_wins(a: Decimal, b: Decimal) -> Decimal:
    """a b, and 0 where either is 0: the convention 0 ln 0 = 0."""
    return Decimal(0) if a == 0 or b == 0 else a * b


_product = np.frompyfunc(_zero_wins, 2, 1)


def _multiplied(a: np.ndarray, sign: str, b: np.ndarray) -> np.ndarray:
    """Entry by entry, by a number, or as matrices."""
    if sign == "/":
        return _spread(a, b, lambda x, y: x / y)
    if sign == r"\odot":
        return _spread(a, b, _product)
    if a.size == 1 or b.size == 1:
        return _product(a, b)
    if sign == r"\times":
        raise Unreadable("a cross product")
    return a @ b


def _spread(a: np.ndarray, b: np.ndarray, apply) -> np.ndarray:
    """Entry by entry; a vector beside a matrix of examples in rows goes with each row."""
    if a.shape != b.shape and a.size > 1 and b.size > 1:
        a, b = (a, b.T) if b.shape[1] == 1 else (a.T, b)
    return apply(a, b)
