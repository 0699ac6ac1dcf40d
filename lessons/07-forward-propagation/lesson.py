"""What a forward pass computes: from one weighted sum to a batch through a whole network, with every shape."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from batch import Batch, through_the_layer
from by_hand import predict
from costs import Costs, counted
from digit import Digit, recognized
from layouts import Layouts, compared
from products import Products, products

from deckwright.lesson import Range
from dlcore import Tensor, sigmoid
from dlcore.small_network import Parameters, forward, small_network


@dataclass(frozen=True)
class ForwardPropagation:
    """Everything the lecture shows."""

    x: Tensor
    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor
    # one neuron
    w: Tensor
    b: Tensor
    z: Tensor
    a: Tensor
    heaviest: list[int]  # inputs with the largest product, counted from 1
    votes: dict[str, float]
    most_negative: int
    nudged: float
    saturates: int  # the first whole number whose sigmoid is 1 in double precision
    curve_of_one: dict[str, tuple[np.ndarray, np.ndarray]]
    # layer by layer
    z1: Tensor
    a1: Tensor
    z2: Tensor
    a2: Tensor
    whole: Tensor
    doubled: Tensor
    doubles: bool
    scaled: dict[str, tuple[np.ndarray, np.ndarray]]  # the answer as the whole input grows
    curve: dict[str, tuple[np.ndarray, np.ndarray]]
    # what goes wrong
    products: Products
    z1_flipped: Tensor
    # many at once
    batch: Batch
    layouts: Layouts
    costs: Costs
    digit: Digit
    by_hand: str
    by_hand_agrees: bool


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    examples: Annotated[int, Range(2, 5)] = 3,
    hidden: Annotated[int, Range(4, 64)] = 16,
    epochs: Annotated[int, Range(5, 60)] = 30,
) -> ForwardPropagation:
    """The 4-4-1 network of the course with one example and a small batch; a network that reads digits."""
    x, _, p = small_network(seed)
    pass_ = forward(x, p)
    w, b = Tensor(p.W1.value[0], "w"), Tensor(p.b1.value[0], "b")
    z = (w @ x + b).named("z")
    a = sigmoid(z).named("a")
    doubled = answer_to(2, x, p)
    return ForwardPropagation(
        x=x, W1=p.W1, b1=p.b1, W2=p.W2, b2=p.b2,
        w=w, b=b, z=z, a=a, heaviest=heaviest(w.value * x.value), votes=votes(w.value * x.value, b.item(), z.item()),
        most_negative=int(w.value.argmin()), nudged=0.1 * float(w.value.min()), saturates=saturates(),
        curve_of_one=curve("our neuron", z, a),
        z1=pass_.z1, a1=pass_.a1, z2=pass_.z2, a2=pass_.a2,
        whole=sigmoid(p.W2 @ sigmoid(p.W1 @ x + p.b1) + p.b2).named("a^{(2)}"),
        doubled=doubled, doubles=abs(doubled.item() / pass_.a2.item() - 2) < 0.02, scaled=scaled(x, p),
        curve=curve("our four neurons", pass_.z1, pass_.a1),
        products=products(x, pass_.a1, p), z1_flipped=(p.W1.T @ x + p.b1).named("z^{(1)}"),
        batch=through_the_layer(x, p, examples, seed), layouts=compared(pass_.a1, p), costs=counted(),
        digit=recognized(seed, hidden, epochs),
        by_hand=inspect.getsource(predict),
        by_hand_agrees=bool(np.allclose(predict(x.value, *(t.value for t in p)), pass_.a2.value, rtol=1e-12)),
    )  # fmt: skip


def heaviest(products: np.ndarray) -> list[int]:
    """The inputs, counted from 1, whose products are the largest in size: several where they tie."""
    sizes = np.abs(products)
    return [int(i) + 1 for i in np.flatnonzero(np.isclose(sizes, sizes.max()))]


def votes(products: np.ndarray, bias: float, total: float) -> dict[str, float]:
    """The terms of a neuron's sum by name, and the sum; rounded as far as products of two and one decimals reach."""
    named = {f"input {i}": product for i, product in enumerate(products, 1)} | {"bias": bias, "sum": total}
    return {name: round(float(vote), 3) for name, vote in named.items()}


def saturates() -> int:
    """Where the sigmoid is 1 in double precision, found by trying whole numbers."""
    z = 0
    while 1 / (1 + np.exp(-float(z))) < 1:
        z += 1
    return z


def curve(name: str, z: Tensor, a: Tensor) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The sigmoid, and where neurons stand on it."""
    grid = np.linspace(-6, 6, 121)
    return {"σ(z)": (grid, sigmoid(grid).value), name: (np.atleast_1d(z.value), np.atleast_1d(a.value))}


def answer_to(factor: float, x: Tensor, p: Parameters) -> Tensor:
    """What the network answers to so many times the input."""
    return forward(Tensor(factor * x.value, "x"), p).a2


def scaled(x: Tensor, p: Parameters) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The answer over the factor by which all inputs grow, beside an answer that would grow with them."""
    factors, below = np.linspace(0, 3, 61), np.linspace(0, 2, 61)
    answers = np.array([answer_to(factor, x, p).item() for factor in factors])
    marked = np.array([1.0, 2.0])
    return {
        "in proportion": (below, below * answer_to(1, x, p).item()),
        "network": (factors, answers),
        "once, twice": (marked, np.array([answer_to(factor, x, p).item() for factor in marked])),
    }
