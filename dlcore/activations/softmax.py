"""Softmax with temperature, its logarithm, and the logarithm of a sum of exponentials. All work along the last axis."""

from __future__ import annotations

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.notation import POWER, PRODUCT, Written, called
from dlcore.ops.arithmetic import add_all, divide, multiply, subtract
from dlcore.ops.elementary import exp, log
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import total
from dlcore.ops.shape import reshape
from dlcore.tensor import Tensor, as_tensor

_FITS = 500.0  # e^500 is far from overflow


class Softmax(Op):
    symbol = "softmax"
    sign = r"\operatorname{softmax}"
    definition = r"\frac{e^{z_i}}{\sum_j e^{z_j}}"
    derivative = r"p_i\,(\delta_{ij} - p_j)"
    bounds = (0.0, 1.0)
    steepest = 0.25

    def value(self, z):
        grown = np.exp(z - np.maximum.reduce(z, axis=-1, keepdims=True))
        return grown / np.add.reduce(grown, axis=-1, keepdims=True)

    def gradient(self, i, adjoint, result):
        mixed = total(multiply(adjoint, result), axis=-1, keepdims=True)
        return multiply(result, subtract(adjoint, mixed))

    def latex(self, write, node):
        return called(self.sign, write(node.inputs[0]))

    def entry(self, node, index, of):
        powers = _powers(node.inputs[0], index[:-1], of)
        return divide(powers[index[-1]], add_all(powers))


class LogSoftmax(Op):
    symbol = "ln softmax"

    def value(self, z):
        shifted = z - np.maximum.reduce(z, axis=-1, keepdims=True)
        return shifted - np.log(np.add.reduce(np.exp(shifted), axis=-1, keepdims=True))

    def gradient(self, i, adjoint, result):
        return subtract(adjoint, multiply(SOFTMAX(result.inputs[0]), total(adjoint, axis=-1, keepdims=True)))

    def latex(self, write, node):
        return Written(rf"\ln {called(Softmax.sign, write(node.inputs[0])).latex}", POWER)

    def entry(self, node, index, of):
        powers = _powers(node.inputs[0], index[:-1], of)
        return log(divide(powers[index[-1]], add_all(powers)))


class LogSumExp(Op):
    symbol = "ln Σ exp"

    def value(self, z):
        highest = np.maximum.reduce(z, axis=-1, keepdims=True)
        return np.log(np.add.reduce(np.exp(z - highest), axis=-1)) + highest[..., 0]

    def gradient(self, i, adjoint, result):
        return multiply(SOFTMAX(result.inputs[0]), reshape(adjoint, (*adjoint.shape, 1)))

    def latex(self, write, node):
        return Written(rf"\ln \sum e^{{{write(node.inputs[0]).latex}}}", PRODUCT)

    def entry(self, node, index, of):
        return log(add_all(_powers(node.inputs[0], index, of)))


SOFTMAX, LOG_SOFTMAX, LOG_SUM_EXP = Softmax(), LogSoftmax(), LogSumExp()


def _powers(z: Tensor, row: tuple[int, ...], of) -> list[Tensor]:
    """e to each entry of a row; where that would overflow, the row's largest entry is subtracted first."""
    highest = float(z.value[row].max())
    shift = round(highest) if highest > _FITS else 0
    entries = [of(z, (*row, k)) for k in range(z.shape[-1])]
    return [exp(subtract(entry, float(shift)) if shift else entry) for entry in entries]


def _rows(name: str, z: object) -> Tensor:
    """The logits as a Tensor; ShapeError unless there is a last axis with at least one entry."""
    z = as_tensor(z)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ShapeError(f"{name} needs at least one number along the last axis; found {label(z)}.")
    return z


def softmax(z: object, temperature: object = 1.0) -> Tensor:
    r"""Numbers turned into probabilities that sum to 1 along the last axis.

    softmax(z)_i = e^{z_i / T} / \sum_j e^{z_j / T}, computed after subtracting the largest entry, which changes nothing

    Shapes       z (..., C) -> (..., C)
    temperature  T > 0; towards 0 the largest entry takes all, towards infinity all become 1/C
    Errors       ShapeError without a last axis, DomainError unless T > 0
    Source       Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.2.2.3

    >>> [f"{p:.8f}" for p in softmax([-1.0, 0.0, 1.0]).value]
    ['0.09003057', '0.24472847', '0.66524096']
    >>> softmax([1000.0, -1000.0]).value.tolist()
    [1.0, 0.0]
    """
    return SOFTMAX(_cooled(_rows("softmax", z), temperature))


def log_softmax(z: object, temperature: object = 1.0) -> Tensor:
    r"""The logarithms of softmax's probabilities (nats), without the loss of digits of ln(softmax(z)).

    ln softmax(z)_i = z_i - ln \sum_j e^{z_j}

    Shapes  z (..., C) -> (..., C)
    Errors  as softmax

    >>> log_softmax([1000.0, -1000.0]).value.tolist()
    [0.0, -2000.0]
    """
    return LOG_SOFTMAX(_cooled(_rows("log_softmax", z), temperature))


def log_sum_exp(z: object) -> Tensor:
    r"""ln \sum_j e^{z_j} along the last axis, a smooth maximum; the largest entry is taken out first.

    Shapes  z (..., C) -> (...)
    Errors  ShapeError without a last axis
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 4.1

    >>> f"{log_sum_exp([1000.0, 1000.0]).item():.4f}"
    '1000.6931'
    """
    return LOG_SUM_EXP(_rows("log_sum_exp", z))


def _cooled(z: Tensor, temperature: object) -> Tensor:
    """z / T, and z itself for T = 1."""
    if isinstance(temperature, Tensor):
        if temperature.size != 1:
            raise ShapeError(f"temperature must be one number; found {label(temperature)}.")
        number("temperature", temperature.item(), above=0)
        return z / temperature
    T = number("temperature", temperature, above=0)
    return z if T == 1.0 else z / Tensor(T, "T")
