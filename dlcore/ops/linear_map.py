"""Operations that move numbers to other places, scale them and add them up: linear in one input."""

from __future__ import annotations

import numpy as np

from dlcore.ops.arithmetic import add_all, multiply
from dlcore.ops.op import Op
from dlcore.tensor import Tensor


class LinearMap(Op):
    """An operation whose entries are sums of entries of one input, each times a number.

    Subclasses give ``moved``, which of the inputs it is. The gradient says which entries arrive at a place.
    """

    moved: int = 0

    def entry(self, node, index, of):
        source = node.inputs[self.moved]
        here = np.zeros(node.shape, dtype=node.value.dtype)
        here[index] = 1.0
        weights = self.gradient(self.moved, Tensor(here), node).value
        places = [tuple(place) for place in np.argwhere(weights).tolist()]
        terms = [of(source, p) if weights[p] == 1.0 else multiply(float(weights[p]), of(source, p)) for p in places]
        return add_all(terms) if terms else Tensor(0.0)
