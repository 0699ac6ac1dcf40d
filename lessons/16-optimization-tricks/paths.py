"""What adding instead of replacing does: to the slope of the output over the input, and to the size of the sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import deep_mlp

POINTS, SPAN, WIDTH, NETS = 256, 2.0, 200, 10  # the first three as in notebook 11.1 of Understanding Deep Learning
DEEP = 50
EPS = 1e-5
BRANCH = 0.1  # of what the residual network adds
GROWTH_WIDTH, GROWTH_EXAMPLES = 200, 400


@dataclass(frozen=True)
class Start:
    """How a network with one input is built."""

    depth: int
    gain: float = 2.0  # variance of the weights, times the width
    biases: bool = False  # random ones in all layers, as the notebook has them
    norm: bool = False
    residual: bool = False


KINDS = {
    "one layer": Start(1),
    "notebook": Start(DEEP, gain=1.0, biases=True),
    "He": Start(DEEP),
    "batch norm": Start(DEEP, norm=True),
    "norm, path": Start(DEEP, norm=True, residual=True),
}


@dataclass(frozen=True)
class Slopes:
    """dy/dx of random networks with one input, over that input.

    x        (POINTS,)
    one      by name, (POINTS,) the slope of one network, divided by its root mean square
    alike    by name, (NETS,) how alike the slopes at neighboring inputs are: their correlation
    sizes    by name, the median root mean square of the slope
    """

    x: np.ndarray
    one: dict[str, np.ndarray]
    alike: dict[str, np.ndarray]
    sizes: dict[str, float]
    networks: int = NETS
    points: int = POINTS
    depth: int = DEEP
    width: int = WIDTH
    branch: float = BRANCH

    @property
    def medians(self) -> dict[str, float]:
        """Median correlations."""
        return {name: float(np.median(found)) for name, found in self.alike.items()}

    def pair(self, *names: str) -> dict[str, np.ndarray]:
        """Some of the slopes."""
        return {name: self.one[name] for name in names}


def slopes(seed: int) -> Slopes:
    """Five kinds of networks, NETS of each."""
    x = np.linspace(-SPAN, SPAN, POINTS)
    found = {name: [slope(x, kind, seed + k) for k in range(NETS)] for name, kind in KINDS.items()}
    return Slopes(
        x,
        {name: s[0] / _rms(s[0]) for name, s in found.items()},
        {name: np.array([correlation(s) for s in of]) for name, of in found.items()},
        {name: float(np.median([_rms(s) for s in of])) for name, of in found.items()},
    )


def slope(x: np.ndarray, kind: Start, seed: int) -> np.ndarray:
    """The derivative, carried forward beside the value; batch norm's mean and deviation count as given numbers."""
    rng = np.random.default_rng([seed, 165])
    scale = (kind.gain / (WIDTH if kind.biases else 1)) ** 0.5  # one input; the notebook divides by its width here too
    first = scale * rng.standard_normal(WIDTH)
    z = np.outer(x, first) + scale * rng.standard_normal(WIDTH)  # (POINTS, WIDTH)
    dz = np.tile(first, (POINTS, 1))
    for _ in range(kind.depth - 1):
        W = rng.standard_normal((WIDTH, WIDTH)) * (kind.gain / WIDTH) ** 0.5
        b = rng.standard_normal(WIDTH) * (kind.gain / WIDTH) ** 0.5 if kind.biases else 0.0
        mean, scale = (z.mean(axis=0), np.sqrt(z.var(axis=0) + EPS)) if kind.norm else (0.0, 1.0)
        hat, dhat = (z - mean) / scale, dz / scale
        added, d_added = np.maximum(hat, 0.0) @ W.T + b, (dhat * (hat > 0)) @ W.T
        z, dz = (z + BRANCH * added, dz + BRANCH * d_added) if kind.residual else (added, d_added)
    return (dz * (z > 0)) @ rng.standard_normal(WIDTH)


def correlation(s: np.ndarray) -> float:
    """Between neighbors."""
    return float(np.corrcoef(s[:-1], s[1:])[0, 1])


def _rms(s: np.ndarray) -> float:
    return float(np.sqrt((s**2).mean()))


@dataclass(frozen=True)
class Growth:
    """Variance of what runs along the residual path, after 0, 1, ... blocks; about 1 at first."""

    blocks: np.ndarray
    curves: dict[str, np.ndarray]

    def last(self, name: str) -> float:
        """After the last block."""
        return float(self.curves[name][-1])

    @property
    def names(self) -> list[str]:
        """The curves' names."""
        return list(self.curves)


def growth(blocks: int, seed: int) -> Growth:
    """He's start; the branch as it is, with a batch norm in it, or multiplied by 1/sqrt(blocks)."""
    kinds = {
        "plain branch": (None, 1.0),
        "norm in the branch": ("batch", 1.0),
        "scaled branch": (None, blocks**-0.5),
    }
    curves = {}
    for name, (norm, factor) in kinds.items():
        rng = np.random.default_rng([seed, 166])
        network = deep_mlp(
            GROWTH_WIDTH, GROWTH_WIDTH, 1, depth=blocks + 2, rng=rng, norm=norm, residual=True, branch=factor
        )
        x = rng.standard_normal((GROWTH_EXAMPLES, GROWTH_WIDTH))
        z = network.forward(x / 2**0.5).z[:-1]  # so that what enters the first block has variance 1
        curves[name] = np.array([layer.value.var() for layer in z])
    return Growth(np.arange(blocks + 1), curves)
