r"""Pieces of a network of ReLUs: how many it has, how many it could have, and a network with as many as can be."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, factorial

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.linear import Linear
from dlcore.mlp import MLP
from dlcore.ops.arithmetic import add_all
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

__all__ = ["activation_patterns", "folding_network", "linear_pieces", "max_regions"]

_CLOSE = 1e-9  # joints nearer than this are one: two units that bend at the same place


def linear_pieces(network: MLP, low: float, high: float) -> np.ndarray:
    r"""The joints of a ReLU network of one input between two places, in order, (K,): it has K + 1 linear pieces there.

    On each piece of the layers so far the next layer's z is a straight line; where it crosses 0 a joint is added.

    Shapes      a network 1 - ... - D_out -> (K,)
    Convention  pieces of the activation pattern: a joint counts even if what follows happens to have the same slope
    Working     none: crossings are looked for; each is -intercept / slope
    Errors      ShapeError unless the network takes one number, DomainError unless its activation is relu and low < high

    >>> linear_pieces(folding_network(2), 0.0, 1.0).tolist()
    [0.25, 0.5, 0.75]
    """
    _of_relus(network)
    if network.sizes[0] != 1:
        raise ShapeError(f"linear_pieces takes a network of one input; found one of {network.sizes[0]}.")
    low, high = number("low", low), number("high", high)
    if not low < high:
        raise DomainError(f"low must be below high; found {low:g} and {high:g}.")
    joints = np.array([low, high])
    for depth in range(1, len(network.layers)):
        joints = _joined([joints, *_crossings(_z(network, depth, joints), joints)])
    return joints[1:-1]


def _z(network: MLP, depth: int, x: np.ndarray) -> np.ndarray:
    """z of a layer, counted from 1, at some inputs (N,): (N, D)."""
    return network.forward(x[:, None]).z[depth - 1].value


def _crossings(z: np.ndarray, joints: np.ndarray) -> list[np.ndarray]:
    """Where lines between neighboring joints cross 0, each unit's."""
    left, right = z[:-1], z[1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        places = joints[:-1, None] + np.diff(joints)[:, None] * left / (left - right)
    return [places[:, k][left[:, k] * right[:, k] < 0] for k in range(z.shape[1])]


def _joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    """All places in order, each once."""
    places = np.sort(np.concatenate(parts))
    return places[np.concatenate([[True], np.diff(places) > _CLOSE])]


def activation_patterns(network: MLP, x: object) -> np.ndarray:
    """Which pattern of active units each example has, as a number from 0 in the order of first sight: (N,).

    Shapes    x (N, D) -> (N,)
    Working   none: signs are compared
    Errors    ShapeError unless x is (N, D), DomainError unless the activation is relu

    >>> activation_patterns(folding_network(2), [[0.1], [0.2], [0.3], [0.9]]).tolist()
    [0, 0, 1, 2]
    """
    _of_relus(network)
    points = Tensor(x, "x")
    if points.ndim != 2 or not points.size:
        raise ShapeError(f"activation_patterns takes x (N, D); found shape {points.shape}.")
    active = np.concatenate([z.value > 0 for z in network.forward(points).z[:-1]], axis=1)
    _, first, pattern = np.unique(active, axis=0, return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.int64)
    order[np.argsort(first)] = np.arange(len(first))
    return order[pattern.ravel()]


def _of_relus(network: MLP) -> None:
    if network.activation != "relu" or len(network.layers) < 2:
        raise DomainError(
            f"Pieces are counted for hidden layers of relu; found {network.activation}, layers: {len(network.layers)}."
        )


def _max_regions(D_in: int, H: int, layers: int = 1) -> Tensor:
    """The bound as a Tensor."""
    D_in, H, layers = whole("D_in", D_in, least=1), whole("H", H, least=1), whole("layers", layers, least=1)
    units = Tensor(H, "H")
    last = add_all([_choose(units, j) for j in range(min(D_in, H) + 1)])
    if layers == 1:
        return last.named("r")
    _enough(D_in, H)
    folds = (Tensor(H // D_in, r"\lfloor H / D_{\text{in}} \rfloor") + 1.0) ** float(D_in * (layers - 1))
    return (folds * last.named("r_{1}")).named("r")


def _choose(n: Tensor, k: int) -> Tensor:
    """n over k as n (n - 1) ... (n - k + 1) / k!."""
    if k == 0:
        return Tensor(1.0)
    product = n
    for i in range(1, k):
        product = product * (n - float(i))
    return product / float(factorial(k)) if k > 1 else product


def _enough(D_in: int, H: int) -> None:
    if H < D_in:
        raise DomainError(f"The bound for several layers needs at least D_in = {D_in} units in each; found {H}.")


@tensor_form(_max_regions)
def max_regions(D_in: int, H: int, layers: int = 1) -> int:
    r"""How many linear regions a ReLU network can have, with H units in each of its hidden layers.

    r = \sum_{j=0}^{D_{in}} \binom{H}{j} for one layer, (\lfloor H/D_{in} \rfloor + 1)^{D_{in}(M-1)} times as many for M

    For one layer the number is reached; for several it is what a construction reaches, so a lower bound of the most.

    Errors  DomainError unless all are whole numbers from 1 up, or for several layers with fewer units than inputs
    Source  Zaslavsky (1975) for one layer; Montúfar, Pascanu, Cho and Bengio, On the Number of Linear Regions of Deep
            Neural Networks (2014), theorem 4; Prince, Understanding Deep Learning (2023), chapter 4

    >>> [max_regions(2, H) for H in (1, 2, 3, 4, 5)], max_regions(1, 10, layers=5)
    ([2, 4, 7, 11, 16], 161051)
    """
    D_in, H, layers = whole("D_in", D_in, least=1), whole("H", H, least=1), whole("layers", layers, least=1)
    if layers > 1:
        _enough(D_in, H)
    last = sum(comb(H, j) for j in range(D_in + 1))
    return (H // D_in + 1) ** (D_in * (layers - 1)) * last


def folding_network(folds: int) -> MLP:
    r"""The network that folds the interval from 0 to 1 again and again: 2^M pieces from 2 M units.

    T(x) = 2 \max(0, x) - 4 \max(0, x - 1/2), M times

    Errors  DomainError unless folds is a whole number from 1 up
    Source  Telgarsky, Representation Benefits of Deep Feedforward Networks (2015)

    >>> network = folding_network(3)
    >>> network([0.3]).value.round(9).tolist(), network.parameter_count
    ([0.4], 19)
    """
    M = whole("folds", folds, least=1)
    first = Linear(Tensor([[1.0], [1.0]], "W^{(1)}"), Tensor([0.0, -0.5], "b^{(1)}"))
    again = [
        Linear(Tensor([[2.0, -4.0], [2.0, -4.0]], f"W^{{({k})}}"), Tensor([0.0, -0.5], f"b^{{({k})}}"))
        for k in range(2, M + 1)
    ]
    last = Linear(Tensor([[2.0, -4.0]], f"W^{{({M + 1})}}"), Tensor([0.0], f"b^{{({M + 1})}}"))
    return MLP((first, *again, last), "relu")
