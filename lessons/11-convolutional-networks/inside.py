"""A trained network looked into: its maps, the patches that excite it, and pictures made to convince it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from readers import Ladder

from dlcore import CNN, Tensor, cross_entropy_with_logits, gradients, softmax, top_patches

FIELD, STRIDE, START = (
    8,
    2,
    -3,
)  # of a number of the second map: pixels that it sees, between neighbors, where it begins
SHOWN, PATCHES = 4, 9
STEPS, RATE = 200, 0.1


@dataclass(frozen=True)
class Inside:
    """The CNN of the ladder's first run.

    image    (H, W) a held-out digit
    kernels  (8, 3, 3) of the first convolution
    first, second  feature maps after each convolution and ReLU
    patches  (4 x 9, 8, 8) what excites four maps of the second convolution most, a map after the other
    dreams   (10, H, W) pictures climbed to, one for each digit; probs (10,) of that digit
    """

    digit: int
    image: np.ndarray
    kernels: np.ndarray
    first: np.ndarray
    second: np.ndarray
    patches: np.ndarray
    dreams: np.ndarray
    probs: np.ndarray
    seen: int  # images that were looked through for the patches

    @property
    def surely(self) -> float:
        """How sure the network is of each picture at least, rounded down to a hundredth of a percent."""
        return float(np.ceil(1e4 * self.probs.min() - 1) / 1e4)

    @property
    def names(self) -> list[str]:
        return [str(digit) for digit in range(10)]

    @property
    def steps(self) -> int:
        return STEPS


def inside(ladder: Ladder, digit: int) -> Inside:
    """Look at the first held-out image of a digit, and at all that was trained on."""
    network, parts = ladder.first["CNN"], ladder.parts
    assert isinstance(network, CNN)
    image = parts.x_held_out[parts.y_held_out == digit][0]
    found = network.forward(image[None])
    second = network.forward(parts.x).maps[1].value
    strongest = np.argsort(-second.max(axis=(0, 2, 3)), kind="stable")[:SHOWN]
    patches = [
        top_patches(second[:, c], parts.x, field=FIELD, stride=STRIDE, start=START, count=PATCHES).patches
        for c in strongest
    ]
    dreams = climbed(network, image.shape)
    return Inside(
        digit, image, network.convolutions[0].W.value[:, 0], found.maps[0].value[0], found.maps[1].value[0],
        np.concatenate(patches), dreams, softmax(network(dreams)).value.diagonal(), len(parts.x),
    )  # fmt: skip


def climbed(network: CNN, shape: tuple[int, ...]) -> np.ndarray:
    """Gray pictures whose pixels go up the gradient of each digit's log-probability, held between white and black."""
    pixels, target = np.full((10, *shape), 0.5), np.arange(10)
    for _ in range(STEPS):
        x = Tensor(pixels, "x")
        slope = gradients(cross_entropy_with_logits(network(x), target), [x])[x].value
        pixels = np.clip(pixels - RATE * slope / np.abs(slope).max(axis=(1, 2), keepdims=True), 0.0, 1.0)
    return pixels
