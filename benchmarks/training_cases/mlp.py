"""Multi-layer perceptrons, written for dlcore, PyTorch, HIPS autograd and micrograd with the same numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from training_cases.case import Case, Step

LR = 0.05


@dataclass(frozen=True)
class Task:
    """A network, its activation, and a minibatch; with several outputs the targets are classes, else numbers."""

    sizes: tuple[int, ...]
    batch: int
    activation: str

    @property
    def classes(self) -> bool:
        """Whether it classifies, with cross-entropy; a single output is fitted with the mean squared error."""
        return self.sizes[-1] > 1

    def numbers(self) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
        """Parameters W1, b1, W2, ..., inputs (N, D) and targets, from a seed."""
        rng = np.random.default_rng(1)
        parameters = []
        for D_in, D_out in zip(self.sizes, self.sizes[1:]):
            parameters += [rng.normal(0.0, D_in**-0.5, (D_out, D_in)), rng.normal(0.0, 0.1, D_out)]
        x = rng.normal(size=(self.batch, self.sizes[0]))
        y = rng.integers(0, self.sizes[-1], self.batch) if self.classes else rng.normal(size=(self.batch, 1))
        return parameters, x, y


def with_dlcore(task: Task, replay: bool = True) -> Step:
    from dlcore import ACTIVATIONS, GradientDescent, Tensor, TrainingStep, cross_entropy_with_logits, mse

    parameters, x, y = task.numbers()
    loss = cross_entropy_with_logits if task.classes else mse
    activation = ACTIVATIONS[task.activation]

    def objective(parameters, x, y):
        a = x
        for k in range(0, len(parameters), 2):
            z = a @ parameters[k].T + parameters[k + 1]
            a = activation(z) if k + 2 < len(parameters) else z
        return loss(a, y)

    step = TrainingStep(objective, [Tensor(p) for p in parameters], GradientDescent(lr=LR), replay=replay)
    y = y.astype(np.float64)
    return lambda: step(x, y)


def with_torch(task: Task) -> Step:
    import torch

    torch.set_num_threads(1)
    parameters, x, y = task.numbers()
    layers = []
    for k in range(0, len(parameters), 2):
        layer = torch.nn.Linear(parameters[k].shape[1], parameters[k].shape[0], dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(parameters[k]))
            layer.bias.copy_(torch.from_numpy(parameters[k + 1]))
        layers += [
            layer,
            {"sigmoid": torch.nn.Sigmoid, "tanh": torch.nn.Tanh, "relu": torch.nn.ReLU}[task.activation](),
        ]
    network = torch.nn.Sequential(*layers[:-1])
    loss_of = torch.nn.functional.cross_entropy if task.classes else torch.nn.functional.mse_loss
    optimizer = torch.optim.SGD(network.parameters(), lr=LR)
    x, y = torch.from_numpy(x), torch.from_numpy(y)

    def step() -> float:
        optimizer.zero_grad()
        loss = loss_of(network(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def with_autograd(task: Task) -> Step:
    import autograd.numpy as anp
    from autograd import value_and_grad

    parameters, x, y = task.numbers()
    rows = np.arange(task.batch)
    activation = {
        "sigmoid": lambda z: 1.0 / (1.0 + anp.exp(-z)),
        "tanh": anp.tanh,
        "relu": lambda z: anp.maximum(z, 0.0),
    }[task.activation]

    def loss(parameters):
        a = x
        for k in range(0, len(parameters), 2):
            z = anp.dot(a, parameters[k].T) + parameters[k + 1]
            a = activation(z) if k + 2 < len(parameters) else z
        if not task.classes:
            return anp.mean((a - y) ** 2)
        shifted = a - anp.max(a, axis=1, keepdims=True)
        return anp.mean(anp.log(anp.sum(anp.exp(shifted), axis=1)) - shifted[rows, y])

    both = value_and_grad(loss)

    def step() -> float:
        value, slopes = both(parameters)
        for parameter, slope in zip(parameters, slopes):
            parameter -= LR * slope
        return float(value)

    return step


def with_micrograd(task: Task, examples: int) -> Step:
    from micrograd.engine import Value

    parameters, x, y = task.numbers()
    leaves = [np.vectorize(Value, otypes=[object])(p) for p in parameters]
    x, y = x[:examples].tolist(), y[:examples].ravel().tolist()
    bend = {"sigmoid": _sigmoid, "tanh": _tanh, "relu": lambda z: (max(z, 0.0), float(z > 0))}[task.activation]

    def forward(a: list) -> list:
        for k in range(0, len(leaves), 2):
            z = [sum((w * v for w, v in zip(row, a)), b) for row, b in zip(leaves[k], leaves[k + 1])]
            a = [_applied(Value, v, bend) for v in z] if k + 2 < len(leaves) else z
        return a

    def step() -> float:
        outputs = [forward(row) for row in x]
        if task.classes:
            terms = [cross_entropy(Value, logits, k) for logits, k in zip(outputs, y)]
        else:
            terms = [(out[0] - target) ** 2 for out, target in zip(outputs, y)]
        loss = sum(terms) * (1.0 / len(terms))
        for leaf in (v for array in leaves for v in array.ravel()):
            leaf.grad = 0
        loss.backward()
        for leaf in (v for array in leaves for v in array.ravel()):
            leaf.data -= LR * leaf.grad
        return loss.data

    return step


def _sigmoid(z: float) -> tuple[float, float]:
    a = 1.0 / (1.0 + math.exp(-z))
    return a, a * (1.0 - a)


def _tanh(z: float) -> tuple[float, float]:
    a = math.tanh(z)
    return a, 1.0 - a * a


def _applied(Value: type, z, bend: Callable[[float], tuple[float, float]]):
    """A function that micrograd doesn't have, as one of its Values."""
    value, slope = bend(z.data)
    out = Value(value, (z,), "f")

    def backward() -> None:
        z.grad += slope * out.grad

    out._backward = backward
    return out


def cross_entropy(Value: type, logits: list, target: int):
    """-ln softmax(logits)[target] as one of micrograd's Values."""
    highest = max(z.data for z in logits)
    powers = [math.exp(z.data - highest) for z in logits]
    whole = sum(powers)
    out = Value(math.log(whole) + highest - logits[target].data, tuple(logits), "ce")

    def backward() -> None:
        for k, z in enumerate(logits):
            z.grad += (powers[k] / whole - (k == target)) * out.grad

    out._backward = backward
    return out


def case(task: Task, aim: float, micrograd_examples: int | None = None) -> Case:
    """The case of a task, for all contenders."""
    examples = micrograd_examples or task.batch
    return Case(
        name=f"{'-'.join(map(str, task.sizes))} {task.activation}, batch {task.batch}",
        aim=aim,
        steps={
            "dlcore": lambda: with_dlcore(task),
            "dlcore, Tensor by Tensor": lambda: with_dlcore(task, replay=False),
            "PyTorch": lambda: with_torch(task),
            "HIPS autograd": lambda: with_autograd(task),
            "micrograd": lambda: with_micrograd(task, examples),
        },
        share={"micrograd": examples / task.batch},
    )


CASES = [
    case(Task((4, 4, 1), 1, "sigmoid"), aim=0.7),
    case(Task((2, 16, 16, 1), 100, "tanh"), aim=0.7),
    case(Task((64, 128, 10), 64, "relu"), aim=1.0, micrograd_examples=2),
]


def growth() -> dict[str, list[Task]]:
    """Tasks that differ in one size only, to show how the time grows."""
    return {
        "batch of 64-128-10": [Task((64, 128, 10), batch, "relu") for batch in (16, 64, 256, 1024)],
        "width of 64-width-10, batch 64": [Task((64, width, 10), 64, "relu") for width in (32, 128, 512, 2048)],
    }
