"""One small image, one kernel: forward, pooled, and back, all in numbers for a calculator."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, convolution_matrix, convolve, gradients, max_pool, relu
from dlcore.ops.shape import reshape

IMAGE = [[1.0, 2, 0, 1], [0, 1, 3, 1], [2, 1, 0, 0], [1, 0, 1, 2]]
KERNEL, BIAS = [[1.0, -1], [2, -2]], 1.0
FROM_ABOVE = [[1.0, -1], [2, 1]]  # the gradient that arrives at the pooled map


@dataclass(frozen=True)
class ByHand:
    """x (4, 4), w (2, 2), b -> z, a (3, 3) -> p (2, 2); and the gradients back to w, b and x.

    matrix    M (9, 16) with flat(z) = M flat(x) + b
    local     an example of a matrix that is local but shares nothing: other weights at every place
    flipped   what a true convolution gives: the kernel turned by half a turn
    dw_terms  one entry of the kernel's gradient, only the terms that aren't zero
    dw_flipped  what the kernel would get if delta were turned around: wrong
    ways      the gradient with respect to x three times: by dlcore, by the matrix, by a full convolution
    """

    x: Tensor
    w: Tensor
    b: Tensor
    product: Tensor
    z: Tensor
    a: Tensor
    p: Tensor
    from_above: Tensor
    delta: Tensor
    dw: Tensor
    db: Tensor
    dx: Tensor
    matrix: Tensor
    flipped_w: Tensor
    flipped: Tensor
    dw_terms: Tensor
    dw_flipped: np.ndarray
    ways: tuple[np.ndarray, np.ndarray, np.ndarray]

    @property
    def weights(self) -> dict[str, int]:
        """How many weights a layer from all pixels to all of z has, if local, and if shared besides."""
        M = self.matrix.value
        return {"every pixel to every number": M.size, "near pixels only": int((M != 0).sum()), "shared": self.w.size}

    @property
    def ways_agree(self) -> bool:
        """Whether all three give the same numbers."""
        return all(np.array_equal(self.ways[0], other) for other in self.ways[1:])

    @property
    def windows(self) -> list[str]:
        """Names of the places of z, for a heat map's rows."""
        return [f"$z_{{{i + 1}{j + 1}}}$" for i, j in np.ndindex(self.z.shape)]

    @property
    def pixels(self) -> list[str]:
        """Names of the pixels, for a heat map's columns."""
        return [f"$x_{{{i + 1}{j + 1}}}$" for i, j in np.ndindex(self.x.shape)]


def by_hand() -> ByHand:
    """All of it."""
    x, w, b = Tensor(IMAGE, "x"), Tensor(KERNEL, "w"), Tensor(BIAS, "b")
    product = convolve(x, w).named("x \\star w")
    z = (convolve(x, w) + b).named("z")
    a = relu(z).named("a")
    p = reshape(max_pool(reshape(a, (1, 1, *a.shape)), 2, stride=1), (2, 2)).named("p")
    from_above = Tensor(FROM_ABOVE, r"\frac{\partial L}{\partial p}")
    back = gradients((Tensor(FROM_ABOVE, "g") * p).sum().named("L"), [w, b, x, z])
    delta = back[z]
    turned = Tensor(np.array(KERNEL)[::-1, ::-1], r"\tilde{w}")
    M = convolution_matrix(w, (len(x), len(x))).named("M")
    full = convolve(np.pad(delta.value, 1), turned)
    ways = (back[x].value, (M.T @ delta.value.ravel()).value.reshape(x.shape), full.value)
    return ByHand(
        x, w, b, product, z, a, p, from_above, delta, back[w], back[b], back[x], M, turned,
        convolve(x, turned).named(r"x \star \tilde{w}"), terms(x, delta), if_flipped(x, delta), ways,
    )  # fmt: skip


def if_flipped(x: Tensor, delta: Tensor) -> np.ndarray:
    """The kernel's gradient as a true convolution, with delta turned by half a turn: the error of the slide."""
    return convolve(x.value, delta.value[::-1, ::-1]).value


def terms(x: Tensor, delta: Tensor) -> Tensor:
    """The first entry of the kernel's gradient, without the places where no gradient arrives."""
    total = None
    for i, j in np.argwhere(delta.value):
        sent = Tensor(delta.value[i, j], rf"\delta_{{{i + 1}{j + 1}}}")
        product = sent * Tensor(x.value[i, j], rf"x_{{{i + 1}{j + 1}}}")
        total = product if total is None else total + product
    assert total is not None
    return total.named(r"\frac{\partial L}{\partial w_{11}}")


@dataclass(frozen=True)
class OneAxis:
    """The same along one axis: x (5,), w (3,) -> z (3,), the gradients, and what a turned delta would give."""

    x: Tensor
    w: Tensor
    z: Tensor
    delta: Tensor
    dw: Tensor
    dx: Tensor
    dw_flipped: np.ndarray


def one_axis() -> OneAxis:
    """With numbers that differ, so that a slip shows."""
    x, w = Tensor([[1.0, 3, 2, 0, 1]], "x"), Tensor([[2.0, -1, 1]], "w")
    z = convolve(x, w).named("z")
    delta = Tensor([[1.0, 2, -1]], r"\delta")
    back = gradients((delta * z).sum().named("L"), [w, x])
    row = lambda tensor, name: Tensor(tensor.value[0], name)  # noqa: E731
    return OneAxis(
        row(x, "x"), row(w, "w"), row(z, "z"), row(delta, r"\delta"),
        row(back[w], r"\frac{\partial L}{\partial w}"), row(back[x], r"\frac{\partial L}{\partial x}"),
        if_flipped(x, delta)[0],
    )  # fmt: skip
