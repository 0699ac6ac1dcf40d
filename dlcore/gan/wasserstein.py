"""The Wasserstein distance on a line: how far earth has to be moved, at least, to turn one heap into the other."""

from __future__ import annotations

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.notation import PRODUCT, Written, at_least, called
from dlcore.ops.arithmetic import add_all, multiply, subtract
from dlcore.ops.elementary import absolute
from dlcore.ops.linear_map import LinearMap
from dlcore.ops.op import Op, label
from dlcore.ops.reduction import mean, total
from dlcore.tensor import Tensor, as_tensor


class Sort(Op):
    """The numbers of a vector, smallest first."""

    symbol = "sort"

    def value(self, x):
        return np.sort(x, kind="stable")

    def gradient(self, i, adjoint, result):
        return UNSORT(result.inputs[0], adjoint)

    def latex(self, write, node):
        return called(r"\operatorname{sort}", write(node.inputs[0]))

    def entry(self, node, index, of):
        x = node.inputs[0]
        return of(x, (int(np.argsort(x.value, kind="stable")[index[0]]),))


class Unsort(LinearMap):
    """x and numbers in the order of sorted x -> the numbers in the order of x."""

    symbol = "sortᵀ"
    moved = 1

    def value(self, x, numbers):
        out = np.empty_like(numbers)
        out[np.argsort(x, kind="stable")] = numbers
        return out

    def gradient(self, i, adjoint, result):
        x = result.inputs[0]
        return multiply(0.0, x) if i == 0 else ORDERED(x, adjoint)

    def latex(self, write, node):
        return called(r"\operatorname{sort}^{\top}", write(node.inputs[1]))


class Ordered(LinearMap):
    """x and numbers in the order of x -> the numbers in the order of sorted x."""

    symbol = "order"
    moved = 1

    def value(self, x, numbers):
        return numbers[np.argsort(x, kind="stable")]

    def gradient(self, i, adjoint, result):
        x = result.inputs[0]
        return multiply(0.0, x) if i == 0 else UNSORT(x, adjoint)

    def latex(self, write, node):
        return called(r"\operatorname{order}", write(node.inputs[1]))


class RunningSum(Op):
    """At each place the sum of the numbers up to it; or, from the end, of those from it on."""

    symbol = "Σ≤"

    def __init__(self, from_end: bool = False):
        self.from_end = from_end

    def value(self, x):
        return np.cumsum(x[::-1])[::-1] if self.from_end else np.cumsum(x)

    def gradient(self, i, adjoint, result):
        return (UP_TO if self.from_end else FROM_ON)(adjoint)

    def latex(self, write, node):
        place = r"\ge x" if self.from_end else r"\le x"
        return Written(rf"\sum_{{{place}}} {at_least(write(node.inputs[0]), PRODUCT).latex}", PRODUCT)

    def entry(self, node, index, of):
        places = range(index[0], len(node)) if self.from_end else range(index[0] + 1)
        return add_all([of(node.inputs[0], (k,)) for k in places])


SORT, UNSORT, ORDERED = Sort(), Unsort(), Ordered()
UP_TO, FROM_ON = RunningSum(), RunningSum(from_end=True)


def wasserstein(x: object, y: object) -> Tensor:
    r"""The Wasserstein-1 distance of two samples of one size: in one dimension, order both and pair them off.

    W_1 = \frac1N \sum_i | x_{(i)} - y_{(i)} |

    Shapes  x and y (N,) -> (), in the units of x
    Errors  ShapeError unless both have N numbers, N at least 1
    Source  Peyré and Cuturi, Computational Optimal Transport (2019), remark 2.28

    >>> wasserstein([0.0, 1.0], [5.0, 4.0]).item()
    4.0
    """
    x, y = as_tensor(x), as_tensor(y)
    if x.ndim != 1 or x.shape != y.shape or not x.size:
        raise ShapeError(f"wasserstein takes two samples of one size (N,); found {label(x)} and {label(y)}.")
    return mean(absolute(subtract(SORT(x), SORT(y))))


def wasserstein_of_densities(p: object, q: object, dx: float) -> Tensor:
    r"""The Wasserstein-1 distance of two densities on an even grid: the area between their cumulative functions.

    W_1 = \int | F_p(x) - F_q(x) |\, dx

    Shapes  p and q at the same places (K,) -> (), in the units of dx
    Errors  ShapeError for densities that don't share their places, DomainError unless dx > 0
    Source  Peyré and Cuturi (2019), remark 2.30

    >>> wasserstein_of_densities([1.0, 0.0, 0.0], [0.0, 0.0, 1.0], dx=1.0).item()
    2.0
    """
    p, q = as_tensor(p), as_tensor(q)
    if p.ndim != 1 or p.shape != q.shape or not p.size:
        raise ShapeError(f"Two densities at the same places (K,); found {label(p)} and {label(q)}.")
    return total(absolute(UP_TO(subtract(p, q)))) * number("dx", dx, above=0) ** 2


def optimal_critic(p: object, q: object, dx: float) -> np.ndarray:
    r"""The function with slope at most 1 that tells two densities on an even grid apart best.

    f(x + dx) = f(x) - dx\, \operatorname{sign}(F_p(x) - F_q(x)) with f = 0 at the first place: it falls where p has
    come up first. What it earns, \sum f (p - q)\, dx, is the Wasserstein distance. Where F_p = F_q any slope is best; 0
    is taken.

    Shapes   p and q at the same places (K,), each summing to 1/dx -> (K,)
    Errors   ShapeError for densities that don't share their places, DomainError unless dx > 0
    Working  that of wasserstein_of_densities, which gives what it earns
    Source   Kantorovich's duality in one dimension: Peyré and Cuturi (2019), remark 2.30 and section 6.1

    >>> optimal_critic([1.0, 0.0, 0.0], [0.0, 0.0, 1.0], dx=1.0).tolist()
    [0.0, -1.0, -2.0]
    """
    p, q = as_tensor(p), as_tensor(q)
    if p.ndim != 1 or p.shape != q.shape or not p.size:
        raise ShapeError(f"Two densities at the same places (K,); found {label(p)} and {label(q)}.")
    dx = number("dx", dx, above=0)
    ahead = np.cumsum(p.value - q.value) * dx
    ahead[np.abs(ahead) < 1e-12] = 0.0  # rounding, where both have come up equally far
    return np.concatenate([[0.0], -dx * np.cumsum(np.sign(ahead[:-1]))])
