"""Bytes on their way back into values."""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from itertools import islice
from pathlib import Path
from types import BuiltinFunctionType, EllipsisType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

from deckwright.store.encoder import PANDAS_TYPES, VALUES
from deckwright.store.known_names import Malformed, fields_of, is_known, is_record


class Decoder:
    """One value on its way back. A method for each tag: ``["tuple", ...]`` is read by ``read_tuple``."""

    def __init__(self, data: bytes, home: Path | None, other: Callable[[bytes], Any] | None):
        self.home, self.other = home, other
        (count,) = struct.unpack_from("<I", data)
        lengths = struct.unpack_from(f"<{count}Q", data, 4)
        start = 4 + 8 * count
        if start + sum(lengths) != len(data):
            raise Malformed("bytes are missing")
        view, parts = memoryview(data), []
        for length in lengths:
            parts.append(view[start : start + length])
            start += length
        self.tree, self.buffers = json.loads(bytes(parts[0])), parts[1:]
        self.trees: dict[int, tuple] = {}
        self.tensors: list[Any] = []

    def whole(self) -> Any:
        root, table = self.tree
        if table:
            from dlcore.tensor import Tensor

            self.tensors = [Tensor.made_by(None, (), self.node(value), name, role) for value, name, role, _, _ in table]
            for tensor, (_, _, _, op, inputs) in zip(self.tensors, table):
                tensor.op = self.node(op)
                tensor.inputs = tuple(self.tensors[number] for number in inputs)
        return self.node(root)

    def node(self, node: Any) -> Any:
        if type(node) is not list:
            return node
        return getattr(self, f"read_{node[0]}")(*node[1:])

    def items(self, nodes: Iterable[Any]) -> list:
        return [*map(self.node, nodes)]

    def read_tuple(self, *nodes: Any) -> tuple:
        return tuple(self.items(nodes))

    def read_list(self, *nodes: Any) -> list:
        return self.items(nodes)

    def read_dict(self, *nodes: Any) -> dict:
        parts = self.items(nodes)
        return dict(zip(parts[::2], parts[1::2]))

    def read_set(self, *nodes: Any) -> set:
        return set(self.items(nodes))

    def read_frozenset(self, *nodes: Any) -> frozenset:
        return frozenset(self.items(nodes))

    def read_floats(self, lengths: list[list[int]], number: int) -> tuple:
        if number not in self.trees:
            level: Sequence[Any] = array("d", bytes(self.buffers[number]))
            for many in reversed(lengths):
                rest = iter(level)
                level = [*zip(*[rest] * many[0])] if len(many) == 1 else [tuple(islice(rest, n)) for n in many]
            self.trees[number] = tuple(level)
        return self.trees[number]

    def read_bytes(self, number: int) -> bytes:
        return bytes(self.buffers[number])

    def read_complex(self, real: float, imaginary: float) -> complex:
        return complex(real, imaginary)

    def read_slice(self, *nodes: Any) -> slice:
        return slice(*self.items(nodes))

    def read_ellipsis(self) -> EllipsisType:
        return ...

    def read_namespace(self, node: Any) -> SimpleNamespace:
        return SimpleNamespace(**self.node(node))

    def read_path(self, text: str) -> Path:
        return Path(text)

    def read_array(self, kind: str, shape: list[int], order: str, number: int) -> Any:
        import numpy as np

        if (dtype := np.dtype(kind)).hasobject:
            raise Malformed("an array of objects")
        return np.ndarray(shape, dtype, self.buffers[number], order=order).copy(order)

    def read_scalar(self, kind: str, shape: list[int], order: str, number: int) -> Any:
        return self.read_array(kind, shape, order, number)[()]

    def read_masked(self, data: Any, mask: Any) -> Any:
        import numpy as np

        return np.ma.MaskedArray(self.node(data), self.node(mask))

    def read_frame(self, columns: Any, index: Any, *series: Any) -> Any:
        frame = (
            self.pandas.concat(self.items(series), axis=1) if series else self.pandas.DataFrame(index=self.node(index))
        )
        frame.columns = self.node(columns)
        return frame

    def read_series(self, name: Any, index: Any, values: Any) -> Any:
        return self.pandas.Series(self.node(values), index=self.node(index), name=self.node(name))

    def read_typed(self, kind: str, values: Any) -> Any:
        if kind not in PANDAS_TYPES:
            raise Malformed(f"{kind} is no type of values")
        return self.pandas.array(self.node(values), dtype=kind)

    def read_index(self, name: Any, values: Any) -> Any:
        return self.pandas.Index(self.node(values), name=self.node(name))

    @property
    def pandas(self) -> Any:
        """pandas, which is there if the lesson uses it."""
        if "pandas" not in sys.modules:
            raise Malformed("pandas is not loaded here")
        return sys.modules["pandas"]

    def read_moment(self, kind: str, text: str) -> Any:
        return {"date": date, "datetime": datetime, "time": time}[kind].fromisoformat(text)

    def read_span(self, days: int, seconds: int, microseconds: int) -> timedelta:
        return timedelta(days, seconds, microseconds)

    def read_decimal(self, text: str) -> Decimal:
        return Decimal(text)

    def read_fraction(self, above: int, below: int) -> Fraction:
        return Fraction(above, below)

    def read_ufunc(self, name: str) -> Any:
        import numpy as np

        return of_kind(getattr(np, name), np.ufunc)

    def read_dtype(self, kind: str) -> Any:
        import numpy as np

        if (dtype := np.dtype(kind)).kind not in VALUES:
            raise Malformed(f"a type of {dtype}")
        return dtype

    def read_partial(self, function: Any, arguments: Any, keywords: Any) -> partial:
        named = of_kind(self.node(function), FunctionType, MethodType, type)
        return partial(named, *of_kind(self.node(arguments), tuple), **of_kind(self.node(keywords), dict))

    def read_tensor(self, number: int) -> Any:
        return self.tensors[number]

    def read_enum(self, module: str, name: str, member: str) -> Any:
        return of_kind(self.named(module, name), type(Enum))[member]

    def read_named(self, module: str, name: str, fields: list[str], *nodes: Any) -> tuple:
        kind = of_kind(self.named(module, name), type)
        if list(kind._fields) != fields:
            raise Malformed(f"{name} has other fields now")
        return tuple.__new__(kind, self.items(nodes))

    def read_name(self, module: str, name: str) -> Any:
        return self.named(module, name)

    def read_method(self, node: Any, name: str) -> Any:
        thing = self.node(node)
        return MethodType(of_kind(getattr(type(thing), name), FunctionType), thing)

    def read_state(self, module: str, name: str, node: Any) -> Any:
        if module.partition(".")[0] != "dlcore":
            raise Malformed(f"a state for {name}, which is not dlcore's")
        thing = object.__new__(self.named(module, name))
        thing.__setstate__(self.node(node))
        return thing

    def read_record(self, module: str, name: str, names: list[str], *nodes: Any) -> Any:
        kind = of_kind(self.named(module, name), type)
        if not is_record(kind) or {*(fields_of(kind) or ())} - {*names}:
            raise Malformed(f"{name} has other fields now")
        thing = object.__new__(kind)
        for field, node in zip(names, nodes, strict=True):
            object.__setattr__(thing, field, self.node(node))
        return thing

    def read_other(self, number: int) -> Any:
        if self.other is None:
            raise Malformed("an object of some other library")
        return self.other(bytes(self.buffers[number]))

    def named(self, module: str, name: str) -> Any:
        """What a module defines under a name, if the module may be asked."""
        found: Any = sys.modules.get(module)
        if not is_known(found, self.home):
            raise Malformed(f"the module {module} is not loaded here")
        for part in name.split("."):
            found = getattr(found, part)
        if isinstance(found, (type, FunctionType)) and (found.__module__, found.__qualname__) != (module, name):
            raise Malformed(f"{module} only imports {name}")
        if isinstance(found, (ModuleType, BuiltinFunctionType)):
            raise Malformed(f"{name} is no value")
        return found


def of_kind(thing: Any, *kinds: type) -> Any:
    if not isinstance(thing, kinds):
        raise Malformed(f"expected {kinds[0].__name__}, found {type(thing).__name__}")
    return thing
