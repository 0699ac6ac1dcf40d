"""A forward pass that reads handwriting: an 8x8 image goes in, ten probabilities come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from dlcore import Adam, accuracy, cross_entropy_with_logits, fit, mlp, softmax
from dlcore.datasets import digits, split


@dataclass(frozen=True)
class Digit:
    """A held-out image, what the network makes of it, and how well it does on all held-out images."""

    image: np.ndarray
    label: int
    answer: int
    hidden: np.ndarray
    logits: np.ndarray
    probs: np.ndarray
    bars: dict[str, float]  # probabilities in percent, to one decimal
    sizes: tuple[int, ...]
    parameters: int
    accuracy: float
    held_out: int


def recognized(seed: int, hidden: int, epochs: int) -> Digit:
    """A 64-hidden-10 network, trained on four fifths of the UCI digits."""
    images, labels = digits()
    data = split(images.reshape(len(images), -1), labels, held_out=0.2, rng=seed)
    network = mlp([64, hidden, 10], rng=seed)
    run = fit(
        network, cross_entropy_with_logits, data.x, data.y,
        optimizer=Adam(lr=0.01), epochs=epochs, batch_size=64, rng=seed,
    )  # fmt: skip
    values = run.model.forward(data.x_held_out)
    probs = softmax(values.output).value
    return Digit(
        image=data.x_held_out[0].reshape(8, 8), label=int(data.y_held_out[0]), answer=int(probs[0].argmax()),
        hidden=values.a[0].value[0], logits=values.output.value[0], probs=probs[0],
        bars={str(k): round(100 * float(p), 1) for k, p in enumerate(probs[0])}, sizes=network.sizes, parameters=network.parameter_count,
        accuracy=float(accuracy(values.output.value, data.y_held_out)), held_out=len(data.y_held_out),
    )  # fmt: skip
