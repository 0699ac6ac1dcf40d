"""Functions of one number, applied to each entry: exp, log, square root, powers, absolute value, sine, cosine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.errors import DomainError, NonFiniteError
from dlcore.notation import ATOM, POWER, Written, at_least, called, parenthesized
from dlcore.ops.arithmetic import Binary, divide, multiply, negative, operands, unbroadcast
from dlcore.ops.op import Elementwise, label
from dlcore.tensor import Tensor, as_tensor

__all__ = ["exp", "log", "sqrt", "absolute", "sin", "cos", "power"]


class Exp(Elementwise):
    symbol = "exp"

    def value(self, a):
        return np.exp(a)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, result)

    def latex(self, write, node):
        power = write(node.inputs[0])
        return Written(f"e^{{{power.latex}}}", POWER, numeric=power.numeric)


class Log(Elementwise):
    symbol = "ln"

    def value(self, a):
        return np.log(a)

    def gradient(self, i, adjoint, result):
        return divide(adjoint, result.inputs[0])

    def latex(self, write, node):
        return called(r"\ln", write(node.inputs[0]))


class Sqrt(Elementwise):
    symbol = "√"

    def value(self, a):
        return np.sqrt(a)

    def gradient(self, i, adjoint, result):
        return divide(adjoint, multiply(2.0, result))

    def latex(self, write, node):
        inner = write(node.inputs[0])
        return Written(rf"\sqrt{{{inner.latex}}}", ATOM, numeric=inner.numeric)


class Absolute(Elementwise):
    """|a|; its derivative at 0 is taken as 0."""

    symbol = "|·|"

    def value(self, a):
        return np.abs(a)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, SIGN(result.inputs[0]))

    def latex(self, write, node):
        return Written(rf"\left|{write(node.inputs[0]).latex}\right|", ATOM)


class Sign(Elementwise):
    symbol = "sign"

    def value(self, a):
        return np.sign(a)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, multiply(0.0, result))

    def latex(self, write, node):
        return called(r"\operatorname{sign}", write(node.inputs[0]))


class Sin(Elementwise):
    symbol = "sin"

    def value(self, a):
        return np.sin(a)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, COS(result.inputs[0]))

    def latex(self, write, node):
        return called(r"\sin", write(node.inputs[0]))


class Cos(Elementwise):
    symbol = "cos"

    def value(self, a):
        return np.cos(a)

    def gradient(self, i, adjoint, result):
        return negative(multiply(adjoint, SIN(result.inputs[0])))

    def latex(self, write, node):
        return called(r"\cos", write(node.inputs[0]))


@dataclass(frozen=True)
class Power(Elementwise):
    """a to a constant power."""

    exponent: float
    symbol = "pow"

    def value(self, a):
        return np.multiply(a, a) if self.exponent == 2 else np.power(a, self.exponent)

    def gradient(self, i, adjoint, result):
        a = result.inputs[0]
        if self.exponent == 2:
            return multiply(adjoint, multiply(2.0, a))
        return multiply(adjoint, multiply(self.exponent, power(a, self.exponent - 1)))

    def latex(self, write, node):
        base = write(node.inputs[0])
        safe = (
            parenthesized(base)
            if "^" in base.latex or base.numeric and base.negative
            else at_least(base, ATOM, first=False)
        )
        return Written(f"{safe.latex}^{{{self.exponent:g}}}", POWER, numeric=base.numeric)


class Raise(Binary):
    """a to the power of b, where b is a Tensor too."""

    symbol = "pow"

    def value(self, a, b):
        if isinstance(a, (int, float)):  # one number: Python starts faster than NumPy, which refuses 2 to the -1
            return float(a) ** b
        return np.float64(a.item() ** b.item()) if a.ndim == b.ndim == 0 and a.dtype == np.float64 else np.power(a, b)

    def gradient(self, i, adjoint, result):
        a, b = result.inputs
        slope = multiply(b, RAISE(a, b - 1.0)) if i == 0 else multiply(result, log(a))
        return unbroadcast(multiply(adjoint, slope), result.inputs[i])

    def latex(self, write, node):
        base, exponent = (write(t) for t in node.inputs)
        safe = parenthesized(base) if "^" in base.latex or base.negative else at_least(base, ATOM, first=False)
        return Written(f"{safe.latex}^{{{exponent.latex}}}", POWER, numeric=base.numeric)


EXP, LOG, SQRT, ABSOLUTE, SIGN, SIN, COS = Exp(), Log(), Sqrt(), Absolute(), Sign(), Sin(), Cos()
RAISE = Raise()
SQUARE = Power(2.0)


def exp(a: object) -> Tensor:
    """e to the a. NonFiniteError when it overflows (a > 709.78 in float64).

    >>> exp([0.0]).value.tolist()
    [1.0]
    """
    a = as_tensor(a)
    with np.errstate(over="ignore"):
        result = EXP(a)
    if not np.isfinite(result.value).all():
        raise NonFiniteError(f"exp overflows: {label(a)} reaches {a.value.max():g}. Subtract the maximum first.")
    return result


def log(a: object) -> Tensor:
    """The natural logarithm (nats). DomainError unless a > 0.

    >>> log(1.0).item()
    0.0
    """
    a = as_tensor(a)
    if not (a.value > 0).all():
        raise DomainError(f"log needs positive numbers; {label(a)} goes down to {a.value.min():g}.")
    return LOG(a)


def sqrt(a: object) -> Tensor:
    """The square root. DomainError unless a >= 0.

    >>> sqrt([4.0, 9.0]).value.tolist()
    [2.0, 3.0]
    """
    a = as_tensor(a)
    if not (a.value >= 0).all():
        raise DomainError(f"A square root needs numbers from 0 up; {label(a)} goes down to {a.value.min():g}.")
    return SQRT(a)


def absolute(a: object) -> Tensor:
    """|a|, with derivative 0 at 0.

    >>> absolute([-2.0, 3.0]).value.tolist()
    [2.0, 3.0]
    """
    return ABSOLUTE(as_tensor(a))


def sin(a: object) -> Tensor:
    """sin a, a in radians.

    >>> sin(0.0).item()
    0.0
    """
    return SIN(as_tensor(a))


def cos(a: object) -> Tensor:
    """cos a, a in radians.

    >>> cos(0.0).item()
    1.0
    """
    return COS(as_tensor(a))


def power(a: object, exponent: object) -> Tensor:
    """a to a constant power, or to that of a Tensor. DomainError where that has no real value, NonFiniteError where it
    overflows.

    >>> power(Tensor(2.0, "a"), 3).formula
    'a^{3}'
    >>> power(Tensor(0.5, "a"), Tensor(3.0, "t")).item()
    0.125
    """
    if isinstance(exponent, Tensor):
        return _raised(*operands("**", a, exponent))
    a = as_tensor(a)
    exponent = number("exponent", exponent)
    if exponent == 2:
        return SQUARE(a)
    if exponent < 0 and not a.value.all():
        raise DomainError(f"0 can't be raised to {exponent:g}; {label(a)} has a 0.")
    if exponent != int(exponent) and not (a.value >= 0).all():
        raise DomainError(
            f"A power of {exponent:g} needs numbers from 0 up; {label(a)} goes down to {a.value.min():g}."
        )
    return Power(float(exponent))(a)


def _raised(a: Tensor, exponent: Tensor) -> Tensor:
    if not (a.value > 0).all():
        raise DomainError(f"A power that is a Tensor needs a base above 0; {label(a)} goes down to {a.value.min():g}.")
    try:
        with np.errstate(over="ignore"):
            result = RAISE(a, exponent)
    except OverflowError:  # Python's own, of a single number
        result = None
    if result is None or not np.isfinite(result.value).all():
        raise NonFiniteError(f"The power overflows: {label(a)} has entries up to {a.value.max():g}.")
    return result
