r"""Products of matrices and vectors, outer products, transposes.

Matrices act from the left, ``W @ x``, with W of shape (out, in); a batch stands in rows, ``X @ W.T``.
"""

from __future__ import annotations

from dlcore.errors import ShapeError
from dlcore.notation import written_product
from dlcore.ops.arithmetic import add_all, multiply, unbroadcast
from dlcore.ops.op import Op, label
from dlcore.tensor import Tensor, as_tensor

__all__ = ["matmul", "outer", "transpose"]


class MatMul(Op):
    symbol = "@"

    def value(self, a, b):
        if b.ndim > 2 or a.ndim == 1:
            return a @ b if b.ndim > 2 else a.dot(b)  # dot starts faster than @
        if a.ndim <= 2:
            return a.dot(b)
        return (
            a.reshape(-1, a.shape[-1]).dot(b).reshape(a.shape[:-1] + b.shape[1:])
        )  # one product, not one for each matrix

    def gradient(self, i, adjoint, result):
        a, b = result.inputs
        if a.ndim == 1 and b.ndim == 1:
            return multiply(adjoint, result.inputs[1 - i])
        if b.ndim == 1:  # W x
            return _outer_batched(adjoint, b, a) if i == 0 else _times(transpose(a), adjoint, b)
        if a.ndim == 1:  # x W
            return matmul(b, adjoint) if i == 0 else outer(a, adjoint)
        if i == 0:
            return unbroadcast(matmul(adjoint, transpose(b)), a)
        if b.ndim == 2 and a.ndim > 2:  # all rows of the stack share b
            a, adjoint = _rows(a), _rows(adjoint)
        if b.op is TRANSPOSE and b.name is None:  # the adjoint of W in X W^T is delta^T X, which needs no turning
            return unbroadcast(transpose(matmul(transpose(adjoint), a)), b)
        return unbroadcast(matmul(transpose(a), adjoint), b)

    def latex(self, write, node):
        a, b = node.inputs
        return written_product([write(a, transposed=a.ndim == 1), write(b)])

    def entry(self, node, index, of):
        a, b = node.inputs
        head = index[:-1] if b.ndim > 1 else index
        terms = []
        for k in range(a.shape[-1]):
            left = (*head, k)[-a.ndim :] if a.ndim > 1 else (k,)
            right = (*index[: b.ndim - 2], k, index[-1]) if b.ndim > 1 else (k,)
            terms.append(multiply(of(a, left), of(b, right)))
        return add_all(terms)


class Outer(Op):
    r"""A column times a row: ``\delta x^\top``."""

    symbol = "⊗"

    def value(self, a, b):
        return a[..., None] * b

    def gradient(self, i, adjoint, result):
        a, b = result.inputs
        if i == 0:
            return matmul(adjoint, b)
        from dlcore.ops.shape import reshape

        flat = reshape(adjoint, (-1, b.size)) if a.ndim > 1 else adjoint  # a stack of vectors shares b
        return matmul(transpose(flat), reshape(a, (-1,)))

    def latex(self, write, node):
        a, b = node.inputs
        return written_product([write(a), write(b, transposed=True)])

    def entry(self, node, index, of):
        return multiply(of(node.inputs[0], index[:1]), of(node.inputs[1], index[1:]))


class Transpose(Op):
    symbol = "ᵀ"

    def value(self, a):
        return a.swapaxes(-1, -2)

    def gradient(self, i, adjoint, result):
        return transpose(adjoint)

    def latex(self, write, node):
        return write(node.inputs[0], transposed=True)

    def entry(self, node, index, of):
        return of(node.inputs[0], (*index[:-2], index[-1], index[-2]))


MATMUL, OUTER, TRANSPOSE = MatMul(), Outer(), Transpose()


def _rows(stacked: Tensor) -> Tensor:
    """A stack of matrices as one matrix of all their rows."""
    from dlcore.ops.shape import reshape

    return reshape(stacked, (-1, stacked.shape[-1]))


def _outer_batched(adjoint: Tensor, x: Tensor, like: Tensor) -> Tensor:
    """The adjoint of W in W x; W is a matrix, or a stack of matrices that share x."""
    if adjoint.ndim == 1:
        return outer(adjoint, x)
    return OUTER(adjoint, x)


def _times(transposed: Tensor, adjoint: Tensor, like: Tensor) -> Tensor:
    """The adjoint of x in W x: W^T times the adjoint, summed over a stack of matrices."""
    if transposed.ndim == 2:
        return matmul(transposed, adjoint)
    from dlcore.ops.reduction import sum_to
    from dlcore.ops.shape import reshape

    return sum_to(
        reshape(matmul(transposed, reshape(adjoint, (*adjoint.shape, 1))), (*transposed.shape[:-1],)), like.shape
    )


def matmul(a: object, b: object) -> Tensor:
    r"""The matrix product a b; batches of matrices in leading axes.

    Shapes: (m, k) with (k,) or (k, n); (k,) with (k,) or (k, n); (..., m, k) with (..., k, n).
    Raises ShapeError when the inner sizes differ.

    >>> (Tensor([[1.0, 2.0]], "W") @ Tensor([3.0, 4.0], "x")).value.tolist()
    [11.0]
    """
    a, b = as_tensor(a), as_tensor(b)
    left: tuple[int, ...] = a.value.shape
    right: tuple[int, ...] = b.value.shape
    if not left or not right:
        raise ShapeError(f"@ needs vectors or matrices; found {label(a)} and {label(b)}. Use * for a number.")
    inner = right[-2:][0]  # the rows of a matrix, or the numbers of a vector
    if left[-1] != inner:
        raise ShapeError(
            f"@ needs as many columns on the left as rows on the right; found {label(a)} and {label(b)}: "
            f"{left[-1]} against {inner}."
        )
    return MATMUL(a, b)


def outer(a: object, b: object) -> Tensor:
    r"""The outer product a b^T of two vectors: every product of an entry of a with an entry of b.

    Shapes: (m,) and (n,) -> (m, n). ShapeError for anything but two vectors.

    >>> outer([1.0, 2.0], [3.0, 4.0]).value.tolist()
    [[3.0, 4.0], [6.0, 8.0]]
    """
    a, b = as_tensor(a), as_tensor(b)
    if a.ndim != 1 or b.ndim != 1:
        raise ShapeError(f"An outer product takes two vectors; found {label(a)} and {label(b)}.")
    return OUTER(a, b)


def transpose(a: object) -> Tensor:
    """The last two axes exchanged.

    ShapeError for a number or a vector.

    >>> transpose([[1.0, 2.0]]).value.tolist()
    [[1.0], [2.0]]
    """
    a = as_tensor(a)
    if a.value.ndim < 2:
        raise ShapeError(f"Only a matrix has a transpose here; found {label(a)}. Use outer(a, b) for a b^T of vectors.")
    return a.inputs[0] if a.op is TRANSPOSE and a.name is None else TRANSPOSE(a)
