"""Three starts, three norms, with and without residual paths: eighteen deep networks trained alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from dlcore import (
    DeepMLP,
    Momentum,
    NonFiniteError,
    Split,
    Tensor,
    TrainingStep,
    accuracy,
    cross_entropy_with_logits,
    deep_mlp,
    digits,
    glorot_normal,
    gradients,
    he_normal,
    normal,
    split,
)

BATCH, MOMENTUM = 32, 0.9
RATES = (0.003, 0.03)
TRIED = 2  # so many starts are trained at every rate; the others at the better one
CLASSES = 10
LAST = 20  # the losses of so many last minibatches are averaged
KNOWS = 1.0  # who learns: the mean of the last losses is below this

Init = Callable[..., np.ndarray]
STARTS = ("small", "Glorot", "He")
NORMS = ("none", "batch", "layer")


@dataclass(frozen=True)
class Kind:
    """What is switched on in a network."""

    start: str
    norm: str
    residual: bool

    @property
    def cure(self) -> str:
        """The table's column."""
        norm = {"none": "", "batch": "batch norm", "layer": "layer norm"}[self.norm]
        return {True: f"residual + {norm}" if norm else "residual", False: norm or "plain"}[self.residual]


SINGLE = {
    "nothing": ("small", "plain"), "He’s start": ("He", "plain"), "batch norm": ("small", "batch norm"),
    "layer norm": ("small", "layer norm"), "path": ("small", "residual"),
}  # fmt: skip
CURES = ("plain", "batch norm", "layer norm", "residual", "residual + batch norm", "residual + layer norm")
KINDS = tuple(Kind(start, norm, residual) for start in STARTS for residual in (False, True) for norm in NORMS)


@cache
def data(seed: int) -> Split:
    """Digits as rows of 64 numbers of mean 0 and variance 1 over all of them, a fifth held out."""
    images, labels = digits()
    x = images.reshape(len(images), -1)
    return split((x - x.mean()) / x.std(), labels, rng=seed)


def init_of(start: str, std: float) -> Init:
    """The initializer by its name."""
    return {"small": partial(normal, std=std), "Glorot": glorot_normal, "He": he_normal}[start]


def fresh(kind: Kind, depth: int, width: int, std: float, seed: int) -> DeepMLP:
    """A new network."""
    return deep_mlp(
        64, width, CLASSES, depth=depth, rng=seed, init=init_of(kind.start, std),
        norm=None if kind.norm == "none" else kind.norm, residual=kind.residual,
    )  # fmt: skip


@dataclass(frozen=True)
class Training:
    """One training: each minibatch's loss before its step, up to an overflow; the held-out accuracy, 0 after one."""

    losses: np.ndarray
    accuracy: float
    diverged: bool

    @property
    def last(self) -> float:
        """Mean loss of the last minibatches; infinite when numbers overflowed."""
        return float("inf") if self.diverged else float(self.losses[-LAST:].mean())

    @property
    def learned(self) -> bool:
        """Whether it knows more than a guess."""
        return self.last < KNOWS


def train(first: DeepMLP, lr: float, steps: int, seed: int) -> Training:
    """Momentum on minibatches; then the held-out accuracy, with batch norm's statistics of all training examples."""
    parts, rng = data(seed), np.random.default_rng([seed, 16])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step, losses = TrainingStep(objective, first.parameters, Momentum(lr, MOMENTUM)), []
    try:
        for _ in range(steps):
            rows = rng.choice(len(parts.x), BATCH, replace=False)
            losses.append(step(parts.x[rows], parts.y[rows]))
        trained = first.with_parameters(step.parameters).seen(parts.x, momentum=1.0)
        logits = trained.in_use(parts.x_held_out)
    except NonFiniteError:
        return Training(np.array(losses), 0.0, True)
    if not np.isfinite(logits.value).all():
        return Training(np.array(losses), 0.0, True)
    return Training(np.array(losses), accuracy(logits.value, parts.y_held_out), False)


@dataclass(frozen=True)
class Cell:
    """One kind of network: the first starts' trainings at each rate, and each start's at the better one."""

    kind: Kind
    tried: dict[float, tuple[Training, ...]]
    trainings: tuple[Training, ...]

    @property
    def learned(self) -> int:
        """How many starts learned something."""
        return sum(t.learned for t in self.trainings)

    @property
    def overflows(self) -> bool:
        """Whether most trainings overflowed, even at the better rate."""
        return 2 * sum(t.diverged for t in self.trainings) > len(self.trainings)

    @property
    def accuracies(self) -> np.ndarray:
        """(runs,) held-out accuracies in percent; 0 after an overflow, since it answers nothing."""
        return np.array([100 * t.accuracy for t in self.trainings])

    @property
    def median(self) -> float:
        """The median accuracy in percent."""
        return float(np.median(self.accuracies))

    @property
    def text(self) -> str:
        """The table's cell: median, least and most."""
        if self.overflows:
            return "overflow"
        low, high = round(float(self.accuracies.min())), round(float(self.accuracies.max()))
        return f"{round(self.median)} ({low}–{high})"


@dataclass(frozen=True)
class Eighteen:
    """All of them."""

    cells: dict[tuple[str, str], Cell]
    depth: int
    width: int
    std: float
    steps: int
    runs: int
    scaled: Cell
    rates: tuple[float, ...] = RATES
    batch: int = BATCH
    momentum: float = MOMENTUM
    tried: int = TRIED

    def of(self, start: str, cure: str) -> Cell:
        """One cell."""
        return self.cells[start, cure]

    @property
    def rows(self) -> list[list[str]]:
        """The table."""
        return [[start, *(self.of(start, cure).text for cure in CURES)] for start in STARTS]

    @property
    def medians(self) -> np.ndarray:
        """(starts, cures) in percent."""
        return np.array([[self.of(start, cure).median for cure in CURES] for start in STARTS])

    @property
    def single(self) -> dict[str, int]:
        """The small start with nothing, and with one cure each: medians in whole percent."""
        return {name: round(self.of(*cell).median) for name, cell in SINGLE.items()}

    @property
    def single_range(self) -> tuple[list[int], list[int]]:
        """Their least and greatest accuracies, in whole percent."""
        found = [self.of(*cell).accuracies for cell in SINGLE.values()]
        return [round(float(f.min())) for f in found], [round(float(f.max())) for f in found]

    @property
    def overflowing(self) -> bool:
        """Whether a cell of the table says so."""
        return any(cell.overflows for cell in self.cells.values())

    @property
    def best_single(self) -> str:
        """The cure that is ahead of all others alone."""
        return max(self.single, key=lambda name: self.single[name])

    @property
    def stuck(self) -> Training:
        """The network of the hook: nothing switched on, the larger rate, the first start."""
        return self.of("small", "plain").tried[RATES[-1]][0]

    @property
    def learning(self) -> int:
        """Kinds that learned from each start."""
        return sum(cell.learned == self.runs for cell in self.cells.values())

    @property
    def together(self) -> tuple[float, float]:
        """Least and most accuracy over all starts of all six kinds with both a residual path and a norm."""
        found = np.concatenate(
            [cell.accuracies for cell in self.cells.values() if cell.kind.residual and cell.kind.norm != "none"]
        )
        return float(found.min()), float(found.max())

    @property
    def apart(self) -> float:
        """The highest median of a kind that doesn't have both."""
        return max(c.median for c in self.cells.values() if not (c.kind.residual and c.kind.norm != "none"))

    @property
    def worse_is_better(self) -> bool:
        """Whether paths without norm do the better the smaller the weights are."""
        small, glorot, he = (self.of(start, "residual").median for start in STARTS)
        return small > glorot > he

    @property
    def best(self) -> Cell:
        """The kind with the highest median."""
        return max(self.cells.values(), key=lambda cell: cell.median)


def eighteen(depth: int, width: int, std: float, steps: int, runs: int, seed: int) -> Eighteen:
    """Train all kinds from all starts; then He's start with residual branches of 1 / sqrt(depth)."""

    def cell(kind: Kind, branch: float = 1.0) -> Cell:
        made = [fresh(kind, depth, width, std, seed + k) for k in range(runs)]
        made = [replace(network, branch=branch) for network in made]
        tried = {lr: tuple(train(m, lr, steps, seed + k) for k, m in enumerate(made[:TRIED])) for lr in RATES}
        lr = better_rate(tried)
        others = (train(m, lr, steps, seed + k) for k, m in enumerate(made[TRIED:], start=TRIED))
        return Cell(kind, tried, (*tried[lr], *others))

    return Eighteen(
        {(kind.start, kind.cure): cell(kind) for kind in KINDS}, depth, width, std, steps, runs,
        cell(Kind("He", "none", True), depth**-0.5),
    )  # fmt: skip


def better_rate(tried: dict[float, tuple[Training, ...]]) -> float:
    """The rate of the lower median loss; an overflow counts as the worst."""
    return min(tried, key=lambda lr: float(np.median([t.last for t in tried[lr]])))


def blame(kind: Kind, depth: int, width: int, std: float, seed: int) -> np.ndarray:
    """(depth,) root mean squares of the gradient at z^(l) of a fresh network, over one minibatch."""
    parts = data(seed)
    network = fresh(kind, depth, width, std, seed)
    z = network.forward(parts.x[:BATCH]).z
    found = gradients(cross_entropy_with_logits(z[-1], Tensor(parts.y[:BATCH])), z)
    return np.array([np.sqrt((found[layer].value ** 2).mean()) for layer in z])
