"""How good predictions are, in numbers that people read: accuracy, confusion, precision and recall."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.notation import ATOM, Written, called
from dlcore.ops.arithmetic import Binary, divide, multiply
from dlcore.ops.elementary import sqrt
from dlcore.ops.op import Op
from dlcore.ops.reduction import total
from dlcore.ops.safe_divide import safe_divide
from dlcore.tensor import Tensor, as_tensor
from dlcore.tensor_form import tensor_form

__all__ = [
    "classes_of",
    "accuracy",
    "binary_accuracy",
    "confusion_matrix",
    "PrecisionRecall",
    "precision_recall",
    "standard_error",
]


class Same(Binary):
    """1 where two numbers are equal, 0 elsewhere."""

    symbol = "="

    def value(self, a, b):
        return np.equal(a, b).astype(np.float64)

    def gradient(self, i, adjoint, result):
        return multiply(0.0, result.inputs[i])

    def latex(self, write, node):
        a, b = (write(t).latex for t in node.inputs)
        return Written(rf"\left[{a} = {b}\right]", ATOM, delimited=True)


class Diagonal(Op):
    """The entries of a square matrix whose row and column are the same."""

    symbol = "diag"

    def value(self, a):
        return np.diagonal(a)

    def latex(self, write, node):
        return called(r"\operatorname{diag}", write(node.inputs[0]))

    def entry(self, node, index, of):
        return of(node.inputs[0], (*index, *index))


SAME, DIAGONAL = Same(), Diagonal()


def classes_of(scores: object) -> np.ndarray:
    """The class with the highest score in each row; of equal scores the first.

    Shapes   scores (..., C) -> (...) whole numbers
    Working  none: a place is read off, nothing is computed
    Errors   ShapeError without a last axis, NonFiniteError for scores that aren't finite

    >>> classes_of([[0.1, 0.9], [0.7, 0.3]]).tolist()
    [1, 0]
    """
    scores = as_tensor(scores).value
    if scores.ndim == 0 or not scores.shape[-1]:
        raise ShapeError(f"Scores need a last axis with one number for each class; found shape {scores.shape}.")
    return scores.argmax(axis=-1)


def _share_right(predicted: np.ndarray, right: np.ndarray) -> Tensor:
    """How many predictions are the right ones, by how many there are."""
    hits = total(SAME(Tensor(predicted.ravel(), r"\hat{y}"), Tensor(right.ravel(), "y"))).named(r"n_{\text{right}}")
    return divide(hits, Tensor(predicted.size, "N")).named(r"\text{accuracy}")


def _accuracy(scores: object, target: object) -> Tensor:
    """The accuracy as a Tensor."""
    return _share_right(*_both(scores, target))


@tensor_form(_accuracy)
def accuracy(scores: object, target: object) -> float:
    """The share of examples whose highest score is that of the right class.

    Shapes      scores (..., C); target class indices (...) or one-hot rows (..., C)
    Convention  a tie goes to the first class. Yes-or-no scores: use binary_accuracy
    Errors      ShapeError for shapes that don't agree or without examples

    >>> accuracy([[0.1, 0.9], [0.7, 0.3]], [1, 1])
    0.5
    """
    return _accuracy(scores, target).item()


def _standard_error(p: float, N: int) -> Tensor:
    """The standard error as a Tensor."""
    p, N = number("p", p, least=0), whole("N", N, least=1)
    if p > 1:
        raise DomainError(f"An accuracy is at most 1; found {p:g}.")
    share = Tensor(p, "p")
    return sqrt(share * (1.0 - share) / Tensor(N, "N")).named(r"\text{SE}")


@tensor_form(_standard_error)
def standard_error(p: float, N: int) -> float:
    r"""How far an accuracy measured on N examples is from the true one, as a rule: its standard deviation.

    \sqrt{p (1 - p) / N}

    Convention  of independent examples. Two methods tried on the same examples are compared more sharply in pairs
    Errors      DomainError unless p lies between 0 and 1 and N is a whole number from 1 up
    Source      Wasserman, All of Statistics (2004), example 6.8

    >>> round(standard_error(0.977, 360), 4)
    0.0079
    """
    return _standard_error(p, N).item()


def _binary_accuracy(probs: object, y: object, threshold: float = 0.5) -> Tensor:
    """The accuracy of yes-or-no answers as a Tensor."""
    probs, y = as_tensor(probs).value, as_tensor(y).value
    if probs.shape != y.shape or not probs.size:
        raise ShapeError(
            f"binary_accuracy needs two equal shapes that aren't empty; found {probs.shape} and {y.shape}."
        )
    if not np.isin(y, (0.0, 1.0)).all():
        raise DomainError(f"binary_accuracy needs targets 0 and 1; found {y[~np.isin(y, (0.0, 1.0))][0]:g}.")
    return _share_right(probs > number("threshold", threshold), y > 0.5)


@tensor_form(_binary_accuracy)
def binary_accuracy(probs: object, y: object, threshold: float = 0.5) -> float:
    """The share of examples for which "more probable than the threshold" is the truth.

    Shapes  any, both alike. For logits set the threshold to 0
    Errors  ShapeError for shapes that differ or are empty, DomainError for targets other than 0 and 1

    >>> binary_accuracy([0.2, 0.6, 0.5], [0, 1, 1]) == 2 / 3
    True
    """
    return _binary_accuracy(probs, y, threshold).item()


def confusion_matrix(scores: object, target: object, classes: int | None = None) -> np.ndarray:
    """How often each class (row) was taken for each class (column).

    Shapes   scores (..., C); target (...) or (..., C) -> (C, C) whole numbers
    Working  none: its numbers are counted
    Errors   ShapeError for shapes that don't go together, DomainError for an index that is no class

    >>> confusion_matrix([[0.1, 0.9], [0.7, 0.3], [0.2, 0.8]], [1, 1, 0]).tolist()
    [[0, 1], [1, 1]]
    """
    predicted, right = _both(scores, target)
    C = whole("classes", as_tensor(scores).shape[-1] if classes is None else classes, least=1)
    if max(predicted.max(), right.max()) >= C:
        raise DomainError(f"A table of {C} classes has no place for class {max(predicted.max(), right.max())}.")
    counts = np.zeros((C, C), dtype=np.int64)
    np.add.at(counts, (right, predicted), 1)
    return counts


Numbers = TypeVar("Numbers", np.ndarray, Tensor)


class PrecisionRecall(NamedTuple, Generic[Numbers]):
    """For each class: precision, recall, and their harmonic mean f1; 0 where there is nothing to divide by.

    Working  precision_recall.tensor(confusion) gives the same three as Tensors

    >>> precision_recall(np.array([[2, 0], [0, 2]])).f1.tolist()
    [1.0, 1.0]
    """

    precision: Numbers
    recall: Numbers
    f1: Numbers


def _precision_recall(confusion: object) -> PrecisionRecall[Tensor]:
    """Precision, recall and f1 as Tensors."""
    C = Tensor(confusion, "C")
    if C.ndim != 2 or C.shape[0] != C.shape[1]:
        raise ShapeError(f"A confusion matrix is square; found shape {C.shape}.")
    if C.size and C.value.min() < 0:
        raise DomainError(f"A confusion matrix holds counts; found {C.value.min():g}.")
    hits = DIAGONAL(C)
    precision = safe_divide(hits, total(C, axis=0)).named(r"\text{precision}")
    recall = safe_divide(hits, total(C, axis=1)).named(r"\text{recall}")
    return PrecisionRecall(precision, recall, safe_divide(2.0 * precision * recall, precision + recall).named("F_1"))


@tensor_form(_precision_recall)
def precision_recall(confusion: np.ndarray) -> PrecisionRecall[np.ndarray]:
    """Of what was called a class, how much was (precision); of what was, how much was called so (recall).

    Errors  ShapeError unless the table is square, DomainError for a negative count

    >>> precision_recall(np.array([[3, 1], [0, 4]])).recall.tolist()
    [0.75, 1.0]
    """
    return PrecisionRecall(*(measure.value for measure in _precision_recall(confusion)))


def _both(scores: object, target: object) -> tuple[np.ndarray, np.ndarray]:
    """Predicted and right class indices, checked."""
    scores, target = as_tensor(scores).value, as_tensor(target).value
    predicted = classes_of(scores)
    right = target.argmax(axis=-1) if target.shape == scores.shape else target
    if predicted.shape != right.shape or not predicted.size:
        raise ShapeError(
            f"Scores (..., C) and targets don't go together; found shapes {scores.shape} and {target.shape}."
        )
    wrong = (right < 0) | (right >= scores.shape[-1]) | (right != np.floor(right))
    if wrong.any():
        raise DomainError(
            f"A class index is a whole number from 0 to {scores.shape[-1] - 1}; found {right[wrong].flat[0]:g}."
        )
    return predicted, right.astype(np.int64)
