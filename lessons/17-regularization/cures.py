"""A network that has learned some digits by heart, and what each cure does: many draws, each with every cure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from dlcore import (
    MLP,
    Adam,
    AdamW,
    EarlyStopping,
    History,
    Optimizer,
    Run,
    Tensor,
    TrainingStep,
    accuracy,
    augmented,
    cross_entropy_with_logits,
    dropout,
    fit,
    l1_penalty,
    l2_penalty,
    mixup,
    mlp,
    one_hot,
    relu,
    smooth_labels,
    softmax,
    split,
)  # fmt: skip
from dlcore.datasets import digits
from dlcore.training.fit import minibatches

LR, BATCH, CLASSES, PIXELS = 0.005, 20, 10, 64
TIMES = 10  # how much stronger the strong penalty is
L1, DECAY, SMOOTHING, PATIENCE, MEMBERS = 0.001, 0.5, 0.1, 15, 5
DEGREES, NOISE, SHIFT, MIX = 10.0, 0.1, 1, 0.2
CLEAR = 0.9  # ahead in at least this share of the draws, or in at most the rest


@dataclass(frozen=True)
class Cure:
    """One cure over the draws, in the order of the draws.

    accuracies, losses  (R,) on the test images
    train               (R,) loss on the training images at the end
    """

    name: str
    accuracies: np.ndarray
    losses: np.ndarray
    train: np.ndarray


@dataclass(frozen=True)
class Compared:
    """A cure beside no cure, draw by draw."""

    cure: Cure
    none: Cure

    @property
    def name(self) -> str:
        return self.cure.name

    @property
    def points(self) -> np.ndarray:
        """(R,) change of the accuracy, in percentage points."""
        return 100 * (self.cure.accuracies - self.none.accuracies)

    @property
    def ahead(self) -> int:
        """In how many draws the accuracy is higher than without."""
        return int((self.cure.accuracies > self.none.accuracies).sum())

    @property
    def behind(self) -> int:
        """In how many it is lower."""
        return int((self.cure.accuracies < self.none.accuracies).sum())

    @property
    def lower(self) -> int:
        """In how many draws the test loss is lower than without."""
        return int((self.cure.losses < self.none.losses).sum())

    @property
    def verdict(self) -> str:
        """better, worse or a draw, by accuracy."""
        runs = len(self.cure.accuracies)
        if self.ahead >= CLEAR * runs:
            return "better"
        return "worse" if self.behind >= CLEAR * runs else "a draw"

    @property
    def loss_verdict(self) -> str:
        """better, worse or a draw, by test loss."""
        runs = len(self.cure.losses)
        if self.lower >= CLEAR * runs:
            return "better"
        return "worse" if self.lower <= (1 - CLEAR) * runs + 1e-9 else "a draw"


@dataclass(frozen=True)
class Cures:
    """All cures on all draws.

    first    the history of the first draw without a cure; first_test its loss on the test images, epoch by epoch
    stopped  the epoch of the first draw's early stopping: where it ended and which one was best
    """

    examples: int
    tested: int
    parameters: int
    runs: int
    none: Cure
    compared: dict[str, Compared]
    first: History
    stopped: History

    @property
    def cures(self) -> list[Compared]:
        """Those that need no more training images."""
        return [c for name, c in self.compared.items() if name not in MORE]

    @property
    def data(self) -> list[Compared]:
        return [self.compared[name] for name in MORE]

    @property
    def better(self) -> list[str]:
        """The cures that are clearly better by accuracy."""
        return [c.name for c in self.cures if c.verdict == "better"]

    @property
    def worse(self) -> list[str]:
        return [c.name for c in self.cures if c.verdict == "worse"]

    @property
    def lower(self) -> list[str]:
        """The cures that clearly lower the test loss."""
        return [c.name for c in self.cures if c.loss_verdict == "better"]

    @property
    def data_wins(self) -> bool:
        """Whether four times the images beat every cure in every draw."""
        most = np.max([c.cure.accuracies for c in self.cures], axis=0)
        return bool((self.data[1].cure.accuracies > most).all())

    def median(self, name: str) -> float:
        """The median accuracy with a cure."""
        return float(np.median(self.compared[name].cure.accuracies))

    @property
    def rows(self) -> list[list[str]]:
        """For the table: none first."""
        return [self._row(self.none, None), *(self._row(c.cure, c) for c in self.compared.values())]

    def _row(self, cure: Cure, beside: Compared | None) -> list[str]:
        runs = self.runs
        return [
            cure.name,
            spread(100 * cure.accuracies, 1),
            "" if beside is None else f"{beside.ahead} of {runs}",
            spread(cure.losses, 2),
            "" if beside is None else f"{beside.lower} of {runs}",
        ]

    @property
    def changes(self) -> dict[str, float]:
        """Median change of the accuracy by cure, in points, the greatest first, for a chart."""
        found = {name: float(np.median(c.points)) for name, c in self.compared.items()}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    @property
    def change_range(self) -> tuple[np.ndarray, np.ndarray]:
        """Least and greatest change by cure, in the order of the changes."""
        points = [self.compared[name].points for name in self.changes]
        return np.array([p.min() for p in points]), np.array([p.max() for p in points])

    def median_and_range(self, name: str) -> str:
        """A cure's change of the accuracy in points."""
        points = self.compared[name].points
        middle, low, high = (
            f"{p:.1f}".replace("-", "\N{MINUS SIGN}") for p in (np.median(points), points.min(), points.max())
        )
        return f"{middle} ({low} to {high})"


TOGETHER, MORE = "five together", ("twice the images", "four times")


def spread(values: np.ndarray, decimals: int) -> str:
    """Median, and least to greatest."""
    middle, low, high = (f"{v:.{decimals}f}" for v in (np.median(values), values.min(), values.max()))
    return f"{middle} ({low}–{high})"


def cures(examples: int, hidden: int, epochs: int, strength: float, rate: float, runs: int, seed: int) -> Cures:
    """Each draw splits the digits anew; all cures of a draw begin with the same weights."""
    known = {name: [] for name in ("none", *RECIPES, TOGETHER, *MORE)}
    first = stopped = None
    for run in range(runs):
        draw = Draw.of(examples, hidden, epochs, strength, rate, [seed, run])
        plain = draw.train(test_curve=run == 0)
        made = {"none": plain, **{name: recipe(draw) for name, recipe in RECIPES.items()}}
        made[TOGETHER] = together(draw, plain)
        made |= {name: draw.train(times=times) for name, times in zip(MORE, (2, 4))}
        for name, result in made.items():
            known[name].append(result.numbers)
        if run == 0:
            first, stopped = plain.history, made["early stopping"].history
    assert first is not None and stopped is not None
    all_cures = {name: Cure(name, *np.array(found).T) for name, found in known.items()}
    none = all_cures.pop("none")
    return Cures(
        examples, len(digits()[0]) - 4 * examples, mlp([PIXELS, hidden, CLASSES], rng=1).parameter_count, runs, none,
        {name: Compared(cure, none) for name, cure in all_cures.items()}, first, stopped,
    )  # fmt: skip


@dataclass(frozen=True)
class Result:
    """A trained network's numbers, its logits on the test images, and how it came about."""

    numbers: tuple[float, float, float]
    logits: np.ndarray
    history: History | None


@dataclass(frozen=True)
class Draw:
    """One split of the digits, with what every training of it shares."""

    x: np.ndarray
    y: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    examples: int
    hidden: int
    epochs: int
    strength: float
    rate: float
    seed: tuple[int, ...]

    @classmethod
    def of(cls, examples: int, hidden: int, epochs: int, strength: float, rate: float, seed: list[int]) -> Draw:
        """Four times the examples are set aside for training; the rest is the test."""
        images, labels = digits()
        parts = split(images.reshape(-1, PIXELS), labels, held_out=len(images) - 4 * examples, rng=generator(seed))
        return cls(*parts, examples, hidden, epochs, strength, rate, tuple(seed))

    def train(
        self,
        *,
        times: int = 1,
        member: int = 0,
        loss: Callable[[Tensor, Tensor], Tensor] = cross_entropy_with_logits,
        optimizer: Optimizer | None = None,
        test_curve: bool = False,
        **options,
    ) -> Result:
        """A network trained on the first examples, on so many times as many, or with a cure."""
        if test_curve:
            options["held_out"] = (self.x_test, self.y_test)
        run = self.fit(times, member, loss, optimizer, **options)
        return self.result(run.model, run.history)

    def fit(
        self,
        times: int = 1,
        member: int = 0,
        loss: Callable[[Tensor, Tensor], Tensor] = cross_entropy_with_logits,
        optimizer: Optimizer | None = None,
        **options,
    ) -> Run[MLP]:
        """The training itself."""
        n = times * self.examples
        return fit(
            self.network(member), loss, self.x[:n], self.y[:n], optimizer=optimizer or Adam(LR), epochs=self.epochs,
            batch_size=BATCH, rng=generator([*self.seed, 1, member]), **options,
        )  # fmt: skip

    def network(self, member: int = 0) -> MLP:
        return mlp([PIXELS, self.hidden, CLASSES], rng=generator([*self.seed, 2, member]))

    def result(self, model: Callable[[np.ndarray], Tensor], history: History | None = None) -> Result:
        """Measured on the test images, and on the training images without what the cure adds."""
        logits, n = model(self.x_test).value, self.examples
        train = cross_entropy_with_logits(model(self.x[:n]), self.y[:n]).item()
        return Result((*scores(logits, self.y_test), train), logits, history)


def generator(seed: list[int]) -> np.random.Generator:
    return np.random.default_rng(seed)


def scores(logits: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Accuracy and loss."""
    return float(accuracy(logits, y)), cross_entropy_with_logits(logits, y).item()


def weights(model: MLP) -> list[Tensor]:
    """Without the biases."""
    return [layer.W for layer in model.layers]


def l2(draw: Draw, times: float = 1.0) -> Result:
    return draw.train(penalty=lambda model: l2_penalty(weights(model), times * draw.strength))


def l1(draw: Draw) -> Result:
    return draw.train(penalty=lambda model: l1_penalty(weights(model), L1))


def decayed(draw: Draw) -> Result:
    return draw.train(optimizer=AdamW(LR, weight_decay=DECAY))


def dropped(draw: Draw) -> Result:
    return draw.train(forward=partial(thinned, rate=draw.rate))


def thinned(model: MLP, x: Tensor, rng: np.random.Generator, rate: float) -> Tensor:
    """The forward pass with dropout after each hidden layer."""
    a = x
    for layer in model.layers[:-1]:
        a = dropout(relu(layer(a)), rate, rng)
    return model.layers[-1](a)


def smoothed(draw: Draw) -> Result:
    return draw.train(loss=smooth_loss)


def smooth_loss(logits: Tensor, y: Tensor) -> Tensor:
    return cross_entropy_with_logits(logits, smooth_labels(one_hot(y, CLASSES), SMOOTHING))


def stopped_early(draw: Draw) -> Result:
    """As many further images say when to stop."""
    n = draw.examples
    further = (draw.x[n : 2 * n], draw.y[n : 2 * n])
    return draw.train(held_out=further, early_stopping=EarlyStopping(patience=PATIENCE))


def turned_and_noisy(draw: Draw, shift: int = 0) -> Result:
    return draw.train(augment=partial(changed, shift=shift))


def changed(x: np.ndarray, rng: np.random.Generator, shift: int = 0) -> np.ndarray:
    """New versions of flat images."""
    return augmented(x.reshape(-1, 8, 8), rng, shift=shift, degrees=DEGREES, noise=NOISE).reshape(x.shape)


def mixed(draw: Draw) -> Result:
    """A loop of its own, since targets are mixed as well."""
    network, rng, n = draw.network(), generator([*draw.seed, 1, 0]), draw.examples
    y = one_hot(draw.y[:n], CLASSES).value

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(network.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, network.parameters, Adam(LR))
    for _ in range(draw.epochs):
        for part_x, part_y in minibatches(draw.x[:n], y, BATCH, rng):
            new = mixup(part_x, part_y, rng, alpha=MIX)
            step(new.x, new.y)
    return draw.result(network.with_parameters(step.parameters))


def together(draw: Draw, first: Result) -> Result:
    """Five networks from different starts, the first of them known; the mean of their probabilities."""
    members = [first, *(draw.train(member=k) for k in range(1, MEMBERS))]
    probs = np.mean([softmax(m.logits).value for m in members], axis=0)
    train = float(np.mean([m.numbers[2] for m in members]))
    return Result((*scores(np.log(probs), draw.y_test), train), np.log(probs), members[0].history)


RECIPES: dict[str, Callable[[Draw], Result]] = {
    "L2": l2,
    "L2, strong": partial(l2, times=TIMES),
    "L1": l1,
    "AdamW’s decay": decayed,
    "dropout": dropped,
    "label smoothing": smoothed,
    "early stopping": stopped_early,
    "turned, noisy": turned_and_noisy,
    "shifted as well": partial(turned_and_noisy, shift=SHIFT),
    "mixup": mixed,
}
