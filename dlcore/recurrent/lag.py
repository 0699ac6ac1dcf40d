"""How far back a recurrent network can be blamed: the gradient's norm against the lag."""

from __future__ import annotations

import numpy as np

from dlcore.autodiff import gradients
from dlcore.errors import ShapeError
from dlcore.ops.reduction import total
from dlcore.ops.shape import pick
from dlcore.recurrent.layer import Recurrent
from dlcore.tensor import Tensor


def gradient_norms_by_lag(layer: Recurrent, x: object, v: object | None = None) -> np.ndarray:
    r"""The norm of the gradient that the last state sends back to each input, by how many steps ago that input came.

    \| \partial (v \cdot h_T) / \partial x_{T-k} \| for k = 0, ..., T - 1

    v           (H,), what the last state is weighed by; ones unless given
    Shapes      x (T, D) or (N, T, D) -> (T,); for a batch the root of the mean square over its examples
    Convention  towards inputs, not states: that counts an LSTM's way through the cell as well, and compares all
                layers alike
    Working     that of the gradients whose lengths these are: gradients(...)
    Errors      ShapeError where shapes don't go together
    Source      Bengio, Simard and Frasconi, Learning Long-Term Dependencies with Gradient Descent Is Difficult (1994)

    >>> from dlcore.recurrent import RNN
    >>> half = RNN(Tensor([[1.0]]), Tensor([[0.5]]), Tensor([0.0]))
    >>> gradient_norms_by_lag(half, np.zeros((4, 1))).tolist()
    [1.0, 0.5, 0.25, 0.125]
    """
    x = layer.sequence(x)
    v = Tensor(np.ones(layer.H) if v is None else v, "v")
    if v.shape != (layer.H,):
        raise ShapeError(f"v weighs the {layer.H} numbers of the last state; found shape {v.shape}.")
    last = pick(layer(x), (..., -1, slice(None)))  # (H,) or (N, H)
    slopes = gradients(total(last * v), [x])[x].value
    squares = (slopes * slopes).sum(axis=-1)
    by_time = squares if x.ndim == 2 else squares.mean(axis=0)
    return np.sqrt(by_time)[::-1].copy()
