"""Read some letters, then say them backward: one block of attention against an LSTM, from several starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from recurrent_model import RecurrentModel, recurrent_model

from dlcore import (
    Adam,
    Alphabet,
    ClipByNorm,
    Decoder,
    Layer,
    Tensor,
    TrainingStep,
    chrono_bias,
    cross_entropy_with_logits,
    decoder,
    lstm,
)  # fmt: skip
from dlcore.ops.shape import pick

BATCH, TESTED = 32, 200
RATES = {"attention": 0.005, "LSTM": 0.01}
SOLVED = 0.05  # a loss of a fresh minibatch below this
WIDTH = 32
READ = ("letters", "whole")  # what is counted: right letters, and words without a mistake
KEPT = (0, 4, 8, 12, 16, 20, 24, 28, 34, 40)  # after these steps the map is kept, and at the end


@dataclass(frozen=True)
class Training:
    """One training.

    losses   of each minibatch before its step
    solved   after so many steps a minibatch's loss was below the limit
    letters  share of right letters in fresh sequences at the end
    whole    share of fresh sequences without a mistake
    maps     after so many steps: (T, T) weights of the answers (rows) on the letters (columns), of one sequence
    """

    losses: np.ndarray
    solved: int | None
    letters: float
    whole: float
    maps: dict[int, np.ndarray]
    parameters: int


@dataclass(frozen=True)
class Reversing:
    """Trainings of both, one for each start."""

    letters: int
    length: int
    steps: int
    trainings: dict[str, tuple[Training, ...]]
    shown: str
    said: str
    guessing_shown: float
    straight_shown: int

    @property
    def runs(self) -> int:
        """Starts of each."""
        return len(self.trainings["attention"])

    def parameters(self, name: str) -> int:
        """Numbers that are learned."""
        return self.trainings[name][0].parameters

    def solved(self, name: str) -> int:
        """How many starts are below the limit in time."""
        return sum(t.solved is not None for t in self.trainings[name])

    def needed(self, name: str) -> str:
        """Steps of the starts that solve it, least to most."""
        steps = sorted(t.solved for t in self.trainings[name] if t.solved is not None)
        return "–" if not steps else str(steps[0]) if steps[0] == steps[-1] else f"{steps[0]} to {steps[-1]}"

    def median(self, name: str, what: str) -> float:
        """Median over starts of the share of letters or whole sequences."""
        return float(np.median([getattr(t, what) for t in self.trainings[name]]))

    def least(self, name: str, what: str) -> float:
        """The worst start."""
        return min(getattr(t, what) for t in self.trainings[name])

    def most(self, name: str, what: str) -> float:
        """The best start."""
        return max(getattr(t, what) for t in self.trainings[name])

    @property
    def bars(self) -> dict[str, list[float]]:
        """Whole percent right, medians."""
        return {name: [round(100 * self.median(name, what)) for what in READ] for name in self.trainings}

    @property
    def errors(self) -> dict[str, tuple[list[int], ...]]:
        """From the worst start to the best, in whole percent."""
        return {
            name: tuple([round(100 * end(name, what)) for what in READ] for end in (self.least, self.most))
            for name in self.trainings
        }

    @property
    def first(self) -> Training:
        """The start whose map is shown."""
        return shown_start(self.trainings["attention"])

    @property
    def map(self) -> np.ndarray:
        """The weights at the end."""
        return self.first.maps[max(self.first.maps)]

    @property
    def before(self) -> np.ndarray:
        """The weights before training."""
        return self.first.maps[0]

    @property
    def straight(self) -> int:
        """For how many answers the largest weight is at the letter to be said."""
        return self.straight_shown

    @property
    def on_line(self) -> float:
        """Mean weight at the letter to be said."""
        return float(np.fliplr(self.map).diagonal().mean())

    @property
    def curves(self) -> dict[str, np.ndarray]:
        """The losses of the first starts, as far as both go; after it is solved, the last one."""
        return {name: np.append(t.losses, [np.nan] * (self.steps - len(t.losses))) for name, t in self.firsts.items()}

    @property
    def firsts(self) -> dict[str, Training]:
        """The start shown of each."""
        return {"attention": self.first, "LSTM": self.trainings["LSTM"][0]}

    @property
    def guessing(self) -> float:
        """The loss of somebody who guesses."""
        return self.guessing_shown


def reversing(letters: int, length: int, steps: int, runs: int, seed: int) -> Reversing:
    """Train both from each start."""
    trainings = {
        name: tuple(train(name, make(letters, length, seed + k), letters, length, steps, seed + k) for k in range(runs))
        for name, make in MAKERS.items()
    }
    x, _ = batch(1, letters, length, np.random.default_rng([seed, 2]))
    word = Alphabet("abcdefghijkl").decode(x[0, :length])
    last = shown_start(trainings["attention"])
    found = last.maps[max(last.maps)].argmax(axis=1)
    return Reversing(
        letters, length, steps, trainings, word, word[::-1], float(np.log(letters)),
        int((found == np.arange(length)[::-1]).sum()),
    )  # fmt: skip


def shown_start(trainings: tuple[Training, ...]) -> Training:
    """The first start that learns it, or the first of all."""
    return next((t for t in trainings if t.solved is not None), trainings[0])


def batch(N: int, letters: int, length: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Letters and as many blanks, (N, 2T), and the letters backward, (N, T)."""
    x = rng.integers(letters, size=(N, length))
    return np.concatenate([x, np.full_like(x, letters)], axis=1), x[:, ::-1].copy()


def attends(letters: int, length: int, seed: int) -> Decoder:
    """One block with one head."""
    return decoder(V=letters + 1, D=WIDTH, num_heads=1, blocks=1, longest=2 * length, rng=seed)


def remembers(letters: int, length: int, seed: int) -> RecurrentModel:
    """An LSTM with nearly as many parameters, its forget bias by lecture 12's rule."""
    budget, bias = attends(letters, length, seed).parameter_count, chrono_bias(2 * length)
    return recurrent_model(
        letters + 1, budget, lambda D, H, rng: lstm(D, H, rng=rng, forget_bias=bias), [seed, 3]
    )  # fmt: skip


MAKERS: dict[str, Callable[[int, int, int], Layer]] = {"attention": attends, "LSTM": remembers}


def train(name: str, first: Layer, letters: int, length: int, steps: int, seed: int) -> Training:
    """Adam with clipping on fresh minibatches, until one's loss is below the limit."""
    rng = np.random.default_rng([seed, length])

    def answers(model: Layer, x: Tensor) -> Tensor:
        return pick(model(x), (slice(None), slice(length, 2 * length)))

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(answers(first.with_parameters(parameters), x), y)

    step = TrainingStep(objective, first.parameters, Adam(RATES[name]), clip=ClipByNorm(1.0))
    example, _ = batch(1, letters, length, np.random.default_rng([seed, 2]))
    losses, solved, maps = [], None, {}
    while len(losses) < steps and solved is None:
        if len(losses) in KEPT:
            keep(maps, len(losses), first.with_parameters(step.parameters), example[0])
        losses.append(step(*batch(BATCH, letters, length, rng)))
        if losses[-1] < SOLVED:
            solved = len(losses)
    last = first.with_parameters(step.parameters)
    keep(maps, len(losses), last, example[0])
    x, y = batch(TESTED, letters, length, np.random.default_rng([seed, 4]))
    right = answers(last, Tensor(x)).value.argmax(axis=-1) == y
    return Training(
        np.array(losses), solved, float(right.mean()), float(right.all(axis=1).mean()), maps, first.parameter_count
    )


def keep(maps: dict[int, np.ndarray], step: int, model: Layer, tokens: np.ndarray) -> None:
    """Keep what the answers look at, if the model attends."""
    if isinstance(model, Decoder):
        T = len(tokens) // 2
        maps[step] = model.looks(tokens)[0].weights.value[0, T:, :T].copy()
