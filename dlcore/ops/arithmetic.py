r"""Sums, differences, products and quotients, entry by entry.

Shapes: both operands alike, or one a single number, or one whose shape is the end of the other's (a bias added to
each example of a batch), or one with axes of length 1 where the other is longer. The result always has the shape of
one of the operands:
a vector of shape (4,) and a column of shape (4, 1) are refused, not blown up to (4, 4).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dlcore.errors import DomainError, NonFiniteError, ShapeError
from dlcore.notation import ATOM, POWER, PRODUCT, SUM, Written, at_least, written_product, written_sum
from dlcore.ops.op import Elementwise, Op, label
from dlcore.tensor import Tensor, as_tensor, constant

__all__ = ["add", "add_all", "subtract", "multiply", "divide", "floor_divide", "negative"]


def operands(name: str, a: object, b: object) -> tuple[Tensor, Tensor]:
    """Both operands as Tensors whose shapes go together; ShapeError otherwise."""
    if type(a) is not Tensor or type(b) is not Tensor:
        a, b = _alike(a, b), _alike(b, a)
    left, right = a.value.shape, b.value.shape
    if left == right or not left or not right or left[-len(right) :] == right or right[-len(left) :] == left:
        return a, b
    try:
        shape = np.broadcast_shapes(left, right)
    except ValueError:
        shape = None
    if shape not in (left, right):
        raise ShapeError(
            f"{name} needs two equal shapes, or one that is the end of the other; found {label(a)} and {label(b)}. "
            "Reshape one of them so that the axes that belong together stand at the same place."
        )
    return a, b


def _alike(value: object, other: object) -> Tensor:
    """An operand as a Tensor; a plain number takes the other's precision, so that float32 stays float32."""
    if isinstance(value, Tensor):
        return value
    if isinstance(value, (int, float)) and isinstance(other, Tensor):
        try:
            return constant(float(value), other.value.dtype)
        except OverflowError:
            raise NonFiniteError(
                f"A number must fit into a float; found an int of {int(value).bit_length()} bits."
            ) from None
    return Tensor(value)


def unbroadcast(adjoint: Tensor, like: Tensor) -> Tensor:
    """The adjoint of an operand that was repeated: summed over the repetitions."""
    if adjoint.value.shape == like.value.shape:
        return adjoint
    from dlcore.ops.reduction import sum_to

    return sum_to(adjoint, like.shape)


def index_in(tensor: Tensor, index: tuple[int, ...]) -> tuple[int, ...]:
    """The entry of a repeated operand that belongs to an entry of the result."""
    if not tensor.ndim:
        return ()
    tail = index[len(index) - tensor.ndim :]
    return tuple(0 if size == 1 else i for i, size in zip(tail, tensor.shape))


class Binary(Op):
    """An operation of two inputs, entry by entry."""

    def entry(self, node, index, of):
        a, b = node.inputs
        return self(of(a, index_in(a, index)), of(b, index_in(b, index)))


class Add(Binary):
    symbol = "+"
    code = "{} + {}"

    def value(self, a, b):
        return a + b

    def gradient(self, i, adjoint, result):
        return unbroadcast(adjoint, result.inputs[i])

    def latex(self, write, node):
        return written_sum([write(t) for t in node.inputs])


class AddAll(Op):
    """A sum of any number of scalars or equal shapes: what an entry of a matrix product is."""

    symbol = "Σ"

    def value(self, *arrays):
        return sum(arrays[1:], start=arrays[0])

    def gradient(self, i, adjoint, result):
        return adjoint

    def latex(self, write, node):
        return written_sum([write(t) for t in node.inputs])

    def entry(self, node, index, of):
        return self(*[of(t, index) for t in node.inputs])


class Subtract(Binary):
    symbol = "−"
    code = "{} - {}"

    def value(self, a, b):
        return a - b

    def gradient(self, i, adjoint, result):
        return unbroadcast(adjoint if i == 0 else negative(adjoint), result.inputs[i])

    def latex(self, write, node):
        return written_sum([write(t) for t in node.inputs], ["+", "-"])


class Multiply(Binary):
    symbol = "×"
    code = "{} * {}"

    def value(self, a, b):
        return a * b

    def gradient(self, i, adjoint, result):
        return unbroadcast(multiply(adjoint, result.inputs[1 - i]), result.inputs[i])

    def latex(self, write, node):
        sign = r"\odot" if all(t.size > 1 for t in node.inputs) else ""
        return written_product([write(t) for t in node.inputs], sign)


class Divide(Binary):
    symbol = "÷"
    code = "{} / {}"

    def value(self, a, b):
        return a / b

    def gradient(self, i, adjoint, result):
        a, b = result.inputs
        if i == 0:
            return unbroadcast(divide(adjoint, b), a)
        return unbroadcast(negative(divide(multiply(adjoint, a), multiply(b, b))), b)

    def latex(self, write, node):
        over, under = (write(t) for t in node.inputs)
        return Written(rf"\frac{{{over.latex}}}{{{under.latex}}}", PRODUCT, numeric=over.numeric or under.numeric)


class FloorDivide(Binary):
    """A quotient rounded down; flat almost everywhere, so that its gradient is 0."""

    symbol = "⌊÷⌋"
    code = "{} // {}"

    def value(self, a, b):
        return a // b

    def gradient(self, i, adjoint, result):
        return unbroadcast(multiply(adjoint, multiply(0.0, result)), result.inputs[i])

    def latex(self, write, node):
        over, under = (write(t) for t in node.inputs)
        fraction = rf"\frac{{{over.latex}}}{{{under.latex}}}"
        return Written(rf"\left\lfloor {fraction} \right\rfloor", ATOM, numeric=over.numeric or under.numeric)


class Negative(Elementwise):
    symbol = "−"
    code = "-{}"

    def value(self, a):
        return -a

    def gradient(self, i, adjoint, result):
        return negative(adjoint)

    def latex(self, write, node):
        inner = at_least(write(node.inputs[0]), PRODUCT, first=False)
        return Written(f"-{inner.latex}", SUM, negative=True, numeric=inner.numeric)


class Identity(Elementwise):
    """The same value under another name."""

    symbol = "="

    def value(self, a):
        return a

    def gradient(self, i, adjoint, result):
        return adjoint

    def latex(self, write, node):
        return write(node.inputs[0])


class Seed(Op):
    """dL/dL = 1, where every backward pass begins. A product with it is not worth writing."""

    symbol = "1"

    def value(self):
        return np.float64(1.0)

    def latex(self, write, node):
        return Written("1", POWER, numeric=True)


ADD, ADD_ALL, SUBTRACT, MULTIPLY, DIVIDE, FLOOR_DIVIDE = (
    Add(),
    AddAll(),
    Subtract(),
    Multiply(),
    Divide(),
    FloorDivide(),
)
NEGATIVE, IDENTITY, SEED = Negative(), Identity(), Seed()


def add(a: object, b: object) -> Tensor:
    r"""a + b, entry by entry.

    >>> add(Tensor([1.0, 2.0], "a"), Tensor(1.0, "b")).value.tolist()
    [2.0, 3.0]
    """
    return ADD(*operands("+", a, b))


def add_all(terms: list[Tensor]) -> Tensor:
    """The sum of several tensors of one shape, written as one sum.

    >>> add_all([Tensor(1.0, "a"), Tensor(2.0, "b"), Tensor(3.0, "c")]).formula
    'a + b + c'
    """
    return terms[0] if len(terms) == 1 else ADD_ALL(*terms)


def subtract(a: object, b: object) -> Tensor:
    """a - b, entry by entry.

    >>> subtract(Tensor([1.0, 2.0], "a"), Tensor(1.0, "b")).formula
    'a - b'
    """
    return SUBTRACT(*operands("-", a, b))


def multiply(a: object, b: object) -> Tensor:
    r"""a \odot b, entry by entry; for matrix products use ``@``.

    >>> (Tensor(2.0) * Tensor([1.0, 3.0], "x")).formula
    '2 x'
    """
    a, b = operands("*", a, b)
    if a.op is SEED and not a.inputs:
        return b
    if b.op is SEED and not b.inputs:
        return a
    return MULTIPLY(a, b)


def divide(a: object, b: object) -> Tensor:
    """a / b, entry by entry. DomainError where b is 0.

    >>> divide(Tensor(1.0, "a"), Tensor(4.0, "b")).item()
    0.25
    """
    a, b = operands("/", a, b)
    _no_zeros(b)
    return DIVIDE(a, b)


def floor_divide(a: object, b: object) -> Tensor:
    r"""a / b rounded down, entry by entry, as in the number of places of a sliding window. DomainError where b is 0.

    >>> places = (Tensor(227.0, "W") - Tensor(11.0, "k")) // Tensor(4.0, "S") + 1.0
    >>> places.item(), places.formula
    (55.0, '\\left\\lfloor \\frac{W - k}{S} \\right\\rfloor + 1')
    """
    a, b = operands("//", a, b)
    _no_zeros(b)
    return FLOOR_DIVIDE(a, b)


def _no_zeros(b: Tensor) -> None:
    if not (b.value.all() if b.value.ndim else b.value):
        raise DomainError(f"Division by zero: {label(b)} has a 0 at {np.argwhere(b.value == 0)[0].tolist()}.")


def negative(a: object) -> Tensor:
    """-a.

    >>> negative(Tensor([1.0, -2.0], "a")).value.tolist()
    [-1.0, 2.0]
    """
    return NEGATIVE(as_tensor(a))


def seed(like: np.ndarray) -> Tensor:
    """The adjoint of the loss itself."""
    return Tensor.made_by(SEED, (), _one(like.shape, like.dtype))


@lru_cache(maxsize=64)
def _one(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    return np.ones(shape, dtype)
