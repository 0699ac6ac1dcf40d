"""A modern recipe, and the same with one thing taken away at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from data import images

from dlcore import (
    AdamW,
    ClipByNorm,
    Constant,
    Cosine,
    GradientDescent,
    Layer,
    LayerNorm,
    Linear,
    Schedule,
    TrainingStep,
    WarmUp,
    accuracy,
    cross_entropy_with_logits,
    he_normal,
    linear,
    minibatches,
    relu,
)

BLOCKS, WIDTH, EPOCHS, BATCH, LR, DECAY, NOISE = 6, 48, 10, 32, 0.003, 0.01, 0.2


@dataclass(frozen=True)
class Recipe:
    """What is switched on."""

    residual: bool = True
    norm: bool = True
    he: bool = True
    cosine: bool = True
    warmup: bool = True
    clip: bool = True
    decay: bool = True
    noise: bool = True
    adam: bool = True
    shuffled: bool = True


WITHOUT: dict[str, dict[str, bool]] = {
    "all of it": {},
    "no residual paths": {"residual": False},
    "no norm": {"norm": False},
    "neither path nor norm": {"residual": False, "norm": False},
    "start a tenth of He’s": {"he": False},
    "no warm-up": {"warmup": False},
    "constant rate": {"cosine": False},
    "no clipping": {"clip": False},
    "no weight decay": {"decay": False},
    "no input noise": {"noise": False},
    "SGD at Adam’s rate": {"adam": False},
    "not shuffled": {"shuffled": False},
}


@dataclass(frozen=True)
class Deep(Layer):
    """Linear, some blocks of norm, ReLU and linear, linear: (N, 64) -> (N, 10)."""

    first: Linear
    norms: tuple[LayerNorm, ...]
    blocks: tuple[Linear, ...]
    last: Linear
    residual: bool
    norm: bool

    def __call__(self, x: object):
        h = self.first(x)
        for norm, block in zip(self.norms, self.blocks):
            branch = block(relu(norm(h) if self.norm else h))
            h = h + branch if self.residual else branch
        return self.last(h)


@dataclass(frozen=True)
class Ablation:
    """Held-out accuracy by recipe, (seeds,)."""

    right: dict[str, np.ndarray]
    epochs: int
    blocks: int

    @property
    def seeds(self) -> int:
        return len(self.right["all of it"])

    def median(self, name: str) -> float:
        return float(np.median(self.right[name]))

    def worse(self, name: str) -> int:
        """In how many seeds it is worse than the whole recipe with the same seed."""
        return int((self.right[name] < self.right["all of it"]).sum())

    def better(self, name: str) -> int:
        """In how many it is better."""
        return int((self.right[name] > self.right["all of it"]).sum())

    def verdict(self, name: str) -> str:
        """Beyond doubt only if it goes the same way with each seed."""
        return "worse" if self.worse(name) == self.seeds else "better" if self.better(name) == self.seeds else "a draw"

    @property
    def switches(self) -> list[str]:
        return [name for name in self.right if name != "all of it"]

    def named(self, verdict: str) -> list[str]:
        """The switches with a verdict, lowest accuracy first."""
        return sorted((name for name in self.switches if self.verdict(name) == verdict), key=self.median)

    @property
    def missed(self) -> list[list[object]]:
        """Rows of what is missed with each seed, the lowest first."""
        return [self.row(name) for name in self.named("worse")]

    @property
    def others(self) -> list[list[object]]:
        """Rows of draws, and of what is better without; these say so."""
        draws = [self.row(name) for name in self.named("a draw")]
        return draws + [self.row(name, f"{name}: better") for name in self.named("better")]

    def row(self, name: str, told: str = "") -> list[object]:
        """Name; median, least and most in percent."""
        right = 100 * self.right[name]
        return [told or name, float(np.median(right)), float(right.min()), float(right.max())]


def ablation(seed: int, seeds: int) -> Ablation:
    """Each recipe with the same seeds."""
    made = {name: np.array([one(Recipe(**off), seed + k) for k in range(seeds)]) for name, off in WITHOUT.items()}
    return Ablation(made, EPOCHS, BLOCKS)


def deep(recipe: Recipe, rng: np.random.Generator) -> Deep:
    """First weights."""

    def small(shape, rng):
        return 0.1 * he_normal(shape, rng)

    init = he_normal if recipe.he else small
    return Deep(
        linear(64, WIDTH, rng=rng, init=init), tuple(LayerNorm.of(WIDTH) for _ in range(BLOCKS)),
        tuple(linear(WIDTH, WIDTH, rng=rng, init=init) for _ in range(BLOCKS)), linear(WIDTH, 10, rng=rng, init=init),
        recipe.residual, recipe.norm,
    )  # fmt: skip


def one(recipe: Recipe, seed: int) -> float:
    """Accuracy of one run on all images that it was not trained on."""
    parts = images(seed, None)
    rng = np.random.default_rng([seed, 3])
    model = deep(recipe, rng)
    steps = EPOCHS * -(-len(parts.x) // BATCH)
    rate = schedule(recipe, steps)
    optimizer = AdamW(rate, weight_decay=DECAY if recipe.decay else 0.0) if recipe.adam else GradientDescent(rate)

    def objective(parameters, x, y):
        return cross_entropy_with_logits(model.with_parameters(parameters)(x), y)

    step = TrainingStep(objective, model.parameters, optimizer, clip=ClipByNorm(1.0) if recipe.clip else None)
    order = np.arange(len(parts.x)) if recipe.shuffled else np.argsort(parts.y, kind="stable")
    x, y = parts.x[order], parts.y[order]
    for _ in range(EPOCHS):
        for batch_x, batch_y in minibatches(x, y, BATCH, rng if recipe.shuffled else None):
            noise = rng.normal(0.0, NOISE, batch_x.shape) if recipe.noise else 0.0
            step(batch_x + noise, batch_y)
    return accuracy(model.with_parameters(step.parameters)(parts.x_held_out).value, parts.y_held_out)


def schedule(recipe: Recipe, steps: int) -> Schedule:
    """The rate: warm-up over a tenth of the steps, then a cosine down to nothing; or without one of the two."""
    warm = steps // 10 if recipe.warmup else 0
    then = Cosine(LR, steps - warm) if recipe.cosine else Constant(LR)
    return WarmUp(warm, then) if warm else then
