"""The Kullback-Leibler divergence of two discrete distributions."""

from __future__ import annotations

import numpy as np

from dlcore.errors import ShapeError
from dlcore.losses.loss import ExampleLoss, made_once, needs_chances, needs_probabilities, pair
from dlcore.losses.x_log_y import X_LOG_Y
from dlcore.ops.arithmetic import add, divide, negative
from dlcore.ops.elementary import LOG
from dlcore.ops.op import label
from dlcore.tensor import Tensor


class KullbackLeibler(ExampleLoss):
    symbol = "kl"

    def value(self, p, q):
        ratio = np.divide(p, q, out=np.ones_like(p), where=p > 0)
        return self.reduced(X_LOG_Y.value(p, ratio), p)

    def gradient(self, i, adjoint, result):
        p, q = result.inputs
        return self.share(adjoint, add(LOG(divide(p, q)), 1.0) if i == 0 else negative(divide(p, q)), p)

    def spelled(self, p, q):
        return self.written(X_LOG_Y(p, divide(p, q)), p)


_kl = made_once(KullbackLeibler)


def kl_divergence(p: object, q: object, reduction: str = "mean") -> Tensor:
    r"""How many nats more it costs to describe draws from p with a code made for q.

    D(p \| q) = \sum_i p_i \ln (p_i / q_i) \ge 0, and 0 only where p = q; not symmetric

    Shapes      p and q (..., C), both alike -> ()
    Convention  summed over the C outcomes, mean over the N distributions; 0 ln 0 = 0
    Errors      ShapeError for shapes that differ; DomainError for rows that are no probabilities, and where q is 0
                but p isn't
    Source      Kullback and Leibler, On Information and Sufficiency (1951); Goodfellow et al., section 3.13

    >>> f"{kl_divergence([0.5, 0.5], [0.25, 0.75]).item():.6f}"
    '0.143841'
    """
    p, q = pair("kl_divergence", p, q)
    if p.ndim == 0:
        raise ShapeError(f"kl_divergence needs distributions along the last axis; found {label(p)}.")
    needs_probabilities("kl_divergence", p, sums=True)
    needs_probabilities("kl_divergence", q, sums=True)
    needs_chances("kl_divergence", q, p)
    return _kl(reduction)(p, q)
