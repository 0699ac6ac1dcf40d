"""Operations: their arrays, axes, shapes, limits and exponents."""

from __future__ import annotations

from collections.abc import Iterator

import dlcore
from bad_input.values import ARRAYS, NAN, NOT_NEGATIVE, Attempt, each
from dlcore import Tensor
from dlcore.ops import arithmetic, clamp, elementary, extremes, reduction, shape
from dlcore.ops.safe_divide import safe_divide


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    two = Tensor([1.0, 2.0], "x")
    of_one = {
        **{name: getattr(elementary, name) for name in ("exp", "log", "sqrt", "absolute", "sin", "cos")},
        "larger": lambda v: extremes.larger(v, 1.0),
        "smaller": lambda v: extremes.smaller(v, 1.0),
        "safe_divide": lambda v: safe_divide(v, 1.0),
        "//": lambda v: arithmetic.floor_divide(v, 2.0),
        "stack": lambda v: shape.stack([v, [1.0, 2.0]]),
        "total": reduction.total,
        "largest": reduction.largest,
    }
    for name, f in of_one.items():
        yield from each(name, f, ARRAYS)
    not_numbers = {key: value for key, value in NOT_NEGATIVE.items() if key != "negative"}
    yield from each("exponent", lambda e: two**e, not_numbers | {"a list": [1.0, 2.0]})
    yield from each("clamp limit", lambda limit: clamp.clamp(two, limit), NOT_NEGATIVE)
    axes = {"above": 1, "fraction": 0.5, "text": "x", "NaN": NAN}
    yield from each("mean axis", lambda axis: reduction.mean(two, axis), axes)
    yield from each("stack axis", lambda axis: shape.stack([two, two], axis), {"above": 2, "below": -3})
    yield from each("concatenate axis", lambda axis: shape.concatenate([two, two], axis), {"above": 1, "below": -2})
    yield from each("reshape", lambda size: shape.reshape(two, size), {"3": (3,), "text": "x", "fraction": (0.5, 4)})
    yield from each("permute", lambda order: shape.permute([[1.0]], order), {"one": (0,), "twice": (0, 0), "no": None})
    yield "//: by 0", lambda: 1.0 // Tensor([1.0, 0.0])
    yield "power: overflow of a number", lambda: Tensor(10.0) ** Tensor(400.0)
    yield "power: overflow in an array", lambda: Tensor([10.0, 1.0]) ** Tensor(400.0)
    yield "power: of a negative number", lambda: Tensor(-1.0) ** Tensor(0.5)
    total = reduction.total(two * two)
    yield from each("evaluate instead", lambda value: dlcore.evaluate(total, {two: value}), ARRAYS | {"a number": 1.0})
    others = {"None": None, "a number": 1.0, "a list": [two], "by a name": {"x": 1.0}, "by an array": {2.0: 1.0}}
    yield from each("evaluate", lambda instead: dlcore.evaluate(total, instead), others)
    roots = {"None": None, "a number": 1.0, "text": "x"}
    yield from each("evaluate root", lambda root: dlcore.evaluate(root, {}), roots)
    yield from each("numerical_gradient loss", lambda loss: dlcore.numerical_gradient(loss, two), roots | {"two": two})
