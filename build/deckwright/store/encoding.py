"""Values as bytes, and back: records, Tensors with the expressions behind them, arrays, plain values.

The bytes are data. Reading them imports and runs nothing that they name: a class or a function is taken by its name
from dlcore, from deckwright, or from a module that the lesson loaded from its own folder, and must have been defined
there.

A tree of JSON comes first, then the buffers that it refers to by number. Plain values stand for themselves in the tree;
all else is a list that begins with a tag.
"""

from __future__ import annotations

import dataclasses
import json
import struct
import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, cached_property
from itertools import chain, islice
from pathlib import Path, PurePath
from types import BuiltinFunctionType, CodeType, EllipsisType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

PLAIN = (type(None), bool, int, float, str)
OWN = ("dlcore", "deckwright")
PANDAS_TYPES = {"str", "string", "boolean", "Float32", "Float64"} | {
    f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)
}  # of its own, which may lack values


class NotEncodable(TypeError):
    """A value that has no encoding: an open file, a lambda, an object of some other library."""


class Malformed(ValueError):
    """Bytes that are not what ``encode`` gives, or name what isn't there."""


def encode(value: Any, home: Path | None = None, other: Callable[[Any], bytes] | None = None) -> bytes:
    """The value as bytes. Raises NotEncodable.

    home   the lesson's folder: classes and functions of modules that were loaded from there are known
    other  what makes bytes of an object that has no encoding here, for readers who trust the writer
    """
    return _Encoder(home, other).whole(value)


def decode(data: bytes, home: Path | None = None, other: Callable[[bytes], Any] | None = None) -> Any:
    """The value that was encoded. Raises Malformed. home, other: as for ``encode``, the other way."""
    try:
        return _Decoder(data, home, other).whole()
    except Malformed:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error, RecursionError) as error:
        raise Malformed(f"{type(error).__name__}: {error}") from None


def fingerprint(value: Any) -> bytes:
    """Bytes that are equal for equal values. Functions go by what they do, other objects by their pickle."""
    return _Fingerprint(None, _pickled).whole(value)


def _pickled(thing: Any) -> bytes:
    import pickle

    return pickle.dumps(thing)


class _Encoder:
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
            return ["enum", *_name(kind), thing.name]
        if kind.__module__ == "numpy":
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
            return ["named", *_name(kind), list(kind._fields), *map(self.node, thing)]
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
        is_array = type(thing) is np.ndarray
        if not is_array and not isinstance(thing, np.generic) or thing.dtype.kind not in "biufcSUMm":
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
        return ["name", *_name(thing)] if _found_by_name(thing) and self.knows(thing) else self.foreign(thing)

    def method(self, thing: MethodType) -> list:
        return ["method", self.node(thing.__self__), thing.__name__]

    def object(self, thing: Any) -> list:
        """A record, or an object that is no more than its attributes."""
        kind = type(thing)
        if found := _constant(thing):
            return ["name", *found]
        if kind.__module__.partition(".")[0] == "dlcore" and hasattr(kind, "__setstate__"):
            return ["state", *_name(kind), self.node(thing.__getstate__())]
        if not _is_record(kind) or not self.knows(kind):
            return self.foreign(thing)
        state = self.state(thing)
        return ["record", *_name(kind), [*state], *self.items(state.values())]

    def state(self, thing: Any) -> dict[str, Any]:
        """The attributes of an object, but for those that it computes by itself."""
        kind = type(thing)
        if kind.__dictoffset__ == 0:
            return {name: getattr(thing, name) for name in _fields(kind)}
        return {n: v for n, v in vars(thing).items() if not isinstance(getattr(kind, n, None), cached_property)}

    def knows(self, thing: Any) -> bool:
        """Whether a class or function can be asked for by name; the modules of a lesson are loaded only while
        it runs.
        """
        return thing.__module__ not in sys.modules or _is_known(sys.modules[thing.__module__], self.home)

    def foreign(self, thing: Any) -> list:
        if self.other is None:
            raise NotEncodable(f"{type(thing).__qualname__} has no encoding")
        try:
            return ["other", self.buffer(self.other(thing))]
        except Exception as error:
            raise NotEncodable(str(error)) from error


class _Fingerprint(_Encoder):
    """The same for keys, which are never read back."""

    def ordered(self, thing: tuple) -> list:
        return self.floats(thing) or ["tuple", *self.items(thing)]

    def knows(self, thing: Any) -> bool:
        return True

    def state(self, thing: Any) -> dict[str, Any]:
        fields = _fields(type(thing))
        return vars(thing) if fields is None else {name: getattr(thing, name) for name in fields}

    def function(self, thing: Any) -> list:
        """A function is its code, its constants, and what it took from around it; a class its name."""
        if isinstance(thing, type):
            return ["class", *_name(thing)]
        code = thing.__code__
        constants = [constant for constant in code.co_consts if not isinstance(constant, CodeType)]
        cells = [cell.cell_contents for cell in thing.__closure__ or ()]
        names, what = [thing.__qualname__, *code.co_names], self.buffer(code.co_code)
        return ["function", names, what, *self.items(constants), *self.items(cells)]


class _Decoder:
    """Bytes on their way back."""

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

        return _of_kind(getattr(np, name), np.ufunc)

    def read_tensor(self, number: int) -> Any:
        return self.tensors[number]

    def read_enum(self, module: str, name: str, member: str) -> Any:
        return _of_kind(self.named(module, name), type(Enum))[member]

    def read_named(self, module: str, name: str, fields: list[str], *nodes: Any) -> tuple:
        kind = _of_kind(self.named(module, name), type)
        if list(kind._fields) != fields:
            raise Malformed(f"{name} has other fields now")
        return tuple.__new__(kind, self.items(nodes))

    def read_name(self, module: str, name: str) -> Any:
        return self.named(module, name)

    def read_method(self, node: Any, name: str) -> Any:
        thing = self.node(node)
        return MethodType(_of_kind(getattr(type(thing), name), FunctionType), thing)

    def read_state(self, module: str, name: str, node: Any) -> Any:
        if module.partition(".")[0] != "dlcore":
            raise Malformed(f"a state for {name}, which is not dlcore's")
        thing = object.__new__(self.named(module, name))
        thing.__setstate__(self.node(node))
        return thing

    def read_record(self, module: str, name: str, names: list[str], *nodes: Any) -> Any:
        kind = _of_kind(self.named(module, name), type)
        if not _is_record(kind) or {*(_fields(kind) or ())} - {*names}:
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
        if not _is_known(found, self.home):
            raise Malformed(f"the module {module} is not loaded here")
        for part in name.split("."):
            found = getattr(found, part)
        if isinstance(found, (type, FunctionType)) and (found.__module__, found.__qualname__) != (module, name):
            raise Malformed(f"{module} only imports {name}")
        if isinstance(found, (ModuleType, BuiltinFunctionType)):
            raise Malformed(f"{name} is no value")
        return found


_KINDS: Mapping[type, Callable[[_Encoder, Any], list]] = {
    tuple: _Encoder.ordered,
    list: lambda self, thing: ["list", *self.items(thing)],
    dict: _Encoder.mapping,
    set: _Encoder.unordered,
    frozenset: _Encoder.unordered,
    bytes: lambda self, thing: ["bytes", self.buffer(thing)],
    complex: lambda self, thing: ["complex", thing.real, thing.imag],
    slice: lambda self, thing: ["slice", *self.items((thing.start, thing.stop, thing.step))],
    EllipsisType: lambda self, thing: ["ellipsis"],
    SimpleNamespace: lambda self, thing: ["namespace", self.mapping(vars(thing))],
    MethodType: _Encoder.method,
    date: lambda self, thing: ["moment", "date", thing.isoformat()],
    datetime: lambda self, thing: self.moment(thing, "datetime"),
    time: lambda self, thing: self.moment(thing, "time"),
    timedelta: lambda self, thing: ["span", thing.days, thing.seconds, thing.microseconds],
    Decimal: lambda self, thing: ["decimal", str(thing)],
    Fraction: lambda self, thing: ["fraction", thing.numerator, thing.denominator],
}


def _name(thing: Any) -> tuple[str, str]:
    return thing.__module__, thing.__qualname__


def _is_known(module: ModuleType | None, home: Path | None) -> bool:
    """Whether what a module defines may be asked for by name."""
    if module is None:
        return False
    if module.__name__.partition(".")[0] in OWN:
        return True
    file = getattr(module, "__file__", None)
    return bool(file) and home is not None and home in Path(file).parents


def _found_by_name(thing: Any) -> bool:
    """Whether a class or a function is what its module has under its name, as far as the module is still loaded."""
    found: Any = sys.modules.get(thing.__module__)
    if found is None:
        return "<" not in thing.__qualname__
    for part in thing.__qualname__.split("."):
        found = getattr(found, part, None)
    return found is thing


def _constant(thing: Any) -> tuple[str, str] | None:
    """Module and name of an object that dlcore has one of, such as an operation without settings."""
    module = type(thing).__module__
    if module.partition(".")[0] != "dlcore":
        return None
    return next(((module, name) for name, value in vars(sys.modules[module]).items() if value is thing), None)


def _of_kind(thing: Any, kind: type) -> Any:
    if not isinstance(thing, kind):
        raise Malformed(f"expected {kind.__name__}, found {type(thing).__name__}")
    return thing


@cache
def _is_record(kind: type) -> bool:
    """Whether objects of a class are no more than their attributes, and can be made from them."""
    plain = kind.__reduce_ex__ is object.__reduce_ex__ and kind.__reduce__ is object.__reduce__
    return plain and kind.__new__ is object.__new__ and (_fields(kind) is not None or kind.__dictoffset__ != 0)


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None
