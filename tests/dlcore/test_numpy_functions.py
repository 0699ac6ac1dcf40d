"""NumPy's functions on Tensors give Tensors that show their work, or say why they can't."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import DlcoreError, ShapeError, Tensor, gradients, numerical_gradient
from dlcore.numpy_functions import FUNCTIONS, INSTEAD, UFUNCS

X = np.array([[0.5, 1.5, 2.0], [0.25, 3.0, 1.25]])
Y = np.array([[1.0, 0.75, 2.5], [2.0, 0.5, 0.125]])
FLOORED = {np.floor_divide}  # whole results: differences of them say nothing
SQUARE = {np.matmul, np.dot, np.inner}

CALLS = {
    np.where: lambda f, x, y: f(X > 1.0, x, y),
    np.clip: lambda f, x, y: f(x, 0.4, 1.75),
    np.reshape: lambda f, x, y: f(x, (3, 2)),
    np.expand_dims: lambda f, x, y: f(x, 1),
    np.concatenate: lambda f, x, y: f([x, y], axis=1),
    np.stack: lambda f, x, y: f((x, y)),
    np.outer: lambda f, x, y: f(x[0], y[1]),
    np.inner: lambda f, x, y: f(x, y),
    np.dot: lambda f, x, y: f(x, np.transpose(y)),
    np.matmul: lambda f, x, y: f(x, np.transpose(y)),
}


def called(function, x, y):
    """The function of both arrays, or of the first if it takes one."""
    if function in CALLS:
        return CALLS[function](function, x, y)
    two = isinstance(function, np.ufunc) and function.nin == 2
    return function(x, y) if two else function(x)


@pytest.mark.independent
@pytest.mark.parametrize("function", [*UFUNCS, *FUNCTIONS], ids=lambda f: f.__name__)
def test_each_function_has_numpys_value_and_a_gradient_and_shows_its_work(function) -> None:
    """On Tensors as on arrays; the gradient is that of finite differences, and x stands in the formula."""
    x, y = Tensor(X, "x"), Tensor(Y, "y")
    result = called(function, x, y)
    assert isinstance(result, Tensor)
    np.testing.assert_allclose(result.value, called(function, X, Y), rtol=1e-14)
    assert "x" in result.formula
    if function not in FLOORED:
        total = np.sum(result)
        np.testing.assert_allclose(gradients(total, [x])[x].value, numerical_gradient(total, x), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize(
    "call",
    [
        lambda f, t: f.sum(t, axis=0, keepdims=True),
        lambda f, t: f.mean(t, 1),
        lambda f, t: f.max(t, axis=1),
        lambda f, t: f.max(t, keepdims=True),
        lambda f, t: f.max(t, axis=(0, -1)),
        lambda f, t: f.concatenate([t, t[0:1]], axis=None),
        lambda f, t: f.std(t, axis=0),
        lambda f, t: f.linalg.norm(t, axis=1),
        lambda f, t: f.linalg.norm(t[0], 1),
        lambda f, t: f.linalg.norm(t[0] - 1.0, np.inf),
        lambda f, t: f.linalg.norm(t - 1.0, 1, axis=0),
        lambda f, t: f.linalg.norm(t, 2, 1, True),
        lambda f, t: f.linalg.norm(t, "fro"),
        lambda f, t: f.where(t > 1.0, t, 0.0) + abs(t - 1.0),
        lambda f, t: f.transpose(t, (1, 0)),
        lambda f, t: f.add.reduce(t),
        lambda f, t: f.multiply.outer(t[0], t[1]),
        lambda f, t: f.dot(2.0, t),
        lambda f, t: np.ones((2, 3)) + t,
        lambda f, t: np.float64(2.0) * t,
        lambda f, t: np.eye(2) @ t,
        lambda f, t: np.full((2, 3), 2.0) ** t,
    ],
)
def test_arguments_and_operators_of_arrays(call) -> None:
    """Axes, kept dimensions and arrays at the left of an operator mean what they mean in NumPy."""
    result = call(np, Tensor(X, "x"))
    assert isinstance(result, Tensor)
    np.testing.assert_allclose(result.value, call(np, X), rtol=1e-14)


def test_a_root_shows_its_work() -> None:
    """Formula, numbers put in, result."""
    lines = np.sqrt(Tensor(2.0, "x")).named("s").working().lines
    assert [line.latex for line in lines] == [r"\sqrt{x}", r"\sqrt{2}", "1.414"]


def test_what_was_never_an_expression_is_an_array() -> None:
    """Truth, places and shapes come from the values."""
    t = Tensor(X, "x")
    assert np.shape(t) == (2, 3) and np.argmax(t) == 4 and np.allclose(t, X) and (np.greater(t, 1.0) == (X > 1.0)).all()
    assert np.isfinite(t).all() and np.array_equal(np.ones_like(t), np.ones((2, 3)))


def test_comparisons_are_those_of_the_values() -> None:
    """From both sides, with numbers, arrays and Tensors; == asks whether both are the same Tensor."""
    t = Tensor(X, "x")
    for found in (t > 1.0, 1.0 < t, t > np.ones((2, 3)), np.ones((2, 3)) < t, t > Tensor(1.0)):
        assert np.array_equal(found, X > 1.0)
    assert (t >= X).all() and (t <= X).all() and not (t < X).any()
    assert max(Tensor([1.0, 3.0, 2.0], "v")).item() == 3.0 and t == t and t != Tensor(X, "x")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda t: np.cumsum(t), r"no np.cumsum, .*take np.cumsum\(np.asarray\(t\)\)"),
        (lambda t: np.arctan(t), "no np.arctan"),
        (lambda t: np.linalg.inv(t), "no np.linalg.inv"),
        (lambda t: np.min(t), r"smallest entry is -np.max\(-t\)"),
        (lambda t: np.log10(t), "shows its work"),
        (lambda t: np.add.accumulate(t), "no np.add.accumulate"),
        (lambda t: np.mean(t, where=[True, False, True]), "np.mean of a Tensor takes a, axis, keepdims; found where"),
        (lambda t: np.linalg.norm(t, 1), "takes ord None, 1, 2 or np.inf of vectors .* found 1 of a matrix"),
        (lambda t: np.linalg.norm(t, 2), "found 2 of a matrix"),
        (lambda t: np.average(t, 0, [1.0, 2.0]), "np.average of a Tensor takes a, axis, keepdims; found 3 values"),
        (lambda t: np.mean(t, 0, float), "np.mean of a Tensor takes a, axis, keepdims; found 3 values"),
        (lambda t: np.dot(t, np.ones((2, 3, 4))), r"vectors and matrices at the right; found the shape \(2, 3, 4\)"),
        (lambda t: np.max(np.stack([t, t]), axis=(0, 1)), r"np.max of a Tensor takes one axis, or all of them"),
        (lambda t: np.sqrt(t, out=np.zeros((2, 3))), "can't write a Tensor into an array"),
        (lambda t: np.add(np.zeros((2, 3)), t, casting="no"), "np.add of a Tensor takes"),
    ],
)
def test_what_dlcore_does_not_have_is_told(call, message: str) -> None:
    """The message names the function, what shows its work in its place, and the way to a plain array."""
    with pytest.raises(DlcoreError, match=message):
        call(Tensor(X, "x"))


def test_an_array_takes_no_tensor_in_place() -> None:
    """The array would forget the expression; the message says what to write."""
    array = np.zeros((2, 3))
    with pytest.raises(DlcoreError, match=r"Write a = a \+ t"):
        array += Tensor(X, "x")


def test_domains_are_dlcores_own() -> None:
    """A logarithm of zero is an error with the Tensor's name, not a warning and an infinity."""
    with pytest.raises(DlcoreError, match="log needs positive numbers; x"):
        np.log(Tensor([0.0], "x"))
    with pytest.raises(ShapeError):
        np.add(Tensor([1.0, 2.0]), Tensor([1.0, 2.0, 3.0]))


def test_every_piece_of_advice_is_for_a_function_that_is_not_there() -> None:
    """Nothing is both done and refused."""
    assert not set(INSTEAD) & (set(UFUNCS) | set(FUNCTIONS))
