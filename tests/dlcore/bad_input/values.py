"""Values that no function can compute with, by what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dlcore import Tensor

NAN, INF, HUGE = float("nan"), float("inf"), 10**400  # HUGE is a whole number that fits into no float and no int64

ARRAYS = {
    "NaN": [1.0, NAN],
    "infinity": [1.0, INF],
    "text": ["a", "b"],
    "rows of two lengths": [[1.0], [1.0, 2.0]],
    "None": None,
    "complex": [1j],
    "huge": HUGE,
    "object": object(),
}
SIZES = {"zero": 0, "negative": -1, "fraction": 1.5, "text": "x", "None": None, "huge": HUGE}
POSITIVE = {"zero": 0, "negative": -1, "NaN": NAN, "infinity": INF, "text": "x", "None": None, "huge": HUGE}
NOT_NEGATIVE = {key: value for key, value in POSITIVE.items() if key != "zero"}
SEEDS = {"negative": -1, "None": None, "fraction": 1.5, "text": "x", "True": True}
SHAPES = {
    str(shape): np.ones(shape) for shape in ((), (7,), (0,), (2, 7), (0, 3), (2, 0), (1, 1, 0, 0), (2, 7, 5, 3, 2))
}
SEVERAL = {  # where a list of Tensors is expected
    "none": [],
    "a number": 3.0,
    "a Tensor of a number": Tensor(3.0),
    "None": None,
    "one of None": [Tensor(1.0), None],
    "one of NaN": [[1.0, NAN]],
    "text": "ab",
    "huge": [HUGE],
}

Attempt = tuple[str, Callable[[], object]]


def each(name: str, call: Callable[[object], object], values: dict[str, object]) -> Iterator[Attempt]:
    """The call with one bad value after the other."""
    return ((f"{name}: {key}", lambda value=value: call(value)) for key, value in values.items())
