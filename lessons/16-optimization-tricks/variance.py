"""How wide the numbers of a layer are spread, layer after layer, for several starts; forward and backward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import gain, glorot_normal, he_normal

WIDTH, EXAMPLES = 100, 200
LEVELS, HIGHEST = 25, 3.0  # edges of the histograms, and the last one
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

    ReLU lets a positive factor pass, so weights c times as large make the activations of layer l c^l times and the
    blame there c^(depth-l) times as large: exactly, and with no second run. Kept is what He's start gives.

    a_rms, blame_rms    (depth,) root mean squares of the activations and of the gradient at z^(l), for a normal
                        gradient at the last activations
    middles             (LEVELS - 1,) middles of the histograms' bins
    a_shapes, blame_shapes  (depth, LEVELS - 1) shares of what isn't zero; of the blame by size
    he, glorot          the standard deviations of the weights
    """

    a_rms: np.ndarray
    blame_rms: np.ndarray
    middles: np.ndarray
    a_shapes: np.ndarray
    blame_shapes: np.ndarray
    he: float
    glorot: float
    width: int = WIDTH

    @property
    def depth(self) -> int:
        """Layers."""
        return len(self.a_rms)

    def activations(self, std: float) -> np.ndarray:
        """(depth,) root mean squares of the activations when the weights have this deviation."""
        return self.a_rms * (std / self.he) ** np.arange(1, self.depth + 1)

    def blames(self, std: float) -> np.ndarray:
        """(depth,) root mean squares of the blame."""
        return self.blame_rms * (std / self.he) ** np.arange(self.depth - 1, -1, -1)


def layers(depth: int, seed: int) -> Layers:
    """Forward with normal inputs, backward with a normal gradient."""
    rng = np.random.default_rng([seed, 161])
    he, glorot = (float(start.tensor((WIDTH, WIDTH)).item()) for start in (he_normal, glorot_normal))
    a, kept, open_ = rng.standard_normal((EXAMPLES, WIDTH)), [], []
    weights = [he * rng.standard_normal((WIDTH, WIDTH)) for _ in range(depth)]
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
    blame.reverse()
    edges = np.linspace(0.0, HIGHEST, LEVELS)
    a_shapes, blame_shapes = ([shape(values, edges) for values in stack] for stack in (kept, blame))
    return Layers(
        np.array([rms(values) for values in kept]), np.array([rms(values) for values in blame]),
        (edges[:-1] + edges[1:]) / 2, np.array(a_shapes), np.array(blame_shapes), he, glorot,
    )  # fmt: skip


def rms(values: np.ndarray) -> float:
    """The root mean square."""
    return float(np.sqrt((values**2).mean()))


def shape(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Shares of the sizes that aren't zero, in bins."""
    sizes = np.abs(values[values != 0])
    counts, _ = np.histogram(sizes, edges)
    return counts / max(len(sizes), 1)


def depths(depth: int, std: float, seed: int) -> Depths:
    """ReLU networks from four starts."""
    net = layers(depth, seed)
    starts = {"small": std, "large": TOO_LARGE, "Glorot": net.glorot, "He": net.he}
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
                found.append(rms(a))
            curves[f"{name}, {start}"] = np.array(found)
    return Depths(np.arange(1, depth + 1), curves)
