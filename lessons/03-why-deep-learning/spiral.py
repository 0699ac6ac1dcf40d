"""Three arms of a spiral: a line on the coordinates, a hidden layer, and a person who knows what a spiral is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from side_by_side import Networks, answers, networks, trained

from dlcore import MLP, Linear, Tensor, Watch
from dlcore.datasets import spirals

PER_CLASS, FRESH, CLASSES = 100, 300, 3
STEPS = {"line": 500, "network": 1000, "person": 500}
LR = 0.03
COLORS = ("category5", "category6", "category7")  # none of those that the programs have
LOOKS = (0, 50, 100, 200, 400, 600, 800, 1000)  # steps after which the scene looks at the network


@dataclass(frozen=True)
class Spiral:
    """Shares of fresh points that are right, in percent, for each draw; and the first draw to look at."""

    points: np.ndarray
    labels: np.ndarray
    turns: float
    line: MLP
    network: MLP
    person: MLP
    unwound: np.ndarray  # the points as the person's features place them
    borders: np.ndarray  # unwound angles at which the person's program changes its answer
    right: dict[str, np.ndarray]
    medians: dict[str, float]
    learned: dict[str, int]
    looks: tuple[MLP, ...]
    looks_right: tuple[float, ...]
    looks_at: tuple[int, ...] = LOOKS

    @property
    def colors(self) -> dict[str, str]:
        """Each arm's color."""
        return dict(zip(("arm A", "arm B", "arm C"), COLORS))

    @property
    def unwound_chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The arms as the person's features place them."""
        arms = [self.unwound[self.labels == k] for k in range(CLASSES)]
        return {name: (arm[:, 0], arm[:, 1]) for name, arm in zip(self.colors, arms)}

    def median(self, name: str) -> float:
        """In percent."""
        return self.medians[name]

    @property
    def table(self) -> list[list[object]]:
        """Numbers learned and the share of fresh points that are right: median, least, greatest."""
        names = {"line": "line on $x_1, x_2$", "network": "hidden layer", "person": "line on a person’s features"}
        return [
            [names[n], self.learned[n], *(round(float(f(r)), 1) for f in (np.median, np.min, np.max))]
            for n, r in self.right.items()
        ]


def spiral(turns: float, hidden: int, runs: int, seed: int) -> Spiral:
    """Ten draws or more; each program learns from 300 points and is asked about 900 fresh ones."""
    draws = [spirals(PER_CLASS, turns=turns, rng=np.random.default_rng([seed, r])) for r in range(runs)]
    fresh = [spirals(FRESH, turns=turns, rng=np.random.default_rng([seed, r, 1])) for r in range(runs)]
    x, y = (np.stack(part) for part in zip(*draws))
    x_fresh, y_fresh = (np.stack(part) for part in zip(*fresh))
    made, right, learned = {}, {}, {}
    path = np.zeros((0, 0))
    for name, sizes in {"line": (2, CLASSES), "network": (2, hidden, CLASSES), "person": (2, CLASSES)}.items():
        seen, asked = (unwind(p, turns) if name == "person" else p for p in (x, x_fresh))
        rng = np.random.default_rng([seed, hidden])
        watch = Watch(trajectory=name == "network")
        run = trained(networks(runs, sizes, rng), seen, y, STEPS[name], rng, lr=LR, watch=watch)
        made[name], learned[name] = run.model, run.model.learned
        right[name] = 100 * (answers(run.model, asked) == y_fresh).mean(axis=1)
        if name == "network":
            path = run.history.trajectory[list(LOOKS)]
    looks = tuple(alone(with_numbers(made["network"], numbers)) for numbers in path)
    medians = {name: float(np.median(each)) for name, each in right.items()}
    line, network, person = (alone(made[name]) for name in ("line", "network", "person"))
    return Spiral(
        x[0], y[0], turns, line, network, person, unwind(x[0], turns), borders(person),
        right, medians, learned, looks, tuple(float(100 * np.mean(classes(m, x[0]) == y[0])) for m in looks),
    )  # fmt: skip


def unwind(points: np.ndarray, turns: float) -> np.ndarray:
    """Cosine and sine of the angle less its turn with the radius: the person's two features, shape (..., 2)."""
    radius = np.hypot(points[..., 0], points[..., 1])
    angle = np.arctan2(points[..., 1], points[..., 0]) - 2 * np.pi * turns * radius
    return np.stack([np.cos(angle), np.sin(angle)], axis=-1)


def alone(models: Networks) -> MLP:
    """The first of the networks as an MLP."""
    return MLP(tuple(
        Linear(Tensor(W.value[0].T, f"W^{{({l})}}"), Tensor(b.value[0, 0], f"b^{{({l})}}"))
        for l, (W, b) in enumerate(zip(models.W, models.b), 1)
    ))  # fmt: skip


def with_numbers(models: Networks, numbers: np.ndarray) -> Networks:
    """Networks whose parameters are the numbers of one row, in order."""
    ends = np.cumsum([p.size for p in models.parameters])[:-1]
    parts = zip(np.split(numbers, ends), models.parameters)
    return models.with_parameters([Tensor(part.reshape(p.shape), p.name or "W") for part, p in parts])


def borders(model: MLP, steps: int = 7200) -> np.ndarray:
    """The angles at which the answer on the person's two features changes."""
    angles = 2 * np.pi * np.arange(steps) / steps
    said = classes(model, np.column_stack([np.cos(angles), np.sin(angles)]))
    return angles[said != np.roll(said, 1)]


def classes(model: MLP, points: np.ndarray) -> np.ndarray:
    """The class that the network gives each point."""
    return model(points).value.argmax(axis=-1)
