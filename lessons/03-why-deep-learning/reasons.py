"""Can it say why? Pixels are taken away one by one, and all at once: does the sum of the parts give the whole?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from players import STEPS, Splits, targets_of
from race import LINE, NETWORK, NEXT
from side_by_side import networks, trained

from dlcore.datasets import digits

SHOWN = 100  # held-out images that are asked about
WORDS = "zero one two three four five six seven eight nine".split()


@dataclass(frozen=True)
class Reasons:
    """z is the score of "even" less that of "odd".

    whole  z(image) - z(empty image), by program: (SHOWN,)
    parts  the sum of what z loses when each pixel alone is taken away
    """

    picture: np.ndarray
    digit: int
    effects: dict[str, np.ndarray]  # of each pixel of the picture, (8, 8)
    whole: dict[str, np.ndarray]
    parts: dict[str, np.ndarray]
    typical: int  # the image that is shown: its sum is as far off as the median
    asked: int = SHOWN

    @property
    def pictures(self) -> np.ndarray:
        """The effect of each pixel, as a share of the largest, for the line and for the network."""
        return np.stack([effect / np.abs(effect).max() for effect in self.effects.values()])

    @property
    def name(self) -> str:
        return f"a {WORDS[self.digit]}"

    def off(self, name: str) -> float:
        """The median of how far the sum of the parts is from the whole, as a share of it."""
        return float(np.median(np.abs(self.parts[name] - self.whole[name]) / np.abs(self.whole[name])))

    @property
    def table(self) -> list[list[object]]:
        """For the picture: the sum of all pixels' effects, and the effect of all of them."""
        return [
            [name, round(float(self.parts[name][self.typical]), 2), round(float(self.whole[name][self.typical]), 2)]
            for name in self.effects
        ]


def reasons(parts: Splits, hidden: int, seed: int) -> Reasons:
    """One line and one network, on the first split."""
    images, labels = digits()
    even, pixels = targets_of("even"), images.reshape(len(images), -1)
    rows, asked = parts.train[:1, :NEXT], parts.held[0, :SHOWN]
    x = pixels[asked]
    effects, whole, summed = {}, {}, {}
    for name, sizes in {LINE: (64, 2), NETWORK: (64, hidden, 2)}.items():
        rng = np.random.default_rng([seed, len(sizes)])
        model = trained(networks(1, sizes, rng), pixels[rows], even[rows], STEPS, rng).model
        z = score(model, x)
        without = np.stack([z - score(model, np.where(np.arange(64) == p, 0.0, x)) for p in range(64)], axis=1)
        effects[name], summed[name] = without, without.sum(axis=1)
        whole[name] = z - score(model, np.zeros((1, 64)))
    off = np.abs(summed[NETWORK] / whole[NETWORK] - 1)
    typical = int(np.argsort(off)[len(off) // 2])
    shown = {name: effect[typical].reshape(8, 8) for name, effect in effects.items()}
    return Reasons(images[asked[typical]], int(labels[asked[typical]]), shown, whole, summed, typical)


def score(model, x: np.ndarray) -> np.ndarray:
    """z of each image: (N, 64) -> (N,)."""
    logits = model(x[:, None]).value[:, 0]
    return logits[:, 1] - logits[:, 0]
