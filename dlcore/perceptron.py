"""Rosenblatt's perceptron: one neuron that learns a line from its mistakes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.activations.step import step
from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.rng import generator
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class Presentation:
    r"""One example shown to the perceptron, and what it learned from it.

    epoch, example  when and which, both from 0
    x, y            the example and its target
    z, y_hat        the weighted sum and the answer, as expressions of the old weights
    w, b            weights and bias afterwards: expressions of the old ones where it was wrong, else as they were

    >>> first = perceptron([[1.0], [-1.0]], [1, 0]).presentations[0]
    >>> first.y_hat.item(), first.mistaken
    (0.0, True)
    """

    epoch: int
    example: int
    x: Tensor
    y: Tensor
    z: Tensor
    y_hat: Tensor
    w: Tensor
    b: Tensor

    @property
    def mistaken(self) -> bool:
        """Whether the answer was wrong, so that the weights moved."""
        return self.y_hat.item() != self.y.item()


@dataclass(frozen=True)
class PerceptronHistory:
    """How a perceptron learned.

    presentations  every example shown, in order
    mistakes       (E,) how many answers of each epoch were wrong
    weights        (K + 1, D) before the first and after each presentation, or after each epoch where presentations were
                   not kept; biases (K + 1,)
    converged      whether an epoch went by without a mistake
    Working        that of each update: updates[k].w.working()

    >>> learned = perceptron([[1.0], [-1.0]], [1, 0])
    >>> learned.converged, learned.predict([[2.0], [-3.0]]).tolist()
    (True, [1, 0])
    """

    presentations: tuple[Presentation, ...]
    mistakes: np.ndarray
    weights: np.ndarray
    biases: np.ndarray
    converged: bool

    @property
    def w(self) -> np.ndarray:
        """The learned weights (D,)."""
        return self.weights[-1]

    @property
    def b(self) -> float:
        """The learned bias."""
        return float(self.biases[-1])

    @property
    def updates(self) -> tuple[Presentation, ...]:
        """The presentations at which the weights moved."""
        return tuple(p for p in self.presentations if p.mistaken)

    def predict(self, x: object) -> np.ndarray:
        """The learned answers, 0 or 1, for x (..., D)."""
        return (np.asarray(x, dtype=np.float64) @ self.w + self.b > 0).astype(np.int64)


def perceptron(
    x: object,
    y: object,
    *,
    lr: float = 1.0,
    epochs: int = 100,
    w: object = None,
    b: float = 0.0,
    rng: np.random.Generator | int | None = None,
    record: bool = True,
) -> PerceptronHistory:
    r"""Learn a line that separates two classes, if there is one, by Rosenblatt's rule.

    \hat y = step(w^\top x + b), w \leftarrow w + \eta (y - \hat y) x, b \leftarrow b + \eta (y - \hat y)

    Shapes      x (N, D), y (N,) of 0 and 1; w (D,), zeros unless given
    Convention  classes 0 and 1; the answer at z = 0 is 0. Examples in order, or shuffled in each epoch when an rng is
                given.
                Learning ends after an epoch without a mistake; for classes that no line separates that never comes
    record      keep every presentation; without, only the weights after each epoch: much faster for large data
    Errors      ShapeError for shapes that don't agree, DomainError for a target that is neither 0 nor 1
    Source      Rosenblatt, The Perceptron (1958); Novikoff (1962) for the convergence

    >>> learned = perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])
    >>> learned.converged, learned.predict([[0, 1], [1, 1]]).tolist()
    (True, [0, 1])
    >>> learned.updates[0].w.formula
    'w_{\\text{new}} = w + \\eta (y - \\hat{y}) x'
    """
    examples, targets = _checked(x, y)
    eta = Tensor(number("lr", lr, above=0), r"\eta")
    weights = Tensor(np.zeros(examples.shape[1]) if w is None else w, "w")
    bias = Tensor(number("b", b), "b")
    if weights.shape != examples.shape[1:]:
        raise ShapeError(f"w needs one weight for each of the {examples.shape[1]} inputs; found shape {weights.shape}.")
    orders = _orders(len(examples), whole("epochs", epochs, least=1), None if rng is None else generator(rng))
    if not record:
        return _without_record(examples, targets, eta.item(), weights.value, bias.item(), orders)
    presentations: list[Presentation] = []
    mistakes: list[int] = []
    for epoch, order in enumerate(orders):
        seen = []
        for k in order:
            shown = _present(epoch, int(k), Tensor(examples[k], "x"), Tensor(targets[k], "y"), weights, bias, eta)
            weights, bias = Tensor(shown.w.value, "w"), Tensor(shown.b.value, "b")
            seen.append(shown)
        presentations += seen
        mistakes.append(sum(p.mistaken for p in seen))
        if not mistakes[-1]:
            break
    before = np.zeros(examples.shape[1]) if w is None else np.asarray(w, dtype=np.float64)
    return PerceptronHistory(
        presentations=tuple(presentations),
        mistakes=np.array(mistakes),
        weights=np.stack([before, *(p.w.value for p in presentations)]),
        biases=np.array([b, *(p.b.item() for p in presentations)], dtype=np.float64),
        converged=mistakes[-1] == 0,
    )


def _orders(N: int, epochs: int, rng: np.random.Generator | None) -> Iterator[Sequence[int]]:
    """The order of the examples in each epoch."""
    for _ in range(epochs):
        yield range(N) if rng is None else rng.permutation(N).tolist()


def _without_record(
    x: np.ndarray, y: np.ndarray, lr: float, w: np.ndarray, b: float, orders: Iterator[Sequence[int]]
) -> PerceptronHistory:
    """The same rule on plain numbers."""
    w, weights, biases, mistakes = w.copy(), [w.copy()], [b], []
    for order in orders:
        wrong = 0
        for k in order:
            error = y[k] - float(x[k] @ w + b > 0)
            if error:
                w += lr * error * x[k]
                b += lr * error
                wrong += 1
        weights.append(w.copy())
        biases.append(b)
        mistakes.append(wrong)
        if not wrong:
            break
    return PerceptronHistory((), np.array(mistakes), np.stack(weights), np.array(biases), mistakes[-1] == 0)


def _present(epoch: int, k: int, x: Tensor, y: Tensor, w: Tensor, b: Tensor, eta: Tensor) -> Presentation:
    """Show one example; where the answer is wrong, the weights move."""
    z = (w @ x + b).named("z")
    y_hat = step(z).named(r"\hat{y}")
    if y_hat.item() == y.item():
        return Presentation(epoch, k, x, y, z, y_hat, w, b)
    w_new = (w + eta * (y - y_hat) * x).named(r"w_{\text{new}}")
    b_new = (b + eta * (y - y_hat)).named(r"b_{\text{new}}")
    return Presentation(epoch, k, x, y, z, y_hat, w_new, b_new)


def _checked(x: object, y: object) -> tuple[np.ndarray, np.ndarray]:
    examples, targets = Tensor(x, "x").value, Tensor(y, "y").value
    if examples.ndim != 2 or not examples.size or targets.shape != examples.shape[:1]:
        raise ShapeError(
            f"A perceptron learns from x (N, D) and y (N,); found shapes {examples.shape} and {targets.shape}."
        )
    if not np.isin(targets, (0.0, 1.0)).all():
        wrong = targets[~np.isin(targets, (0.0, 1.0))][0]
        raise DomainError(f"A perceptron's targets are 0 or 1; found {wrong:g}.")
    return examples, targets
