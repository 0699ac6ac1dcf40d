"""A record as bytes, to travel to another process, and as a digest, to know it again."""

from __future__ import annotations

import hashlib
import importlib
import io
import pickle
import sys
from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import CodeType, FunctionType, MethodType
from typing import Any

import numpy as np

from deckwright.lesson.record import fields_of
from dlcore.tensor import Tensor, ancestors


class _Packer(pickle.Pickler):
    """Leaves Tensors out and numbers them: an expression may be deeper than pickle's recursion goes.

    Classes and functions from the lesson's own files go by name: those modules are known only while a lesson runs.
    """

    def __init__(self, file: io.BytesIO, numbers: dict[int, int], tensors: list[Tensor]):
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self.numbers, self.tensors = numbers, tensors

    def persistent_id(self, thing: Any) -> int | None:
        if type(thing) is not Tensor:
            return None
        for tensor in ancestors(thing) if id(thing) not in self.numbers else ():
            if id(tensor) not in self.numbers:
                self.numbers[id(tensor)] = len(self.tensors)
                self.tensors.append(tensor)
        return self.numbers[id(thing)]

    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, (type, FunctionType)) and thing.__module__ not in sys.modules:
            return _named, (thing.__module__, thing.__qualname__)
        return NotImplemented


def _named(module: str, name: str) -> Any:
    return attrgetter(name)(importlib.import_module(module))


class _Unpacker(pickle.Unpickler):
    """Puts the Tensors back."""

    def __init__(self, file: io.BytesIO, tensors: list[Tensor]):
        super().__init__(file)
        self.tensors = tensors

    def persistent_load(self, number: int) -> Tensor:
        return self.tensors[number]


def pack(record: Any) -> bytes:
    """The record and the expressions behind its Tensors, as bytes."""
    numbers: dict[int, int] = {}
    tensors: list[Tensor] = []
    whole = io.BytesIO()
    _Packer(whole, numbers, tensors).dump(record)
    rows, k = [], 0
    while k < len(tensors):  # an operation may hold Tensors of its own, which come to the end of the list
        tensor = tensors[k]
        op = io.BytesIO()
        _Packer(op, numbers, tensors).dump(tensor.op)
        rows.append((tensor.value, tensor.name, op.getvalue(), [numbers[id(child)] for child in tensor.inputs]))
        k += 1
    return pickle.dumps((whole.getvalue(), rows), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> Any:
    """The record that was packed. The modules of its classes must be loaded."""
    whole, rows = pickle.loads(data)
    tensors = [Tensor.made_by(None, (), value, name) for value, name, _, _ in rows]
    for tensor, (_, _, op, inputs) in zip(tensors, rows):
        tensor.op = _Unpacker(io.BytesIO(op), tensors).load()
        tensor.inputs = tuple(tensors[number] for number in inputs)
    return _Unpacker(io.BytesIO(whole), tensors).load()


def digest(record: Any) -> str:
    """A fingerprint of all values, names and expressions in a record; equal records have equal ones, on any machine."""
    sha = hashlib.sha256()
    for piece in _pieces(record, {}):
        sha.update(len(piece).to_bytes(8, "little") + piece)
    return sha.hexdigest()


def _pieces(thing: Any, known: dict[int, int]) -> Iterator[bytes]:
    yield type(thing).__name__.encode()
    if isinstance(thing, Tensor):
        yield from _expression(thing, known)
    elif isinstance(thing, (np.ndarray, np.generic)):
        array = np.ascontiguousarray(thing)
        yield f"{array.dtype.str}{array.shape}".encode()
        yield array.tobytes() if array.dtype.kind != "O" else pickle.dumps(array)
    elif (fields := fields_of(thing)) is not None:
        for name, value in fields.items():
            yield name.encode()
            yield from _pieces(value, known)
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _pieces(key, known)
            yield from _pieces(value, known)
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from _pieces(part, known)
    elif isinstance(thing, (str, int, float, complex, bool, bytes, type(None))):
        yield repr(thing).encode()
    elif isinstance(thing, MethodType):
        yield thing.__name__.encode()
        yield from _pieces(thing.__self__, known)
    elif isinstance(thing, FunctionType):
        yield from _function(thing, known)
    else:
        yield pickle.dumps(thing)


def _function(thing: FunctionType, known: dict[int, int]) -> Iterator[bytes]:
    """What a function does: its code, its constants, and what it took from around it."""
    code = thing.__code__
    yield f"{thing.__qualname__}|{code.co_names}".encode()
    yield code.co_code
    yield from _pieces([constant for constant in code.co_consts if not isinstance(constant, CodeType)], known)
    yield from _pieces([cell.cell_contents for cell in thing.__closure__ or ()], known)


def _expression(tensor: Tensor, known: dict[int, int]) -> Iterator[bytes]:
    for node in ancestors(tensor):
        if id(node) in known:
            continue
        known[id(node)] = len(known)
        yield f"{node.name}|{type(node.op).__name__}|{[known[id(child)] for child in node.inputs]}".encode()
        yield from _pieces(node.value, known)
    yield str(known[id(tensor)]).encode()
