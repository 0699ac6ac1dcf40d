r"""A student's calculator: it reads a formula's LaTeX and computes with the digits that stand there.

It knows nothing of the code that made the formula. It reads decimal numbers, \cdot, \odot, fractions, powers, roots,
sums, matrices, and whatever it has keys for. All in decimal arithmetic of 40 digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, localcontext

import numpy as np

from deckwright.checking.bare_formula import bare_formula
from deckwright.checking.calculator_functions import KEYS, PI, Keys, each, number, truth

DIGITS = 40
TOKEN = re.compile(
    r"\\(?:operatorname|mathbf)\{[^}]*\}|\\(?:begin|end)\{[^}]*\}|\\\\|\\[A-Za-z]+|\\."
    r"|\d+(?:\{,\}\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\S"
)
_TIMES = (r"\cdot", r"\times", r"\odot", r"\star", "/")
_CLOSING = {
    "(": ")", "[": "]", "|": "|", r"\lvert": r"\rvert", r"\lVert": r"\rVert",
    r"\lfloor": r"\rfloor", r"\lceil": r"\rceil",
    r"\begin{pmatrix}": r"\end{pmatrix}", r"\begin{bmatrix}": r"\end{bmatrix}",
}  # fmt: skip
_RELATIONS = {
    "=": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    "<": lambda a, b: a < b,
    r"\ge": lambda a, b: a >= b,
    r"\le": lambda a, b: a <= b,
}
_ENDS = {None, *_CLOSING.values(), "}", "&", "\\\\", "+", "-", ",", ";", *_RELATIONS}
_OF_A_PRODUCT = {r"\sum", r"\prod", r"\max", r"\min"}


class Unreadable(ValueError):
    """A calculator has no keys for it: letters without a value, dots, other notation."""


def compute(latex: str, keys: Keys = KEYS) -> np.ndarray:
    r"""The value of an expression as a matrix of Decimals; a number is 1 x 1, a vector a column.

    Raises Unreadable for what is no calculation, ArithmeticError where there is no result, as of 1 / 0.

    >>> compute(r"0.15 \cdot (-0.5) + \frac{1}{4}").item()
    Decimal('0.175')
    """
    with localcontext() as context:
        context.prec = DIGITS
        try:
            return _Reader(TOKEN.findall(bare_formula(latex)), keys).whole()
        except (RecursionError, ValueError) as problem:  # nested too deep, or matrices that don't fit
            raise Unreadable(str(problem)) from None


class _Reader:
    """Recursive descent: sums of products of powers of things, computed while they are read."""

    def __init__(self, tokens: list[str], keys: Keys):
        self.tokens, self.keys, self.at = tokens, keys, 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, expected: str | None = None) -> str:
        token = self.peek()
        if token is None or expected not in (None, token):
            raise Unreadable(f"expected {expected or 'more'}, found {token} in {' '.join(self.tokens)}")
        self.at += 1
        return token

    def taken(self, *tokens: str) -> bool:
        """Whether these come next; then they are taken."""
        end = self.at + len(tokens)
        found = tuple(self.tokens[self.at : end]) == tokens
        self.at = end if found else self.at
        return found

    def key(self, name: str) -> Callable:
        if name not in self.keys:
            raise Unreadable(f"the calculator has no key {name}")
        return self.keys[name]

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
            if sign == r"\star" and self.taken("^", "{", r"\top", "}"):
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
            sign = self.take()
            if sign == "_":
                value = self.key(" _ ")(value, self.argument())
            else:
                value = self.raised(value) if sign == "^" else value / 100
        return value

    def raised(self, value: np.ndarray) -> np.ndarray:
        if self.taken("{", r"\top", "}"):
            return value.T
        return self.key(" ^ ")(value, self.argument().item())

    def thing(self) -> np.ndarray:
        token = self.take()
        if token.startswith(r"\begin"):
            return self.matrix(_CLOSING.get(token, ""))
        if token == "(":
            return _vector(self.entries(")"))
        if token == "[":
            return self.bracketed()
        if token in _CLOSING:
            value = self.sum()
            self.take(_CLOSING[token])
            return self.key(r"\lvert" if token == "|" else token)(value)
        if token in (r"\frac", r"\tfrac", r"\dfrac"):
            over, under = self.argument(), self.argument()
            return _spread(over, under, self.key(" / "))
        if token == r"\sqrt":
            return self.root()
        if token == "e":
            self.take("^")
            return each(Decimal.exp)(self.argument())
        if token == r"\pi":
            return number(PI)
        if token[0].isdigit():
            return number(Decimal(re.sub("[{},]", "", token)))
        return self.called(token)

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
        return function(self.thing() if self.peek() in _CLOSING else self.factor())

    def subscript(self) -> str:
        """What stands in a subscript, as text."""
        if not self.taken("_"):
            return ""
        if not self.taken("{"):
            return self.take()
        text = ""
        while not self.taken("}"):
            text += self.take()
        return text

    def root(self) -> np.ndarray:
        degree = _vector(self.entries("]")).item() if self.taken("[") else 2
        value = self.argument()
        return each(Decimal.sqrt)(value) if degree == 2 else value ** (1 / degree)

    def argument(self) -> np.ndarray:
        r"""What stands in braces, or the one digit that needs none: \frac12, x^2."""
        if self.peek() != "{":
            token = self.take()
            if not token[0].isdigit():
                raise Unreadable(f"expected a number in braces, found {token}")
            self.tokens[self.at : self.at] = TOKEN.findall(token[1:])
            return number(Decimal(token[0]))
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

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


def _vector(parts: list[np.ndarray]) -> np.ndarray:
    """What stands in brackets: one value, or the entries of a column."""
    return parts[0] if len(parts) == 1 else np.array([[part.item()] for part in parts], dtype=object)


def _spread(a: np.ndarray, b: np.ndarray, apply: Callable) -> np.ndarray:
    """Entry by entry; a vector beside a matrix of examples in rows goes with each row."""
    if a.shape != b.shape and a.size > 1 and b.size > 1:
        a, b = (a, b.T) if b.shape[1] == 1 else (a.T, b)
    return apply(a, b)
