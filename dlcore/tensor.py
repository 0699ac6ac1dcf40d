"""A Tensor: a named NumPy array that remembers the expression that made it.

The value is computed at once; the formula, the working and the gradients come from the remembered expression,
so what is displayed and what was computed are one object.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from dlcore import symbol
from dlcore.errors import NonFiniteError, ShapeError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from dlcore.ops.op import Op
    from dlcore.working import Working

    Axis = int | tuple[int, ...] | None

__all__ = ["Tensor", "evaluate"]


class Tensor:
    r"""A number, vector, matrix or larger array with a name and a memory.

    value   float64 by default; float32 where float32 is given or asked for with ``dtype``
    name    its symbol in LaTeX, or None
    role    what it stands for: input, weight, activation, gradient, target, loss, or "" for none of these. Where it is
            not given, it is what the letter of its name stands for by custom
    op      the operation that made it, None for a leaf
    inputs  the Tensors that the operation took

    Raises NonFiniteError for a leaf with NaN or infinity.

    >>> x = Tensor([1.0, 2.0], "x")
    >>> W = Tensor([[3.0, 4.0]], "W")
    >>> z = (W @ x).named("z")
    >>> z.value.tolist(), z.formula
    ([11.0], 'z = W x')
    >>> x.role, W.role, Tensor(0.5, "h", role="weight").role
    ('input', 'weight', 'weight')
    """

    __slots__ = ("value", "name", "op", "inputs", "own_role", "__weakref__")
    value: np.ndarray
    name: str | None
    op: Any  # an Op, which may have more to say than every Op has: an activation its derivative
    inputs: tuple[Tensor, ...]
    own_role: str | None  # None where the name's letter says it

    def __init__(self, value: Any, name: str | None = None, *, role: str | None = None, dtype: Any = None):
        if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
            place = [int(i) for i in np.argwhere(np.ma.getmaskarray(value))[0]]
            raise NonFiniteError(f"{name or 'A tensor'} needs finite numbers; the entry at {place} is masked")
        try:
            array = np.asarray(value)
        except (ValueError, OverflowError):  # rows of several lengths
            raise ShapeError(f"{name or 'A tensor'} takes a regular array of numbers; found {value!r:.60}") from None
        if dtype is None:
            dtype = np.float32 if array.dtype == np.float32 else np.float64
        if array.dtype.kind not in "fiub":
            raise ShapeError(
                f"{name or 'A tensor'} takes a regular array of numbers; found {array.dtype}: {value!r:.60}"
            )
        array = np.array(array, dtype=dtype)
        if not np.isfinite(array).all():
            place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
            raise NonFiniteError(f"{name or 'A tensor'} needs finite numbers; found {array[place]} at {list(place)}")
        array.flags.writeable = False
        self.value, self.name, self.op, self.inputs, self.own_role = array, name, None, (), role

    @classmethod
    def leaf(cls, array: np.ndarray, name: str | None = None) -> Tensor:
        """A leaf on an array as it is, neither copied nor checked; for loops that made the array themselves."""
        tensor = cls.__new__(cls)
        tensor.value, tensor.name, tensor.op, tensor.inputs, tensor.own_role = array, name, None, (), None
        return tensor

    @classmethod
    def made_by(
        cls, op: Op, inputs: tuple[Tensor, ...], value: np.ndarray, name: str | None = None, role: str | None = None
    ) -> Tensor:
        """The result of an operation; for the operations' own use."""
        tensor = cls.__new__(cls)
        tensor.value, tensor.name, tensor.op, tensor.inputs, tensor.own_role = value, name, op, inputs, role
        return tensor

    def named(self, name: str, *, role: str | None = None) -> Tensor:
        """The same value and expression under a name; formulas that use it show the name instead of the expression.

        role  what it stands for, where the name's letter stands for something else by custom
        """
        if self.op is not None and self.name is not None:
            return Tensor.made_by(arithmetic.IDENTITY, (self,), self.value, name, role)
        if self.op is None:
            return Tensor(self.value, name, role=role)
        return Tensor.made_by(self.op, self.inputs, self.value, name, role)

    @property
    def role(self) -> str:
        """What it stands for, or "" for none of the roles."""
        return self.own_role if self.own_role is not None else symbol.role(self.name) if self.name else ""

    @property
    def shape(self) -> tuple[int, ...]:
        return self.value.shape

    @property
    def ndim(self) -> int:
        return self.value.ndim

    @property
    def size(self) -> int:
        return self.value.size

    @property
    def T(self) -> Tensor:
        """The transpose of a matrix (of the last two axes of a larger array)."""
        return linear.transpose(self)

    @property
    def formula(self) -> str:
        """Name and expression in LaTeX, down to the next named tensors."""
        return notation.formula(self)

    def working(self, **choices: Any) -> Working:
        """The working: formula, numbers put in, result. See :func:`dlcore.working.working`."""
        from dlcore.working import working  # it is built on all of this

        return working(self, **choices)

    def __add__(self, other: ArrayLike | Tensor) -> Tensor:
        return arithmetic.add(self, other)

    def __radd__(self, other: ArrayLike) -> Tensor:
        return arithmetic.add(other, self)

    def __sub__(self, other: ArrayLike | Tensor) -> Tensor:
        return arithmetic.subtract(self, other)

    def __rsub__(self, other: ArrayLike) -> Tensor:
        return arithmetic.subtract(other, self)

    def __mul__(self, other: ArrayLike | Tensor) -> Tensor:
        return arithmetic.multiply(self, other)

    def __rmul__(self, other: ArrayLike) -> Tensor:
        return arithmetic.multiply(other, self)

    def __truediv__(self, other: ArrayLike | Tensor) -> Tensor:
        return arithmetic.divide(self, other)

    def __rtruediv__(self, other: ArrayLike) -> Tensor:
        return arithmetic.divide(other, self)

    def __floordiv__(self, other: ArrayLike | Tensor) -> Tensor:
        return arithmetic.floor_divide(self, other)

    def __rfloordiv__(self, other: ArrayLike) -> Tensor:
        return arithmetic.floor_divide(other, self)

    def __matmul__(self, other: ArrayLike | Tensor) -> Tensor:
        return linear.matmul(self, other)

    def __rmatmul__(self, other: ArrayLike) -> Tensor:
        return linear.matmul(other, self)

    def __pow__(self, exponent: ArrayLike | Tensor) -> Tensor:
        return elementary.power(self, exponent)

    def __rpow__(self, base: ArrayLike) -> Tensor:
        return elementary.power(base, self)

    def __lt__(self, other: ArrayLike | Tensor) -> Any:
        """Where the values are smaller: an array of truth values, as all comparisons give but ==, which asks whether
        both are the same Tensor.
        """
        return np.less(self, other)

    def __le__(self, other: ArrayLike | Tensor) -> Any:
        return np.less_equal(self, other)

    def __gt__(self, other: ArrayLike | Tensor) -> Any:
        return np.greater(self, other)

    def __ge__(self, other: ArrayLike | Tensor) -> Any:
        return np.greater_equal(self, other)

    def __abs__(self) -> Tensor:
        return elementary.absolute(self)

    def __neg__(self) -> Tensor:
        return arithmetic.negative(self)

    def __getitem__(self, index: Any) -> Tensor:
        return shape.pick(self, index)

    def sum(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """The sum over axes."""
        return reduction.total(self, axis, keepdims)

    def mean(self, axis: Axis = None, keepdims: bool = False) -> Tensor:
        """The mean over axes."""
        return reduction.mean(self, axis, keepdims)

    def item(self) -> float:
        """The number in a tensor of one number."""
        return self.value.item()

    def __len__(self) -> int:
        return len(self.value)

    def __iter__(self) -> Iterator[Tensor]:
        if self.ndim == 0:
            raise ShapeError(f"{self.name or 'A tensor'} is a single number and can't be gone through")
        return (self[i] for i in range(len(self.value)))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.asarray(self.value, dtype=dtype)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **choices: Any) -> Any:
        """What NumPy's universal functions, and an array's operators, give for Tensors."""
        return numpy_functions.of_ufunc(ufunc, method, inputs, choices)

    def __array_function__(self, function: Any, types: Any, inputs: tuple[Any, ...], choices: dict[str, Any]) -> Any:
        """What NumPy's other functions give for Tensors."""
        return numpy_functions.of_function(function, inputs, choices)

    def __float__(self) -> float:
        return float(self.value.item())

    def __format__(self, spec: str) -> str:
        return format(self.item() if self.size == 1 else self.value, spec) if spec else str(self)

    def __repr__(self) -> str:
        values = np.array2string(self.value, precision=4, separator=", ", threshold=20)
        return f"Tensor({values}{f', {self.name!r}' if self.name else ''})"


def as_tensor(value: Any) -> Tensor:
    """A Tensor as it is; numbers and arrays as unnamed leaves.

    >>> as_tensor([1, 2]).value.tolist()
    [1.0, 2.0]
    """
    return value if isinstance(value, Tensor) else Tensor(value)


def some_tensors(purpose: str, kind: str, given: Iterable) -> list[Tensor]:
    """One Tensor or more, from Tensors, numbers and arrays; ShapeError for none.

    >>> some_tensors("A norm", "gradient", [])
    Traceback (most recent call last):
    dlcore.errors.ShapeError: A norm needs at least one gradient; found none.
    """
    if not isinstance(given, Iterable):
        raise ShapeError(f"{purpose} takes a list with every {kind}; found {given!r:.60}.")
    tensors = [as_tensor(value) for value in given]
    if not tensors:
        raise ShapeError(f"{purpose} needs at least one {kind}; found none.")
    return tensors


@lru_cache(maxsize=4096)
def constant(number: float, dtype: np.dtype) -> Tensor:
    """A plain number in a formula, in the precision of what it is combined with."""
    return Tensor(number, dtype=dtype)


def ancestors(*roots: Tensor) -> list[Tensor]:
    """All Tensors that some Tensors were computed from and they themselves, inputs before their uses.

    >>> x = Tensor(2.0, "x")
    >>> [t.name for t in ancestors((x * x).named("y"))]
    ['x', 'y']
    """
    order: list[Tensor] = []
    opened: set[Tensor] = set()
    done: set[Tensor] = set()
    stack = list(reversed(roots))
    while stack:
        node = stack[-1]
        if node not in opened:
            opened.add(node)
            stack.extend([child for child in node.inputs if child not in opened])
            if stack[-1] is not node:
                continue
        stack.pop()
        if node not in done:
            done.add(node)
            order.append(node)
    return order


def evaluate(root: Tensor, instead: Mapping[Tensor, np.ndarray]) -> np.ndarray:
    """The value that the expression would have if some of its Tensors had other values.

    This is how a working is checked with the digits that a reader sees, and how finite differences are taken.

    Shapes   each other value has its Tensor's shape, and the result that of the root
    Errors   ShapeError for another shape or anything but Tensors, NonFiniteError for NaN or infinity
    Working  that of the root

    >>> x = Tensor(2.0, "x")
    >>> float(evaluate(x * x + 1.0, {x: np.float64(3.0)}))
    10.0
    """
    if not isinstance(root, Tensor) or not isinstance(instead, Mapping):
        raise ShapeError(f"evaluate takes a Tensor and a dict of values; found {root!r:.60} and {instead!r:.60}.")
    for tensor, value in instead.items():
        _check_other(tensor, value)
    return recomputed(ancestors(root), instead)


def _check_other(tensor: Tensor, value: Any) -> None:
    """ShapeError or NonFiniteError unless the value can be a Tensor's."""
    if not isinstance(tensor, Tensor):
        raise ShapeError(f"evaluate takes other values by their Tensors; found {tensor!r:.60}.")
    found = Tensor(value, tensor.name).shape
    if found != tensor.shape:
        raise ShapeError(f"{tensor.name or 'A tensor'} has the shape {tensor.shape}; found a value of shape {found}.")


def recomputed(nodes: Sequence[Tensor], instead: Mapping[Tensor, np.ndarray]) -> np.ndarray:
    """``evaluate`` for the last of some nodes that are in the order of ``ancestors``; nothing is checked.

    >>> x, y = Tensor(2.0, "x"), Tensor(5.0, "y")
    >>> float(recomputed(ancestors(y * y + x), {x: np.float64(3.0)}))
    28.0
    """
    values = {id(tensor): np.asarray(value) for tensor, value in instead.items()}
    for node in nodes:  # what depends on none of them keeps its value
        if id(node) not in values and any([id(child) in values for child in node.inputs]):
            values[id(node)] = node.op.value(*[values.get(id(child), child.value) for child in node.inputs])
    return values.get(id(nodes[-1]), nodes[-1].value)


# Operations make Tensors and Tensors have operators: one of the two must be loaded last.
from dlcore import notation, numpy_functions  # noqa: E402
from dlcore.ops import arithmetic, elementary, linear, reduction, shape  # noqa: E402
