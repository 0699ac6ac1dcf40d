"""One round of learning by hand: forward, loss, backward, update, every number of a 4-4-1 network."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from by_hand import backpropagate, backpropagate_batch
from mazur import Mazur, reproduce
from practice import Practice, with_further_examples
from practice import compared as compared_with_practice
from ways import Ways, flat
from ways import compared as compared_ways
from wiggle import Wiggle, wiggled

from deckwright.lesson import ParameterError, Range
from dlcore import (
    Gradients,
    Tensor,
    gradients,
    half_squared_error,
    numerical_gradient,
    relative_error,
    sigmoid,
    sigmoid_prime,
)
from dlcore.ops.arithmetic import IDENTITY
from dlcore.small_network import Forward, Parameters, forward, small_network

AGREEMENT = 1e-6  # relative error below which two ways to a gradient agree
ROUNDING = 1e-24  # a squared error of which double precision knows no digit
NEAR = 0.05  # an answer so near its target has nothing to learn


@dataclass(frozen=True)
class Circuit:
    """A small expression with its gradients: first the values forward, then the blame backward."""

    inputs: tuple[Tensor, ...]
    result: Tensor
    blame: Gradients  # of every value on the way
    gradients: tuple[Tensor, ...]  # of the inputs


@dataclass(frozen=True)
class Check:
    """How far central differences lie from backpropagation, at worst, and how they were taken."""

    worst: float  # relative error
    h: float
    digits: int  # decimal digits of the numbers that were used


@dataclass(frozen=True)
class Backpropagation:
    """Everything the lecture shows."""

    # the network and its example
    x: Tensor
    y: Tensor
    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor
    lr: Tensor
    # forward
    z1: Tensor
    a1: Tensor
    z2: Tensor
    a2: Tensor
    loss: Tensor
    # backward
    da2: Tensor
    slope2: Tensor
    delta2: Tensor
    delta2_worked: Tensor  # the same blame, with the slope's value as a factor
    blame_by_answer: dict[str, tuple[np.ndarray, np.ndarray]]  # the output's blame for every answer between 0 and 1
    dW2: Tensor
    db2: Tensor
    da1: Tensor
    delta1: Tensor
    delta1_worked: Tensor
    dW1: Tensor
    db1: Tensor
    dx: Tensor
    a_row: list[tuple[int, int]]  # places in W1: what the first unit reads ...
    a_column: list[tuple[int, int]]  # ... and where the first input is used
    # update
    W1_new: Tensor
    W2_new: Tensor
    a1_new: Tensor
    a2_new: Tensor
    loss_new: Tensor
    drop_predicted: float
    # the check
    check: Check
    agreement: float
    wiggle: Wiggle
    ways: Ways
    practice: Practice
    # training to the end
    losses: np.ndarray
    falling: np.ndarray  # the losses as far as they can be told from rounding
    # small circuits
    circuit: Circuit
    circuit_wiggle: Tensor  # what a scene adds to the circuit's first input, from below to above
    neuron: Circuit
    fan_out: Circuit
    # why the start must not be symmetric
    dW1_alike: Tensor
    slopes: Tensor
    silent: int  # gradients that are zero when the first input is
    strongest: int
    by_hand: str
    by_hand_agrees: bool
    batch: str
    batch_agrees: bool
    mazur: Mazur
    parameter_count: int


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    lr: Annotated[float, Range(0.01, 20.0)] = 0.5,
    steps: Annotated[int, Range(10, 20_000)] = 2000,
    target: Annotated[float, Range(0.0, 1.0)] = 1.0,
) -> Backpropagation:
    """The course's 4-4-1 network, drawn from the seed, and one example to learn."""
    x, _, parameters = small_network(seed)
    y, eta = Tensor([target], "y"), Tensor(lr, r"\eta")
    values, loss = forward_and_loss(x, y, parameters)
    refuse_nothing_to_learn(values.a2.item(), target)
    g = gradients(loss, [*parameters, x])
    *steepest, dx = g
    dW1, db1, dW2, db2 = steepest
    slope2 = (values.a2 * (1 - values.a2)).named(r"\sigma'(z^{(2)})")
    slopes = sigmoid_prime(values.z1).named(r"\sigma'(z^{(1)})")
    new = Parameters(*(after(p - eta * dp, str(p.name)) for p, dp in zip(parameters, steepest)))
    values_new, loss_new = forward_and_loss(x, y, new)
    losses = train(x.value, y.value, [p.value for p in parameters], lr, steps)

    return Backpropagation(
        x=x, y=y, W1=parameters.W1, b1=parameters.b1, W2=parameters.W2, b2=parameters.b2, lr=eta,
        z1=values.z1, a1=values.a1, z2=values.z2, a2=values.a2, loss=loss,
        da2=g[values.a2], slope2=slope2, delta2=g[values.z2],
        delta2_worked=((values.a2 - y) * slope2).named(r"\delta^{(2)}"),
        blame_by_answer=blame_by_answer(values.a2, y, g[values.z2]),
        dW2=dW2, db2=db2, da1=g[values.a1], delta1=g[values.z1],
        delta1_worked=((parameters.W2.T @ g[values.z2]) * slopes).named(r"\delta^{(1)}"), dW1=dW1, db1=db1,
        dx=dx, a_row=[(0, i) for i in range(x.size)], a_column=[(j, 0) for j in range(values.z1.size)],
        W1_new=new.W1, W2_new=new.W2,
        a1_new=after(values_new.a1), a2_new=after(values_new.a2), loss_new=after(loss_new),
        drop_predicted=lr * sum(float((dp.value**2).sum()) for dp in steepest),
        check=checked(loss, parameters, steepest), agreement=AGREEMENT,
        wiggle=wiggled(loss, parameters.W2),
        ways=compared_ways(x, y, parameters, tuple(steepest)),
        practice=compared_with_practice(x, y, parameters, tuple(steepest), seed),
        losses=losses, falling=above_rounding(losses),
        circuit=circuit(), circuit_wiggle=Tensor(np.arange(-10, 11) / 10, r"\Delta x"),
        neuron=neuron(), fan_out=fan_out(),
        dW1_alike=alike(x, y), slopes=slopes,
        silent=silent(x, y, parameters), strongest=int(np.abs(g[values.z1].value).argmax()),
        by_hand=inspect.getsource(backpropagate), by_hand_agrees=agrees_by_hand(x, y, parameters, tuple(steepest)),
        batch=inspect.getsource(backpropagate_batch), batch_agrees=batch_agrees(x, y, parameters, seed),
        mazur=reproduce(), parameter_count=sum(p.size for p in parameters),
    )  # fmt: skip


def refuse_nothing_to_learn(answer: float, target: float) -> None:
    """A network that is right from the start has no blame to hand out."""
    if abs(answer - target) < NEAR:
        reason = f"with this seed the network already answers {answer:.3f}: target {target:g} leaves nothing to learn"
        raise ParameterError(f"{reason}. Choose a target that is further away, or another seed.")


def after(tensor: Tensor, name: str = "") -> Tensor:
    """A value after the step, under its name with "new" below."""
    return tensor.named(rf"{name or tensor.name}_{{\text{{new}}}}")


def forward_and_loss(x: Tensor, y: Tensor, parameters: Parameters) -> tuple[Forward, Tensor]:
    """The forward pass and half the squared error at its end."""
    values = forward(x, parameters)
    return values, half_squared_error(values.a2, y).named("L")


def checked(loss: Tensor, parameters: Parameters, steepest: Sequence[Tensor]) -> Check:
    """Each entry of each gradient beside central differences."""
    differences = flat(numerical_gradient(loss, p) for p in parameters)
    kind = np.finfo(np.longdouble)  # the precision and the step of numerical_gradient
    worst = float(relative_error(flat(dp.value for dp in steepest), differences).max())
    return Check(worst, float(np.cbrt(kind.eps)), int(kind.precision))


def blame_by_answer(a: Tensor, y: Tensor, delta: Tensor) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The blame at the output over every answer that the network could give, and where ours stands."""
    answers = np.linspace(0, 1, 101)
    return {
        "any answer": (answers, (answers - y.value[0]) * answers * (1 - answers)),
        "ours": (a.value, delta.value),
    }


def train(x, y, parameters, lr, steps) -> np.ndarray:
    """Steps of plain gradient descent on the one example: the loss before each step and after the last."""
    W1, b1, W2, b2 = (p.copy() for p in parameters)
    losses = np.empty(steps + 1)
    for step in range(steps + 1):
        _, losses[step], dW1, db1, dW2, db2 = backpropagate(x, y, W1, b1, W2, b2)
        W1, b1, W2, b2 = W1 - lr * dW1, b1 - lr * db1, W2 - lr * dW2, b2 - lr * db2
    return losses


def above_rounding(losses: np.ndarray) -> np.ndarray:
    """The losses up to the first that is nothing but rounding."""
    settled = np.flatnonzero(losses < ROUNDING)
    return losses[: settled[0]] if settled.size else losses


def agrees_by_hand(x, y, parameters, gradient) -> bool:
    """Whether the lines of NumPy give the same 25 gradients."""
    _, _, *by_hand = backpropagate(x.value, y.value, *(p.value for p in parameters))
    return all(np.allclose(a, b.value, rtol=1e-12, atol=1e-15) for a, b in zip(by_hand, gradient))


def batch_agrees(x: Tensor, y: Tensor, p: Parameters, seed: int) -> bool:
    """Whether the batch's lines give the mean of the gradients of its examples, each taken alone."""
    X = with_further_examples(x, seed)
    values = [t.value for t in p]
    at_once = flat(backpropagate_batch(X, y.value, *values))
    alone = [flat(backpropagate(row, y.value, *values)[2:]) for row in X]
    return bool(np.allclose(at_once, np.mean(alone, axis=0), rtol=1e-12, atol=1e-15))


def circuit() -> Circuit:
    """f = (x + y) z with the numbers of CS231n."""
    x, y, z = Tensor(-2.0, "x"), Tensor(5.0, "y"), Tensor(-4.0, "z")
    f = ((x + y).named("q") * z).named("f")
    return differentiated(f, x, y, z)


def neuron() -> Circuit:
    """A sigmoid neuron with two inputs, with the numbers of CS231n."""
    w0, x0, w1, x1, w2 = (
        Tensor(v, n) for v, n in ((2.0, "w_0"), (-1.0, "x_0"), (-3.0, "w_1"), (-2.0, "x_1"), (-3.0, "w_2"))
    )
    f = sigmoid(w0 * x0 + w1 * x1 + w2).named("f")
    return differentiated(f, w0, x0, w1, x1, w2)


def fan_out() -> Circuit:
    """f = x y + x: x is used twice, and each use has a wire of its own, with the blame that comes back on it."""
    x, y = Tensor(3.0, "x"), Tensor(-2.0, "y")
    f = ((IDENTITY(x) * y).named("p") + IDENTITY(x)).named("f")
    return differentiated(f, x, y)


def differentiated(result: Tensor, *inputs: Tensor) -> Circuit:
    """A circuit with the blame of each of its values."""
    blame = gradients(result, inputs)
    return Circuit(inputs, result, blame, tuple(blame))


def alike(x: Tensor, y: Tensor) -> Tensor:
    """The gradient of the first layer when every weight starts as the same number."""
    equal = Parameters(
        Tensor(np.full((4, 4), 0.5), "W^{(1)}"), Tensor(np.zeros(4), "b^{(1)}"),
        Tensor(np.full((1, 4), 0.5), "W^{(2)}"), Tensor(np.zeros(1), "b^{(2)}"),
    )  # fmt: skip
    _, loss = forward_and_loss(x, y, equal)
    return gradients(loss, [equal.W1])[equal.W1]


def silent(x: Tensor, y: Tensor, parameters: Parameters) -> int:
    """How many of the gradients are zero when the first input is: those of the weights that it meets."""
    silenced = np.concatenate([[0.0], x.value[1:]])
    _, _, *gradient = backpropagate(silenced, y.value, *(p.value for p in parameters))
    return sum(int((part == 0).sum()) for part in gradient)
