"""What a forward pass costs: parameters and multiplications, counted layer by layer."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from dlcore.architectures import lenet5, multilayer_perceptron, vgg

DIGITS = "3Blue1Brown’s digit network"
SIZES = {"this lecture": (4, 4, 1), DIGITS: (784, 16, 16, 10), "the same, wider": (784, 128, 64, 10)}

EXAMPLES = 100
BATCHES = (1, 2, 4, 8, 16, 32, 64)


@dataclass
class Counted:
    """Parameters that count how many of their numbers a product or a sum has read."""

    values: np.ndarray
    reads: int = field(default=0, init=False)
    __array_ufunc__ = None  # so that NumPy's @ and + ask this class

    def __rmatmul__(self, X: np.ndarray) -> np.ndarray:
        return X @ self._read()

    def __radd__(self, Z: np.ndarray) -> np.ndarray:
        return Z + self._read()

    def _read(self) -> np.ndarray:
        self.reads += self.values.size
        return self.values


@dataclass(frozen=True)
class Costs:
    """The table, and how many parameters were read for one example when a batch shares them."""

    table: list[list[object]]
    batch_sizes: list[str]
    reads: list[float]
    examples: int
    first_share: float  # of that network's parameters, what its first layer holds


def counted() -> Costs:
    """Networks of this course and of others, from their specification."""
    networks = {name: multilayer_perceptron(sizes) for name, sizes in SIZES.items()}
    rows = [["-".join(map(str, SIZES[name])), name, t.parameters, t.multiply_adds] for name, t in networks.items()]
    for name, network in (("LeNet-5", lenet5()), ("VGG-16", vgg(16))):
        rows.append([name, "convolutional, lecture 11", network.parameters, network.multiply_adds])
    inputs, first, *_ = SIZES[DIGITS]
    return Costs(
        rows, [str(n) for n in BATCHES], [reads_per_example(SIZES[DIGITS], n) for n in BATCHES], EXAMPLES,
        first_share=first * (inputs + 1) / networks[DIGITS].parameters,
    )  # fmt: skip


def reads_per_example(sizes: tuple[int, ...], batch: int) -> float:
    """Let a network of rectifiers answer EXAMPLES examples in batches, and count the parameters that it reads."""
    X = np.ones((EXAMPLES, sizes[0]))
    layers = [(Counted(np.ones((i, o))), Counted(np.ones(o))) for i, o in zip(sizes, sizes[1:])]
    for start in range(0, EXAMPLES, batch):
        A = X[start : start + batch]
        for W, b in layers:
            A = np.maximum(0, A @ W + b)
    return sum(p.reads for layer in layers for p in layer) / EXAMPLES
