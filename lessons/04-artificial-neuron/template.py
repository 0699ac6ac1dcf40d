"""A neuron for each digit: how well one weighted sum knows it, and what its weights look like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import MLP, Adam, binary_cross_entropy_with_logits, cross_entropy_with_logits, fit, mlp, relu
from dlcore.datasets import digits, split

SPLITS, HELD_OUT, BATCH, EPOCHS, LR = 10, 360, 64, 40, 0.01
SIZES = (25, 100, 400, 1437)
HIDDEN = 16
EXTREMES = 5


@dataclass(frozen=True)
class Known:
    """How well the neuron of one digit does, a number for each split.

    right  share of the held-out images for which its yes or no is right
    never  share for which a unit would be right that always says no
    found  share of the digit's images to which it says yes
    """

    digit: int
    right: np.ndarray
    never: np.ndarray
    found: np.ndarray

    @property
    def ahead(self) -> int:
        """In how many splits it is ahead of always saying no."""
        return int((self.right > self.never).sum())

    @property
    def row(self) -> list[object]:
        """Digit, then medians and ranges, in percent."""
        return [str(self.digit), f"{100 * np.median(self.never):.1f}", spread(self.right), spread(self.found)]


@dataclass(frozen=True)
class Template:
    """The neuron of one digit looked at closely, and those of all digits counted.

    weights        (8, 8) of the first split
    highest        the held-out images of that split with the largest sums, and lowest those with the smallest
    by_size        what it knows after 25, 100, 400 and all training images
    """

    digit: int
    weights: np.ndarray
    images: np.ndarray
    image_names: list[str]
    all: tuple[Known, ...]
    by_size: tuple[Known, ...]
    parameters: int
    splits: int
    epochs: int
    held_out: int
    trained_on: int

    @property
    def known(self) -> Known:
        """The digit that was asked for, after all training images."""
        return self.all[self.digit]

    @property
    def table(self) -> list[list[object]]:
        return [known.row for known in self.all]

    @property
    def easiest(self) -> Known:
        return max(self.all, key=lambda known: np.median(known.found))

    @property
    def hardest(self) -> Known:
        return min(self.all, key=lambda known: np.median(known.found))

    @property
    def course(self) -> dict[str, np.ndarray]:
        """Medians over the number of training images, in percent."""
        return {
            "right": 100 * np.array([np.median(k.right) for k in self.by_size]),
            "found": 100 * np.array([np.median(k.found) for k in self.by_size]),
        }

    @property
    def ranges(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Least and most over the splits, in percent."""
        right, found = (np.array([getattr(k, name) for k in self.by_size]) for name in ("right", "found"))
        return {name: (100 * v.min(axis=1), 100 * v.max(axis=1)) for name, v in (("right", right), ("found", found))}

    @property
    def sizes(self) -> np.ndarray:
        return np.array(SIZES)


def spread(shares: np.ndarray) -> str:
    """Median and range, in percent."""
    low, middle, high = (f"{100 * value:.0f}" for value in (shares.min(), np.median(shares), shares.max()))
    return f"{middle} ({low}–{high})"


def template(digit: int, seed: int) -> Template:
    """One layer of ten neurons, each with a sigmoid of its own: what one learns does not depend on the others."""
    images, labels = digits()
    x, y = images.reshape(len(images), -1), np.eye(10)[labels]
    parts = [split(x, y, held_out=HELD_OUT, rng=np.random.default_rng([seed, k])) for k in range(SPLITS)]
    models = {n: [trained(p.x[:n], p.y[:n], [seed, k, n]) for k, p in enumerate(parts)] for n in SIZES}
    sums = {n: [values(m, p.x_held_out) for m, p in zip(models[n], parts)] for n in SIZES}
    truth = np.array([p.y_held_out for p in parts])
    known = {
        n: tuple(knows(d, np.array(z)[..., d] > 0, truth[..., d] > 0.5) for d in range(10)) for n, z in sums.items()
    }
    first, z = models[SIZES[-1]][0].layers[0], sums[SIZES[-1]][0][:, digit]
    order = np.argsort(-z, kind="stable")
    shown = np.concatenate([order[:EXTREMES], order[-EXTREMES:]])
    return Template(
        digit, first.W.value[digit].reshape(8, 8),
        parts[0].x_held_out[shown].reshape(-1, 8, 8), [f"$z = {value:.1f}$" for value in z[shown]],
        known[SIZES[-1]], tuple(known[n][digit] for n in SIZES),
        x.shape[1] + 1, SPLITS, EPOCHS, HELD_OUT, SIZES[-1],
    )  # fmt: skip


def trained(x: np.ndarray, y: np.ndarray, seed: list[int]) -> MLP:
    """With few images as many steps as with all of them."""
    epochs = EPOCHS * SIZES[-1] // len(x)
    rng = np.random.default_rng(seed)
    return fit(
        mlp([x.shape[1], y.shape[1]], rng=rng), binary_cross_entropy_with_logits, x, y,
        optimizer=Adam(lr=LR), epochs=epochs, batch_size=BATCH, rng=rng,
    ).model  # fmt: skip


def values(model: MLP, x: np.ndarray) -> np.ndarray:
    """The sums of all neurons, (N, 10)."""
    return np.asarray(model.forward(x).output.value)


def knows(digit: int, yes: np.ndarray, is_it: np.ndarray) -> Known:
    """Answers and truth of all splits, (splits, N)."""
    return Known(
        digit, (yes == is_it).mean(axis=1), 1 - is_it.mean(axis=1), (yes & is_it).sum(axis=1) / is_it.sum(axis=1)
    )


def active_share(seed: int) -> np.ndarray:
    """The share of a 64-16-2 network's ReLUs that are not zero, on held-out images, for each split: "is it even?"."""
    images, labels = digits()
    x, y = images.reshape(len(images), -1), (labels % 2 == 0).astype(int)
    shares = []
    for k in range(SPLITS):
        rng = np.random.default_rng([seed, k, 1])
        part = split(x, y, held_out=HELD_OUT, rng=rng)
        model = fit(
            mlp([x.shape[1], HIDDEN, 2], rng=rng), cross_entropy_with_logits, part.x, part.y,
            optimizer=Adam(lr=LR), epochs=EPOCHS, batch_size=BATCH, rng=rng,
        ).model  # fmt: skip
        first = model.layers[0]
        shares.append(float((relu(first(part.x_held_out)).value > 0).mean()))
    return np.array(shares)
