r"""Margins: how far a line passes by the examples that it separates, and what that promises of the perceptron.

The bias is a weight of an input that is always 1: with x̃ = (x, 1) and s = 1 or -1 for the classes 1 and 0, a line u is
right about an example where s u·x̃ > 0, and its margin is the least s u·x̃ / ‖u‖.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.elementary import sqrt
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor

__all__ = ["NovikoffBound", "novikoff_bound", "widest_margin"]


@dataclass(frozen=True)
class NovikoffBound:
    r"""How many corrections the perceptron makes at most, k ≤ R² / γ², and what the bound is made of.

    u        the line, (D + 1,), of length 1; its last number is the bias
    margin   γ, the least s u·x̃
    radius   R, the greatest ‖x̃‖
    bound    R² / γ² as a Tensor that shows its work
    Errors   ShapeError from ``chain`` for weights of another shape

    >>> bound = novikoff_bound([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], [2.0, 2.0, -3.0])
    >>> round(bound.bound.item(), 9), round(bound.margin.item(), 4)
    (51.0, 0.2425)
    """

    u: Tensor
    margin: Tensor
    radius: Tensor
    bound: Tensor

    def chain(self, w: object, corrections: int) -> Mapping[str, Tensor]:
        r"""The inequalities of the proof for weights (D + 1,) after so many corrections from zero, least first.

        k γ ≤ u·w ≤ ‖w‖ ≤ \sqrt{k} R

        Errors  ShapeError for weights of another shape, DomainError unless corrections is a whole number from 1 up

        >>> bound = novikoff_bound([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], [2.0, 2.0, -3.0])
        >>> [round(t.item(), 3) for t in bound.chain([2.0, 1.0, -2.0], 10).values()]
        [2.425, 2.91, 3.0, 5.477]
        """
        k, w = Tensor(whole("corrections", corrections, least=1), "k"), Tensor(w, "w")
        if w.shape != self.u.shape:
            raise ShapeError(f"w needs the {len(self.u)} numbers of u, the bias last; found shape {w.shape}.")
        return {
            "k margin": (k * self.margin).named(r"k \gamma"),
            "u w": (self.u @ w).named(r"u^\top w"),
            "length": sqrt(total(w**2)).named(r"\lVert w \rVert"),
            "sqrt k radius": (sqrt(k) * self.radius).named(r"\sqrt{k}\, R"),
        }


def novikoff_bound(x: object, y: object, u: object) -> NovikoffBound:
    r"""The perceptron's bound from one line that separates the classes.

    k \le R^2 / \gamma^2

    Shapes      x (N, D), y (N,) of 0 and 1, u (D + 1,) with the bias last; its length doesn't matter
    Convention  R and γ count the input that is always 1, as the bias is learned too. The widest margin gives the best
                bound
    Errors      ShapeError for shapes that don't agree, DomainError for a target that is neither 0 nor 1 or a line that
                doesn't separate
    Source      Novikoff, On Convergence Proofs on Perceptrons (1962)

    >>> round(novikoff_bound([[1.0], [-1.0]], [1, 0], [1.0, 0.0]).bound.item(), 9)
    2.0
    """
    points, signs = _points(x, y)
    line = np.array(Tensor(u, "u").value)
    if line.shape != points.shape[1:]:
        raise ShapeError(f"u needs {points.shape[1]} numbers, the bias last; found shape {line.shape}.")
    sides = signs * (points @ line)
    if not (sides > 0).all():
        k = int(sides.argmin())
        raise DomainError(f"u must separate the classes; example {k} has s u·x = {sides[k]:g}.")
    unit = Tensor(line / np.sqrt(line @ line), "u")
    closest = int(sides.argmin())
    example = Tensor(points[closest] * signs[closest], r"s \tilde{x}")
    margin = (unit @ example).named(r"\gamma")
    farthest = Tensor(points[int((points**2).sum(axis=1).argmax())], r"\tilde{x}")
    radius = sqrt(total(farthest**2)).named("R")
    return NovikoffBound(unit, margin, radius, (radius**2 / margin**2).named(r"R^{2} / \gamma^{2}"))


def widest_margin(x: object, y: object, *, rounds: int = 2000) -> np.ndarray:
    r"""The line of length 1 that passes by all examples at the greatest distance, (D + 1,) with the bias last.

    \max_u \min_n s_n u^\top \tilde{x}_n over ‖u‖ = 1

    Computed as the smallest u with s u·x̃ ≥ 1, by coordinate ascent on its dual problem.

    Shapes      x (N, D), y (N,) of 0 and 1
    Convention  the bias counts as a weight, as in ``novikoff_bound``; a support vector machine leaves it out
    Working     none: it is searched for; ``novikoff_bound`` shows what it is worth
    Errors      ShapeError for shapes that don't agree, DomainError for a target that is neither 0 nor 1 or for classes
                that no line separates
    Source      Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM (2008), algorithm 1

    >>> (widest_margin([[0, 0], [0, 1], [1, 0], [1, 1]], [1, 1, 1, 0]) * 17**0.5).round(3).tolist()
    [-2.0, -2.0, 3.0]
    """
    points, signs = _points(x, y)
    whole("rounds", rounds, least=1)
    signed = points * signs[:, None]
    squares = (signed**2).sum(axis=1)
    alpha, u = np.zeros(len(points)), np.zeros(points.shape[1])
    for _ in range(rounds):
        moved = 0.0
        for n, example in enumerate(signed):
            step = max(-alpha[n], (1.0 - example @ u) / squares[n])
            alpha[n] += step
            u += step * example
            moved = max(moved, abs(step))
        if moved < 1e-12 * alpha.max():
            break
    if not (signed @ u > 0).all():
        raise DomainError(
            f"No line separates the classes; the best one that was found is wrong about {_wrong(signed, u)}."
        )
    return u / np.sqrt(u @ u)


def _wrong(signed: np.ndarray, u: np.ndarray) -> str:
    return f"{int((signed @ u <= 0).sum())} of {len(signed)} examples"


def _points(x: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    """Examples with the input that is always 1, and the classes as 1 and -1."""
    examples, targets = Tensor(x, "x").value, Tensor(y, "y").value
    if examples.ndim != 2 or not examples.size or targets.shape != examples.shape[:1]:
        raise ShapeError(f"Margins need x (N, D) and y (N,); found shapes {examples.shape} and {targets.shape}.")
    if not np.isin(targets, (0.0, 1.0)).all():
        raise DomainError(f"A class is 0 or 1; found {targets[~np.isin(targets, (0.0, 1.0))][0]:g}.")
    return np.concatenate([examples, np.ones((len(examples), 1))], axis=1), 2.0 * targets - 1.0
