"""Operations against torch's own: values and gradients."""

from __future__ import annotations

import numpy as np

from dlcore.ops import arithmetic, clamp, elementary, extremes, linear, reduction, shape
from dlcore.regularization import l1_penalty, l2_penalty, masked
from torch_reference.case import Case, differentiable

_RNG = np.random.default_rng(21)
_A, _B = _RNG.normal(size=(2, 3, 4))
_POSITIVE = _RNG.uniform(0.2, 3.0, (3, 4))
_ROW = _RNG.normal(size=4)
_STACK = _RNG.normal(size=(2, 3, 4))
_MASK = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 0.0, 1.0]])


def _of_one(name: str, theirs, ours, a: np.ndarray = _A) -> Case:
    return differentiable(name, torch=lambda t, a: theirs(t, a), dlcore=ours, inputs={"a": a})


def _of_two(name: str, theirs, ours, a: np.ndarray = _A, b: np.ndarray = _B) -> Case:
    return differentiable(name, torch=lambda t, a, b: theirs(t, a, b), dlcore=ours, inputs={"a": a, "b": b})


CASES = [
    _of_two("add", lambda t, a, b: a + b, arithmetic.add),
    _of_two("add a row to each row", lambda t, a, b: a + b, arithmetic.add, b=_ROW),
    _of_two("subtract", lambda t, a, b: a - b, arithmetic.subtract),
    _of_two("multiply", lambda t, a, b: a * b, arithmetic.multiply),
    _of_two("multiply by a column", lambda t, a, b: a * b, arithmetic.multiply, b=_B[:, :1]),
    _of_two("divide", lambda t, a, b: a / b, arithmetic.divide, b=_POSITIVE),
    _of_one("negative", lambda t, a: -a, arithmetic.negative),
    Case(
        "floor divide",
        lambda t, a, b: t.floor_divide(a, b),
        lambda a, b: arithmetic.floor_divide(a, b),
        {"a": 10.0 * _A, "b": _POSITIVE},
    ),
    _of_one("exp", lambda t, a: t.exp(a), elementary.exp),
    _of_one("log", lambda t, a: t.log(a), elementary.log, _POSITIVE),
    _of_one("sqrt", lambda t, a: t.sqrt(a), elementary.sqrt, _POSITIVE),
    _of_one("absolute", lambda t, a: t.abs(a), elementary.absolute),
    _of_one("sin", lambda t, a: t.sin(a), elementary.sin),
    _of_one("cos", lambda t, a: t.cos(a), elementary.cos),
    _of_one("square", lambda t, a: a**2, lambda a: a**2),
    _of_one("power -1.5", lambda t, a: a**-1.5, lambda a: a**-1.5, _POSITIVE),
    _of_two("power of a Tensor", lambda t, a, b: a**b, lambda a, b: a**b, a=_POSITIVE),
    _of_one("clamp", lambda t, a: t.clamp(a, -0.7, 0.7), lambda a: clamp.clamp(a, 0.7)),
    _of_two("larger", lambda t, a, b: t.maximum(a, b), extremes.larger),
    _of_two("smaller", lambda t, a, b: t.minimum(a, b), extremes.smaller),
    _of_two("matrix times matrix", lambda t, a, b: a @ b, linear.matmul, b=_STACK[0].T.copy()),
    _of_two("matrix times vector", lambda t, a, b: a @ b, linear.matmul, b=_ROW),
    _of_two("stack of matrices", lambda t, a, b: a @ b, linear.matmul, a=_STACK, b=_STACK.swapaxes(1, 2).copy()),
    _of_two("outer", lambda t, a, b: t.outer(a, b), linear.outer, a=_A[0], b=_B[1]),
    _of_one("transpose", lambda t, a: a.T, linear.transpose),
    _of_one("sum", lambda t, a: a.sum(), reduction.total),
    _of_one("sum over an axis", lambda t, a: a.sum(1), lambda a: reduction.total(a, 1)),
    _of_one(
        "mean over axes, kept",
        lambda t, a: a.mean((0, 2), keepdim=True),
        lambda a: reduction.mean(a, (0, 2), True),
        _STACK,
    ),
    _of_one("largest", lambda t, a: a.max(-1).values, reduction.largest),
    _of_one("reshape", lambda t, a: a.reshape(2, 6), lambda a: shape.reshape(a, (2, 6))),
    _of_one("permute", lambda t, a: a.permute(2, 0, 1), lambda a: shape.permute(a, (2, 0, 1)), _STACK),
    _of_one("pick rows, one twice", lambda t, a: a[[0, 2, 0]], lambda a: a[[0, 2, 0]]),
    _of_two("concatenate", lambda t, a, b: t.cat([a, b], 1), lambda a, b: shape.concatenate([a, b], 1)),
    _of_two("stack", lambda t, a, b: t.stack([a, b], 1), lambda a, b: shape.stack([a, b], 1)),
    differentiable(
        "dropout with a mask",
        torch=lambda t, x, m: m * x / (1 - 0.25),
        dlcore=lambda x, m: masked(x, m.value, 0.25).output,
        inputs={"x": _A, "m": _MASK},
        wanted=["x"],
    ),
    _of_one("L1 penalty", lambda t, a: 0.3 * a.abs().sum(), lambda a: l1_penalty([a], 0.3)),
    _of_one("L2 penalty", lambda t, a: 0.3 / 2 * (a**2).sum(), lambda a: l2_penalty([a], 0.3)),
]
