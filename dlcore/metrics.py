"""How good predictions are, in numbers that people read: accuracy, confusion, precision and recall."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.tensor import Tensor

__all__ = ["classes_of", "accuracy", "binary_accuracy", "confusion_matrix", "PrecisionRecall", "precision_recall"]


def classes_of(scores: object) -> np.ndarray:
    """The class with the highest score in each row; of equal scores the first.

    Shapes  scores (..., C) -> (...) whole numbers
    Errors  ShapeError without a last axis

    >>> classes_of([[0.1, 0.9], [0.7, 0.3]]).tolist()
    [1, 0]
    """
    scores = np.asarray(scores)
    if scores.ndim == 0 or not scores.shape[-1]:
        raise ShapeError(f"Scores need a last axis with one number for each class; found shape {scores.shape}.")
    return scores.argmax(axis=-1)


def accuracy(scores: object, target: object) -> float:
    """The share of examples whose highest score is that of the right class.

    Shapes      scores (..., C); target class indices (...) or one-hot rows (..., C)
    Convention  a tie goes to the first class. Yes-or-no scores: use binary_accuracy
    Errors      ShapeError for shapes that don't agree or without examples

    >>> accuracy([[0.1, 0.9], [0.7, 0.3]], [1, 1])
    0.5
    """
    predicted, right = _both(scores, target)
    return float((predicted == right).mean())


def binary_accuracy(probs: object, y: object, threshold: float = 0.5) -> float:
    """The share of examples for which "more probable than the threshold" is the truth.

    Shapes  any, both alike. For logits set the threshold to 0
    Errors  ShapeError for shapes that differ or are empty, DomainError for targets other than 0 and 1

    >>> binary_accuracy([0.2, 0.6, 0.5], [0, 1, 1]) == 2 / 3
    True
    """
    probs, y = np.asarray(probs), np.asarray(y)
    if probs.shape != y.shape or not probs.size:
        raise ShapeError(
            f"binary_accuracy needs two equal shapes that aren't empty; found {probs.shape} and {y.shape}."
        )
    return float(((probs > threshold) == (y > 0.5)).mean())


def confusion_matrix(scores: object, target: object, classes: int | None = None) -> np.ndarray:
    """How often each class (row) was taken for each class (column).

    Shapes  scores (..., C); target (...) or (..., C) -> (C, C) whole numbers
    Errors  ShapeError for shapes that don't go together, DomainError for an index that is no class

    >>> confusion_matrix([[0.1, 0.9], [0.7, 0.3], [0.2, 0.8]], [1, 1, 0]).tolist()
    [[0, 1], [1, 1]]
    """
    predicted, right = _both(scores, target)
    C = whole("classes", np.asarray(scores).shape[-1] if classes is None else classes, least=1)
    counts = np.zeros((C, C), dtype=np.int64)
    np.add.at(counts, (right, predicted), 1)
    return counts


class PrecisionRecall(NamedTuple):
    """For each class: precision, recall, and their harmonic mean f1; 0 where there is nothing to divide by.

    >>> precision_recall(np.array([[2, 0], [0, 2]])).f1.tolist()
    [1.0, 1.0]
    """

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray


def precision_recall(confusion: np.ndarray) -> PrecisionRecall:
    """Of what was called a class, how much was (precision); of what was, how much was called so (recall).

    Errors  ShapeError unless the table is square

    >>> precision_recall(np.array([[3, 1], [0, 4]])).recall.tolist()
    [0.75, 1.0]
    """
    confusion = np.asarray(confusion, dtype=np.float64)
    if confusion.ndim != 2 or confusion.shape[0] != confusion.shape[1]:
        raise ShapeError(f"A confusion matrix is square; found shape {confusion.shape}.")
    hits = np.diag(confusion)
    precision, recall = _share(hits, confusion.sum(axis=0)), _share(hits, confusion.sum(axis=1))
    return PrecisionRecall(precision, recall, _share(2.0 * precision * recall, precision + recall))


def _share(part: np.ndarray, whole_: np.ndarray) -> np.ndarray:
    return np.divide(part, whole_, out=np.zeros_like(part), where=whole_ > 0)


def _both(scores: object, target: object) -> tuple[np.ndarray, np.ndarray]:
    """Predicted and right class indices, checked."""
    scores = scores.value if isinstance(scores, Tensor) else np.asarray(scores)
    target = target.value if isinstance(target, Tensor) else np.asarray(target)
    predicted = classes_of(scores)
    right = target.argmax(axis=-1) if target.shape == scores.shape else target
    if predicted.shape != right.shape or not predicted.size:
        raise ShapeError(
            f"Scores (..., C) and targets don't go together; found shapes {scores.shape} and {target.shape}."
        )
    if right.min() < 0 or right.max() >= scores.shape[-1]:
        raise DomainError(
            f"A class index is a whole number from 0 to {scores.shape[-1] - 1}; found {right.min()} to {right.max()}."
        )
    return predicted, right.astype(np.int64)
