"""What practice does differently, and how much that changes the gradients of this lecture's network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from by_hand import backpropagate
from ways import flat

from deckwright.figures import num, percent
from dlcore import Tensor, gradients, half_squared_error, relative_error, sigmoid
from dlcore.small_network import Parameters, forward

EXAMPLES = 4


@dataclass(frozen=True)
class Practice:
    """Rows of the table, and the two numbers that the notes speak about."""

    table: list[list[object]]
    single: float
    half: float
    examples: int


def compared(x: Tensor, y: Tensor, p: Parameters, gradient: tuple[Tensor, ...], seed: int) -> Practice:
    """Each habit of practice beside this lecture's, with the largest relative difference among all gradients."""
    recorded = flat(g.value for g in gradient)
    by_hand = gradients_by_hand(x.value, y.value, [t.value for t in p])
    single, half = (distance(in_precision(kind, x, y, p), recorded) for kind in (np.float32, np.float16))
    rows = [
        ["formulas derived by hand", "a recorded expression, differentiated backward", distance(by_hand, recorded)],
        [
            "one example",
            "a minibatch (lecture 10): the mean of its examples’ gradients",
            minibatch_distance(x, y, p, seed),
        ],
        ["double precision", "single precision", single],
        ["double precision", "half precision", half],
    ]
    table = [[here, there, num(value, 2)] for here, there, value in rows]
    table.append([r"$L = \frac{1}{2}(a - y)^2$", r"$L = (a - y)^2$", percent(without_the_half(x, y, p, recorded))])
    return Practice(table, single, half, EXAMPLES)


def gradients_by_hand(x, y, parameters) -> np.ndarray:
    """All gradients in one row, from the lines of NumPy that the lecture shows."""
    return flat(backpropagate(x, y, *parameters)[2:])


def in_precision(kind: type, x: Tensor, y: Tensor, p: Parameters) -> np.ndarray:
    """The same gradients with all numbers in a floating-point type of fewer digits."""
    return gradients_by_hand(x.value.astype(kind), y.value.astype(kind), [t.value.astype(kind) for t in p])


def distance(a: np.ndarray, b: np.ndarray) -> float:
    """The largest relative difference of two rows of gradients."""
    return float(relative_error(a, b).max())


def without_the_half(x: Tensor, y: Tensor, p: Parameters, gradient: np.ndarray) -> float:
    """By how much the gradients grow when the loss is the plain squared error."""
    loss = ((forward(x, p).a2 - y) ** 2)[0]
    return float((flat(g.value for g in gradients(loss, list(p))) / gradient - 1).mean())


def minibatch_distance(x: Tensor, y: Tensor, p: Parameters, seed: int) -> float:
    """The gradient of a minibatch's mean loss against the mean of its examples' gradients."""
    X = with_further_examples(x, seed)
    A1 = sigmoid(Tensor(X, "X") @ p.W1.T + p.b1)
    A2 = sigmoid(A1 @ p.W2.T + p.b2)
    loss = half_squared_error(A2, np.tile(y.value, (EXAMPLES, 1))) / EXAMPLES
    at_once = flat(g.value for g in gradients(loss, list(p)))
    alone = [gradients_by_hand(row, y.value, [t.value for t in p]) for row in X]
    return distance(at_once, np.mean(alone, axis=0))


def with_further_examples(x: Tensor, seed: int) -> np.ndarray:
    """A minibatch (EXAMPLES, inputs): the lecture's example, and others drawn like it."""
    further = np.random.default_rng([seed, 9]).integers(1, 10, (EXAMPLES - 1, x.size)) / 10
    return np.vstack([x.value, further])
