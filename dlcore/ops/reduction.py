"""Sums and means over some or all axes, and the largest entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dlcore.errors import ShapeError
from dlcore.notation import ATOM, PRODUCT, Written, at_least, over
from dlcore.ops.arithmetic import add_all, divide, multiply
from dlcore.ops.op import Op, label
from dlcore.tensor import Tensor, as_tensor

__all__ = ["total", "mean", "largest"]

Axes = tuple[int, ...] | None


@dataclass(frozen=True)
class Sum(Op):
    """The sum over axes (all of them for None)."""

    axes: Axes = None
    keepdims: bool = False
    symbol = "Σ"

    def value(self, a):
        return np.add.reduce(a, axis=self.axes, keepdims=self.keepdims)

    def gradient(self, i, adjoint, result):
        a = result.inputs[0]
        if self.axes is not None and not self.keepdims:
            adjoint = _with_axes(adjoint, a.ndim, self.axes)
        return repeat_to(adjoint, a.shape)

    def latex(self, write, node):
        a = node.inputs[0]
        return Written(rf"\sum{over(self.axes, a.ndim)} {at_least(write(a), PRODUCT).latex}", PRODUCT)

    def entry(self, node, index, of):
        return add_all(
            [
                of(node.inputs[0], place)
                for place in _summed_places(node.inputs[0].shape, self.axes, self.keepdims, index)
            ]
        )


@dataclass(frozen=True)
class SumTo(Op):
    """The sum over repetitions, back to a shape that was broadcast."""

    shape: tuple[int, ...]
    symbol = "Σ"

    def value(self, a):
        extra = a.ndim - len(self.shape)
        if a.ndim == 2 and extra == 1 and self.shape[0] == a.shape[1]:
            return _ones(a.shape[0], a.dtype).dot(a)  # a bias: starts faster than a reduction
        a = np.add.reduce(a, axis=tuple(range(extra))) if extra else a
        ones = tuple(k for k, size in enumerate(self.shape) if size == 1 and a.shape[k] > 1)
        return np.add.reduce(a, axis=ones, keepdims=True) if ones else a

    def gradient(self, i, adjoint, result):
        return repeat_to(adjoint, result.inputs[0].shape)

    def latex(self, write, node):
        return Written(rf"\sum_n {at_least(write(node.inputs[0]), PRODUCT).latex}", PRODUCT)

    def entry(self, node, index, of):
        a = node.inputs[0]
        matches = [p for p in np.ndindex(a.shape) if _folds_to(p, self.shape) == index]
        return add_all([of(a, place) for place in matches])


@dataclass(frozen=True)
class RepeatTo(Op):
    """One value for each of many places: the transpose of a sum."""

    shape: tuple[int, ...]
    symbol = "⇉"

    def value(self, a):
        return np.broadcast_to(a, self.shape)

    def gradient(self, i, adjoint, result):
        return sum_to(adjoint, result.inputs[0].shape)

    def latex(self, write, node):
        return Written(write(node.inputs[0]).latex, PRODUCT)

    def entry(self, node, index, of):
        return of(node.inputs[0], _folds_to(index, node.inputs[0].shape))


@dataclass(frozen=True)
class Max(Op):
    """The largest entry along an axis; its gradient goes to the first place where it is reached."""

    axis: int
    symbol = "max"

    def value(self, a):
        return a.max(axis=self.axis)

    def gradient(self, i, adjoint, result):
        a = result.inputs[0]
        return multiply(repeat_to(_with_axes(adjoint, a.ndim, (self.axis,)), a.shape), IsLargest(self.axis)(a))

    def latex(self, write, node):
        a = node.inputs[0]
        return Written(rf"\max{over((self.axis,), a.ndim)} {at_least(write(a), PRODUCT).latex}", PRODUCT)

    def entry(self, node, index, of):
        from dlcore.ops.shape import stack

        a = node.inputs[0]
        return Max(0)(stack([of(a, place) for place in _summed_places(a.shape, (self.axis,), False, index)]))


@dataclass(frozen=True)
class IsLargest(Op):
    """1 at the first place along an axis where the largest entry stands, 0 elsewhere; its gradient is 0."""

    axis: int
    symbol = "= max"

    def value(self, a):
        chosen = np.zeros_like(a)
        np.put_along_axis(chosen, np.expand_dims(a.argmax(self.axis), self.axis), 1.0, self.axis)
        return chosen

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, multiply(0.0, result))

    def latex(self, write, node):
        inner = write(node.inputs[0]).latex
        return Written(rf"\left[{inner} = \max{over((self.axis,), node.ndim)} {inner}\right]", ATOM, delimited=True)

    def entry(self, node, index, of):
        return Tensor(node.value[index])  # a 1 or a 0: nothing to compute


def _folds_to(place: tuple[int, ...], shape: tuple[int, ...]) -> tuple[int, ...]:
    tail = place[len(place) - len(shape) :]
    return tuple(0 if size == 1 else i for i, size in zip(tail, shape))


def _summed_places(shape: tuple[int, ...], axes: Axes, keepdims: bool, index: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The entries that a sum over axes adds into one entry of its result."""
    summed = set(range(len(shape)) if axes is None else axes)
    kept = [k for k in range(len(shape)) if k not in summed]
    fixed = dict(zip(kept, [index[k] for k in kept] if keepdims else index))
    return [p for p in np.ndindex(shape) if all(p[k] == i for k, i in fixed.items())]


def _with_axes(adjoint: Tensor, ndim: int, axes: tuple[int, ...]) -> Tensor:
    """Axes of length 1 put back where a reduction took them away."""
    from dlcore.ops.shape import reshape

    shape = list(adjoint.shape)
    for axis in sorted(axes):
        shape.insert(axis, 1)
    return reshape(adjoint, tuple(shape))


def _axes(a: Tensor, axis: int | tuple[int, ...] | None) -> Axes:
    """Axes counted from the front; ShapeError for one that isn't there."""
    if axis is None:
        return None
    given = tuple(axis) if isinstance(axis, (tuple, list)) else (axis,)
    if any(not isinstance(k, (int, np.integer)) or not -a.ndim <= k < a.ndim for k in given):
        raise ShapeError(f"axis {axis} is not one of the {a.ndim} axes of {label(a)}.")
    return tuple(int(k) % a.ndim for k in given)


@lru_cache(maxsize=256)
def _ones(length: int, dtype: np.dtype) -> np.ndarray:
    return np.ones(length, dtype)


_sum = lru_cache(maxsize=1024)(Sum)
_sum_to = lru_cache(maxsize=1024)(SumTo)
_repeat_to = lru_cache(maxsize=1024)(RepeatTo)


def total(a: object, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Tensor:
    r"""The sum over an axis, several, or all.

    >>> total(Tensor([[1.0, 2.0], [3.0, 4.0]], "A"), axis=0).value.tolist()
    [4.0, 6.0]
    """
    a = as_tensor(a)
    return _sum(_axes(a, axis), keepdims)(a)


def mean(a: object, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> Tensor:
    """The mean over an axis, several, or all. ShapeError when there is nothing to average.

    >>> mean([[1.0, 2.0], [3.0, 4.0]], axis=0).value.tolist()
    [2.0, 3.0]
    """
    a = as_tensor(a)
    axes = _axes(a, axis)
    count = a.size if axes is None else int(np.prod([a.shape[k] for k in axes]))
    if count == 0:
        raise ShapeError(f"A mean needs at least one entry; found {label(a)}.")
    return divide(total(a, axis, keepdims), float(count))


def largest(a: object, axis: int = -1) -> Tensor:
    """The largest entry along an axis; ties: the first one gets the gradient.

    Errors  ShapeError for an empty array or an axis that isn't there

    >>> largest([[1.0, 4.0], [3.0, 2.0]]).value.tolist()
    [4.0, 3.0]
    """
    a = as_tensor(a)
    if a.size == 0:
        raise ShapeError(f"The largest of nothing is not defined; found {label(a)}.")
    (k,) = _axes(a, axis) or (0,)
    return Max(k)(a)


def sum_to(a: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Summed back to a shape that had been repeated."""
    return a if a.shape == shape else _sum_to(shape)(a)


def repeat_to(a: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Repeated up to a shape."""
    return a if a.shape == shape else _repeat_to(shape)(a)
