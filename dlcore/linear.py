"""The fully connected layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.check import whole
from dlcore.errors import ShapeError
from dlcore.initializers import glorot_uniform
from dlcore.layer import Layer
from dlcore.ops.linear import matmul, transpose
from dlcore.ops.op import label
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class Linear(Layer):
    r"""Every output is a weighted sum of all inputs, and a bias.

    z = W x + b for one example; Z = X W^\top + b for a batch in rows

    Shapes  W (D_out, D_in), b (D_out,) or None; x (D_in,) -> (D_out,), X (..., N, D_in) -> (..., N, D_out)
    Errors  ShapeError when W, b and x don't go together
    Source  Goodfellow, Bengio and Courville, Deep Learning (2016), section 6.1

    >>> layer = Linear(Tensor([[1.0, 2.0]], "W"), Tensor([0.5], "b"))
    >>> layer([3.0, 4.0]).formula, layer([[3.0, 4.0], [0.0, 0.0]]).formula
    ('W \\begin{pmatrix} 3 \\\\ 4 \\end{pmatrix} + b', '\\begin{pmatrix} 3 & 4 \\\\ 0 & 0 \\end{pmatrix} W^{\\top} + b')
    """

    W: Tensor
    b: Tensor | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.W.ndim != 2 or (self.b is not None and self.b.shape != self.W.shape[:1]):
            raise ShapeError(
                f"Linear takes W (D_out, D_in) and b (D_out,); found {label(self.W)}"
                + (f" and {label(self.b)}." if self.b is not None else ".")
            )

    def __call__(self, x: object) -> Tensor:
        """The outputs of one example or of a batch."""
        x = as_tensor(x)
        if x.ndim == 0 or x.value.shape[-1] != self.W.value.shape[1]:
            raise ShapeError(
                f"Linear with {label(self.W)} takes {self.W.shape[1]} inputs along the last axis; found {label(x)}."
            )
        if not x.value.size:
            raise ShapeError(f"Linear needs at least one example; found {label(x)}.")
        z = matmul(self.W, x) if x.ndim == 1 else matmul(x, transpose(self.W))  # (..., D_out)
        return z if self.b is None else z + self.b


def linear(
    D_in: int,
    D_out: int,
    *,
    rng: np.random.Generator | int,
    init: Callable[..., np.ndarray] = glorot_uniform,
    bias: bool = True,
    layer: str | int = "",
) -> Linear:
    r"""A new fully connected layer: weights from an initializer, biases 0, named W^{(l)} and b^{(l)} when a layer is
    given.

    Errors  DomainError for sizes below 1

    >>> made = linear(784, 16, rng=1, layer=1)
    >>> made.parameter_count, made.W.name
    (12560, 'W^{(1)}')
    """
    sup = f"^{{({layer})}}" if str(layer) else ""
    W = init((whole("D_out", D_out, least=1), whole("D_in", D_in, least=1)), generator(rng))
    return Linear(Tensor(W, f"W{sup}"), Tensor(np.zeros(D_out), f"b{sup}") if bias else None)
