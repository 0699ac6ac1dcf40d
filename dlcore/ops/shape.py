"""The same numbers in another arrangement: reshape, permute axes, pick, put together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dlcore import symbol
from dlcore.errors import ShapeError
from dlcore.notation import ATOM, Written, called, parenthesized
from dlcore.ops.linear_map import LinearMap
from dlcore.ops.op import Op, label
from dlcore.tensor import Tensor, as_tensor

__all__ = ["reshape", "permute", "pick", "concatenate", "stack"]


@dataclass(frozen=True)
class Reshape(Op):
    shape: tuple[int, ...]
    symbol = "shape"

    def value(self, a):
        return a.reshape(self.shape)

    def gradient(self, i, adjoint, result):
        return reshape(adjoint, result.inputs[0].shape)

    def latex(self, write, node):
        return write(node.inputs[0])

    def entry(self, node, index, of):
        source = node.inputs[0].shape
        return of(
            node.inputs[0], tuple(int(k) for k in np.unravel_index(np.ravel_multi_index(index, node.shape), source))
        )


@dataclass(frozen=True)
class Permute(Op):
    axes: tuple[int, ...]
    symbol = "axes"

    def value(self, a):
        return a.transpose(self.axes)

    def gradient(self, i, adjoint, result):
        return permute(adjoint, tuple(int(k) for k in np.argsort(self.axes)))

    def latex(self, write, node):
        a = node.inputs[0]
        return write(a, transposed=True) if self.axes == (1, 0) else write(a)

    def entry(self, node, index, of):
        place = [0] * len(index)
        for k, axis in enumerate(self.axes):
            place[axis] = index[k]
        return of(node.inputs[0], tuple(place))


class Pick(Op):
    """Entries, rows or slices of an array."""

    symbol = "[ ]"

    def __init__(self, index: Any):
        self.index = index

    def value(self, a):
        return a[self.index]

    def gradient(self, i, adjoint, result):
        return Scatter(self.index, result.inputs[0].shape)(adjoint)

    def latex(self, write, node):
        source, place = node.inputs[0], self._place(node.inputs[0])
        if write.mode == "numbers":
            return self._numbers(write, node, source, place)
        if place is not None and source.name:
            return Written(write.paint(source, symbol.entry(source.name, place)))
        return Written(f"{parenthesized(write(source)).latex if not source.name else source.name}_{{[\\,]}}", ATOM)

    def _place(self, source: Tensor) -> tuple[int, ...] | None:
        """The indices of the one entry, or the row, that is picked; None for anything else."""
        places = self.index if isinstance(self.index, tuple) else (self.index,)
        whole = all(isinstance(k, (int, np.integer)) for k in places)
        return tuple(int(k) % n for k, n in zip(places, source.shape)) if whole else None

    def _numbers(self, write, node: Tensor, source: Tensor, place: tuple[int, ...] | None) -> Written:
        """The numbers that are picked, rounded as in their array: a reader sees one number for both."""
        if place is not None and node.ndim == 0:
            number = write.number(source, place)
            return replace(number, latex=write.paint(source, number.latex)) if source.name else number
        picked = Tensor(node.value)
        write.roundings = write.roundings | {id(picked): write.rounding(source)}
        return write.array(picked)

    def entry(self, node, index, of):
        source = node.inputs[0]
        places = np.arange(source.size).reshape(source.shape)[self.index]
        flat = int(places[index]) if np.ndim(places) else int(places)
        return of(source, tuple(int(k) for k in np.unravel_index(flat, source.shape)))


class Scatter(LinearMap):
    """Zeros of a shape, with entries added at the places that were picked: the transpose of Pick."""

    symbol = "[ ]ᵀ"

    def __init__(self, index: Any, shape: tuple[int, ...]):
        self.index, self.shape = index, shape

    def value(self, a):
        out = np.zeros(self.shape, dtype=a.dtype)
        if _once(self.index):
            out[self.index] = a
        else:
            np.add.at(out, self.index, a)
        return out

    def gradient(self, i, adjoint, result):
        return pick(adjoint, self.index)

    def latex(self, write, node):
        return called(r"\operatorname{scatter}", write(node.inputs[0]))


def _once(index: Any) -> bool:
    """Whether an index of whole numbers, slices and ... alone was given, which meets no place twice."""
    return all(
        isinstance(k, (int, np.integer, slice)) or k is Ellipsis
        for k in (index if isinstance(index, tuple) else (index,))
    )


@dataclass(frozen=True)
class Concatenate(Op):
    axis: int
    symbol = "[;]"

    def value(self, *arrays):
        return np.concatenate(arrays, self.axis)

    def gradient(self, i, adjoint, result):
        start = sum(t.shape[self.axis] for t in result.inputs[:i])
        cut = slice(start, start + result.inputs[i].shape[self.axis])
        return pick(adjoint, (slice(None),) * self.axis + (cut,))

    def latex(self, write, node):
        sign = ";" if self.axis == 0 else ","  # below one another, or side by side
        return Written("[" + rf"{sign}\, ".join(write(t).latex for t in node.inputs) + "]", ATOM, delimited=True)

    def entry(self, node, index, of):
        k = index[self.axis]
        for part in node.inputs:
            if k < part.shape[self.axis]:
                return of(part, (*index[: self.axis], k, *index[self.axis + 1 :]))
            k -= part.shape[self.axis]
        raise IndexError(index)


def reshape(a: object, shape: tuple[int, ...]) -> Tensor:
    """The same entries in row-major order in another shape; one -1 is worked out.

    ShapeError where the entries don't fill the shape.

    >>> reshape([1.0, 2.0, 3.0, 4.0], (2, -1)).value.tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    a = as_tensor(a)
    try:
        target = np.empty(a.shape, dtype=bool).reshape(shape).shape
    except (TypeError, ValueError, OverflowError):
        raise ShapeError(f"{label(a)} has {a.size} entries and can't take the shape {shape!r:.60}.") from None
    return a if target == a.shape else Reshape(target)(a)


def permute(a: object, axes: tuple[int, ...]) -> Tensor:
    """The axes in another order.

    ShapeError unless each axis is named once.

    >>> permute(np.zeros((2, 3, 4)), (2, 0, 1)).shape
    (4, 2, 3)
    """
    a = as_tensor(a)
    given: list = list(axes) if isinstance(axes, (tuple, list)) else [None]
    if any(given.count(k) != 1 for k in range(a.ndim)) or len(given) != a.ndim:
        raise ShapeError(f"permute takes each of the {a.ndim} axes of {label(a)} once; found {axes!r:.60}.")
    return Permute(tuple(axes))(a)


def pick(a: object, index: Any) -> Tensor:
    """a[index], NumPy's way. ShapeError for a place that isn't there.

    >>> pick(Tensor([1.0, 2.0], "x"), 1).item()
    2.0
    """
    a = as_tensor(a)
    try:
        return Pick(index)(a)
    except IndexError as problem:
        raise ShapeError(f"{label(a)} has no entry {index!r}: {problem}.") from None


def concatenate(parts: list[Tensor], axis: int = 0) -> Tensor:
    """Arrays put together along an axis.

    ShapeError where shapes differ along another axis.

    >>> concatenate([[1.0], [2.0, 3.0]]).value.tolist()
    [1.0, 2.0, 3.0]
    """
    parts = [as_tensor(p) for p in parts]
    if not parts:
        raise ShapeError("concatenate needs at least one array; found none.")
    if parts[0].ndim and not -parts[0].ndim <= axis < parts[0].ndim:
        raise ShapeError(f"axis {axis} is not one of the {parts[0].ndim} axes of {label(parts[0])}.")
    axis = axis % parts[0].ndim if parts[0].ndim else 0
    rest = {p.shape[:axis] + p.shape[axis + 1 :] for p in parts}
    if len(rest) != 1 or not parts[0].ndim:
        raise ShapeError(
            f"concatenate needs shapes alike but for axis {axis}; found {', '.join(label(p) for p in parts)}."
        )
    return Concatenate(axis)(*parts)


def stack(parts: list[Tensor], axis: int = 0) -> Tensor:
    """Arrays of one shape put together along a new axis. ShapeError where shapes differ, or for no axis of the result.

    >>> stack([[1.0], [2.0]]).value.tolist()
    [[1.0], [2.0]]
    """
    parts = [as_tensor(p) for p in parts]
    if len({p.shape for p in parts}) != 1:
        raise ShapeError(f"stack needs arrays of one shape; found {', '.join(label(p) for p in parts) or 'none'}.")
    axes = parts[0].ndim + 1
    if not -axes <= axis < axes:
        raise ShapeError(f"axis {axis} is not one of the {axes} axes of the stack of {label(parts[0])}.")
    axis %= axes
    return concatenate([reshape(p, p.shape[:axis] + (1,) + p.shape[axis:]) for p in parts], axis)
