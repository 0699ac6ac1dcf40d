"""Tensors and how they are written: names, formulas, precedence, entries, digits, derivatives' names, colors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.checking.calculator import compute
from deckwright.equations.formula import Formula
from dlcore import NonFiniteError, ShapeError, Tensor, entry_of, evaluate, gradients, sigmoid, symbol, tanh, working
from dlcore.ops.reduction import total
from dlcore.rounding import rounding_for
from example_counts import examples

A, B, C = Tensor(2.0, "a"), Tensor(-3.0, "b"), Tensor(0.5, "c")
U, V = Tensor([1.0, 2.0], "u"), Tensor([3.0, 4.0], "v")
W = Tensor([[1.0, 2.0], [3.0, 4.0]], "W")


def test_a_tensor_is_its_array():
    """Value, shape, size, iteration, number; the value of a leaf can't be changed, nor by changing what it was made
    of."""
    source = np.array([[1.0, 2.0], [3.0, 4.0]])
    T = Tensor(source, "T")
    source[0, 0] = 9.0
    assert T.value[0, 0] == 1.0 and T.shape == (2, 2) and T.ndim == 2 and T.size == 4 and len(T) == 2
    assert [row.value.tolist() for row in T] == [[1.0, 2.0], [3.0, 4.0]]
    assert float(A) == A.item() == 2.0 and np.asarray(T).shape == (2, 2)
    assert f"{A:.2f}" == "2.00" and "T" in repr(T)
    with pytest.raises(ValueError, match="read-only"):
        T.value[0, 0] = 1.0
    with pytest.raises(ShapeError, match="single number"):
        iter(A)


def test_arrays_and_numbers_mix_with_tensors():
    """From either side, NumPy's arrays too."""
    array = np.array([1.0, 2.0])
    for found in (array + U, U + array, 1.0 + U - 1.0 + array):
        assert isinstance(found, Tensor) and found.value.tolist() == [2.0, 4.0]
    assert (np.eye(2) @ U).value.tolist() == [1.0, 2.0] and (array * U).value.tolist() == [1.0, 4.0]
    assert (2.0 / C).item() == 4.0 and (1.0 - A).item() == -1.0


def test_a_name_given_again():
    """A leaf takes another name; a named result keeps the first name in its formula."""
    z = (A * B).named("z")
    assert z.named("q").formula == "q = z" and z.formula == "z = a b"
    assert A.named("x").formula == "x" and A.name == "a"


FORMULAS = [
    (A + B + C, "a + b + c"),
    (A - (B - C), "a - (b - c)"),
    (A - (B + C), "a - (b + c)"),
    ((A - B) - C, "a - b - c"),
    (A * (B + C), "a (b + c)"),
    ((A + B) * C, "(a + b) c"),
    (A * B * C, "a b c"),
    (-(A + B), "-(a + b)"),
    (-A * B, "(-a) b"),
    (A * -B, "a (-b)"),
    (A + -B, "a + (-b)"),
    ((A + B) ** 2, "(a + b)^{2}"),
    ((A**2) ** 3, "(a^{2})^{3}"),
    (-(A**2), "-a^{2}"),
    ((-A) ** 2, "(-a)^{2}"),
    (A / B, r"\frac{a}{b}"),
    ((A + B) / (A - B), r"\frac{a + b}{a - b}"),
    ((A / B) ** 2, r"\left(\frac{a}{b}\right)^{2}"),
    (U * V, r"u \odot v"),
    (A * U, "a u"),
    (W @ U, "W u"),
    (U @ V, r"u^{\top} v"),
    (W.T @ U, r"W^{\top} u"),
    ((W @ U) * V, r"(W u) \odot v"),
    (W @ (U * V), r"W (u \odot v)"),
    ((W + W).T, r"(W + W)^{\top}"),
    (total(U * V), r"\sum u \odot v"),
    (sigmoid(A + B), r"\sigma(a + b)"),
    (tanh(A) ** 2, r"\tanh(a)^{2}"),
    (W[0, 1], "w_{12}"),
    (2.0 * A, "2 a"),
    (A * 2.0, r"a \cdot 2"),
]


@pytest.mark.parametrize(("tensor", "latex"), FORMULAS, ids=[latex for _, latex in FORMULAS])
def test_formulas_have_the_parentheses_they_need(tensor, latex):
    """Precedence of sums, products, powers, signs and products of matrices."""
    assert tensor.formula == latex


@pytest.mark.independent
@settings(max_examples=examples(80))
@given(st.data())
def test_parentheses_mean_what_was_computed(data):
    """Random expressions of numbers: the numbers on display, read by the calculator's rules, give the value."""
    values = st.sampled_from([2.0, -3.0, 0.5, 4.0, -0.25, 1.0])

    def draw(depth: int) -> Tensor:
        if depth == 0:
            return Tensor(data.draw(values), "x")
        kind = data.draw(st.sampled_from(["+", "-", "*", "/", "neg", "square"]))
        left = draw(depth - 1)
        if kind == "neg":
            return -left
        if kind == "square":
            return left**2
        right = draw(data.draw(st.integers(0, depth - 1)))
        if kind == "/":
            return left / (right if right.value else Tensor(2.0, "x"))
        return {"+": left + right, "-": left - right, "*": left * right}[kind]

    tensor = draw(data.draw(st.integers(1, 4))).named("y")
    line = next(line for line in working(tensor, digits=12).lines if line.kind == "numbers" or line.kind == "result")
    assert float(compute(Formula(line.latex)).item()) == pytest.approx(tensor.item(), rel=1e-9, abs=1e-9)


def test_evaluating_again_with_other_values():
    """The expression with one Tensor replaced; the others keep their values."""
    z = (A * B + C).named("z")
    assert float(evaluate(z, {A: np.array(10.0)})) == -29.5
    assert float(evaluate(z, {z: np.array(7.0)})) == 7.0


def test_entries():
    """An entry's expression goes down to entries of named tensors, through sums, products, transposes and picks."""
    y = (W.T @ (U * V)).named("y")
    assert entry_of(y, (1,)).formula == "y_{2} = w_{12} u_{1} v_{1} + w_{22} u_{2} v_{2}"
    assert entry_of((W + U).named("Z"), (1, 0)).formula == "z_{21} = w_{21} + u_{1}"
    assert entry_of(total(W, axis=0).named("s"), (1,)).formula == "s_{2} = w_{12} + w_{22}"
    with pytest.raises(ShapeError, match=r"y of shape \(2,\) has no entry \[2\]"):
        entry_of(y, (2,))


SYMBOLS = [
    ("W^{(1)}", (0, 1), "w^{(1)}_{12}"),
    ("b", (2,), "b_{3}"),
    ("x_t", (0,), "x_{t,1}"),
    (r"\hat{m}_t", (0, 1), r"\hat{m}_{t,1,2}"),
    ("W", (9, 0), "w_{10,1}"),
    (r"W_{\text{new}}", (0, 0), r"w_{1,1,\text{new}}"),
    (r"\frac{\partial L}{\partial W}", (1, 0), r"\frac{\partial L}{\partial w_{21}}"),
    (r"\delta^{(2)}", (0,), r"\delta^{(2)}_{1}"),
    ("L", (), "L"),
]


@pytest.mark.parametrize(("name", "index", "expected"), SYMBOLS)
def test_the_symbol_of_an_entry(name, index, expected):
    """Matrices take the small letter, indices count from 1, scripts that are there stay."""
    assert symbol.entry(name, index) == expected


def test_names_of_derivatives():
    """delta for a pre-activation with its layer, a quotient of partials for all else."""
    assert symbol.adjoint("L", "z^{(2)}") == r"\delta^{(2)}"
    assert symbol.adjoint("L", "z_t") == r"\delta_{t}"
    assert symbol.adjoint("E", "W") == r"\frac{\partial E}{\partial W}"
    assert symbol.transposed("W^{(1)}") == r"W^{(1)\top}"


ROUNDINGS = [
    ([0.05, 0.1], 4, ["0.05", "0.10"]),
    ([0.37754], 4, ["0.3775"]),
    ([123456.0], 4, ["123456"]),
    ([12.3456], 4, ["12.35"]),
    ([0.0], 4, ["0"]),
    ([-0.00001], 4, [r"-10^{-5}"]),
    ([1e-8], 4, ["10^{-8}"]),
    ([2.5e9], 4, [r"2.5\cdot 10^{9}"]),
    ([1 / 3], 2, ["0.33"]),
    ([-0.0001, 5.0], 3, ["0.00", "5.00"]),
    ([-1e-9, 7.123456], 4, ["0.000", "7.123"]),
    ([3.0, -4.0], 4, ["3", "-4"]),
]


@pytest.mark.parametrize(("values", "digits", "shown"), ROUNDINGS)
def test_digits(values, digits, shown):
    """Significant digits of the largest, no needless zeros, never -0, powers of ten for very small and very large."""
    rounding = rounding_for(np.array(values), digits)
    assert [rounding.latex(v) for v in values] == shown


@settings(max_examples=examples(100))
@given(st.floats(-1e12, 1e12, allow_subnormal=False), st.integers(1, 8))
def test_what_is_shown_is_what_is_counted_with(value, digits):
    """The number read back from its digits is the rounded one, off by no more than half a unit of the last digit."""
    rounding = rounding_for(np.array(value), digits)
    read = float(rounding.show(value))
    assert rounding.rounded(np.array([value]))[0] == read
    assert abs(read - value) <= 0.5 * rounding.unit(read) * (1 + 1e-9) + 1e-15 * abs(value)


def test_the_working_of_one_number():
    """Formula, numbers, result; every number knows whose entry it is; colors come in by paint."""
    z = (W @ U + V).named("z")
    found = working(z, entry=0)
    assert [line.kind for line in found.lines] == ["formula", "numbers", "result"]
    assert [line.latex for line in found.lines] == [
        "w_{11} u_{1} + w_{12} u_{2} + v_{1}",
        r"1 \cdot 1 + 2 \cdot 2 + 3",
        "8",
    ]
    assert [(n.text, n.of, n.index) for n in found.lines[1].numbers[:3]] == [
        ("1", "W", (0, 0)),
        ("1", "u", (0,)),
        ("2", "W", (0, 1)),
    ]
    painted = working(z, paint=lambda tensor, latex: rf"\color{{red}}{{{latex}}}" if tensor.name == "W" else latex)
    assert painted.lines[0].latex == r"\color{red}{W} u + v"


def test_large_arrays_are_shortened():
    """More than six rows or columns, or eight terms, get dots."""
    big = (Tensor(np.ones((9, 9)), "W") @ Tensor(np.ones(9), "x")).named("z")
    assert r"\vdots" in working(big).latex and r"\cdots" in working(big, entry=0).latex


def test_no_working_where_there_is_none():
    """A value that isn't finite."""
    with pytest.raises(NonFiniteError, match="z of shape"):
        working(Tensor.made_by((A * B).op, (A, B), np.array(np.nan), "z"))


def test_gradients_of_what_the_loss_does_not_depend_on():
    """A wanted tensor gets zeros of its shape; one that was not asked for has no gradient."""
    L = (A * B).named("L")
    found = gradients(L, [A, U])
    assert found[U].value.tolist() == [0.0, 0.0] and len(found) == 2
    with pytest.raises(KeyError, match="c of shape"):
        found[C]


def test_where_a_loss_stopped_being_finite():
    """The error names the first tensor that isn't finite and what made it."""
    with np.errstate(over="ignore"):
        q = (Tensor(1e200, "u") * Tensor(1e200, "v")).named("q")
        L = (q - 1.0).named("L")
    with pytest.raises(NonFiniteError, match=r"q of shape \(\), made by × from u of shape \(\), v of shape \(\)"):
        gradients(L, [])


@pytest.mark.independent
def test_gradients_of_gradients():
    """d^3/dx^3 of x^4 is 24 x; the second derivative of sigma at 0 is 0."""
    x = Tensor(3.0, "x")
    value = x**4
    for _ in range(3):
        value = gradients(value, [x])[x]
    assert value.item() == 72.0
    z = Tensor(0.0, "u")
    assert gradients(gradients(sigmoid(z), [z])[z], [z])[z].item() == 0.0


def test_a_long_chain_needs_no_recursion():
    """Five thousand operations one after the other: value and gradient."""
    x = Tensor(1.0, "x")
    value = x
    for _ in range(5000):
        value = value + 0.001 * x
    assert gradients(value, [x])[x].item() == pytest.approx(6.0)


def test_sums_and_means_are_methods_too():
    """As NumPy has them, with the expression kept, whether they or NumPy's functions are called."""
    W = Tensor([[1.0, 2.0], [3.0, 4.0]], "W")
    assert W.sum(axis=0).value.tolist() == [4.0, 6.0] and W.mean().item() == 2.5
    assert np.sum(W, axis=1).value.tolist() == [3.0, 7.0] and np.mean(W, keepdims=True).shape == (1, 1)
    assert np.sum(W).formula == W.sum().formula == r"\sum W" and gradients(W.sum(), [W])[W].value.tolist() == [
        [1.0, 1.0],
        [1.0, 1.0],
    ]


def test_a_role_that_is_said_goes_before_the_letter() -> None:
    """Also for an entry of the Tensor, and when it is kept and read back; the name alone says it by custom."""
    h = Tensor([0.5, 0.2], "h", role="weight")
    y = (h * Tensor([1.0, 2.0], "x")).named("y", role="")
    seen = {}
    working(y, entry=0, paint=lambda tensor, latex: seen.setdefault(tensor.name, tensor.role) and latex or latex)
    assert (
        entry_of(y, (0,)).role == ""
        and seen["h_{1}"] == "weight"
        and seen["x_{1}"] == "input"
        and (y.role, h.named("h").role) == ("", "activation")
    )
