"""What a forward pass costs: parameters and multiplications, counted layer by layer."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore.architectures import lenet5, multilayer_perceptron, vgg

DIGITS = "3Blue1Brown’s digit network"
SIZES = {"this lecture": (4, 4, 1), DIGITS: (784, 16, 16, 10), "the same, wider": (784, 128, 64, 10)}


@dataclass(frozen=True)
class Costs:
    """The table, and how often each weight is read for one example when a batch shares it."""

    table: list[list[object]]
    batch_sizes: list[str]
    reads: list[float]
    first_share: float  # of that network's parameters, what its first layer holds


def counted() -> Costs:
    """Networks of this course and of others, from their specification."""
    networks = {name: multilayer_perceptron(sizes) for name, sizes in SIZES.items()}
    rows = [["-".join(map(str, SIZES[name])), name, t.parameters, t.multiply_adds] for name, t in networks.items()]
    for name, network in (("LeNet-5", lenet5()), ("VGG-16", vgg(16))):
        rows.append([name, "convolutional, lecture 11", network.parameters, network.multiply_adds])
    batches = [1, 2, 4, 8, 16, 32, 64]
    network = networks[DIGITS]
    inputs, first, *_ = SIZES[DIGITS]
    reads = [network.parameters / n for n in batches]
    return Costs(rows, [str(n) for n in batches], reads, first_share=first * (inputs + 1) / network.parameters)
