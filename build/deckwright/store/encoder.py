"""Values on their way into bytes: the tree of JSON and its buffers."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePath
from types import EllipsisType, FunctionType, MethodType, SimpleNamespace
from typing import Any

from deckwright.store.known_names import (
    NotEncodable,
    constant,
    fields_of,
    is_found_by_name,
    is_known,
    is_record,
    name_of,
)

PLAIN = (type(None), bool, int, float, str)
VALUES = "biufcSUMm"  # the kinds of NumPy's types that hold plain values
PANDAS_TYPES = {"str", "string", "boolean", "Float32", "Float64"} | {
    f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)
}  # of its own, which may lack values


class Encoder:
    """One value on its way into bytes.

    Tensors are numbered and stand in a table of their own: they are shared, and their expressions may be deeper than
    recursion goes.
    """

    def __init__(self, home: Path | None, other: Callable[[Any], bytes] | None):
        self.home, self.other = home, other
        self.buffers: list[bytes] = []
        self.tensors: list[Any] = []
        self.numbers: dict[int, int] = {}
        self.trees: dict[int, list] = {}
        self.alive: list[Any] = []  # what is known by its identity stays alive meanwhile

    def whole(self, value: Any) -> bytes:
        try:
            root, table, k = self.node(value), [], 0
            while k < len(self.tensors):  # an operation may hold Tensors of its own, which come to the end of the list
                table.append(self.expression(self.tensors[k]))
                k += 1
        except RecursionError:
            raise NotEncodable("a value that is nested too deep") from None
        tree = json.dumps([root, table], separators=(",", ":")).encode()
        lengths = [len(tree), *map(len, self.buffers)]
        return struct.pack(f"<I{len(lengths)}Q", len(lengths), *lengths) + b"".join((tree, *self.buffers))

    def node(self, thing: Any) -> Any:
        kind = type(thing)
        if kind in PLAIN:
            return thing
        known = _KINDS.get(kind)
        if known:
            return known(self, thing)
        if isinstance(thing, Enum):
            return ["enum", *name_of(kind), thing.name]
        if kind.__module__ in ("numpy", "numpy.dtypes"):
            return self.numpy(thing)
        if kind.__module__.startswith("numpy.ma") and kind.__name__ == "MaskedArray":
            return ["masked", self.node(thing.data), self.node(thing.mask)]
        if kind.__module__.partition(".")[0] == "pandas":
            return self.pandas(thing)
        if kind.__module__ == "dlcore.tensor" and kind.__name__ == "Tensor":
            return ["tensor", self.number(thing)]
        if isinstance(thing, PurePath):
            return ["path", str(thing)]
        if isinstance(thing, (type, FunctionType)):
            return self.function(thing)
        if isinstance(thing, tuple) and hasattr(kind, "_fields"):
            return ["named", *name_of(kind), list(kind._fields), *map(self.node, thing)]
        return self.object(thing)

    def items(self, thing: Iterable[Any]) -> list:
        return [*map(self.node, thing)]

    def ordered(self, thing: tuple) -> list:
        if id(thing) not in self.trees:
            node = self.floats(thing)
            if node is None:
                return ["tuple", *self.items(thing)]
            self.trees[id(thing)] = node  # the shape of a letter, say, which a formula has several times
            self.alive.append(thing)
        return self.trees[id(thing)]

    def floats(self, thing: tuple) -> list | None:
        """A tree of tuples that has nothing but floats at its ends, all at one depth: how long its tuples are, level by
        level, and the floats."""
        level, lengths = thing, []
        while level and (kinds := set(map(type, level))) == {tuple}:
            many = set(map(len, level))
            lengths.append([len(level[0])] if len(many) == 1 else [*map(len, level)])
            level = [*chain.from_iterable(level)]
        return ["floats", lengths, self.buffer(array("d", level).tobytes())] if level and kinds == {float} else None

    def mapping(self, thing: dict) -> list:
        return ["dict", *(self.node(part) for pair in thing.items() for part in pair)]

    def unordered(self, thing: set | frozenset) -> list:
        return [type(thing).__name__, *sorted(self.items(thing), key=json.dumps)]

    def buffer(self, data: bytes) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1

    def numpy(self, thing: Any) -> list:
        import numpy as np

        if isinstance(thing, np.ufunc):
            return ["ufunc", thing.__name__]
        if isinstance(thing, np.dtype) and thing.kind in VALUES:
            return ["dtype", thing.str]
        is_array = type(thing) is np.ndarray
        if not is_array and not isinstance(thing, np.generic) or thing.dtype.kind not in VALUES:
            return self.foreign(thing)
        tag = "array" if is_array else "scalar"
        order = "F" if thing.flags.f_contiguous and not thing.flags.c_contiguous else "C"
        return [tag, thing.dtype.str, list(thing.shape), order, self.buffer(thing.tobytes(order))]

    def moment(self, thing: datetime | time, kind: str) -> list:
        """A time of day or a date with one; a time zone has rules that no text of it tells."""
        return ["moment", kind, thing.isoformat()] if thing.tzinfo is None else self.foreign(thing)

    def pandas(self, thing: Any) -> list:
        """A frame by its columns, a series or an index by its values, where NumPy has those values, too."""
        kind = type(thing).__name__
        if kind == "DataFrame":
            columns = [self.pandas(thing.iloc[:, k]) for k in range(thing.shape[1])]
            return ["frame", self.pandas(thing.columns), self.pandas(thing.index), *columns]
        if kind == "Series":
            return ["series", self.node(thing.name), self.pandas(thing.index), self.values(thing)]
        if kind in ("Index", "RangeIndex", "DatetimeIndex", "TimedeltaIndex"):
            return ["index", self.node(thing.name), self.values(thing)]
        return self.foreign(thing)

    def values(self, thing: Any) -> Any:
        """The values of a series or an index: an array, or a list of what an array can't hold as data."""
        import numpy as np

        name = str(thing.dtype)
        if not isinstance(thing.dtype, np.dtype):  # pandas' own types
            plain = [None if missing else value for value, missing in zip(thing.tolist(), thing.isna())]
            return ["typed", name, self.node(plain)] if name in PANDAS_TYPES else self.foreign(thing)
        return self.node(thing.tolist()) if thing.dtype.hasobject else self.node(np.asarray(thing))

    def number(self, tensor: Any) -> int:
        from dlcore.tensor import ancestors

        if id(tensor) not in self.numbers:
            for each in ancestors(tensor):
                if id(each) not in self.numbers:
                    self.numbers[id(each)] = len(self.tensors)
                    self.tensors.append(each)
        return self.numbers[id(tensor)]

    def expression(self, tensor: Any) -> list:
        inputs = [self.numbers[id(child)] for child in tensor.inputs]
        return [self.node(tensor.value), tensor.name, tensor.own_role, self.node(tensor.op), inputs]

    def function(self, thing: Any) -> list:
        return ["name", *name_of(thing)] if is_found_by_name(thing) and self.knows(thing) else self.foreign(thing)

    def method(self, thing: MethodType) -> list:
        return ["method", self.node(thing.__self__), thing.__name__]

    def partial(self, thing: partial) -> list:
        return ["partial", self.node(thing.func), self.node(thing.args), self.mapping(thing.keywords)]

    def object(self, thing: Any) -> list:
        """A record, or an object that is no more than its attributes."""
        kind = type(thing)
        if found := constant(thing):
            return ["name", *found]
        if kind.__module__.partition(".")[0] == "dlcore" and hasattr(kind, "__setstate__"):
            return ["state", *name_of(kind), self.node(thing.__getstate__())]
        if not is_record(kind) or not self.knows(kind):
            return self.foreign(thing)
        state = self.state(thing)
        return ["record", *name_of(kind), [*state], *self.items(state.values())]

    def state(self, thing: Any) -> dict[str, Any]:
        """The attributes of an object, but for those that it computes by itself."""
        kind = type(thing)
        if kind.__dictoffset__ == 0:
            return {name: getattr(thing, name) for name in fields_of(kind)}
        return {n: v for n, v in vars(thing).items() if not isinstance(getattr(kind, n, None), cached_property)}

    def knows(self, thing: Any) -> bool:
        """Whether a class or function can be asked for by name; the modules of a lesson are loaded only while
        it runs.
        """
        return thing.__module__ not in sys.modules or is_known(sys.modules[thing.__module__], self.home)

    def foreign(self, thing: Any) -> list:
        if self.other is None:
            raise NotEncodable(f"{type(thing).__qualname__} has no encoding")
        try:
            return ["other", self.buffer(self.other(thing))]
        except Exception as error:
            raise NotEncodable(str(error)) from error


_KINDS: Mapping[type, Callable[[Encoder, Any], list]] = {
    tuple: Encoder.ordered,
    list: lambda self, thing: ["list", *self.items(thing)],
    dict: Encoder.mapping,
    set: Encoder.unordered,
    frozenset: Encoder.unordered,
    bytes: lambda self, thing: ["bytes", self.buffer(thing)],
    complex: lambda self, thing: ["complex", thing.real, thing.imag],
    slice: lambda self, thing: ["slice", *self.items((thing.start, thing.stop, thing.step))],
    EllipsisType: lambda self, thing: ["ellipsis"],
    SimpleNamespace: lambda self, thing: ["namespace", self.mapping(vars(thing))],
    MethodType: Encoder.method,
    partial: Encoder.partial,
    date: lambda self, thing: ["moment", "date", thing.isoformat()],
    datetime: lambda self, thing: self.moment(thing, "datetime"),
    time: lambda self, thing: self.moment(thing, "time"),
    timedelta: lambda self, thing: ["span", thing.days, thing.seconds, thing.microseconds],
    Decimal: lambda self, thing: ["decimal", str(thing)],
    Fraction: lambda self, thing: ["fraction", thing.numerator, thing.denominator],
}
