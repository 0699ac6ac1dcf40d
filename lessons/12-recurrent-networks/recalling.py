"""Which network recalls a symbol behind noise? All are trained alike, from several starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import (
    Adam,
    ClipByNorm,
    Layer,
    Linear,
    Recurrent,
    Tensor,
    TrainingStep,
    chrono_bias,
    cross_entropy_with_logits,
    gru,
    linear,
    lstm,
    recall,
    rnn,
)
from dlcore.ops.shape import pick

SYMBOLS, BATCH, LR, LIMIT = 4, 16, 0.01, 1.0
SOLVED = 0.05  # a loss of a fresh minibatch below this; who guesses has ln 4
UNITS = {"RNN": 32, "LSTM": 16, "GRU": 18}  # nearly the same number of parameters


@dataclass(frozen=True)
class Reader(Layer):
    """A recurrent layer and a linear head on its last state: x (N, T, D) -> logits (N, symbols)."""

    layer: Recurrent
    head: Linear

    def __call__(self, x: object) -> Tensor:
        return self.head(pick(self.layer(x), (slice(None), -1)))


Start = Callable[[int, int], Recurrent]  # (T, seed) -> a fresh layer
CONTESTANTS: dict[str, Start] = {
    "RNN": lambda T, seed: rnn(SYMBOLS + 1, UNITS["RNN"], rng=seed),
    "LSTM, bias 0": lambda T, seed: lstm(SYMBOLS + 1, UNITS["LSTM"], rng=seed, forget_bias=0.0),
    "LSTM, bias 1": lambda T, seed: lstm(SYMBOLS + 1, UNITS["LSTM"], rng=seed, forget_bias=1.0),
    "LSTM, ln(T − 1)": lambda T, seed: lstm(SYMBOLS + 1, UNITS["LSTM"], rng=seed, forget_bias=chrono_bias(T)),
    "GRU, bias 0": lambda T, seed: gru(SYMBOLS + 1, UNITS["GRU"], rng=seed),
    "GRU, ln(T − 1)": lambda T, seed: gru(SYMBOLS + 1, UNITS["GRU"], rng=seed, update_bias=chrono_bias(T)),
}
KEYS = ("rnn", "lstm_zero", "lstm_one", "lstm_rule", "gru_zero", "gru_rule")
WINNER = "LSTM, ln(T − 1)"
ASKED = ("RNN", "LSTM, bias 0", "LSTM, bias 1", WINNER)


@dataclass(frozen=True)
class Training:
    """One training: the loss of each minibatch before its step, and the reader at the start and at the end."""

    losses: np.ndarray
    solved: int | None  # after so many steps
    start: Reader
    end: Reader


@dataclass(frozen=True)
class Recalling:
    """Trainings of all contestants with sequences of T steps.

    trainings  for each contestant one for each start
    """

    T: int
    steps: int
    trainings: dict[str, tuple[Training, ...]]

    @property
    def runs(self) -> int:
        """Starts of each contestant."""
        return len(next(iter(self.trainings.values())))

    def solved(self, name: str) -> int:
        """How many starts recall the symbol in time."""
        return sum(t.solved is not None for t in self.trainings[name])

    def steps_needed(self, name: str) -> list[int]:
        """Steps of the starts that do, in order."""
        return sorted(t.solved for t in self.trainings[name] if t.solved is not None)

    @property
    def counts(self) -> dict[str, int]:
        """How many starts of each contestant recall the symbol, by a short key."""
        return {key: self.solved(name) for key, name in zip(KEYS, CONTESTANTS)}

    def cell(self, name: str) -> str:
        """The table's cell: how many of how many, and their steps."""
        needed = self.steps_needed(name)
        if not needed:
            return f"0 of {self.runs}"
        low, high = needed[0], needed[-1]
        return (
            f"{len(needed)} of {self.runs} ({low} to {high})" if low < high else f"{len(needed)} of {self.runs} ({low})"
        )

    def parameters(self, name: str) -> int:
        """Numbers that are learned."""
        return self.trainings[name][0].end.parameter_count

    def all_of(self, name: str) -> bool:
        """Whether every start recalls the symbol."""
        return self.solved(name) == self.runs

    def curve(self, name: str) -> np.ndarray:
        """(steps + 1,) how many starts recall the symbol after so many steps."""
        needed = np.array(self.steps_needed(name))
        return (needed[:, None] <= np.arange(self.steps + 1)).sum(axis=0) if len(needed) else np.zeros(self.steps + 1)

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """The curves of the four that the hook asks about."""
        return {name: self.curve(name) for name in ASKED}

    @property
    def asked(self) -> dict[str, int]:
        """How many starts of the four recall the symbol."""
        return {name: self.solved(name) for name in ASKED}

    @property
    def best_other(self) -> int:
        """The largest count among the four but the winner's."""
        return max(self.solved(name) for name in ASKED if name != WINNER)

    @property
    def first_winner(self) -> Training:
        """The winner's first start that recalls the symbol; the first of all if none does."""
        trainings = self.trainings[WINNER]
        return next((t for t in trainings if t.solved is not None), trainings[0])

    @property
    def guessing(self) -> float:
        """The loss of somebody who guesses."""
        return float(np.log(SYMBOLS))


def recalling(T: int, steps: int, runs: int, seed: int) -> Recalling:
    """Train each contestant from each start."""
    return Recalling(
        T, steps,
        {name: tuple(train(start(T, seed + k), T, steps, seed + k) for k in range(runs)) for name, start in
         CONTESTANTS.items()},
    )  # fmt: skip


def train(layer: Recurrent, T: int, steps: int, seed: int) -> Training:
    """Adam with clipping on fresh minibatches, until one's loss is below the limit."""
    rng = np.random.default_rng([seed, T])
    first = Reader(layer, linear(layer.H, SYMBOLS, rng=rng))

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, first.parameters, Adam(LR), clip=ClipByNorm(LIMIT))
    losses, solved = [], None
    while len(losses) < steps and solved is None:
        losses.append(step(*recall(BATCH, T, symbols=SYMBOLS, rng=rng)))
        if losses[-1] < SOLVED:
            solved = len(losses)
    return Training(np.array(losses), solved, first, first.with_parameters(step.parameters))
