r"""A calculator that knows nothing of dlcore: it reads the LaTeX of a working and computes with the digits that stand
there.

It reads what a student would type into a calculator: decimal numbers, \pi, \cdot, \odot, fractions, powers, roots, sums,
matrices, and functions by their textbook definitions. All in decimal arithmetic of 40 digits. Indices say over what a
sum goes: \sum_{i} A over the rows, \sum_{j} A over the columns.
"""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal, localcontext

import numpy as np

_TOKEN = re.compile(
    r"\\left|\\right|\\operatorname\{[^}]*\}|\\mathbf\{1\}|\\begin\{pmatrix\}|\\end\{pmatrix\}|\\\\|\\,|\\[A-Za-z]+|\d+\.\d+|\d+|\S"
)
_SHOWN = re.compile(r"(\d+(?:\.\d+)?)\\cdot 10\^\{(-?\d+)\}|(?<![\d.])10\^\{(-?\d+)\}|(\d+(?:\.\d+)?)")
_IGNORED = {"\\left", "\\right", "\\,"}
DIGITS = 40
PI = Decimal("3.1415926535897932384626433832795028841971693993751")


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


def _cos(x: Decimal) -> Decimal:
    """By its power series, after whole turns are taken away."""
    x = x % (2 * PI)
    term, value, n = Decimal(1), Decimal(1), 0
    while abs(term) > Decimal(10) ** -(DIGITS + 5):
        n += 2
        term *= -x * x / (n * (n - 1))
        value += term
    return value


def _erf(x: Decimal) -> Decimal:
    """By its power series."""
    term, value, n = x, x, 0
    while abs(term) > Decimal(10) ** -(DIGITS + 5):
        n += 1
        term *= -x * x / n
        value += term / (2 * n + 1)
    return 2 * value / PI.sqrt()


def _normal(z: Decimal) -> Decimal:
    """The chance that a standard normal number is smaller."""
    return (1 + _erf(z / Decimal(2).sqrt())) / 2


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


def _huber(delta: Decimal, d: Decimal) -> Decimal:
    return d * d / 2 if abs(d) <= delta else delta * (abs(d) - delta / 2)


def _one_hot(classes: Decimal, targets: np.ndarray) -> np.ndarray:
    return np.array([[Decimal(int(target == c)) for c in range(int(classes))] for target in targets.ravel()])


def _correlated(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel laid upon each place of the image where it fits."""
    h, w = kernel.shape
    places = np.ndindex(image.shape[0] - h + 1, image.shape[1] - w + 1)
    sums = [(image[y : y + h, x : x + w] * kernel).sum() for y, x in places]
    return np.array(sums, dtype=object).reshape(image.shape[0] - h + 1, -1)


def _spread_out(maps: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """The kernel times each number, added up where the number stands."""
    (H, W), (h, w) = maps.shape, kernel.shape
    image = np.full((H + h - 1, W + w - 1), Decimal(0), dtype=object)
    for y, x in np.ndindex(H, W):
        image[y : y + h, x : x + w] += maps[y, x] * kernel
    return image


def _pooled(window: str, image: np.ndarray, of_window) -> np.ndarray:
    """One number for each window; windows lie side by side."""
    h, w = (int(side) for side in window.split(r"\times"))
    rows = [[of_window(image[y : y + h, x : x + w]) for x in range(0, image.shape[1] - w + 1, w)] for y in range(0, image.shape[0] - h + 1, h)]
    return np.array(rows, dtype=object)


def _along(index: str, values: np.ndarray, function) -> np.ndarray:
    """A function of all numbers, of each column (index i) or of each row (index j)."""
    if not index:
        return _number(function(values.ravel()))
    lines = values.T if index in ("i", "n") else values
    return np.array([[function(line)] for line in lines], dtype=object)


def _mean(numbers: np.ndarray) -> Decimal:
    return numbers.sum() / len(numbers)


def _variance(numbers: np.ndarray) -> Decimal:
    return _mean((numbers - _mean(numbers)) ** 2)


def _repeated(index: str, values: np.ndarray, function) -> np.ndarray:
    """As _along, each result in the places of the numbers that it was made from."""
    result = _along(index, values, function)
    return np.broadcast_to(result.T if index == "i" else result, values.shape)


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
    r"\operatorname{SiLU}'": _each(lambda z: _sigmoid(z) + z * _slope_of_sigmoid(z)),
    r"\operatorname{softplus}'": _each(_sigmoid),
    r"\operatorname{GELU}": _each(lambda z: z * _normal(z)),
    r"\operatorname{GELU}'": _each(lambda z: _normal(z) + z * _bell(z)),
    r"\operatorname{sign}": _each(lambda z: Decimal((z > 0) - (z < 0))),
    r"\operatorname{diag}": lambda a: np.diagonal(a).reshape(-1, 1),
    r"\operatorname{sort}": lambda z: np.sort(z, axis=0),
    r"\ln": _each(Decimal.ln),
    r"\cos": _each(_cos),
    r"\sin": _each(lambda x: _cos(x - PI / 2)),
}
WITH_A_SUBSCRIPT = {
    r"\operatorname{GELU}": lambda _, z: _each(_gelu_tanh)(z),
    r"\operatorname{GELU}'": lambda _, z: _each(_slope_of_gelu_tanh)(z),
    r"\operatorname{LeakyReLU}": lambda alpha, z: _each(lambda v: v if v > 0 else Decimal(alpha) * v)(z),
    r"\operatorname{LeakyReLU}'": lambda alpha, z: _each(lambda v: Decimal(1) if v > 0 else Decimal(alpha))(z),
    r"\operatorname{ELU}": lambda alpha, z: _each(lambda v: v if v > 0 else Decimal(alpha) * (v.exp() - 1))(z),
    r"\operatorname{ELU}'": lambda alpha, z: _each(lambda v: Decimal(1) if v > 0 else Decimal(alpha) * v.exp())(z),
    r"\operatorname{clamp}": lambda limit, z: _each(lambda v: max(-Decimal(limit), min(v, Decimal(limit))))(z),
    r"\operatorname{onehot}": lambda classes, z: _one_hot(Decimal(classes), z),
    r"\operatorname{maxpool}": lambda window, image: _pooled(window, image, np.max),
    r"\operatorname{avgpool}": lambda window, image: _pooled(window, image, lambda pixels: _mean(pixels.ravel())),
    r"\mathbf{1}": lambda limits, z: _each(lambda v: Decimal(int(abs(v) < Decimal(limits.split("<")[1]))))(z),
    "h": lambda delta, d: _each(lambda v: _huber(Decimal(delta), v))(d),
}
ALONG = {
    r"\prod": lambda _, a: np.cumprod(a.ravel()).reshape(a.shape),
    r"\sum": lambda index, a: np.cumsum(a, axis=0) if index == r"\lex" else _along(index, a, np.sum),
    r"\max": lambda index, a: _along(index, a, np.max),
    r"\operatorname{mean}": lambda index, a: _repeated(index, a, _mean),
    r"\operatorname{var}": lambda index, a: _repeated(index, a, _variance),
}
OF_TWO = {
    r"\min": np.minimum,
    r"\max": np.maximum,
    r"\operatorname{alternate}": lambda a, b: np.stack([a, b], axis=-1).reshape(len(a), -1),
}
RELATIONS = {
    "=": lambda a, b: a == b,
    r"\ge": lambda a, b: a >= b,
    r"\le": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
}
_ENDS = {None, ")", "}", "]", "&", "\\\\", "+", "-", "|", ",", ";", r"\end{pmatrix}", r"\rVert", r"\rfloor", *RELATIONS}


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
            if self.peek() == r"\star":
                value = self.convolved(value)
                continue
            if self.peek() == r"\cdot":
                self.take()
            value = _times(value, self.factor())
        return value

    def factor(self) -> np.ndarray:
        value = self.thing()
        while self.peek() in ("^", "_"):
            if self.take() == "^":
                value = self.raised(value)
            else:  # rows of a table
                value = value[[int(row) for row in self.braced().ravel()]]
        return value

    def convolved(self, image: np.ndarray) -> np.ndarray:
        self.take(r"\star")
        if self.peek() != "^":
            return _correlated(image, self.factor())
        for token in ("^", "{", r"\top", "}"):
            self.take(token)
        return _spread_out(image, self.factor())

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
        if token == r"\lfloor":
            value = self.sum()
            self.take(r"\rfloor")
            return _each(lambda v: v.to_integral_value(ROUND_FLOOR))(value)
        if token == "[":
            return self.bracketed()
        if token == r"\pi":
            return _number(PI)
        if token in (r"\frac", r"\tfrac"):
            over, under = self.braced(), self.braced()
            return _spread(over, under, _ratio)
        if token == r"\sqrt":
            return _each(Decimal.sqrt)(self.braced())
        if token == "e":
            self.take("^")
            return _each(Decimal.exp)(self.braced())
        if token == r"\begin{pmatrix}":
            return self.matrix()
        if token[0].isdigit():
            return _number(Decimal(token))
        return self.called(token)

    def bracketed(self) -> np.ndarray:
        """1 or 0 for a statement that is true or false; or numbers below one another (;) or side by side (,)."""
        parts, sign = [self.sum()], self.peek()
        while self.peek() != "]":
            sign = self.take()
            parts.append(self.sum())
        self.take("]")
        if sign in RELATIONS:
            return _each(lambda holds: Decimal(int(holds)))(_spread(*parts, np.frompyfunc(RELATIONS[sign], 2, 1)))
        return np.concatenate(parts, axis=1 if sign == "," else 0)

    def subscript(self) -> str:
        """What stands in a subscript, as text."""
        if self.peek() != "_":
            return ""
        self.take()
        if self.peek() != "{":
            return self.take()
        text = self.take("{")[1:]
        while self.peek() != "}":
            text += self.take()
        self.take("}")
        return text

    def several(self, combine) -> np.ndarray:
        """Numbers in parentheses, with commas between them, combined."""
        self.take("(")
        value = self.sum()
        while self.peek() == ",":
            self.take()
            value = combine(value, self.sum())
        self.take(")")
        return value

    def called(self, name: str) -> np.ndarray:
        """A function of what stands in the brackets behind it; a power after them is one of its value."""
        subscript = self.subscript()
        if name in OF_TWO and self.peek() == "(":
            return self.several(OF_TWO[name])
        if name in ALONG:
            return ALONG[name](subscript, self.thing() if "mean" in name or "var" in name else self.product())
        if self.peek() == "'":
            name += self.take()
        if subscript:
            if name not in WITH_A_SUBSCRIPT:
                raise ValueError(f"the calculator has no key {name} with the subscript {subscript}")
            return WITH_A_SUBSCRIPT[name](subscript, self.thing())
        if name not in FUNCTIONS:
            raise ValueError(f"the calculator has no key {name}")
        return FUNCTIONS[name](self.thing())

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


def _share(a: Decimal, b: Decimal) -> Decimal:
    """a / b, and 0 for 0 / 0: a share of nothing is nothing."""
    return Decimal(0) if a == 0 == b else a / b


_product, _ratio = np.frompyfunc(_zero_wins, 2, 1), np.frompyfunc(_share, 2, 1)


def _times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A product: with a number, or of matrices."""
    return _product(a, b) if a.size == 1 or b.size == 1 else a @ b


def _spread(a: np.ndarray, b: np.ndarray, apply) -> np.ndarray:
    """Entry by entry; a vector beside a matrix of examples in rows goes with each row."""
    if a.shape != b.shape and a.size > 1 and b.size > 1:
        a, b = (a, b.T) if b.shape[1] == 1 else (a.T, b)
    return apply(a, b)
