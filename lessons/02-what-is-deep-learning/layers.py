"""What the layers of a trained network do: pull the digits apart, and drop what nobody asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    MLP,
    Adam,
    accuracy,
    between_class_share,
    cross_entropy_with_logits,
    fit,
    linear_probe,
    mlp,
    principal_axes,
)
from dlcore.datasets import Split, digits, split

SIZES = (64, 32, 32, 32, 10)
SEEDS, HELD_OUT, BATCH, LR = 10, 360, 64, 0.01
PLACES = ("pixels", "layer 1", "layer 2", "layer 3", "answer")


@dataclass(frozen=True)
class Run:
    """One split: the network before and after training.

    share   of the held-out variance that lies between the digits, at the pixels and after each layer, (5,) each
    even    how often a line on them is right about "even?", (5,) each
    """

    accuracy: float
    share: np.ndarray
    share_before: np.ndarray
    even: np.ndarray
    even_before: np.ndarray


@dataclass(frozen=True)
class Views:
    """Where the held-out digits lie in the plane of each layer's two principal axes: (5, N, 2), trained and not."""

    labels: np.ndarray
    trained: np.ndarray
    untrained: np.ndarray
    share: np.ndarray
    share_before: np.ndarray


@dataclass(frozen=True)
class Layers:
    """Several splits, and the views of the first."""

    runs: tuple[Run, ...]
    views: Views
    epochs: int

    def medians(self, field: str) -> np.ndarray:
        """The median over the splits, in percent."""
        return 100 * np.median(self.all(field), axis=0)

    def all(self, field: str) -> np.ndarray:
        """(splits, 5)."""
        return np.array([getattr(run, field) for run in self.runs])

    def ranges(self, field: str) -> tuple[np.ndarray, np.ndarray]:
        """The least and the most of all splits, in percent."""
        return 100 * self.all(field).min(axis=0), 100 * self.all(field).max(axis=0)

    @property
    def share_chart(self) -> dict[str, np.ndarray]:
        return {"trained": self.medians("share"), "untrained": self.medians("share_before")}

    @property
    def share_bands(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {"trained": self.ranges("share"), "untrained": self.ranges("share_before")}

    @property
    def even_chart(self) -> dict[str, np.ndarray]:
        return {"trained": self.medians("even"), "untrained": self.medians("even_before")}

    @property
    def even_bands(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {"trained": self.ranges("even"), "untrained": self.ranges("even_before")}

    @property
    def even_low(self) -> float:
        """Where the axis of the probes' chart begins."""
        return float(10 * np.floor(min(low.min() for low, _ in self.even_bands.values()) / 10))

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES

    @property
    def depths(self) -> tuple[int, int, int]:
        """The depth: hidden layers; layers with weights; sums and cuts, each a step."""
        hidden = len(SIZES) - 2
        return hidden, hidden + 1, 2 * hidden + 1

    @property
    def places(self) -> np.ndarray:
        return np.arange(len(PLACES))

    @property
    def apart(self) -> int:
        """In how many splits each layer of the trained network has a larger share than the one before."""
        return int((np.diff(self.all("share"), axis=1) > 0).all(axis=1).sum())

    @property
    def peak(self) -> int:
        """The place where the probe's median is largest."""
        return int(self.medians("even").argmax())

    @property
    def dropped(self) -> int:
        """In how many splits the probe is worse at the logits than at its best place before."""
        even = self.all("even")
        return int((even[:, -1] < even[:, :-1].max(axis=1)).sum())

    @property
    def accuracy(self) -> float:
        """The median of the held-out accuracy."""
        return float(np.median([run.accuracy for run in self.runs]))

    @property
    def splits(self) -> int:
        return len(self.runs)

    @property
    def peak_name(self) -> str:
        return PLACES[self.peak]


def parts_of(seed: int, k: int) -> Split:
    """The k-th split of the digits, flat."""
    images, labels = digits()
    flat = images.reshape(len(images), -1)
    return split(flat, labels, held_out=HELD_OUT, rng=np.random.default_rng([seed, k]))


def layers(seed: int, epochs: int) -> Layers:
    """Train on several splits, and look at each layer."""
    found = [one(parts_of(seed, k), np.random.default_rng([seed, k, 1]), epochs) for k in range(SEEDS)]
    runs, networks = zip(*found)
    return Layers(runs, views(parts_of(seed, 0), *networks[0]), epochs)


def one(parts: Split, rng: np.random.Generator, epochs: int) -> tuple[Run, tuple[MLP, MLP]]:
    """One split: the run, and the network before and after."""
    first = mlp(SIZES, rng=rng)
    trained = fit(
        first, cross_entropy_with_logits, parts.x, parts.y,
        optimizer=Adam(lr=LR), epochs=epochs, batch_size=BATCH, rng=rng,
    ).model  # fmt: skip
    right = accuracy(trained(parts.x_held_out), parts.y_held_out)
    looks = [(shares(network, parts), probes(network, parts)) for network in (trained, first)]
    (share, even), (share_before, even_before) = looks
    return Run(right, share, share_before, even, even_before), (first, trained)


def on_the_way(network: MLP, x: np.ndarray) -> list[np.ndarray]:
    """The pixels, and what each layer makes of them."""
    return [x, *(a.value for a in network.forward(x).a)]


def shares(network: MLP, parts: Split) -> np.ndarray:
    """The share of the variance between the digits, held out."""
    return np.array([between_class_share(a, parts.y_held_out) for a in on_the_way(network, parts.x_held_out)])


def probes(network: MLP, parts: Split) -> np.ndarray:
    """A linear probe for "even?" at each place."""
    y, y_held_out = parts.y % 2 == 0, parts.y_held_out % 2 == 0
    pairs = zip(on_the_way(network, parts.x), on_the_way(network, parts.x_held_out))
    return np.array([linear_probe((a, y), (b, y_held_out), epochs=20) for a, b in pairs])


def views(parts: Split, first: MLP, trained: MLP) -> Views:
    """Both networks' layers seen from their principal axes."""
    return Views(
        parts.y_held_out, seen(trained, parts.x_held_out), seen(first, parts.x_held_out),
        shares(trained, parts), shares(first, parts),
    )  # fmt: skip


def seen(network: MLP, x: np.ndarray) -> np.ndarray:
    """Two coordinates at each place, brought to one size and turned so that the points move little: (5, N, 2)."""
    planes: list[np.ndarray] = []
    for a in on_the_way(network, x):
        points = principal_axes(a, 2).coordinates(a)
        points = points / np.sqrt((points**2).sum(axis=1).mean())
        planes.append(turned_towards(points, planes[-1]) if planes else points)
    return np.stack(planes)


def turned_towards(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The rotation or reflection of points that comes closest to others (orthogonal Procrustes)."""
    U, _, Vt = np.linalg.svd(points.T @ others)
    return points @ (U @ Vt)
