"""Networks that write: the next character of little stories, whose entropy is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    Adam,
    Alphabet,
    ClipByNorm,
    Embedding,
    Layer,
    Linear,
    Recurrent,
    Tensor,
    TrainingStep,
    cross_entropy_with_logits,
    embedding,
    gru,
    linear,
    lstm,
    rnn,
    softmax,
    text,
)
from dlcore.datasets import text_entropy

TRAINED_ON, HELD_OUT, BUDGET, VECTOR = 12_000, 2_000, 13_000, 16
STEPS, WINDOW, BATCH, LR = 160, 32, 16, 0.01
WRITTEN = 100  # characters of a sample
LAYERS = {"RNN": rnn, "LSTM": lstm, "GRU": gru}


@dataclass(frozen=True)
class Speller(Layer):
    """Vectors for characters, a recurrent layer, logits of the next character: (N, T) -> (N, T, V)."""

    vectors: Embedding
    layer: Recurrent
    head: Linear

    def __call__(self, indices: object) -> Tensor:
        return self.head(self.layer(self.vectors(indices)))


@dataclass(frozen=True)
class Writers:
    """Each kind of network trained from several starts.

    losses    for each kind (runs,) nats per character of a text that wasn't trained on, read in one go
    sizes, units   parameters and units of each
    samples   what the first of each writes
    bigram    the loss of counting pairs of characters
    floor     the text's entropy: no model can do better on a long text
    """

    losses: dict[str, np.ndarray]
    sizes: dict[str, int]
    units: dict[str, int]
    samples: dict[str, str]
    bigram: float
    floor: float
    steps: int
    window: int

    @property
    def medians(self) -> dict[str, float]:
        """The median loss of each kind."""
        return {name: float(np.median(found)) for name, found in self.losses.items()}

    @property
    def chart(self) -> dict[str, float]:
        """Bars: counting pairs, and the medians."""
        return {"pairs": self.bigram, **self.medians}

    @property
    def errors(self) -> tuple[list[float], list[float]]:
        """The smallest and the largest loss of each bar."""
        return (
            [self.bigram, *(float(found.min()) for found in self.losses.values())],
            [self.bigram, *(float(found.max()) for found in self.losses.values())],
        )

    @property
    def alike(self) -> bool:
        """Whether the medians differ by less than a fifth."""
        return max(self.medians.values()) < 1.2 * min(self.medians.values())

    @property
    def runs(self) -> int:
        """Starts of each kind."""
        return len(next(iter(self.losses.values())))

    @property
    def first(self) -> str | None:
        """The kind that is ahead in every run, or None."""
        ahead = {min(self.losses, key=lambda name: self.losses[name][k]) for k in range(self.runs)}
        return ahead.pop() if len(ahead) == 1 else None


def writers(runs: int, seed: int) -> Writers:
    """Train all of them; each reads other text than the one it is measured on."""
    known, new = text(TRAINED_ON, rng=seed), text(HELD_OUT, rng=seed + 1_000_000)
    alphabet = Alphabet.of(known + new)
    codes, held_out = alphabet.encode(known), alphabet.encode(new)
    losses, sizes, units, samples = {}, {}, {}, {}
    for name in LAYERS:
        made = [train(fresh(name, len(alphabet), seed + k), codes, seed + k) for k in range(runs)]
        losses[name] = np.array([loss(speller, held_out[None]) for speller in made])
        sizes[name], units[name] = made[0].parameter_count, made[0].layer.H
        samples[name] = write(made[0], alphabet, seed)
    return Writers(losses, sizes, units, samples, bigram(codes, held_out, len(alphabet)), text_entropy(), STEPS, WINDOW)


def fresh(name: str, V: int, seed: int) -> Speller:
    """A new network with as many units as the budget of parameters allows."""
    rng = np.random.default_rng([seed, 15])

    def made(H: int) -> Speller:
        return Speller(embedding(V, VECTOR, rng=rng, std=1.0), LAYERS[name](VECTOR, H, rng=rng), linear(H, V, rng=rng))

    return made(max(H for H in range(8, 128) if made(H).parameter_count <= BUDGET))


def train(first: Speller, codes: np.ndarray, seed: int) -> Speller:
    """Adam with clipping on random windows; the state is 0 at the start of each."""
    rng = np.random.default_rng([seed, 16])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, first.parameters, Adam(LR), clip=ClipByNorm(1.0))
    for _ in range(STEPS):
        starts = rng.integers(len(codes) - WINDOW, size=BATCH)
        windows = codes[starts[:, None] + np.arange(WINDOW + 1)]
        step(windows[:, :-1], windows[:, 1:])
    return first.with_parameters(step.parameters)


def loss(speller: Speller, codes: np.ndarray) -> float:
    """Nats per character, the state carried from the first to the last."""
    return cross_entropy_with_logits(speller(codes[:, :-1]), codes[:, 1:]).item()


def bigram(codes: np.ndarray, held_out: np.ndarray, V: int) -> float:
    """The loss of the counted shares of pairs, with one more of each so that none is zero."""
    counts = np.ones((V, V))
    np.add.at(counts, (codes[:-1], codes[1:]), 1.0)
    shares = counts / counts.sum(axis=1, keepdims=True)
    return float(-np.log(shares[held_out[:-1], held_out[1:]]).mean())


def write(speller: Speller, alphabet: Alphabet, seed: int) -> str:
    """A text drawn character by character, from the beginning of a line."""
    rng = np.random.default_rng([seed, 17])
    written = alphabet.encode("\n").tolist()
    for _ in range(WRITTEN):
        logits = speller(np.array([written])).value[0, -1]
        written.append(int(rng.choice(len(alphabet), p=softmax(logits).value)))
    return alphabet.decode(written[1:]).strip().replace("\n", " / ")
