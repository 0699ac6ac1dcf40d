"""A forward pass that reads handwriting: an 8x8 image goes in, ten probabilities come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Adam, accuracy, cross_entropy_with_logits, fit, mlp, softmax
from dlcore.datasets import digits, split

TEMPLATES, BARS = 6, 15  # hidden units whose weights are shown, and whose activations


@dataclass(frozen=True)
class Digit:
    """A held-out image, what the network makes of it, and how well it does on all held-out images."""

    image: np.ndarray
    pixels: np.ndarray  # the same as the file has it: black dots in a block of four by four, 0 to 16
    label: int
    answer: int
    probs: np.ndarray
    bars: dict[str, float]  # probabilities in percent, to one decimal
    templates: np.ndarray  # (k, 8, 8): what training added to the weights of the hidden units that light up most
    template_labels: list[str]
    hidden: dict[str, float]  # activations of hidden units, counted from 1: of all, or of the BARS largest
    off: int  # hidden units that are exactly 0
    sizes: tuple[int, ...]
    parameters: int
    accuracy: float
    held_out: int

    @property
    def biases(self) -> int:
        """One for each unit behind the inputs."""
        return sum(self.sizes[1:])

    @property
    def weights(self) -> int:
        """What is left of the parameters."""
        return self.parameters - self.biases


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
    shown = hardest(probs, data.y_held_out)
    image = data.x_held_out[shown].reshape(8, 8)
    activations = values.a[0].value[shown]
    brightest = np.sort(np.argsort(-activations)[:TEMPLATES])
    return Digit(
        image=image, pixels=np.rint(16 * image).astype(int),
        label=int(data.y_held_out[shown]), answer=int(probs[shown].argmax()), probs=probs[shown],
        bars={str(k): round(100 * float(p), 1) for k, p in enumerate(probs[shown])},
        templates=(run.model.layers[0].W.value - network.layers[0].W.value)[brightest].reshape(-1, 8, 8),
        template_labels=[f"unit {k + 1}" for k in brightest],
        hidden={str(k + 1): round(float(activations[k]), 2) for k in np.sort(np.argsort(-activations)[:BARS])},
        off=int((activations == 0).sum()),
        sizes=network.sizes, parameters=network.parameter_count,
        accuracy=float(accuracy(values.output.value, data.y_held_out)), held_out=len(data.y_held_out),
    )  # fmt: skip


def hardest(probs: np.ndarray, labels: np.ndarray) -> int:
    """Of the images that the network gets right, the one of which it is least sure."""
    right = probs.argmax(axis=1) == labels
    return int(np.where(right, probs.max(axis=1), np.inf).argmin())
