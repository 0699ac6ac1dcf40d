"""Classes as targets: from class indices to one-hot rows, and label smoothing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import DTypeLike

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.losses.loss import needs_probabilities
from dlcore.notation import ATOM, Written, called
from dlcore.ops.arithmetic import multiply
from dlcore.ops.op import Elementwise, Op, label
from dlcore.tensor import Tensor, as_tensor


class OneHot(Op):
    """A row for each class index: 1 at the index, 0 elsewhere."""

    symbol = "one-hot"

    def __init__(self, classes: int, dtype: np.dtype):
        self.classes, self.dtype = classes, dtype
        self.rows = np.eye(classes, dtype=dtype) if classes <= 1024 else None  # looked up, which is fast

    def value(self, target):
        if self.rows is None:
            return (target[..., None] == np.arange(self.classes)).astype(self.dtype)
        return self.rows.take(target.astype(np.intp), axis=0)

    def gradient(self, i, adjoint, result):
        return multiply(0.0, result.inputs[i])

    def latex(self, write, node):
        return called(rf"\operatorname{{onehot}}_{{{self.classes}}}", write(node.inputs[0]))

    def entry(self, node, index, of):
        return IsClass(index[-1])(of(node.inputs[0], index[:-1]))


class IsClass(Elementwise):
    """1 where a class index is a certain one, 0 elsewhere."""

    symbol = "= class"

    def __init__(self, index: int):
        self.index = index

    def value(self, target):
        return np.equal(target, self.index).astype(np.float64)

    def gradient(self, i, adjoint, result):
        return multiply(0.0, result.inputs[i])

    def latex(self, write, node):
        return Written(rf"\left[{write(node.inputs[0]).latex} = {self.index}\right]", ATOM, delimited=True)


_one_hot = lru_cache(maxsize=64)(OneHot)


def one_hot(target: object, classes: int, dtype: DTypeLike = np.float64) -> Tensor:
    r"""Class indices as rows of zeros with a single 1.

    Shapes  target (...) of whole numbers in 0..C-1 -> (..., C), named y
    Errors  DomainError for an index that is no class

    >>> one_hot([2, 0], 3).value.tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    classes = whole("classes", classes, least=1)
    target = as_tensor(target)
    value = target.value
    if not (((value >= 0) & (value < classes)).all() and (value == np.floor(value)).all()):
        wrong = ~((value >= 0) & (value < classes) & (value == np.floor(value)))
        place = [int(i) for i in np.argwhere(wrong)[0]]
        raise DomainError(
            f"A class index is a whole number from 0 to {classes - 1}; "
            f"{label(target)} holds {value[tuple(place)]:g} at {place}."
        )
    op = _one_hot(classes, np.dtype(dtype))
    return Tensor.made_by(op, (target,), op.value(value), "y")


def class_targets(name: str, scores: Tensor, target: object) -> Tensor:
    """Targets of the scores' shape: one-hot rows or probabilities as they are, class indices made one-hot, all
    checked."""
    target = target if isinstance(target, Tensor) else Tensor(target, dtype=scores.value.dtype)
    if scores.ndim == 0 or not scores.size:
        raise ShapeError(f"{name} needs scores (..., C) of at least one class and example; found {label(scores)}.")
    if target.shape == scores.shape[:-1]:
        return one_hot(target, scores.shape[-1], scores.value.dtype)
    if target.shape != scores.shape:
        raise ShapeError(
            f"{name} needs class indices of shape {scores.shape[:-1]} or one-hot rows of shape {scores.shape}; "
            f"found {label(target)}."
        )
    needs_probabilities(name, target, sums=True)
    return target


def smooth_labels(y: object, smoothing: float) -> Tensor:
    r"""Label smoothing: a part of each target's certainty spread evenly over all classes.

    y' = (1 - \varepsilon) y + \varepsilon / C

    Shapes  y (..., C), one-hot or probabilities -> (..., C)
    Errors  DomainError unless 0 <= smoothing < 1 and y holds probabilities that sum to 1, ShapeError without classes
    Source  Szegedy et al., Rethinking the Inception Architecture (2016), section 7

    >>> smooth_labels([0.0, 1.0], 0.1).value.round(12).tolist()
    [0.05, 0.95]
    """
    y = as_tensor(y)
    if not number("smoothing", smoothing, least=0, below=1):
        return y
    if y.ndim == 0 or not y.size:
        raise ShapeError(f"smooth_labels needs targets (..., C) of at least one class and example; found {label(y)}.")
    needs_probabilities("smooth_labels", y, sums=True)
    epsilon = Tensor(smoothing, r"\varepsilon", dtype=y.value.dtype)
    return (1.0 - epsilon) * y + epsilon / float(y.shape[-1])
