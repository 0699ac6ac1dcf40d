"""From pixels to parts: the kernels of a small convolutional network, one digit's maps, and what its units like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from layers import BATCH, LR, parts_of

from dlcore import CNN, Adam, accuracy, cnn, cross_entropy_with_logits, fit

CHANNELS, EPOCHS = (8, 16), 15
SHOWN, PATCHES = 4, 9
FIELDS = {"one pixel": 1, "first layer": 3, "second layer": 8}  # pixels on a side that a number depends on


@dataclass(frozen=True)
class Unit:
    """A unit of the second layer: the patches that excite it most, and the digits that they were cut from."""

    patches: np.ndarray
    digits: np.ndarray

    @property
    def favorite(self) -> int:
        """The digit that most of them come from."""
        return Counter(self.digits.tolist()).most_common(1)[0][0]

    @property
    def agree(self) -> int:
        """How many do."""
        return Counter(self.digits.tolist()).most_common(1)[0][1]


@dataclass(frozen=True)
class Features:
    """A trained network that names digits.

    kernels   (8, 3, 3) of the first layer
    image     one digit; maps (8, 8, 8) what the first layer makes of it
    units     of the second layer, those whose patches agree most
    """

    kernels: np.ndarray
    image: np.ndarray
    digit: int
    maps: np.ndarray
    units: tuple[Unit, ...]
    accuracy: float
    parameters: int
    epochs: int

    @property
    def with_maps(self) -> np.ndarray:
        """The image and its maps, each brought to its own scale."""
        return np.concatenate([self.image[None], self.maps])

    @property
    def map_names(self) -> list[str]:
        return ["image", *(f"map {k}" for k in range(1, len(self.maps) + 1))]

    @property
    def fields(self) -> dict[str, int]:
        return FIELDS

    @property
    def patches(self) -> np.ndarray:
        """All patches that are shown, a unit after the other."""
        return np.concatenate([unit.patches for unit in self.units])

    @property
    def clear(self) -> bool:
        """Whether more than half of each unit's patches come from one digit."""
        return all(2 * unit.agree > PATCHES for unit in self.units)

    @property
    def table(self) -> list[list[object]]:
        """Row, the digit that its unit likes, and how many of its patches show it."""
        rows = zip(("top", "second", "third", "bottom"), self.units)
        return [[row, unit.favorite, f"{unit.agree} of {PATCHES}"] for row, unit in rows]


def features(seed: int) -> Features:
    """Train on the first split and look."""
    parts = parts_of(seed, 0)
    x, held = (images.reshape(-1, 8, 8) for images in (parts.x, parts.x_held_out))
    rng = np.random.default_rng([seed, 0, 2])
    network = fit(
        cnn((1, 8, 8), channels=CHANNELS, classes=10, rng=rng), cross_entropy_with_logits, x, parts.y,
        optimizer=Adam(lr=LR), epochs=EPOCHS, batch_size=BATCH, rng=rng,
    ).model  # fmt: skip
    which = int(np.flatnonzero(parts.y_held_out == 3)[0])
    maps = network.forward(held[which][None]).maps[0].value[0]
    return Features(
        network.convolutions[0].W.value[:, 0], held[which], int(parts.y_held_out[which]), maps,
        favorites(network, x, parts.y), accuracy(network(held), parts.y_held_out), network.parameter_count, EPOCHS,
    )  # fmt: skip


def favorites(network: CNN, x: np.ndarray, y: np.ndarray) -> tuple[Unit, ...]:
    """The units whose patches agree most, each with another digit where there are enough."""
    second = network.forward(x).maps[1].value  # (N, 16, 4, 4)
    units = [unit(second[:, c], x, y) for c in range(second.shape[1]) if second[:, c].any()]
    units.sort(key=lambda u: -u.agree)
    firsts = [u for k, u in enumerate(units) if u.favorite not in {v.favorite for v in units[:k]}]
    others = [u for u in units if not any(u is v for v in firsts)]
    return tuple([*firsts, *others][:SHOWN])


def unit(maps: np.ndarray, x: np.ndarray, y: np.ndarray) -> Unit:
    """One channel (N, 4, 4): each image counts once, at the place where it excites most."""
    flat = maps.reshape(len(maps), -1)
    top = np.argsort(-flat.max(axis=1), kind="stable")[:PATCHES]
    places = [divmod(int(flat[n].argmax()), maps.shape[2]) for n in top]
    return Unit(np.stack([patch(x[n], *place) for n, place in zip(top, places)]), y[top])


def patch(image: np.ndarray, i: int, j: int) -> np.ndarray:
    """The 8 x 8 pixels that a number of the second layer depends on; outside the image there are zeros.

    Three pooled numbers on a side are six pixels, and the first kernels see one more on each side.
    """
    framed = np.pad(image, 3)
    return framed[2 * i : 2 * i + 8, 2 * j : 2 * j + 8]
