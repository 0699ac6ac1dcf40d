r"""A student's calculator: it takes a formula and computes with the digits that stand there.

It knows nothing of the code that made the formula. It reads decimal numbers, \cdot, \odot, fractions, powers, roots,
sums, matrices, and whatever it has keys for. All in decimal arithmetic of 40 digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

import numpy as np

from deckwright.checking.calculator_functions import KEYS, PI, Keys, each, number, truth
from deckwright.checking.keystrokes import ARGUMENT, OPTION, Keystroke, keystrokes, written
from deckwright.equations.formula import Formula
from deckwright.equations.tree import Command, Row

DIGITS = 40
_NUMERAL = re.compile(r"[\d{},]+(?:\.\d+)?")
_MATRICES = (r"\begin{pmatrix}", r"\begin{bmatrix}")
_TIMES = (r"\cdot", r"\times", r"\odot", r"\star", "/")
_CLOSING = {
    "(": ")", "[": "]", "|": "|", r"\lvert": r"\rvert", r"\lVert": r"\rVert",
    r"\lfloor": r"\rfloor", r"\lceil": r"\rceil",
}  # fmt: skip
_RELATIONS = {
    "=": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    r"\ge": lambda a, b: a >= b,
    r"\le": lambda a, b: a <= b,
}
_ENDS = {None, *_CLOSING.values(), "+", "-", ",", ";", *_RELATIONS}
_OF_A_PRODUCT = {r"\sum", r"\prod", r"\max", r"\min"}


class Unreadable(ValueError):
    """A calculator has no keys for it: letters without a value, dots, other notation."""


def compute(formula: Formula, keys: Keys = KEYS) -> np.ndarray:
    r"""The value of an expression as a matrix of Decimals; a number is 1 x 1, a vector a column.

    Raises Unreadable for what is no calculation, ArithmeticError where there is no result, as of 1 / 0.

    >>> compute(Formula(r"0.15 \cdot (-0.5) + \frac{1}{4}")).item()
    Decimal('0.175')
    """
    return compute_keystrokes(keystrokes(formula.tree), keys)


def compute_keystrokes(strokes: Sequence[Keystroke], keys: Keys = KEYS) -> np.ndarray:
    """The same for a part of a formula."""
    with localcontext() as context:
        context.prec = DIGITS
        try:
            return _Reader(strokes, keys).whole()
        except (RecursionError, ValueError) as problem:  # nested too deep, or matrices that don't fit
            raise Unreadable(str(problem)) from None


class _Reader:
    """Recursive descent: sums of products of powers of things, computed while they are read."""

    def __init__(self, strokes: Sequence[Keystroke], keys: Keys):
        self.strokes, self.keys, self.at = strokes, keys, 0

    def peek(self) -> str | None:
        return self.strokes[self.at].name if self.at < len(self.strokes) else None

    def take(self, expected: str | None = None) -> str:
        name = self.peek()
        if name is None or expected not in (None, name):
            raise Unreadable(f"expected {expected or 'more'}, found {name} in {written(self.strokes)}")
        self.at += 1
        return name

    def taken(self, name: str) -> bool:
        """Whether this comes next; then it is taken."""
        found = self.peek() == name
        self.at += found
        return found

    def transposed(self) -> bool:
        r"""Whether ``^{\top}`` comes next; then it is taken."""
        exponent = self.strokes[self.at + 1 : self.at + 2]
        found = self.peek() == "^" and exponent[0].row is not None and exponent[0].row.nodes == (Command("top"),)
        self.at += 2 * found
        return found

    def inside(self, row: Row) -> np.ndarray:
        """The value of a row of its own."""
        return _Reader(keystrokes(row), self.keys).whole()

    def key(self, name: str) -> Callable:
        if name not in self.keys:
            raise Unreadable(f"the calculator has no key {name}")
        return self.keys[name]

    def whole(self) -> np.ndarray:
        value = self.sum()
        if self.peek() is not None:
            raise Unreadable(f"the calculator stops at {self.peek()} in {written(self.strokes)}")
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
            if sign == r"\star" and self.transposed():
                sign += r"^{\top}"
            other = self.signed(self.factor) if sign else self.factor()
            value = self.multiplied(value, sign, other)
        return value

    def multiplied(self, a: np.ndarray, sign: str, b: np.ndarray) -> np.ndarray:
        """Entry by entry, by a number, or as matrices."""
        if sign.startswith(r"\star"):
            return self.key(f" {sign} ")(a, b)
        if sign in ("/", r"\odot"):
            return _spread(a, b, self.key(f" {sign} "))
        if a.size == 1 or b.size == 1:
            return self.key(r" \odot ")(a, b)
        if sign == r"\times":
            raise Unreadable("a cross product")
        return a @ b

    def factor(self) -> np.ndarray:
        value = self.thing()
        while self.peek() in ("^", "_", r"\%"):
            if self.transposed():
                value = value.T
            elif (sign := self.take()) == "_":
                value = self.key(" _ ")(value, self.argument())
            else:
                value = self.key(" ^ ")(value, self.argument().item()) if sign == "^" else value / 100
        return value

    def thing(self) -> np.ndarray:
        name = self.take()
        if name in _MATRICES:
            return self.matrix(self.strokes[self.at - 1].cells)
        if name == "(":
            return _vector(self.entries(")"))
        if name == "[":
            return self.bracketed()
        if name in _CLOSING:
            value = self.sum()
            self.take(_CLOSING[name])
            return self.key(r"\lvert" if name == "|" else name)(value)
        if name in (r"\frac", r"\tfrac", r"\dfrac"):
            over, under = self.argument(), self.argument()
            return _spread(over, under, self.key(" / "))
        if name == r"\sqrt":
            return self.root()
        if name == "e":
            self.take("^")
            return each(Decimal.exp)(self.argument())
        if name == r"\pi":
            return number(PI)
        if _NUMERAL.fullmatch(name):
            return number(Decimal(re.sub("[{},]", "", name)))
        return self.called(name)

    def called(self, name: str) -> np.ndarray:
        """A function of what stands behind it; a power behind brackets is one of its value."""
        subscript = self.subscript()
        slope = "'" if self.taken("'") else ""
        if (several := f"{name}(,)") in self.keys and self.peek() == "(" and not subscript:
            self.take()
            return self.key(several)(*self.entries(")"))
        function = self.key(f"{name}{slope}_")(subscript) if subscript else self.key(name + slope)
        if name in _OF_A_PRODUCT:
            return function(self.product())
        return function(self.thing() if self.peek() in (*_CLOSING, *_MATRICES) else self.factor())

    def subscript(self) -> str:
        """What stands in a subscript, as text."""
        if not self.taken("_"):
            return ""
        self.take(ARGUMENT)
        return re.sub(r"\s", "", written(keystrokes(self.strokes[self.at - 1].argument)))

    def root(self) -> np.ndarray:
        degree = self.argument(OPTION).item() if self.strokes[self.at].name == OPTION else 2
        value = self.argument()
        return each(Decimal.sqrt)(value) if degree == 2 else value ** (1 / degree)

    def argument(self, kind: str = ARGUMENT) -> np.ndarray:
        """What stands in braces, or in square brackets."""
        self.take(kind)
        return self.inside(self.strokes[self.at - 1].argument)

    def entries(self, end: str, *first: np.ndarray, between: str = ",") -> list[np.ndarray]:
        found = list(first) or [self.sum()]
        while self.take(None if self.peek() == between else end) != end:
            found.append(self.sum())
        return found

    def bracketed(self) -> np.ndarray:
        """1 or 0 for what holds or doesn't, [a = b]; a vector, or matrices beside (,) or below (;) one another."""
        first = self.sum()
        if self.peek() in _RELATIONS:
            holds = _RELATIONS[self.take()]
            second = self.sum()
            self.take("]")
            return each(truth)(_spread(first, second, np.frompyfunc(holds, 2, 1)))
        below = self.peek() == ";"
        parts = self.entries("]", first, between=";" if below else ",")
        if all(part.size == 1 for part in parts):
            return _vector(parts)
        return np.concatenate(parts, axis=0 if below else 1)

    def matrix(self, rows: Sequence[Sequence[Row]]) -> np.ndarray:
        if len({len(row) for row in rows}) > 1:
            raise Unreadable("rows of different lengths")
        return np.array([[self.inside(cell).item() for cell in row] for row in rows], dtype=object)


def _vector(parts: list[np.ndarray]) -> np.ndarray:
    """What stands in brackets: one value, or the entries of a column."""
    return parts[0] if len(parts) == 1 else np.array([[part.item()] for part in parts], dtype=object)


def _spread(a: np.ndarray, b: np.ndarray, apply: Callable) -> np.ndarray:
    """Entry by entry; a vector beside a matrix of examples in rows goes with each row."""
    if a.shape != b.shape and a.size > 1 and b.size > 1:
        a, b = (a, b.T) if b.shape[1] == 1 else (a.T, b)
    return apply(a, b)
