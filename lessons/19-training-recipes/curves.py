"""The catalog of learning curves: eight runs, in seven of which something is wrong."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import TRAINED_ON, images

from dlcore import MLP, Adam, GradientDescent, Optimizer, TrainingStep, cross_entropy_with_logits, minibatches, mlp

BATCH, SLOW, FAST, TINY, FEW, MEMORIZING = 32, 0.001, 1.0, 0.001, 60, 0.01
AN_EPOCH = -(-TRAINED_ON // BATCH)  # minibatches


@dataclass(frozen=True)
class Curve:
    """One run.

    short     its name above a small chart
    name      what was done to it
    losses    (S,) of each minibatch, before its step
    ends      (E,) steps made at the end of each epoch
    held_out  (E,) the loss on held-out images after each epoch
    symptom   what is seen, and cure: what to do
    """

    short: str
    name: str
    losses: np.ndarray
    ends: np.ndarray
    held_out: np.ndarray
    symptom: str
    cure: str

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Both, by step."""
        return {"training": (np.arange(len(self.losses)), self.losses), "held out": (self.ends, self.held_out)}

    @property
    def last(self) -> float:
        """Mean of the last epoch's minibatches."""
        return float(self.losses[-AN_EPOCH:].mean())


@dataclass(frozen=True)
class Curves:
    """The eight, in the order in which they are shown: letters A to H."""

    runs: dict[str, Curve]
    steps: int
    epochs: int
    batch: int
    lr: float

    @property
    def letters(self) -> dict[str, Curve]:
        """By letter."""
        return dict(zip("ABCDEFGH", (self.runs[key] for key in ORDER)))

    def letter(self, key: str) -> str:
        """Of one of them."""
        return "ABCDEFGH"[ORDER.index(key)]


ORDER = ("tiny", "good", "order", "slow", "few", "leak", "fast", "shuffled")
TOLD = {  # a name above a small chart, a full name, what is seen, what to do
    "good": ("good", "nothing wrong", "falls fast, then slowly; held-out a little above", "go on"),
    "slow": ("slow", "rate too small", "smooth, still falling at the end", "rate times ten"),
    "fast": ("fast", "rate too large", "jumps or lies flat, ends high", "a third of the rate; warm-up, clipping"),
    "shuffled": ("labels", "labels shuffled", "training falls slowly, held-out not below ln K", "look at a minibatch"),
    "order": ("sorted", "not shuffled", "teeth, one for each class, in each epoch", "shuffle in each epoch"),
    "tiny": ("tiny", "start too small", "flat at ln K", "He’s start, norms"),
    "leak": ("leak", "held-out images leaked", "held-out as low as training", "split first; look for duplicates"),
    "few": ("few", "too few images", "training at zero, held-out turns", "more images; lecture 17; stop early"),
}  # fmt: skip


def curves(seed: int, hidden: int, lr: float, epochs: int, held_out: int) -> Curves:
    """Train all eight from the same first weights."""
    parts = images(seed, held_out)
    x, y, held = parts.x, parts.y, (parts.x_held_out, parts.y_held_out)
    network = mlp([64, hidden, hidden, 10], rng=seed)
    steps, plain = epochs * AN_EPOCH, GradientDescent(lr)
    wrong = np.random.default_rng([seed, 2]).permutation(y)
    in_order = np.argsort(y, kind="stable")
    leaked = np.concatenate([x, held[0]]), np.concatenate([y, held[1]])
    runs = {
        "good": train(network, (x, y), held, plain, steps, seed),
        "slow": train(network, (x, y), held, GradientDescent(SLOW), steps, seed),
        "fast": train(network, (x, y), held, GradientDescent(FAST), steps, seed),
        "shuffled": train(network, (x, wrong), held, plain, steps, seed),
        "order": train(network, (x[in_order], y[in_order]), held, plain, steps, None),
        "tiny": train(tiny(network), (x, y), held, plain, steps, seed),
        "leak": train(network, leaked, held, plain, steps, seed),
        "few": train(network, (x[:FEW], y[:FEW]), held, Adam(MEMORIZING), steps, seed),
    }
    told = {key: Curve(*TOLD[key][:2], *run, *TOLD[key][2:]) for key, run in runs.items()}
    return Curves(told, steps, epochs, BATCH, lr)


def tiny(network: MLP) -> MLP:
    """The same weights, so much smaller that their deviation is TINY."""
    return network.with_parameters([p * (TINY / p.value.std()) if p.ndim == 2 else p for p in network.parameters])


Data = tuple[np.ndarray, np.ndarray]


def train(
    model: MLP, data: Data, held: Data, optimizer: Optimizer, steps: int, seed: int | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Minibatch losses, ends of epochs and held-out losses there; in order when there is no seed."""

    def objective(parameters, x, y):
        return cross_entropy_with_logits(model.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, model.parameters, optimizer)
    rng = None if seed is None else np.random.default_rng(seed)
    losses, ends, held_out = [], [], []
    while len(losses) < steps:
        for batch in minibatches(*data, BATCH, rng):
            losses.append(step(*batch))
        ends.append(len(losses))
        held_out.append(objective(step.parameters, *held).item())
    return np.array(losses), np.array(ends), np.array(held_out)
