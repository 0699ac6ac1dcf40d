"""The product that entropies are made of: p ln q, with 0 ln 0 = 0."""

from __future__ import annotations

import numpy as np

from dlcore.ops.arithmetic import divide, index_in, multiply
from dlcore.ops.elementary import LOG
from dlcore.ops.op import Fused
from dlcore.tensor import Tensor


class XLogY(Fused):
    r"""p \odot ln q entry by entry; 0 where p is 0, whatever q."""

    symbol = "p ln q"

    def value(self, p, q):
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(p == 0, 0.0, p * np.log(np.where(p == 0, 1.0, q))).astype(np.result_type(p, q), copy=False)

    def gradient(self, i, adjoint, result):
        p, q = result.inputs
        return multiply(adjoint, LOG(q) if i == 0 else divide(p, q))

    def spelled(self, p, q):
        with np.errstate(divide="ignore", invalid="ignore"):
            return multiply(p, LOG(q))

    def entry(self, node, index, of):
        p, q = node.inputs
        return self(of(p, index_in(p, index)), of(q, index_in(q, index)))


X_LOG_Y = XLogY()


def x_log_y(p: Tensor, q: Tensor) -> Tensor:
    """p ln q, entry by entry (nats).

    >>> x_log_y(Tensor([0.0, 1.0]), Tensor([0.0, 1.0])).value.tolist()
    [0.0, 0.0]
    """
    return X_LOG_Y(p, q)
