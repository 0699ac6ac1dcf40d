"""Binary cross-entropy, of probabilities and of logits."""

from __future__ import annotations

import numpy as np

from dlcore.activations.sigmoid import SIGMOID
from dlcore.losses.loss import Loss, made_once, needs_chances, needs_probabilities, pair
from dlcore.losses.x_log_y import X_LOG_Y
from dlcore.ops.arithmetic import divide, multiply, negative, subtract
from dlcore.ops.elementary import LOG
from dlcore.tensor import Tensor


class BinaryCrossEntropy(Loss):
    symbol = "bce"

    def value(self, p, y):
        return self.reduced(-(X_LOG_Y.value(y, p) + X_LOG_Y.value(1.0 - y, 1.0 - p)), p)

    def gradient(self, i, adjoint, result):
        p, y = result.inputs
        if i == 0:
            return self.share(adjoint, divide(subtract(p, y), multiply(p, subtract(1.0, p))), p)
        return self.share(adjoint, LOG(divide(subtract(1.0, p), p)), p)

    def spelled(self, p, y):
        return self.written(X_LOG_Y(y, p) + X_LOG_Y(1.0 - y, 1.0 - p), p, "-")


class BinaryCrossEntropyWithLogits(Loss):
    symbol = "bce"

    def value(self, z, y):
        return self.reduced(np.maximum(z, 0.0) - z * y + np.log1p(np.exp(-np.abs(z))), z)

    def gradient(self, i, adjoint, result):
        z, y = result.inputs
        return self.share(adjoint, subtract(SIGMOID(z), y) if i == 0 else negative(z), z)

    def spelled(self, z, y):
        p = SIGMOID(z)
        return self.written(X_LOG_Y(y, p) + X_LOG_Y(1.0 - y, 1.0 - p), z, "-")


_of_probabilities = made_once(BinaryCrossEntropy)
_of_logits = made_once(BinaryCrossEntropyWithLogits)


def binary_cross_entropy(probs: object, y: object, reduction: str = "mean") -> Tensor:
    r"""How surprised a forecast of yes or no is by what happened (nats), from probabilities.

    L = -\frac1n \sum_i y_i \ln p_i + (1 - y_i) \ln(1 - p_i)

    Shapes      any, both alike -> ()
    Convention  the mean is over all n entries; 0 ln 0 = 0; nothing is clipped
    Errors      ShapeError for shapes that differ or are empty; DomainError outside [0, 1], and where the loss would
                be infinite
    Source      Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.2.2.2

    >>> f"{binary_cross_entropy([0.5, 0.5], [1.0, 0.0]).item():.6f}"
    '0.693147'
    """
    probs, y = pair("binary_cross_entropy", probs, y)
    needs_probabilities("binary_cross_entropy", probs)
    needs_probabilities("binary_cross_entropy", y)
    needs_chances("binary_cross_entropy", probs, y)
    needs_chances("binary_cross_entropy", (1.0 - probs).named("1 - p"), (1.0 - y).named("1 - y"))
    return _of_probabilities(reduction)(probs, y)


def binary_cross_entropy_with_logits(logits: object, y: object, reduction: str = "mean") -> Tensor:
    r"""Binary cross-entropy (nats) from logits z, with p = \sigma(z): the exact way, and the gradient is p - y.

    L = \frac1n \sum_i \max(z_i, 0) - z_i y_i + \ln(1 + e^{-|z_i|})

    Shapes      any, both alike -> ()
    Convention  the mean is over all n entries
    Errors      ShapeError for shapes that differ or are empty; DomainError for a target outside [0, 1]
    Source      Keras, BinaryCrossentropy, whose example this is; section 6.2.2.2 of Goodfellow et al. on saturation

    >>> f"{binary_cross_entropy_with_logits([-18.6, 0.51, 2.94, -12.8], [0.0, 1.0, 0.0, 0.0]).item():.6f}"
    '0.865458'
    """
    logits, y = pair("binary_cross_entropy_with_logits", logits, y)
    needs_probabilities("binary_cross_entropy_with_logits", y)
    return _of_logits(reduction)(logits, y)
