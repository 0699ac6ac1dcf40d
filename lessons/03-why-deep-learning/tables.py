"""Tables of numbers: boosted stumps against a network, with jumps, useless columns and turned axes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from boosting import ROUNDS, boosted_stumps
from side_by_side import Networks, networks, trained
from spiral import with_numbers

from dlcore import Watch, mse

ROWS, VALIDATION, FRESH = 400, 80, 1000  # of the rows to learn from, the network keeps some to see when to stop
COLUMNS, NOISE = 4, 0.3
HIDDEN, STEPS = 32, 300
NAMES = STUMPS, NETWORK = "boosted stumps", "network"


@dataclass(frozen=True)
class Setting:
    """One kind of table: the share of the variance on fresh rows that each explains (R²), for each draw."""

    target: str
    useless: int
    turned: bool
    stumps: np.ndarray
    network: np.ndarray

    @property
    def medians(self) -> tuple[float, float]:
        return round(float(np.median(self.stumps)), 2), round(float(np.median(self.network)), 2)

    @property
    def ahead(self) -> int:
        """In how many draws the stumps explain more."""
        return int((self.stumps > self.network).sum())

    @property
    def verdict(self) -> str:
        """Who is ahead in four of five draws or more."""
        share = self.ahead / len(self.stumps)
        return STUMPS if share >= 0.8 else NETWORK if share <= 0.2 else "a draw"


@dataclass(frozen=True)
class Tables:
    """All settings."""

    jumps: tuple[Setting, ...]  # by the number of useless columns, axes straight
    jumps_turned: Setting  # the same number of useless columns as the last of jumps_useless
    smooth: Setting
    smooth_turned: Setting
    useless: int
    draws: int
    columns: int = COLUMNS
    rows: int = ROWS
    stumps: int = ROUNDS
    hidden: int = HIDDEN

    @property
    def learned(self) -> int:
        """Numbers of the stumps: a threshold and two values each."""
        return 3 * self.stumps

    @property
    def clean(self) -> Setting:
        """Jumps and nothing useless."""
        return self.jumps[0]

    @property
    def crowded(self) -> Setting:
        """Jumps and the most useless columns."""
        return self.jumps[-1]

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Medians by the number of useless columns."""
        useless = np.array([s.useless for s in self.jumps])
        medians = np.array([s.medians for s in self.jumps])
        return {STUMPS: (useless, medians[:, 0]), NETWORK: (useless, medians[:, 1])}

    @property
    def ranges(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Least and greatest of the draws."""
        samples = {STUMPS: [s.stumps for s in self.jumps], NETWORK: [s.network for s in self.jumps]}
        return {
            name: (np.array([s.min() for s in each]), np.array([s.max() for s in each]))
            for name, each in samples.items()
        }

    @property
    def turned(self) -> dict[str, list[float]]:
        """Medians with straight and with turned axes."""
        settings = (self.clean, self.jumps_turned, self.smooth, self.smooth_turned)
        return {name: [s.medians[k] for s in settings] for k, name in enumerate(NAMES)}

    @property
    def turned_names(self) -> list[str]:
        return ["jumps", "jumps, turned", "smooth", "smooth, turned"]


def tables(useless: int, draws: int, seed: int) -> Tables:
    """Ten draws or more for each setting."""
    counts = sorted({0, useless // 2, useless})
    return Tables(
        tuple(setting("jumps", n, False, draws, seed) for n in counts),
        setting("jumps", 0, True, draws, seed),
        setting("smooth", 0, False, draws, seed),
        setting("smooth", 0, True, draws, seed),
        useless, draws,
    )  # fmt: skip


def setting(target: str, useless: int, turned: bool, draws: int, seed: int) -> Setting:
    """Both learn from the same rows of the same draws."""
    made = [draw(target, useless, turned, np.random.default_rng([seed, r])) for r in range(draws)]
    x, y = (np.stack(part) for part in zip(*made))
    stumps = [explained(yy[ROWS:], boosted_stumps(xx[:ROWS], yy[:ROWS])(xx[ROWS:])) for xx, yy in zip(x, y)]
    answers = network_answers(x, y, np.random.default_rng([seed, useless, turned]))
    return Setting(
        target, useless, turned, np.array(stumps), np.array([explained(a[ROWS:], b) for a, b in zip(y, answers)])
    )


def draw(target: str, useless: int, turned: bool, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A table: normal columns, of which the first four matter; x (ROWS + FRESH, D) and y."""
    x = rng.standard_normal((ROWS + FRESH, COLUMNS))
    y = TARGETS[target](x) + NOISE * rng.standard_normal(len(x))
    x = np.column_stack([x, rng.standard_normal((len(x), useless))])
    if turned:  # a random rotation of all columns
        x = x @ np.linalg.qr(rng.standard_normal((x.shape[1], x.shape[1])))[0]
    return x, y


def jumps(x: np.ndarray) -> np.ndarray:
    """A target that changes in steps."""
    return (
        np.sign(np.sin(3 * x[:, 0]))
        + 1.5 * (x[:, 1] > 0.5)
        + 0.7 * np.sign(x[:, 2] - 0.3)
        + 0.5 * (np.floor(2 * x[:, 3]) % 2)
    )


def smooth(x: np.ndarray) -> np.ndarray:
    """A target without steps."""
    return np.sin(x[:, 0]) + 0.5 * x[:, 1] + 0.3 * x[:, 2] ** 2 + 0.3 * x[:, 3]


TARGETS = {"jumps": jumps, "smooth": smooth}


def network_answers(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """What the networks say about the fresh rows, each as it was when its error on its validation rows was least."""
    middle, spread = y[:, :ROWS].mean(axis=1, keepdims=True), y[:, :ROWS].std(axis=1, keepdims=True)
    target = ((y - middle) / spread)[..., None]
    first = networks(len(x), (x.shape[2], HIDDEN, 1), rng)
    kept = slice(VALIDATION, ROWS)
    run = trained(first, x[:, kept], target[:, kept], STEPS, rng, loss=mse, watch=Watch(trajectory=True))
    ends = [0, *run.history.epoch_ends]
    best, answers = np.full(len(x), np.inf), np.zeros((len(x), FRESH))
    for numbers in run.history.trajectory[ends]:
        said = predicted(with_numbers(run.model, numbers), x)
        wrong = ((said[:, :VALIDATION] - target[:, :VALIDATION, 0]) ** 2).mean(axis=1)
        better = wrong < best
        best[better], answers[better] = wrong[better], said[better, ROWS:]
    return middle + spread * answers


def predicted(models: Networks, x: np.ndarray) -> np.ndarray:
    """(S, N, D) -> (S, N)."""
    return models(np.swapaxes(x, 0, 1)).value[..., 0].T


def explained(y: np.ndarray, said: np.ndarray) -> float:
    """R²: one less the squared error as a share of that of the mean; 1 is perfect, 0 no better than the mean."""
    return float(1 - ((y - said) ** 2).sum() / ((y - y.mean()) ** 2).sum())
