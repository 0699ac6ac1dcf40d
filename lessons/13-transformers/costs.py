"""What a layer costs, where parameters stand, and what pre- and post-norm do to the first gradients."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import (
    AttentionSpec,
    FeedForward,
    Layer,
    LayerNorm,
    Tensor,
    cross_entropy_with_logits,
    decoder,
    gpt2,
    gradients,
    layer_table,
    linear,
    lstm,
    multi_head_attention,
    rnn,
    transformer_block,
)  # fmt: skip
from dlcore.ops.reduction import total
from dlcore.ops.shape import pick

WIDTH, HEADS, LENGTHS = 512, 8, (10, 512, 4096)
FAR, NARROW = 60, 16  # steps and width for the gradient by lag
DEPTHS, PRE_TOKENS = (2, 6, 12), 8


@dataclass(frozen=True)
class Cost:
    """One layer on n tokens, in multiply-adds."""

    n: int
    attention: int
    projections: int
    mixing: int
    rnn: int

    @property
    def ratio(self) -> float:
        """Attention by a plain recurrent layer."""
        return self.attention / self.rnn


@dataclass(frozen=True)
class Budget:
    """GPT-2's parameters."""

    all: int
    without_biases: int
    embeddings: int
    attention: int
    mlp: int
    norms: int
    biases: int
    toy: int
    toy_without_head: int

    @property
    def parts(self) -> dict[str, float]:
        """Where they stand, in millions."""
        return {
            name: part / 1e6
            for name, part in (
                ("tokens and positions", self.embeddings), ("attention", self.attention), ("feed-forward", self.mlp),
                ("norms", self.norms),
            )
        }  # fmt: skip

    @property
    def mlp_share(self) -> float:
        """Of attention and feed-forward together."""
        return self.mlp / (self.mlp + self.attention)


@dataclass(frozen=True)
class Costs:
    """Costs, budget, gradients by lag and by norm."""

    costs: tuple[Cost, ...]
    width: int
    budget: Budget
    heads: dict[int, int]
    lags: dict[str, np.ndarray]
    far: int
    norms: dict[str, np.ndarray]
    depths: tuple[int, ...]

    @property
    def lag_steps(self) -> list[int]:
        """How many steps back."""
        return list(range(self.far))

    @property
    def norm_chart(self) -> dict[str, list[float]]:
        """Medians over starts, by depth."""
        return {name: np.median(found, axis=0).tolist() for name, found in self.norms.items()}

    @property
    def norm_bands(self) -> dict[str, tuple[list[float], list[float]]]:
        """From least to most."""
        return {name: (f.min(axis=0).tolist(), f.max(axis=0).tolist()) for name, f in self.norms.items()}

    def grows(self, name: str) -> int:
        """In how many starts the last gradient is larger with the most blocks than with the fewest."""
        return int((self.norms[name][:, -1] > self.norms[name][:, 0]).sum())

    @property
    def table(self) -> list[list[float]]:
        """Tokens; projections, mixing, both and a plain recurrent layer in millions; both by the recurrent layer."""
        millions = [(c.projections / 1e6, c.mixing / 1e6, c.attention / 1e6, c.rnn / 1e6) for c in self.costs]
        return [[c.n, *counts, round(c.ratio, 2)] for c, counts in zip(self.costs, millions)]


def costs(seed: int, runs: int) -> Costs:
    """All of it."""
    return Costs(
        tuple(cost(n) for n in LENGTHS), WIDTH, budget(),
        {h: multi_head_attention(64, h, rng=1).parameter_count for h in (1, 2, 4, 8)}, lags(seed), FAR,
        {name: np.array([[last_gradient(L, pre, seed + k) for L in DEPTHS] for k in range(runs)])
         for name, pre in (("pre-norm", True), ("post-norm", False))}, DEPTHS,
    )  # fmt: skip


def cost(n: int) -> Cost:
    """One layer of width 512 on n tokens."""
    all_of_it = layer_table("attention", (n, WIDTH), [AttentionSpec("attention", HEADS)]).multiply_adds
    mixing = 2 * n * n * WIDTH
    return Cost(n, all_of_it, all_of_it - mixing, mixing, 2 * n * WIDTH**2)


def budget() -> Budget:
    """GPT-2 small, and the model of a well-known visualization."""
    table, D, blocks = gpt2(), 768, 12
    embeddings = (50_257 + 1024) * D
    attention, mlp = blocks * (4 * D * D + 4 * D), blocks * (8 * D * D + 5 * D)
    norms = (2 * blocks + 1) * 2 * D
    biases = blocks * (9 * D + 2 * D) + D  # of attention and feed-forward, and of the norms
    toy = decoder(V=3, D=48, num_heads=3, blocks=3, longest=11, rng=1).parameter_count
    return Budget(
        table.parameters, table.parameters - biases, embeddings, attention, mlp, norms, biases, toy, toy - 3 * 48
    )


def lags(seed: int) -> dict[str, np.ndarray]:
    """The gradient that the last output sends back to each input, by lag, for fresh layers."""
    rng = np.random.default_rng([seed, 5])
    layers: dict[str, Layer] = {
        "attention": multi_head_attention(NARROW, 1, rng=rng),
        "LSTM": lstm(NARROW, NARROW, rng=rng),
        "RNN": rnn(NARROW, NARROW, rng=rng),
    }
    x = Tensor(rng.standard_normal((FAR, NARROW)), "x")
    found = {}
    for name, layer in layers.items():
        last = pick(layer(x), -1)
        slopes = gradients(total(last), [x])[x].value
        found[name] = np.linalg.norm(slopes, axis=-1)[::-1].copy()
    return found


def last_gradient(blocks: int, pre_norm: bool, seed: int) -> float:
    """The length of the gradient at the last block's second matrix, at the start."""
    rng = np.random.default_rng([seed, blocks])
    D = NARROW
    stack = [transformer_block(D, 2, rng=rng, pre_norm=pre_norm) for _ in range(blocks)]
    head = linear(D, 4, rng=rng)
    x = Tensor(rng.standard_normal((PRE_TOKENS, D)), "x")
    target = rng.integers(4, size=PRE_TOKENS)
    h: Tensor = x
    for block in stack:
        h = block(h)
    if pre_norm:
        h = LayerNorm.of(D)(h)  # the last norm, which pre-norm needs
    network = stack[-1].feed_forward
    assert isinstance(network, FeedForward)
    W = network.down.W
    loss = cross_entropy_with_logits(head(h), target)
    return float(np.linalg.norm(gradients(loss, [W])[W].value))
