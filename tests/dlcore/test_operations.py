"""Operations: values against NumPy, gradients and gradients of gradients against differences, shapes that don't fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, NonFiniteError, ShapeError, Tensor, check_gradients, gradients
from dlcore.ops import arithmetic, clamp, elementary, linear, reduction, shape
from example_counts import examples

RNG = np.random.default_rng(21)


def leaf(*size: int, name: str = "x", positive: bool = False) -> Tensor:
    values = RNG.normal(size=size)
    return Tensor(np.abs(values) + 0.3 if positive else values, name)


UNARY = {
    "negative": (arithmetic.negative, np.negative, False),
    "exp": (elementary.exp, np.exp, False),
    "log": (elementary.log, np.log, True),
    "sqrt": (elementary.sqrt, np.sqrt, True),
    "absolute": (elementary.absolute, np.abs, False),
    "sin": (elementary.sin, np.sin, False),
    "cos": (elementary.cos, np.cos, False),
    "square": (lambda a: a**2, np.square, False),
    "cube": (lambda a: a**3, lambda a: a**3, False),
    "power -1.5": (lambda a: a**-1.5, lambda a: a**-1.5, True),
    "clamp": (lambda a: clamp.clamp(a, 0.7), lambda a: np.clip(a, -0.7, 0.7), False),
    "sum": (reduction.total, np.sum, False),
    "sum of rows": (lambda a: reduction.total(a, -1), lambda a: a.sum(-1), False),
    "sum, axis kept": (lambda a: reduction.total(a, 0, True), lambda a: a.sum(0, keepdims=True), False),
    "mean": (reduction.mean, np.mean, False),
    "mean of columns": (lambda a: reduction.mean(a, 0), lambda a: a.mean(0), False),
    "largest": (reduction.largest, lambda a: a.max(-1), False),
    "transpose": (linear.transpose, np.transpose, False),
    "reshape": (lambda a: shape.reshape(a, (2, 6)), lambda a: a.reshape(2, 6), False),
    "permute": (lambda a: shape.permute(a, (1, 0)), np.transpose, False),
    "pick a row": (lambda a: a[1], lambda a: a[1], False),
    "pick twice": (lambda a: a[[0, 0, 2]], lambda a: a[[0, 0, 2]], False),
    "concatenate": (lambda a: shape.concatenate([a, a], 1), lambda a: np.concatenate([a, a], 1), False),
    "stack": (lambda a: shape.stack([a, a], 1), lambda a: np.stack([a, a], 1), False),
}


@pytest.mark.parametrize("name", UNARY)
def test_an_operation_of_one_input(name):
    """Value, gradient and gradient of the gradient."""
    operation, by_numpy, positive = UNARY[name]
    x = leaf(3, 4, positive=positive)
    np.testing.assert_allclose(operation(x).value, by_numpy(x.value), rtol=1e-15)
    check_gradients(operation, x)
    check_gradients(lambda t: gradients(reduction.total(operation(t) ** 2), [t])[t], x)


BINARY = {"add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide}
FITTING = [
    ((3, 4), (3, 4)),
    ((3, 4), (4,)),
    ((4,), (3, 4)),
    ((), (3, 4)),
    ((3, 4), ()),
    ((3, 4), (3, 1)),
    ((2, 3, 4), (3, 4)),
    ((2, 3, 4), (1, 3, 1)),
]


@pytest.mark.parametrize(("left", "right"), FITTING)
@pytest.mark.parametrize("name", BINARY)
def test_an_operation_of_two_inputs(name, left, right):
    """Value and gradients, where shapes are equal and where one is repeated."""
    a, b = leaf(*left, name="a"), leaf(*right, name="b", positive=True)
    operation = getattr(arithmetic, name)
    np.testing.assert_array_equal(operation(a, b).value, BINARY[name](a.value, b.value))
    check_gradients(operation, a, b)


PRODUCTS = [
    ((3, 4), (4,)),
    ((3, 4), (4, 2)),
    ((4,), (4,)),
    ((3,), (3, 4)),
    ((2, 3, 4), (2, 4, 2)),
    ((2, 3, 4), (4, 2)),
    ((2, 3, 4), (4,)),
]


@pytest.mark.parametrize(("left", "right"), PRODUCTS)
def test_a_product_of_matrices(left, right):
    """Value, gradients and gradients of gradients, of vectors, matrices and stacks of matrices."""
    A, B = leaf(*left, name="A"), leaf(*right, name="B")
    np.testing.assert_allclose((A @ B).value, A.value @ B.value, rtol=1e-14, atol=1e-15)
    check_gradients(linear.matmul, A, B)
    check_gradients(lambda a, b: gradients(reduction.total((a @ b) ** 2), [a])[a], A, B)


def test_a_product_with_a_transpose_keeps_its_gradient_unturned():
    """dL/dW of X W^T is delta^T X, and it is right."""
    X, W = leaf(5, 3, name="X"), leaf(2, 3, name="W")
    z = (X @ W.T).named("z")
    L = reduction.total(z**2).named("L")
    assert gradients(L, [W])[W].formula == r"\frac{\partial L}{\partial W} = \delta^{\top} X"
    check_gradients(lambda x, w: x @ w.T, X, W)


@settings(max_examples=examples(40))
@given(st.data())
def test_gradients_of_random_expressions(data):
    """Random expressions of several operations, values and shapes, against differences to 1e-7."""
    rng = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    rows, columns = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    a, b, c = (
        Tensor(rng.normal(size=(rows, columns)), "a"),
        Tensor(rng.normal(size=columns), "b"),
        Tensor(rng.normal(), "c"),
    )
    steps = data.draw(
        st.lists(st.sampled_from(["+b", "*c", "sin", "square", "/", "exp", "+a"]), min_size=1, max_size=5)
    )

    def expression(a, b, c):
        value = a
        for step in steps:
            value = {
                "+b": lambda v: v + b,
                "*c": lambda v: v * c,
                "sin": elementary.sin,
                "square": lambda v: v**2,
                "/": lambda v: b / (v**2 + 1.0),
                "exp": lambda v: elementary.exp(elementary.sin(v)),
                "+a": lambda v: v + a * c,
            }[step](value)
        return value

    check_gradients(expression, a, b, c)


def test_a_value_used_twice_gets_both_shares():
    """Fan-out adds: the gradient of x x + x is 2 x + 1."""
    x = Tensor(3.0, "x")
    assert gradients(x * x + x, [x])[x].item() == 7.0


def test_the_largest_of_equals():
    """A tie: the first one gets the whole gradient."""
    x = Tensor([1.0, 5.0, 5.0], "x")
    assert gradients(reduction.largest(x), [x])[x].value.tolist() == [0.0, 1.0, 0.0]


WRONG = {
    "a vector and a column": (
        lambda: leaf(4, name="u") + leaf(4, 1, name="v"),
        ShapeError,
        ["u of shape (4,)", "v of shape (4, 1)"],
    ),
    "different lengths": (
        lambda: leaf(3, name="u") * leaf(4, name="v"),
        ShapeError,
        ["u of shape (3,)", "v of shape (4,)"],
    ),
    "inner sizes": (
        lambda: leaf(2, 3, name="W") @ leaf(4, name="x"),
        ShapeError,
        ["W of shape (2, 3)", "x of shape (4,)", "3 against 4"],
    ),
    "a number in a product": (
        lambda: leaf(2, 3, name="W") @ Tensor(1.0, "c"),
        ShapeError,
        ["W of shape (2, 3)", "c of shape ()"],
    ),
    "transpose of a vector": (lambda: leaf(3, name="x").T, ShapeError, ["x of shape (3,)"]),
    "outer of matrices": (
        lambda: linear.outer(leaf(2, 2, name="A"), leaf(2, name="b")),
        ShapeError,
        ["A of shape (2, 2)"],
    ),
    "reshape": (
        lambda: shape.reshape(leaf(3, 4, name="A"), (5, 2)),
        ShapeError,
        ["A of shape (3, 4)", "12 entries", "(5, 2)"],
    ),
    "permute": (lambda: shape.permute(leaf(3, 4, name="A"), (0, 0)), ShapeError, ["A of shape (3, 4)", "(0, 0)"]),
    "pick": (lambda: leaf(3, name="x")[5], ShapeError, ["x of shape (3,)", "5"]),
    "concatenate": (
        lambda: shape.concatenate([leaf(2, name="a"), leaf(2, 2, name="b")]),
        ShapeError,
        ["a of shape (2,)", "b of shape (2, 2)"],
    ),
    "concatenate nothing": (lambda: shape.concatenate([]), ShapeError, ["at least one"]),
    "axis": (lambda: reduction.total(leaf(3, name="x"), 2), ShapeError, ["axis 2", "x of shape (3,)"]),
    "mean of nothing": (lambda: reduction.mean(leaf(0, name="x")), ShapeError, ["x of shape (0,)"]),
    "division by zero": (lambda: leaf(2, name="u") / Tensor([1.0, 0.0], "v"), DomainError, ["v of shape (2,)", "[1]"]),
    "log": (lambda: elementary.log(Tensor([1.0, -2.0], "x")), DomainError, ["x of shape (2,)", "-2"]),
    "sqrt": (lambda: elementary.sqrt(Tensor([-4.0], "x")), DomainError, ["x of shape (1,)", "-4"]),
    "power": (lambda: Tensor([0.0], "x") ** -1, DomainError, ["x of shape (1,)"]),
    "root of a negative": (lambda: Tensor([-1.0], "x") ** 0.5, DomainError, ["x of shape (1,)", "-1"]),
    "exp": (lambda: elementary.exp(Tensor([1.0, 800.0], "x")), NonFiniteError, ["x of shape (2,)", "800"]),
    "NaN": (lambda: Tensor([[1.0, float("nan")]], "x"), NonFiniteError, ["x", "nan", "[0, 1]"]),
    "a masked entry": (
        lambda: Tensor(np.ma.masked_greater([1.0, 999.0], 100), "x"),
        NonFiniteError,
        ["x", "entry at [1] is masked"],
    ),
    "infinity": (lambda: Tensor(float("inf"), "x"), NonFiniteError, ["x", "inf"]),
    "ragged": (lambda: Tensor(np.array([[1.0], [1.0, 2.0]], dtype=object), "x"), ShapeError, ["x", "object"]),
    "text": (lambda: Tensor("hello", "x"), ShapeError, ["x", "hello"]),
    "complex": (lambda: Tensor(1j, "x"), ShapeError, ["x", "complex"]),
    "a loss of two numbers": (lambda: gradients(leaf(2, name="L"), []), ShapeError, ["L of shape (2,)"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_input_that_does_not_fit(name):
    """The error names what was found: both tensors with their shapes, or the value and its place."""
    act, error, parts = WRONG[name]
    with pytest.raises(error) as caught:
        act()
    for part in parts:
        assert part in str(caught.value)


FLOAT32 = [
    lambda x: 2.0 * x + 1.0,
    lambda x: (x**2 + 1.0) ** 0.5,
    lambda x: reduction.mean(elementary.exp(x)),
    lambda x: x @ x.T,
    lambda x: 1.0 / (x**2 + 1.0),
]


@pytest.mark.parametrize("function", FLOAT32)
def test_float32_stays_float32(function):
    """Values and gradients keep the precision they were given; plain numbers don't widen it."""
    x = Tensor(RNG.normal(size=(3, 4)).astype(np.float32), "x")
    result = function(x)
    assert result.value.dtype == np.float32
    assert gradients(reduction.total(result), [x])[x].value.dtype == np.float32
