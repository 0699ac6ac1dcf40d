"""The promise of a record: every number in it is a finite one."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np


def not_finite(thing: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The place and the value of each NaN and infinity inside a thing, the first of each array.

    >>> list(not_finite({"loss": np.array([[1.0, np.inf]])}))
    [("['loss'][0, 1]", inf)]
    """
    if isinstance(thing, (float, complex)) and not isinstance(thing, np.generic):
        if not (math.isfinite(thing.real) and math.isfinite(thing.imag)):
            yield name, thing
    elif isinstance(thing, (np.ndarray, np.generic)):
        yield from _in_array(np.asarray(thing), name)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from not_finite(getattr(thing, field.name), f"{name}.{field.name}" if name else field.name)
    elif isinstance(getattr(thing, "value", None), (np.ndarray, np.generic)):
        yield from _in_array(np.asarray(thing.value), name)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from not_finite(value, f"{name}[{key!r}]")
    elif isinstance(thing, (tuple, list)):
        for index, value in enumerate(thing):
            yield from not_finite(value, f"{name}[{index}]")


def _in_array(array: np.ndarray, name: str) -> Iterator[tuple[str, Any]]:
    if array.dtype.kind not in "fc":
        return
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        index = tuple(int(i) for i in bad[0])
        yield name + (f"[{', '.join(map(str, index))}]" if index else ""), array[index].item()
