"""How wide the numbers of a layer are spread, layer after layer, for several starts; forward and backward."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dlcore import gain, glorot_normal, he_normal

WIDTH, EXAMPLES = 100, 200
SCALED = 0.1  # the standard deviation of the weights of which all others are multiples
LEVELS = 31  # edges of the histograms
TOO_LARGE = 0.2


@dataclass(frozen=True)
class Depths:
    """Standard deviations of what enters the network (first) and of each layer's activations, by start."""

    layers: np.ndarray
    curves: dict[str, np.ndarray]

    def last(self, name: str) -> float:
        """At the last layer."""
        return float(self.curves[name][-1])


@dataclass(frozen=True)
class Layers:
    """One deep ReLU network without biases, all of whose weights can be multiplied by one factor after the fact.

    a      (depth, EXAMPLES, WIDTH) activations for weights with the deviation SCALED
    blame  (depth, EXAMPLES, WIDTH) gradients at z^(l) for a normal gradient at the last layer's activations, likewise
    ReLU lets a positive factor pass, so weights c times as large make a^(l) c^l times and the blame c^(depth-l) times
    as large: exactly, and with no second run.
    """

    a: np.ndarray
    blame: np.ndarray

    @property
    def depth(self) -> int:
        """Layers."""
        return len(self.a)

    @property
    def width(self) -> int:
        """Units in each."""
        return self.a.shape[-1]

    @cached_property
    def a_rms(self) -> np.ndarray:
        """(depth,) root mean squares of the activations at SCALED."""
        return np.sqrt((self.a**2).mean(axis=(1, 2)))

    @cached_property
    def blame_rms(self) -> np.ndarray:
        """(depth,) of the blame."""
        return np.sqrt((self.blame**2).mean(axis=(1, 2)))

    def activations(self, std: float) -> np.ndarray:
        """(depth,) root mean squares of the activations when the weights have this deviation."""
        return self.a_rms * (std / SCALED) ** np.arange(1, self.depth + 1)

    def blames(self, std: float) -> np.ndarray:
        """(depth,) root mean squares of the blame."""
        return self.blame_rms * (std / SCALED) ** np.arange(self.depth - 1, -1, -1)

    @property
    def he(self) -> float:
        """He's deviation, sqrt(2 / n)."""
        return float(np.sqrt(2.0 / self.width))


def layers(depth: int, seed: int) -> Layers:
    """Forward with normal inputs, backward with a normal gradient."""
    rng = np.random.default_rng([seed, 161])
    a, kept, open_ = rng.standard_normal((EXAMPLES, WIDTH)), [], []
    weights = [SCALED * rng.standard_normal((WIDTH, WIDTH)) for _ in range(depth)]
    for W in weights:
        z = a @ W.T
        a = np.maximum(z, 0.0)
        kept.append(a)
        open_.append(z > 0)
    g, blame = rng.standard_normal((EXAMPLES, WIDTH)), []
    for W, passes in zip(reversed(weights), reversed(open_)):
        delta = g * passes
        blame.append(delta)
        g = delta @ W
    return Layers(np.array(kept), np.array(blame[::-1]))


def depths(depth: int, std: float, seed: int) -> Depths:
    """ReLU networks from four starts."""
    starts = {
        "small": std, "large": TOO_LARGE, "Glorot": float(glorot_normal.tensor((WIDTH, WIDTH)).item()),
        "He": float(he_normal.tensor((WIDTH, WIDTH)).item()),
    }  # fmt: skip
    net = layers(depth, seed)
    return Depths(np.arange(1, depth + 1), {name: net.activations(s) for name, s in starts.items()})


def mixed(depth: int, seed: int) -> Depths:
    """Each start in the network it was made for and in the other one."""
    gains = {"He": gain("relu"), "Glorot": 1.0}
    functions = {"ReLU": lambda z: np.maximum(z, 0.0), "tanh": np.tanh}
    curves = {}
    for name, f in functions.items():
        for start, g in gains.items():
            rng = np.random.default_rng([seed, 162])
            a, found = rng.standard_normal((EXAMPLES, WIDTH)), []
            for _ in range(depth):
                a = f(a @ (g / np.sqrt(WIDTH) * rng.standard_normal((WIDTH, WIDTH))).T)
                found.append(float(np.sqrt((a**2).mean())))
            curves[f"{name}, {start}"] = np.array(found)
    return Depths(np.arange(1, depth + 1), curves)
