"""NumPy's functions on Tensors: ``np.sqrt(x)`` is dlcore's square root of x, and shows its work.

NumPy asks a Tensor what its functions mean for it (NEP 13 and NEP 18); the tables below are the answer. A function
that dlcore doesn't have is an error rather than an array that has forgotten how it was computed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from dlcore.activations import tanh
from dlcore.errors import OperationError
from dlcore.ops import arithmetic, elementary, extremes, linear, reduction
from dlcore.ops import shape as shapes
from dlcore.tensor import Tensor, as_tensor

Axis = int | tuple[int, ...] | None


def _dot(a: Any, b: Any) -> Tensor:
    """Of numbers the product, of vectors and matrices the matrix product."""
    a, b = as_tensor(a), as_tensor(b)
    if a.ndim and b.ndim > 2:
        raise OperationError(
            f"np.dot of a Tensor takes vectors and matrices at the right; found the shape {b.shape}. "
            "a @ b multiplies the matrices of larger arrays one by one."
        )
    return linear.matmul(a, b) if a.ndim and b.ndim else arithmetic.multiply(a, b)


def _largest(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
    a = as_tensor(a)
    if isinstance(axis, tuple):
        if {k % max(a.ndim, 1) for k in axis} != {*range(a.ndim)}:
            raise OperationError(f"np.max of a Tensor takes one axis, or all of them; found {axis}.")
        axis = None
    if axis is None:
        found = reduction.largest(shapes.reshape(a, (-1,)), 0)
        return shapes.reshape(found, (1,) * a.ndim) if keepdims else found
    found = reduction.largest(a, axis)
    return _expand_dims(found, axis % a.ndim) if keepdims else found


def _concatenated(arrays: Any, axis: int | None = 0) -> Tensor:
    """One after another along an axis; all of their entries in one row for axis=None."""
    parts = list(arrays)
    if axis is None:
        return shapes.concatenate([shapes.reshape(as_tensor(part), (-1,)) for part in parts], 0)
    return shapes.concatenate(parts, axis)


def _clip(a: Any, a_min: Any = None, a_max: Any = None, *, min: Any = None, max: Any = None) -> Tensor:
    low, high = a_min if min is None else min, a_max if max is None else max
    raised = as_tensor(a) if low is None else extremes.larger(a, low)
    return raised if high is None else extremes.smaller(raised, high)


def _where(condition: Any, x: Any, y: Any) -> Tensor:
    """x where the condition holds and y elsewhere, as a sum of both, each times 1 or 0."""
    chosen = np.asarray(condition, dtype=bool).astype(float)
    return arithmetic.add(arithmetic.multiply(Tensor(chosen), x), arithmetic.multiply(Tensor(1.0 - chosen), y))


def _variance(a: Any, axis: Axis = None, *, keepdims: bool = False) -> Tensor:
    """The mean of the squared distances from the mean."""
    apart = arithmetic.subtract(a, reduction.mean(a, axis, keepdims=True))
    return reduction.mean(elementary.power(apart, 2), axis, keepdims)


def _norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """The square root of the sum of squares. Of vectors also the sum of the sizes (ord=1) or the largest (np.inf)."""
    x = as_tensor(x)
    of_vectors = isinstance(axis, int) or axis is None and x.ndim == 1
    if ord is None or ord == "fro" and not of_vectors or ord == 2 and of_vectors:
        return elementary.sqrt(reduction.total(elementary.power(x, 2), axis, keepdims))
    if of_vectors and ord == 1:
        return reduction.total(elementary.absolute(x), axis, keepdims)
    if of_vectors and ord == np.inf:
        return _largest(elementary.absolute(x), axis, keepdims=keepdims)
    raise OperationError(
        f"np.linalg.norm of a Tensor takes ord None, 1, 2 or np.inf of vectors and None or 'fro' of matrices; "
        f"found {ord!r} of {'vectors' if of_vectors else 'a matrix'}. "
        "For a plain number take np.linalg.norm(np.asarray(t), ord)."
    )


def _transposed(a: Any, axes: Sequence[int] | None = None) -> Tensor:
    a = as_tensor(a)
    if axes is None and a.ndim == 2:
        return linear.transpose(a)
    return shapes.permute(a, tuple(range(a.ndim))[::-1] if axes is None else tuple(axes))


def _expand_dims(a: Any, axis: int | tuple[int, ...]) -> Tensor:
    a = as_tensor(a)
    return shapes.reshape(a, np.expand_dims(np.empty(a.shape, bool), axis).shape)


def _squeeze(a: Any, axis: Axis = None) -> Tensor:
    a = as_tensor(a)
    return shapes.reshape(a, np.squeeze(np.empty(a.shape, bool), axis).shape)


UFUNCS: Mapping[np.ufunc, Callable[..., Tensor]] = {
    np.add: arithmetic.add,
    np.subtract: arithmetic.subtract,
    np.multiply: arithmetic.multiply,
    np.divide: arithmetic.divide,
    np.floor_divide: arithmetic.floor_divide,
    np.negative: arithmetic.negative,
    np.positive: as_tensor,
    np.reciprocal: lambda a: arithmetic.divide(1.0, a),
    np.power: elementary.power,
    np.float_power: elementary.power,
    np.square: lambda a: elementary.power(a, 2),
    np.sqrt: elementary.sqrt,
    np.exp: elementary.exp,
    np.log: elementary.log,
    np.absolute: elementary.absolute,
    np.fabs: elementary.absolute,
    np.sin: elementary.sin,
    np.cos: elementary.cos,
    np.tan: lambda a: arithmetic.divide(elementary.sin(a), elementary.cos(a)),
    np.tanh: tanh,
    np.maximum: extremes.larger,
    np.minimum: extremes.smaller,
    np.matmul: linear.matmul,
}
FUNCTIONS: Mapping[Callable[..., Any], Callable[..., Tensor]] = {
    # what follows the axis has other places in NumPy: it is given by its name
    np.sum: lambda a, axis=None, *, keepdims=False: reduction.total(a, axis, keepdims),
    np.mean: lambda a, axis=None, *, keepdims=False: reduction.mean(a, axis, keepdims),
    np.average: lambda a, axis=None, *, keepdims=False: reduction.mean(a, axis, keepdims),
    np.max: _largest,
    np.var: _variance,
    np.std: lambda a, axis=None, *, keepdims=False: elementary.sqrt(_variance(a, axis, keepdims=keepdims)),
    np.dot: _dot,
    np.inner: lambda a, b: _dot(a, b) if np.ndim(a) < 2 and np.ndim(b) < 2 else _dot(a, linear.transpose(b)),
    np.outer: linear.outer,
    np.linalg.norm: _norm,
    np.where: _where,
    np.clip: _clip,
    np.transpose: _transposed,
    np.reshape: lambda a, shape: shapes.reshape(a, shape),
    np.ravel: lambda a: shapes.reshape(a, (-1,)),
    np.squeeze: _squeeze,
    np.expand_dims: _expand_dims,
    np.concatenate: _concatenated,
    np.stack: lambda arrays, axis=0: shapes.stack(list(arrays), axis),
}
# What these give was never an expression: truth, places, counts, shapes, texts.
OF_VALUES = frozenset(
    {
        np.less, np.less_equal, np.greater, np.greater_equal, np.equal, np.not_equal, np.isfinite, np.isinf, np.isnan,
        np.signbit, np.logical_and, np.logical_or, np.logical_not, np.logical_xor,
        np.shape, np.ndim, np.size, np.argmax, np.argmin, np.argsort, np.nonzero, np.flatnonzero, np.argwhere,
        np.count_nonzero, np.searchsorted, np.any, np.all, np.allclose, np.isclose, np.array_equal, np.array_equiv,
        np.array2string, np.array_repr, np.array_str, np.zeros_like, np.ones_like, np.empty_like, np.full_like,
        np.result_type, np.may_share_memory, np.shares_memory, np.histogram, np.histogram_bin_edges, np.digitize,
        np.unique, np.bincount, np.iscomplexobj, np.isrealobj, np.copyto, np.save, np.savez, np.savetxt, np.isin,
    }
)  # fmt: skip
INSTEAD: Mapping[Any, str] = {
    np.min: "the smallest entry is -np.max(-t)",
    np.hstack: "np.concatenate puts Tensors together",
    np.vstack: "np.concatenate and np.stack put Tensors together",
    np.einsum: "@ and * show their work",
    np.tensordot: "@ shows its work",
    np.log2: "np.log(t) / np.log(2.0) shows its work",
    np.log10: "np.log(t) / np.log(10.0) shows its work",
    np.log1p: "np.log(1.0 + t) shows its work",
    np.expm1: "np.exp(t) - 1.0 shows its work",
    np.logaddexp: "dlcore.log_sum_exp shows its work",
    np.heaviside: "dlcore.step is the step function",
}


def of_ufunc(ufunc: np.ufunc, method: str, inputs: tuple[Any, ...], choices: dict[str, Any]) -> Any:
    """What a universal function of NumPy gives for Tensors; ``__array_ufunc__`` of a Tensor.

    >>> np.sqrt(Tensor(2.0, "x")).formula
    '\\\\sqrt{x}'
    """
    if any(isinstance(target, np.ndarray) for target in choices.get("out", ())):
        raise OperationError(
            f"np.{ufunc.__name__} can't write a Tensor into an array, where its expression would be lost. "
            "Write a = a + t in place of a += t."
        )
    if ufunc in OF_VALUES:
        return getattr(ufunc, method)(*_values(inputs), **_values(choices))
    if method == "reduce" and ufunc in (np.add, np.maximum):
        return (reduction.total if ufunc is np.add else _largest)(*inputs, **{"axis": 0} | _chosen(choices))
    if method == "outer" and ufunc is np.multiply:
        return linear.outer(*inputs)
    if method != "__call__" or ufunc not in UFUNCS:
        raise _lost(ufunc, ufunc.__name__ + ("" if method == "__call__" else f".{method}"))
    return _called(ufunc.__name__, UFUNCS[ufunc], inputs, choices)


def of_function(function: Callable[..., Any], inputs: tuple[Any, ...], choices: dict[str, Any]) -> Any:
    """What another function of NumPy gives for Tensors; ``__array_function__`` of a Tensor.

    >>> np.mean(Tensor([1.0, 3.0], "x")).item()
    2.0
    """
    if function in OF_VALUES:
        return function(*_values(inputs), **_values(choices))
    module = function.__module__.removeprefix("numpy").removeprefix(".")
    name = f"{module}.{function.__name__}" if module else function.__name__
    if function not in FUNCTIONS:
        raise _lost(function, name)
    return _called(name, FUNCTIONS[function], inputs, choices)


def _called(name: str, operation: Callable[..., Tensor], inputs: tuple[Any, ...], choices: dict[str, Any]) -> Tensor:
    choices = _chosen(choices)
    try:
        inspect.signature(operation).bind(*inputs, **choices)
    except TypeError:
        known = ", ".join(inspect.signature(operation).parameters)
        found = ", ".join(choices) or f"{len(inputs)} values"
        raise OperationError(f"np.{name} of a Tensor takes {known}; found {found}.") from None
    return operation(*inputs, **choices)


def _chosen(choices: dict[str, Any]) -> dict[str, Any]:
    """The choices but for those that say nothing: no place to write to, the Tensor's own precision."""
    return {name: value for name, value in choices.items() if not (name in ("out", "dtype") and value is None)}


def _values(thing: Any) -> Any:
    """The same arguments with arrays in place of Tensors."""
    if isinstance(thing, Tensor):
        return thing.value
    if isinstance(thing, (list, tuple)):
        return type(thing)(_values(part) for part in thing)
    return {name: _values(part) for name, part in thing.items()} if isinstance(thing, dict) else thing


def _lost(function: Any, name: str) -> OperationError:
    instead = f"; {INSTEAD[function]}" if function in INSTEAD else ""
    return OperationError(
        f"dlcore has no np.{name}, and the result would forget how it was computed{instead}. "
        f"For a plain array take np.{name}(np.asarray(t))."
    )
