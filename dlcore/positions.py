r"""Where a token stands: sinusoidal positions, which are added, and rotary ones, which turn queries and keys."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dlcore.check import choice, number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.notation import Written
from dlcore.ops.elementary import cos, sin
from dlcore.ops.linear import matmul, outer
from dlcore.ops.op import Op, label
from dlcore.ops.shape import pick
from dlcore.tensor import Tensor, as_tensor
from dlcore.tensor_form import tensor_form


class Alternate(Op):
    """The columns of two matrices in turn: one of the first, one of the second, and so on."""

    symbol = "alternate"

    def value(self, a, b):
        return np.stack([a, b], axis=-1).reshape(len(a), -1)

    def gradient(self, i, adjoint, result):
        return pick(adjoint, (slice(None), slice(i, None, 2)))

    def latex(self, write, node):
        a, b = (write(t).latex for t in node.inputs)
        return Written(rf"\operatorname{{alternate}}\left({a},\, {b}\right)")

    def entry(self, node, index, of):
        t, column = index
        return of(node.inputs[column % 2], (t, column // 2))


ALTERNATE = Alternate()


def angles(T: int, D: int, base: float = 10_000.0) -> np.ndarray:
    r"""The angle (radians) of each pair of dimensions at each position, t / base^{2k/D}: (T, D/2).

    >>> angles(3, 4).tolist()
    [[0.0, 0.0], [1.0, 0.01], [2.0, 0.02]]
    """
    if whole("D", D, least=2) % 2:
        raise DomainError(f"Positions need an even number of dimensions, found {D}")
    base = number("base", base, above=1)
    frequencies = base ** (-np.arange(0, D, 2) / D)  # (D/2,)
    return np.arange(whole("T", T, least=1))[:, None] * frequencies


def _sinusoidal(T: int, D: int, *, base: float = 10_000.0) -> Tensor:
    """The positions as a Tensor."""
    angles(T, D, base)  # which checks the sizes
    t, k, b = Tensor(np.arange(T), "t"), Tensor(np.arange(D // 2), "k"), Tensor(base, "b")
    omega = (b ** (-2.0 * k / float(D))).named(r"\omega")
    theta = outer(t, omega).named(r"\theta")
    return ALTERNATE(sin(theta), cos(theta)).named("P")


@tensor_form(_sinusoidal)
def sinusoidal(T: int, D: int, *, base: float = 10_000.0) -> np.ndarray:
    r"""Sinusoidal positions, to be added to the embeddings.

    P_{t,2k} = \sin(t / base^{2k/D}), P_{t,2k+1} = \cos(t / base^{2k/D})

    Shapes      -> (T, D)
    Convention  positions count from 0; sine and cosine alternate, as in the paper
    Errors      DomainError for an odd D
    Source      Vaswani et al., Attention Is All You Need (2017), section 3.5

    >>> sinusoidal(2, 4).round(4).tolist()
    [[0.0, 1.0, 0.0, 1.0], [0.8415, 0.5403, 0.01, 1.0]]
    """
    return _sinusoidal(T, D, base=base).value


@lru_cache(maxsize=64)
def _quarter_turn(D: int, pairs: str) -> np.ndarray:
    """The matrix that turns every pair (a, b) of a row into (-b, a)."""
    first, second = (
        (np.arange(0, D, 2), np.arange(1, D, 2)) if pairs == "neighbors" else (np.arange(D // 2), np.arange(D // 2, D))
    )
    turn = np.zeros((D, D))
    turn[second, first], turn[first, second] = -1.0, 1.0
    return turn


def rotary(x: object, *, base: float = 10_000.0, start: int = 0, pairs: str = "neighbors") -> Tensor:
    r"""Rotary positions: each pair of a query's or key's numbers turned by an angle that grows with its position.

    (x_{2k}, x_{2k+1}) \to (x_{2k} \cos\theta - x_{2k+1} \sin\theta,\; x_{2k} \sin\theta + x_{2k+1} \cos\theta)
    with \theta = t / base^{2k/D}

    So q_t \cdot k_s depends on the distance t - s alone, and lengths stay.

    Shapes      x (..., T, D) -> (..., T, D)
    start       the position of the first row, from 0
    pairs       "neighbors" (x_0, x_1), as in the paper and in Meta's own code and weights of Llama; "halves"
                (x_0, x_{D/2}), as in GPT-NeoX and in Hugging Face's code. Its Llama weights are Meta's with the rows of
                W_Q and W_K permuted, head by head: Meta's own need "neighbors"
    Errors      ShapeError without the two axes, DomainError for an odd D
    Source      Su et al., RoFormer: Enhanced Transformer with Rotary Position Embedding (2021), section 3.4.2;
                github.com/huggingface/transformers/issues/25199 for whose pairs are whose

    >>> rotary([[1.0, 0.0], [1.0, 0.0]]).value.round(4).tolist()
    [[1.0, 0.0], [0.5403, 0.8415]]
    """
    x = as_tensor(x)
    if x.ndim < 2 or not x.size:
        raise ShapeError(f"Rotary positions need (..., T, D); found {label(x)}.")
    T, D = x.shape[-2:]
    choice("pairs", pairs, ("neighbors", "halves"))
    turned = angles(whole("start", start) + T, D, base)[start:]
    spread = np.repeat(turned, 2, axis=1) if pairs == "neighbors" else np.tile(turned, 2)  # (T, D)
    dtype = x.value.dtype
    C, S = Tensor(np.cos(spread), "C", dtype=dtype), Tensor(np.sin(spread), "S", dtype=dtype)
    return x * C + matmul(x, Tensor(_quarter_turn(D, pairs), "J", dtype=dtype)) * S
