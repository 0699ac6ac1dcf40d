"""What the losses have in common: mean or sum, shapes that agree, targets that are possible."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from dlcore.check import choice
from dlcore.errors import DomainError, ShapeError
from dlcore.ops.arithmetic import divide, multiply
from dlcore.ops.op import Fused, label
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor, as_tensor

REDUCTIONS = ("mean", "sum")


class Loss(Fused):
    """One number from a prediction and a target: the terms' mean (divided by how many there are) or their sum."""

    letter = "n"  # how the number of terms is written: n entries, or N examples

    def __init__(self, reduction: str = "mean"):
        self.mean = choice("reduction", reduction, REDUCTIONS) == "mean"

    def count(self, prediction: np.ndarray | Tensor) -> int:
        """How many terms the mean is over: the entries."""
        return prediction.size

    def reduced(self, terms: np.ndarray, prediction: np.ndarray) -> np.ndarray:
        """The terms' sum, divided by their number for a mean."""
        whole = np.add.reduce(terms, axis=None)
        return whole / self.count(prediction) if self.mean else whole

    def written(self, terms: Tensor, prediction: Tensor, sign: str = "+") -> Tensor:
        """The same as an expression: 1/n times the sum of the terms."""
        whole = total(terms) if terms.size > 1 else terms
        n = self.count(prediction)
        if self.mean and n > 1:
            whole = multiply(divide(1.0, Tensor(float(n), self.letter)), whole)
        return -whole if sign == "-" else whole

    def share(self, adjoint: Tensor, slope: Tensor, prediction: Tensor) -> Tensor:
        """The gradient: the slope of the terms times the adjoint, divided by the number of terms for a mean."""
        n = self.count(prediction)
        return multiply(adjoint, divide(slope, float(n)) if self.mean and n > 1 else slope)


def made_once(kind: Callable[..., Loss]) -> Callable[..., Loss]:
    """Losses of a kind, each made once for its settings; the last setting is the reduction."""
    made = lru_cache(maxsize=64)(kind)

    def of(*settings: object) -> Loss:
        if not isinstance(settings[-1], str):
            choice("reduction", settings[-1], REDUCTIONS)
        return made(*settings)

    return of


class ExampleLoss(Loss):
    """A loss whose terms belong to examples; an example stands in the last axis, which is summed."""

    letter = "N"

    def count(self, prediction: np.ndarray | Tensor) -> int:
        """How many terms the mean is over: the examples."""
        return prediction.size // prediction.shape[-1]


def pair(name: str, prediction: object, target: object) -> tuple[Tensor, Tensor]:
    """Both as Tensors; ShapeError unless they have one shape and are not empty."""
    prediction = as_tensor(prediction)
    target = target if isinstance(target, Tensor) else Tensor(target, dtype=prediction.value.dtype)
    if prediction.value.shape != target.value.shape:
        raise ShapeError(
            f"{name} needs a prediction and a target of one shape; found {label(prediction)} and {label(target)}."
        )
    if not prediction.value.size:
        raise ShapeError(f"{name} needs at least one prediction; found {label(prediction)}.")
    return prediction, target


def needs_probabilities(name: str, tensor: Tensor, *, sums: bool = False) -> None:
    """DomainError unless all entries lie in [0, 1] and, where asked for, sum to 1 along the last axis."""
    value = tensor.value
    if not (value.min() >= 0.0 and value.max() <= 1.0):
        place = [int(i) for i in np.argwhere(~((value >= 0) & (value <= 1)))[0]]
        raise DomainError(
            f"{name} needs probabilities from 0 to 1; {label(tensor)} holds {value[tuple(place)]:g} at {place}."
        )
    if sums:
        sums_to = np.add.reduce(value, axis=-1)
        if not np.abs(sums_to - 1.0).max() <= 1e-6:
            row = int(np.abs(sums_to - 1.0).argmax())
            raise DomainError(
                f"{name} needs probabilities that sum to 1 along the last axis; "
                f"row {row} of {label(tensor)} sums to {sums_to.flat[row]:g}."
            )


def needs_chances(name: str, prediction: Tensor, target: Tensor) -> None:
    """DomainError where something that happens (target > 0) was given the probability 0: the loss would be infinite."""
    hopeless = (prediction.value == 0) & (target.value > 0)
    if hopeless.any():
        place = [int(i) for i in np.argwhere(hopeless)[0]]
        raise DomainError(
            f"{name} would be infinite: {label(prediction)} is 0 at {place}, where the target isn't. "
            "Use the form with logits."
        )
