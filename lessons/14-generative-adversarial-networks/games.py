"""Games that are played: one that converges, one that collapses, and five losses from several seeds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import GANRun, Mixture, kernel_density, train_gan, wasserstein

WIDTH = 0.5
LOOKS = 60  # snapshots of the two games that are shown
SAMPLES = 512  # of a snapshot
COLLAPSED = 0.95  # of the samples near one mode
CLIP, CRITIC_STEPS, SLOPE_PENALTY, R1 = 0.3, 5, 1.0, 0.3
METHODS = {
    "saturating + R1": {"loss": "saturating", "penalty": R1},
    "non-saturating": {"penalty": 0.0},
    "non-saturating + R1": {"penalty": R1},
    "WGAN, clipped": {"loss": "wasserstein", "penalty": 0.0, "clip": CLIP, "discriminator_steps": CRITIC_STEPS},
    "WGAN-GP": {
        "loss": "wasserstein", "penalty": 0.0, "slope_penalty": SLOPE_PENALTY, "discriminator_steps": CRITIC_STEPS,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Game:
    """A game as it is shown.

    rounds     at which it was looked at
    densities  (looks, K) of the made samples, and answers (looks, K) of the discriminator, at the places x
    samples    (looks, N) made from the same noise, smallest noise first
    W1         (looks,) distance from real samples
    shares     (looks,) of the samples near the right mode
    losses     (rounds,) of the discriminator and of the generator
    """

    x: np.ndarray
    p: np.ndarray
    rounds: np.ndarray
    densities: np.ndarray
    answers: np.ndarray
    best: np.ndarray
    samples: np.ndarray
    W1: np.ndarray
    shares: np.ndarray
    discriminator_losses: np.ndarray
    generator_losses: np.ndarray

    @property
    def shares_percent(self) -> np.ndarray:
        """Percent near the right mode."""
        return 100.0 * self.shares

    @property
    def spread(self) -> float:
        """Standard deviation of the last samples."""
        return float(self.samples[-1].std())

    @property
    def largest_share(self) -> float:
        """Of the last samples, those near the mode that has more of them."""
        return float(max(self.shares[-1], 1.0 - self.shares[-1]))

    @property
    def collapsed(self) -> bool:
        """Whether nearly all samples are near one mode in most of the late looks."""
        late = self.shares[self.late]
        return bool((np.maximum(late, 1.0 - late) > COLLAPSED).mean() > 0.5)

    @property
    def jumps(self) -> int:
        """How often nearly all samples have gone over from one mode to the other."""
        sides = [
            side for side in np.where(self.shares > COLLAPSED, 1, np.where(self.shares < 1 - COLLAPSED, -1, 0)) if side
        ]
        return int(sum(a != b for a, b in zip(sides, sides[1:])))

    @property
    def late(self) -> slice:
        """The last third of the looks."""
        return slice(-len(self.rounds) // 3, None)

    @property
    def late_W1(self) -> float:
        """Median distance in the last third."""
        return float(np.median(self.W1[self.late]))

    @property
    def late_discriminator(self) -> float:
        """Median loss of the discriminator in the last third of the rounds."""
        return float(np.median(self.discriminator_losses[-len(self.discriminator_losses) // 3 :]))

    @property
    def late_generator(self) -> float:
        """Median loss of the generator in the last third of the rounds."""
        return float(np.median(self.generator_losses[-len(self.generator_losses) // 3 :]))


@dataclass(frozen=True)
class Entry:
    """A loss, from several seeds: distance at the end and the worst of the last third of the looks."""

    name: str
    ends: np.ndarray
    worst: np.ndarray

    @property
    def row(self) -> list[str]:
        """Median and range of both."""
        return [self.name, told(self.ends), told(self.worst)]


@dataclass(frozen=True)
class Games:
    """All that is played.

    entries  the five losses
    floor    distance of two real samples from one another, from as many seeds
    many     (runs,) share of the late looks at which nearly all samples are near one mode, with many generator steps;
    even     the same with even steps and R1
    """

    modes: float
    width: float
    rounds: int
    generator_steps: int
    runs: int
    data: Mixture
    converging: Game
    collapsing: Game
    before: np.ndarray
    entries: tuple[Entry, ...]
    floor: np.ndarray
    many: np.ndarray
    even: np.ndarray
    samples: int
    clip: float
    critic_steps: int
    slope_penalty: float
    r1: float
    reference: float

    @property
    def table(self) -> list[list[str]]:
        """Rows of the comparison, and the floor."""
        return [*(entry.row for entry in self.entries), ["two real samples", told(self.floor), "–"]]

    @property
    def caption(self) -> str:
        """Of the table."""
        return (
            f"Median and range of {self.runs} games of {self.rounds} rounds, {self.samples} samples. Clipped at "
            f"{self.clip:g}; penalty on the slope {self.slope_penalty:g}; both with {self.critic_steps} critic steps a "
            f"round; R1 {self.r1:g}."
        )

    @property
    def loss_curves(self) -> dict[str, np.ndarray]:
        """The discriminator's losses of both games, means over ten rounds."""
        both = {"A": self.converging, "B": self.collapsing}
        return {name: smooth(game.discriminator_losses) for name, game in both.items()}

    @property
    def collapsed(self) -> int:
        """In how many games with many generator steps most of the late looks are at one mode."""
        return int((self.many > 0.5).sum())

    @property
    def collapsed_even(self) -> int:
        """How many with even steps and R1."""
        return int((self.even > 0.5).sum())

    @property
    def cross_entropy_ends(self) -> np.ndarray:
        """Distances at the end of the three games with cross-entropy."""
        return np.concatenate([entry.ends for entry in self.entries[:3]])

    @property
    def draw(self) -> bool:
        """Whether the ranges of the three with cross-entropy overlap."""
        ends = [entry.ends for entry in self.entries[:3]]
        return max(e.min() for e in ends) <= min(e.max() for e in ends)

    @property
    def unsteady(self) -> bool:
        """Whether both Wasserstein games are worse in the median, and at their worst, than all with cross-entropy."""
        first, second = self.entries[:3], self.entries[3:]
        return min(np.median(e.worst) for e in second) > max(np.median(e.worst) for e in first)


def games(modes: float, rounds: int, generator_steps: int, runs: int, seed: int) -> Games:
    """Two modes of one width at minus and plus ``modes``."""
    data = Mixture((-modes, modes), (WIDTH, WIDTH))
    converging = train_gan(data, rounds=rounds, snapshots=LOOKS, penalty=R1, rng=seed)
    collapsing = train_gan(data, rounds=rounds, snapshots=LOOKS, penalty=0.0, generator_steps=generator_steps, rng=seed)
    played = {
        name: [train_gan(data, rounds=rounds, rng=seed + k, **options) for k in range(runs)]
        for name, options in METHODS.items()
    }
    many = [
        train_gan(data, rounds=rounds // 2, penalty=0.0, generator_steps=generator_steps, rng=seed + k)
        for k in range(runs)
    ]
    rng = np.random.default_rng([seed, 14])
    floor = [wasserstein(data.sample(SAMPLES, rng=rng), data.sample(SAMPLES, rng=rng)).item() for _ in range(runs)]
    start = converging.snapshots[0].samples
    return Games(
        modes, WIDTH, rounds, generator_steps, runs, data, game(converging), game(collapsing),
        density_of(start, converging.grid), tuple(entry(name, found) for name, found in played.items()),
        np.array(floor), np.array([one_sided(run) for run in many]),
        np.array([one_sided(run) for run in played["non-saturating + R1"]]), SAMPLES, CLIP, CRITIC_STEPS,
        SLOPE_PENALTY, R1, float(2.0 * np.log(2.0)),
    )  # fmt: skip


def game(run: GANRun) -> Game:
    """What is shown of a run."""
    looks, x = run.snapshots, run.grid
    p, densities = run.data.density(x), np.array([density_of(s.samples, x) for s in looks])
    noise_order = np.argsort(looks[0].samples, kind="stable")  # neighbors stay neighbors, so that dots move smoothly
    samples = np.array([s.samples[noise_order] for s in looks])
    return Game(
        x, p, np.array([s.round for s in looks]), densities, np.array([s.D for s in looks]),
        p / (p + densities + 1e-12), samples, run.distances, (samples > 0).mean(axis=1), run.discriminator_losses,
        run.generator_losses,
    )  # fmt: skip


def one_sided(run: GANRun) -> float:
    """The share of the looks of the last half at which nearly all samples are near one mode."""
    looks = range(len(run.snapshots) // 2, len(run.snapshots))
    return float(np.mean([run.shares(k).max() > COLLAPSED for k in looks]))


def density_of(samples: np.ndarray, x: np.ndarray) -> np.ndarray:
    """A smooth density of the samples."""
    return kernel_density(samples, x, width=0.15)


def smooth(losses: np.ndarray, window: int = 10) -> np.ndarray:
    """Running means."""
    return np.convolve(losses, np.full(window, 1.0 / window), "valid")


def entry(name: str, runs: list[GANRun]) -> Entry:
    """The distances of one loss."""
    ends = np.array([run.distances[-1] for run in runs])
    return Entry(name, ends, np.array([run.distances[-len(run.distances) // 3 :].max() for run in runs]))


def told(values: np.ndarray) -> str:
    """Median and range with as many digits as they allow."""
    return f"{np.median(values):.2f} ({values.min():.2f} to {values.max():.2f})"
