"""A tiny decoder, and what each of the four boxes changes: same data, same steps, several starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcore import Adam, Alphabet, ClipByNorm, Decoder, Tensor, TrainingStep, cross_entropy_with_logits, decoder, text
from dlcore.datasets import text_entropy

TRAINED_ON, HELD_OUT = 12_000, 2_048
WINDOW, BATCH, RATE = 32, 8, 0.005
HEADS, BLOCKS, BASE = 4, 2, 10_000.0
ROTARY: dict[str, Any] = {"longest": None, "base": BASE}
CHANGES: dict[str, dict[str, Any]] = {
    "none": {},
    "RMSNorm": {"norm": "rms"},
    "SwiGLU": {"gated": True},
    "grouped queries": {"kv_heads": 2},
    "rotary positions": ROTARY,
    "all four": {"norm": "rms", "gated": True, "kv_heads": 2, **ROTARY},
}
NONE, ALL = "none", "all four"


@dataclass(frozen=True)
class Ablation:
    """Held-out loss, nats a character, by change, (starts,) each; the first trained model with all four.

    kept   numbers of cache a token
    """

    losses: dict[str, np.ndarray]
    parameters: dict[str, int]
    kept: dict[str, int]
    floor: float
    steps: int
    width: int
    model: Decoder
    alphabet: Alphabet
    held_out: np.ndarray

    @property
    def starts(self) -> int:
        return len(self.losses[NONE])

    @property
    def medians(self) -> dict[str, float]:
        return {name: float(np.median(found)) for name, found in self.losses.items()}

    @property
    def errors(self) -> tuple[list[float], list[float]]:
        """Least and most."""
        return [float(f.min()) for f in self.losses.values()], [float(f.max()) for f in self.losses.values()]

    def better(self, name: str) -> int:
        """In how many starts a change has the smaller loss."""
        return int((self.losses[name] < self.losses[NONE]).sum())

    def said(self, name: str) -> str:
        """Better, worse, or a draw: the same sign in all starts or not."""
        count = self.better(name)
        return "better" if count == self.starts else "worse" if count == 0 else "a draw"

    @property
    def gains(self) -> dict[str, float]:
        """By how much the median falls, single changes alone."""
        return {n: self.medians[NONE] - m for n, m in self.medians.items() if n not in (NONE, ALL)}

    @property
    def best(self) -> str:
        """The single change with the largest gain."""
        return max(self.gains, key=lambda name: self.gains[name])

    @property
    def share(self) -> float:
        """The best single change's part of what all four gain."""
        return self.gains[self.best] / (self.medians[NONE] - self.medians[ALL])


def ablation(width: int, steps: int, starts: int, seed: int) -> Ablation:
    """Train all of them; each reads other text than the one it is measured on."""
    known, new = text(TRAINED_ON, rng=seed), text(HELD_OUT + 1, rng=seed + 1_000_000)
    alphabet = Alphabet.of(known + new)
    codes, held_out = alphabet.encode(known), alphabet.encode(new)
    made = {
        name: [train(fresh(len(alphabet), width, change, seed + k), codes, steps, seed + k) for k in range(starts)]
        for name, change in CHANGES.items()
    }
    return Ablation(
        {name: np.array([loss(model, held_out) for model in models]) for name, models in made.items()},
        {name: models[0].parameter_count for name, models in made.items()},
        {name: models[0].read([0])[1].numbers for name, models in made.items()},
        text_entropy(), steps, width, made[ALL][0], alphabet, held_out,
    )  # fmt: skip


def fresh(V: int, width: int, change: dict[str, Any], seed: int) -> Decoder:
    """A new decoder; without a change it has GPT-2's boxes, and attention without biases in all of them."""
    settings = {"longest": WINDOW, "kv_heads": HEADS, **change}
    return decoder(V=V, D=width, num_heads=HEADS, blocks=BLOCKS, rng=np.random.default_rng([seed, 18]), **settings)


def train(first: Decoder, codes: np.ndarray, steps: int, seed: int) -> Decoder:
    """Adam with clipping on random windows, the same ones for every change."""
    rng = np.random.default_rng([seed, 19])

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        return cross_entropy_with_logits(first.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, first.parameters, Adam(RATE), clip=ClipByNorm(1.0))
    for _ in range(steps):
        starts = rng.integers(len(codes) - WINDOW, size=BATCH)
        windows = codes[starts[:, None] + np.arange(WINDOW + 1)]
        step(windows[:, :-1], windows[:, 1:])
    return first.with_parameters(step.parameters)


def loss(model: Decoder, codes: np.ndarray) -> float:
    """Nats per character, in windows that each begin anew."""
    x, y = codes[:-1].reshape(-1, WINDOW), codes[1:].reshape(-1, WINDOW)
    return cross_entropy_with_logits(model(x), y).item()
