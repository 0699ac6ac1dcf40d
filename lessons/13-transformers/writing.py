"""A small decoder as a writer, beside a recurrent network with as many parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from recurrent_model import recurrent_model

from dlcore import (
    Adam,
    Alphabet,
    ClipByNorm,
    Decoder,
    Layer,
    Tensor,
    TrainingStep,
    cross_entropy_with_logits,
    decoder,
    generate,
    gru,
    text,
)  # fmt: skip
from dlcore.datasets import text_entropy

TRAINED_ON, HELD_OUT, BUDGET = 12_000, 2_048, 13_000
WINDOW, BATCH = 32, 16
RATES = {"decoder": 0.005, "GRU": 0.01}
WIDTH, HEADS = 28, 4
WRITTEN = 80


@dataclass(frozen=True)
class Writing:
    """Losses on new text by name, (runs,) nats per character in windows; samples of the decoder by temperature."""

    losses: dict[str, np.ndarray]
    sizes: dict[str, int]
    samples: dict[float, str]
    floor: float
    steps: int
    window: int

    @property
    def runs(self) -> int:
        """Starts of each."""
        return len(self.losses["decoder"])

    @property
    def medians(self) -> dict[str, float]:
        """Over starts."""
        return {name: float(np.median(found)) for name, found in self.losses.items()}

    @property
    def errors(self) -> tuple[list[float], list[float]]:
        """Least and most."""
        return [float(f.min()) for f in self.losses.values()], [float(f.max()) for f in self.losses.values()]

    @property
    def behind(self) -> int:
        """In how many starts the decoder has the larger loss."""
        return int((self.losses["decoder"] > self.losses["GRU"]).sum())


def writing(steps: int, runs: int, temperature: float, seed: int) -> Writing:
    """Train both; each reads other text than the one it is measured on."""
    known, new = text(TRAINED_ON, rng=seed), text(HELD_OUT + 1, rng=seed + 1_000_000)
    alphabet = Alphabet.of(known + new)
    codes, held_out = alphabet.encode(known), alphabet.encode(new)
    made = {
        name: [train(fresh(name, len(alphabet), seed + k), name, codes, steps, seed + k) for k in range(runs)]
        for name in RATES
    }
    losses = {name: np.array([loss(model, held_out) for model in models]) for name, models in made.items()}
    writer = made["decoder"][0]
    samples = {t: write(writer, alphabet, t, seed) for t in dict.fromkeys((temperature, 1.0, 2.0))}
    return Writing(
        losses, {name: models[0].parameter_count for name, models in made.items()}, samples, text_entropy(), steps,
        WINDOW,
    )  # fmt: skip


def fresh(name: str, V: int, seed: int) -> Layer:
    """A new model."""
    if name == "decoder":
        rng = np.random.default_rng([seed, 15])
        return decoder(V=V, D=WIDTH, num_heads=HEADS, blocks=1, longest=WINDOW, rng=rng)
    return recurrent_model(V, BUDGET, lambda D, H, rng: gru(D, H, rng=rng), [seed, 15])


def train(first: Layer, name: str, codes: np.ndarray, steps: int, seed: int) -> Layer:
    """Adam with clipping on random windows."""
    rng = np.random.default_rng([seed, 16])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, first.parameters, Adam(RATES[name]), clip=ClipByNorm(1.0))
    for _ in range(steps):
        starts = rng.integers(len(codes) - WINDOW, size=BATCH)
        windows = codes[starts[:, None] + np.arange(WINDOW + 1)]
        step(windows[:, :-1], windows[:, 1:])
    return first.with_parameters(step.parameters)


def loss(model: Layer, codes: np.ndarray) -> float:
    """Nats per character, in windows that each begin anew."""
    x, y = codes[:-1].reshape(-1, WINDOW), codes[1:].reshape(-1, WINDOW)
    return cross_entropy_with_logits(model(x), y).item()


def write(model: Layer, alphabet: Alphabet, temperature: float, seed: int) -> str:
    """A text drawn character by character, from the beginning of a line."""
    if not isinstance(model, Decoder):
        raise TypeError("only the decoder writes")
    drawn = generate(
        model, alphabet.encode("\n"), WRITTEN, rng=np.random.default_rng([seed, 17]), temperature=temperature
    )
    return alphabet.decode(drawn[1:]).replace("\n", " / ")
