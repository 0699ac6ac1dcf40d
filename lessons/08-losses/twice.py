"""The usual slip: probabilities given to a loss that expects logits, so that softmax is applied twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, cross_entropy_with_logits, gradients, softmax


@dataclass(frozen=True)
class Twice:
    """A perfect answer, and the example by hand, with softmax once and twice."""

    perfect: Tensor  # one-hot probabilities
    floor: float  # the loss of the perfect answer with softmax twice: it never gets lower
    again: Tensor  # softmax of the perfect answer
    loss: float  # of the example by hand, with softmax twice
    size_once: float  # the largest entry of the gradient at the logits
    size_twice: float


def twice(z: Tensor, target: int) -> Twice:
    """Both losses differentiated down to the same logits."""
    perfect = Tensor(np.eye(len(z))[target], "p")
    logits = Tensor(z.value, "z")
    once, slip = (cross_entropy_with_logits(f(logits), target) for f in (lambda v: v, softmax))
    sizes = [float(np.abs(gradients(loss, [logits])[logits].value).max()) for loss in (once, slip)]
    return Twice(
        perfect, cross_entropy_with_logits(perfect, target).item(), softmax(perfect).named("p'"), slip.item(), *sizes
    )
