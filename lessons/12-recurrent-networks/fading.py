"""How far back a gradient reaches at a fresh start, and why a matrix's singular values don't decide it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import RNN, Recurrent, Tensor, gradient_norms_by_lag, gru, lstm, rnn

T, D, H, SEQUENCES, SEEDS = 50, 4, 16, 8, 10
GAIN, LARGE = 1.5, 1.0  # of the orthogonal matrix, and the deviation of its inputs
SHEAR = np.array([[0.5, 10.0], [0.0, 0.5]])  # its largest singular value is above 10, both eigenvalues are 1/2
POWERS = 40
KEYS = ("rnn", "gru", "zero", "one", "three")  # of LAYERS

Maker = Callable[[int], Recurrent]


@dataclass(frozen=True)
class Fading:
    """Norms of the gradient that the last state sends to the input k steps ago.

    lags      (T,) k = 0, 1, ...
    curves    for each layer the geometric mean of the norms over the seeds, as a share of the one at lag 0
    factors   for each layer (seeds,) by what the norm is multiplied per step, over all steps
    saturated, quiet   the same orthogonal matrix times GAIN with noise as input and with zeros, as shares, (T,) each
    powers    (POWERS + 1,) the largest singular values of the shear's powers, k = 0, 1, ...
    """

    lags: np.ndarray
    curves: dict[str, np.ndarray]
    factors: dict[str, np.ndarray]
    saturated: np.ndarray
    quiet: np.ndarray
    powers: np.ndarray

    @property
    def orthogonal(self) -> dict[str, np.ndarray]:
        """Both runs with the orthogonal matrix."""
        return {"no input": self.quiet, "noise as input": self.saturated}

    @property
    def gain(self) -> float:
        """All singular values of the orthogonal matrix."""
        return GAIN

    @property
    def seeds(self) -> int:
        """Fresh starts of each layer."""
        return len(self.factors["RNN"])

    @property
    def table(self) -> list[tuple[str, float, float, float]]:
        """Name, median, smallest and largest factor per step."""
        return [(name, float(np.median(f)), float(f.min()), float(f.max())) for name, f in self.factors.items()]

    @property
    def medians(self) -> dict[str, float]:
        """The median factor per step of each layer, by a short key."""
        return {key: float(np.median(found)) for key, found in zip(KEYS, self.factors.values())}

    @property
    def styles(self) -> dict[str, str]:
        """How the LSTMs are told apart."""
        return dict(zip(self.curves, ("line", "line", "dashed", "line", "both")))

    @property
    def singular(self) -> float:
        """The shear's largest singular value."""
        return float(self.powers[1])

    @property
    def gone_after(self) -> int:
        """From which power on the largest singular value stays below 1."""
        return int(np.flatnonzero(self.powers >= 1.0)[-1] + 1)

    @property
    def last_power(self) -> int:
        """The largest power that is shown."""
        return len(self.powers) - 1

    @property
    def last_lag(self) -> int:
        """The largest lag."""
        return int(self.lags[-1])


LAYERS: dict[str, Maker] = {
    "RNN": lambda seed: rnn(D, H, rng=seed),
    "GRU": lambda seed: gru(D, H, rng=seed),
    "LSTM, bias 0": lambda seed: lstm(D, H, rng=seed, forget_bias=0.0),
    "LSTM, bias 1": lambda seed: lstm(D, H, rng=seed, forget_bias=1.0),
    "LSTM, bias 3": lambda seed: lstm(D, H, rng=seed, forget_bias=3.0),
}


def fading(seed: int) -> Fading:
    """Ten fresh starts of each layer, fed with noise; then two runs with one orthogonal matrix."""
    curves, factors = {}, {}
    for name, make in LAYERS.items():
        norms = np.array([norms_of(make(seed + k), seed + k) for k in range(SEEDS)])  # (SEEDS, T)
        curves[name] = np.exp(np.log(norms / norms[:, :1]).mean(axis=0))
        factors[name] = (norms[:, -1] / norms[:, 0]) ** (1 / (T - 1))
    saturated, quiet = orthogonal(seed)
    return Fading(np.arange(T), curves, factors, saturated, quiet, powers())


def norms_of(layer: Recurrent, seed: int) -> np.ndarray:
    """Norms by lag over a few sequences of normal noise; the last state is weighed by a random direction."""
    rng = np.random.default_rng([seed, 12])
    return gradient_norms_by_lag(layer, rng.standard_normal((SEQUENCES, T, D)), rng.standard_normal(H))


def orthogonal(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Norms by lag for U = GAIN times an orthogonal matrix: all singular values are GAIN."""
    rng = np.random.default_rng([seed, 13])
    U = GAIN * np.linalg.qr(rng.standard_normal((H, H)))[0]
    layer = RNN(Tensor(rng.standard_normal((H, D)), "W"), Tensor(U, "U"), Tensor(np.zeros(H), "b"))
    x, v = LARGE * rng.standard_normal((SEQUENCES, T, D)), rng.standard_normal(H)
    loud, quiet = gradient_norms_by_lag(layer, x, v), gradient_norms_by_lag(layer, 0.0 * x, v)
    return loud / loud[0], quiet / quiet[0]


def powers() -> np.ndarray:
    """The largest singular value of the shear to the power of k."""
    return np.array([np.linalg.norm(np.linalg.matrix_power(SHEAR, k), 2) for k in range(POWERS + 1)])
