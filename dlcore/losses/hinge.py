"""The hinge loss of the support vector machine, for several classes."""

from __future__ import annotations

import numpy as np

from dlcore.activations.relu import RELU
from dlcore.check import number
from dlcore.losses.loss import ExampleLoss, made_once
from dlcore.losses.targets import class_targets
from dlcore.notation import called
from dlcore.ops.arithmetic import add, multiply, subtract
from dlcore.ops.op import Op
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor, as_tensor


class Hinge(ExampleLoss):
    symbol = "hinge"

    def __init__(self, margin: float, reduction: str):
        super().__init__(reduction)
        self.margin, self.prime = margin, HingePrime(margin)

    def value(self, scores, y):
        return self.reduced(_violations(scores, y, self.margin), scores)

    def gradient(self, i, adjoint, result):
        if i == 1:
            raise TypeError("The hinge loss has no gradient with respect to its target, a class")
        scores, y = result.inputs
        return self.share(adjoint, self.prime(scores, y), scores)

    def spelled(self, scores, y):
        right = total(multiply(y, scores), axis=-1, keepdims=True)
        return self.written(multiply(subtract(1.0, y), RELU(add(subtract(scores, right), self.margin))), scores)


class HingePrime(Op):
    """1 for each wrong class that comes too close, minus their number at the right class; its own derivative is 0."""

    symbol = "hinge′"

    def __init__(self, margin: float):
        self.margin = margin

    def value(self, scores, y):
        close = (_violations(scores, y, self.margin) > 0).astype(scores.dtype)
        return close - y * np.add.reduce(close, axis=-1, keepdims=True)

    def gradient(self, i, adjoint, result):
        return multiply(adjoint, multiply(0.0, result))

    def latex(self, write, node):
        return called(r"\operatorname{hinge}'", write(node.inputs[0]))

    def entry(self, node, index, of):
        return Tensor(node.value[index])  # a count: nothing to compute


def _violations(scores: np.ndarray, y: np.ndarray, margin: float) -> np.ndarray:
    """By how much each wrong class comes closer to the right one than the margin; 0 at the right class."""
    right = np.add.reduce(y * scores, axis=-1, keepdims=True)
    return (1.0 - y) * np.maximum(scores - right + margin, 0.0)


_hinge = made_once(Hinge)


def hinge(scores: object, target: object, *, margin: float = 1.0, reduction: str = "mean") -> Tensor:
    r"""The multi-class hinge loss: every wrong class should score lower than the right one by a margin.

    L = \frac1N \sum_n \sum_{j \ne y_n} \max(0, s_{nj} - s_{n,y_n} + \Delta)

    Shapes      scores (..., C); target class indices (...) or one-hot rows (..., C) -> ()
    Convention  summed over the wrong classes, mean over the N examples; the derivative at the bend is 0
    Errors      ShapeError for shapes that don't agree, DomainError for an index that is no class
    Source      Stanford CS231n, Linear Classification, whose example this is; Weston and Watkins (1999)

    >>> f"{hinge([-2.85, 0.86, 0.28], 2).item():.2f}"
    '1.58'
    """
    scores = as_tensor(scores)
    return _hinge(number("margin", margin, above=0), reduction)(scores, class_targets("hinge", scores, target))
