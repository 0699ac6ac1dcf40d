"""The Dirac-GAN: two numbers that run in circles, by hand and by method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dlcore import DiracGAN, Tensor

START, LATER = (1.0, 0.0), (-1.0,)
MARKS = (100, 200, 400)  # rounds after which the radius is told
BY_HAND = 3
TIME = 12.0  # rounds times rate of the paths for the scene: about two turns


@dataclass(frozen=True)
class Round:
    """One round by hand: both numbers, and the square of how far they are from the middle."""

    theta: Tensor
    psi: Tensor
    squared: float


@dataclass(frozen=True)
class Method:
    """A way to play, with its eigenvalues at the middle and the radii after some rounds."""

    name: str
    eigenvalues: str
    simultaneous: tuple[float, ...]
    alternating: tuple[float, ...]
    verdict: str


@dataclass(frozen=True)
class Circling:
    """By hand at one rate, and by method at a small one.

    simultaneous, alternating  rounds by hand of the bilinear game
    factor                     by which the squared radius grows each round
    kept                       what alternating steps keep, after each round
    paths                      (theta, psi) round by round, by name, at the small rate
    ends                       the radius at the end of each
    """

    rate: float
    small: float
    gamma: float
    simultaneous: tuple[Round, ...]
    alternating: tuple[Round, ...]
    factor: Tensor
    kept: tuple[float, ...]
    paths: dict[str, np.ndarray]
    radii: dict[str, np.ndarray]
    table: tuple[Method, ...]
    marks: tuple[int, ...]
    hand_paths: dict[str, np.ndarray]
    hand_squares: dict[str, np.ndarray]

    @property
    def rounds(self) -> int:
        """Rounds of the small rate."""
        return self.marks[-1]

    @property
    def caption(self) -> str:
        """Of the table."""
        return (
            f"Eigenvalues at the middle; distance from it after so many rounds from (1, 0) at steps of {self.small:g}, "
            "both at once unless it says in turn. R1 is added to the non-saturating loss."
        )

    @property
    def rows(self) -> list[list[str]]:
        """Rows of the table."""
        return [
            [m.name, m.eigenvalues, *map(short, m.simultaneous), *map(short, m.alternating), m.verdict]
            for m in self.table
        ]

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        first, *others = map(str, self.marks)
        rounds = [f"{first} rounds", *others]
        return ["", "eigenvalues", *rounds, f"in turn {first}", *others, "at once"]

    @property
    def in_turn(self) -> list[list[float]]:
        """Rounds of alternating steps: both numbers, the square of the distance, and what stays."""
        return [
            [k, r.theta.item(), r.psi.item(), r.squared, kept]
            for k, (r, kept) in enumerate(zip(self.alternating, self.kept))
        ]

    @property
    def wide(self) -> float:
        """Half the width of the plane that holds the spiral."""
        return 1.1 * float(np.abs(self.paths["WGAN, no limit"]).max())

    @property
    def none(self) -> list[float]:
        """Levels of contours that are not seen: the plane has no hills."""
        return [-2.0, -1.0]

    @staticmethod
    def flat(theta: np.ndarray, psi: np.ndarray) -> np.ndarray:
        """No height: a plane to draw on."""
        return np.zeros(np.broadcast(theta, psi).shape)

    @staticmethod
    def against(theta: np.ndarray, psi: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Minus the players' arrows, for a figure that draws minus a gradient."""
        up, along = DiracGAN("wasserstein").field(theta, psi)
        return -up, -along


def circling(rate: float, small: float, gamma: float) -> Circling:
    """All of the third section."""
    games = {
        "minimax": DiracGAN("saturating"),
        "non-saturating": DiracGAN("non-saturating"),
        "WGAN, no limit": DiracGAN("wasserstein"),
        "with R1": DiracGAN("non-saturating", gamma),
    }
    bilinear = games["WGAN, no limit"]
    together, in_turn = (by_hand(bilinear, rate, alternating) for alternating in (False, True))
    kept = tuple(float(r.theta.value**2 + r.psi.value**2 + rate * r.theta.value * r.psi.value) for r in in_turn)
    h = Tensor(rate, "h", role="")
    played = {name: game.play(*START, lr=small, rounds=MARKS[-1]) for name, game in games.items()}
    by_rate = hand_paths(rate, gamma)
    return Circling(
        rate, small, gamma, together, in_turn, (1.0 + h**2).named("k"), kept, played,
        {name: np.hypot(*path.T) for name, path in played.items()},
        tuple(method(name, game, small) for name, game in games.items()), MARKS, by_rate,
        {name: (path**2).sum(axis=1) for name, path in by_rate.items()},
    )  # fmt: skip


def by_hand(game: DiracGAN, rate: float, alternating: bool) -> tuple[Round, ...]:
    """A few rounds as Tensors that show their work."""
    theta, psi = players(*START)
    rounds = [Round(theta, psi, 1.0)]
    for _ in range(BY_HAND):
        theta, psi = game.step(*players(theta.value, psi.value), rate, alternating, eta="h")
        rounds.append(Round(theta, psi, float(theta.value**2 + psi.value**2)))
    return tuple(rounds)


def players(theta: ArrayLike, psi: ArrayLike) -> tuple[Tensor, Tensor]:
    """The sample and the critic's slope."""
    return Tensor(theta, r"\theta", role="activation"), Tensor(psi, r"\psi", role="loss")


def method(name: str, game: DiracGAN, small: float) -> Method:
    """A row of the table."""
    radii = [
        np.hypot(*game.play(*START, lr=small, rounds=MARKS[-1], alternating=alternating)[list(MARKS)].T)
        for alternating in (False, True)
    ]
    return Method(
        name, told(game.eigenvalues()), tuple(map(float, radii[0])), tuple(map(float, radii[1])), verdict(radii[0])
    )


def told(values: np.ndarray) -> str:
    """Eigenvalues in words: a pair that turns, or two real ones."""
    a, b = values
    if abs(a.imag) < 1e-6:
        return f"{a.real:.2f}, {b.real:.2f}".replace("-", "−")
    real = f"{a.real:.2f} " if abs(a.real) > 1e-12 else ""
    return f"{real}± {abs(a.imag):.2f} i".replace("-", "−")


def short(radius: float) -> str:
    """Two decimals, and more where they would be zero."""
    return f"{radius:.2f}" if radius >= 0.005 else f"{radius:.4f}" if radius >= 0.00005 else "0"


def verdict(radii: np.ndarray) -> str:
    """Out, in, or neither."""
    return "out" if radii[-1] > 1.02 else "in" if radii[-1] < 0.98 else "stays"


def hand_paths(rate: float, gamma: float) -> dict[str, np.ndarray]:
    """Paths at the rate of the calculations, for the scene, all equally far in time."""
    rounds = int(np.ceil(TIME / rate))
    bilinear, damped = DiracGAN("wasserstein"), DiracGAN("wasserstein", gamma)
    return {
        "simultaneous": bilinear.play(*START, lr=rate, rounds=rounds),
        "alternating": bilinear.play(*START, lr=rate, rounds=rounds, alternating=True),
        "with R1": damped.play(*START, lr=rate, rounds=rounds, alternating=True),
    }
