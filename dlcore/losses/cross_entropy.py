"""Categorical cross-entropy, of probabilities and of logits; targets one-hot or as class indices."""

from __future__ import annotations

from dlcore.activations.softmax import LOG_SOFTMAX, SOFTMAX
from dlcore.losses.loss import ExampleLoss, made_once, needs_chances, needs_probabilities
from dlcore.losses.targets import class_targets, smooth_labels
from dlcore.losses.x_log_y import X_LOG_Y
from dlcore.ops.arithmetic import divide, multiply, negative, subtract
from dlcore.ops.elementary import LOG
from dlcore.tensor import Tensor, as_tensor


class CrossEntropy(ExampleLoss):
    symbol = "ce"

    def value(self, p, y):
        return self.reduced(-X_LOG_Y.value(y, p), p)

    def gradient(self, i, adjoint, result):
        p, y = result.inputs
        return self.share(adjoint, negative(divide(y, p) if i == 0 else LOG(p)), p)

    def spelled(self, p, y):
        return self.written(X_LOG_Y(y, p), p, "-")


class CrossEntropyWithLogits(ExampleLoss):
    r"""For targets whose rows sum to 1, so that the gradient is softmax(z) - y."""

    symbol = "ce"

    def value(self, z, y):
        return self.reduced(-(y * LOG_SOFTMAX.value(z)), z)

    def gradient(self, i, adjoint, result):
        z, y = result.inputs
        return self.share(adjoint, subtract(SOFTMAX(z), y) if i == 0 else negative(LOG_SOFTMAX(z)), z)

    def spelled(self, z, y):
        return self.written(multiply(y, LOG_SOFTMAX(z)), z, "-")


_of_probabilities = made_once(CrossEntropy)
_of_logits = made_once(CrossEntropyWithLogits)


def cross_entropy(probs: object, target: object, *, label_smoothing: float = 0.0, reduction: str = "mean") -> Tensor:
    r"""How surprised a forecast of the class is by the class (nats), from probabilities: -ln p of the right class.

    L = -\frac1N \sum Y \odot \ln P

    Shapes      probs (..., C); target class indices (...) or one-hot rows (..., C) -> ()
    Convention  summed over the classes, mean over the N examples; 0 ln 0 = 0; nothing is clipped or normalized
    Errors      ShapeError for shapes that don't agree; DomainError for rows that are no probabilities, an index that is
                no class, and where the loss would be infinite
    Source      Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.2.2.3; the example is Keras's

    >>> f"{cross_entropy([[0.05, 0.95, 0.0], [0.1, 0.8, 0.1]], [1, 2]).item():.3f}"
    '1.177'
    """
    probs = as_tensor(probs)
    y = smooth_labels(class_targets("cross_entropy", probs, target), label_smoothing)
    needs_probabilities("cross_entropy", probs, sums=True)
    needs_chances("cross_entropy", probs, y)
    return _of_probabilities(reduction)(probs, y)


def cross_entropy_with_logits(
    logits: object, target: object, *, label_smoothing: float = 0.0, reduction: str = "mean"
) -> Tensor:
    r"""Categorical cross-entropy (nats) from logits z, with p = softmax(z): the exact way, and the gradient is (p -
    y) / N.

    L = \frac1N \sum_n \left( \ln \sum_j e^{z_{nj}} - z_{n,y_n} \right)

    Shapes      logits (..., C); target class indices (...) or one-hot rows (..., C) -> ()
    Convention  summed over the classes, mean over the N examples
    Errors      ShapeError for shapes that don't agree; DomainError for an index that is no class or rows that don't
                sum to 1
    Source      Stanford CS231n, Linear Classification, whose example this is

    >>> f"{cross_entropy_with_logits([-2.85, 0.86, 0.28], 2).item():.2f}"
    '1.04'
    """
    logits = as_tensor(logits)
    y = smooth_labels(class_targets("cross_entropy_with_logits", logits, target), label_smoothing)
    return _of_logits(reduction)(logits, y)
