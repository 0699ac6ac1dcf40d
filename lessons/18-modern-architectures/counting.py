"""Famous rules for counting, checked: parameters of the blocks are 12 M d^2, FLOPs are 2N forward and 6N to train."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import cross_entropy_with_logits, decoder, gpt2, gradients, llama, multiply_adds
from dlcore.architectures import MODELS, LayerTable

NAMES = ("GPT-2", "Llama-2-7B", "Llama-2-70B", "Llama-3-8B", "Qwen3-0.6B", "Mixtral-8x7B")


@dataclass(frozen=True)
class Counted:
    """One model.

    blocks    parameters in its blocks
    rule      12 M d^2 as a share of them
    kib       of cache a token, in 16 bits
    """

    name: str
    parameters: int
    active: int
    blocks: int
    rule: float
    kib: float

    @property
    def elsewhere(self) -> float:
        """Share of the parameters that stand in no block: embeddings and the output layer."""
        return 1 - self.blocks / self.parameters


@dataclass(frozen=True)
class Counting:
    """Models, and the ratio of backward to forward on a graph of our own.

    flops      of one forward pass of GPT-2 small over 1024 tokens; per_token by 2N of all its parameters
    forward    multiply-adds of a small decoder, and of the loss with all gradients
    """

    models: tuple[Counted, ...]
    flops: int
    tokens: int
    rule_2n: float
    forward: int
    both: int

    @property
    def backward(self) -> float:
        """Backward by forward."""
        return (self.both - self.forward) / self.forward

    def of(self, name: str) -> Counted:
        """A model by its name."""
        return next(m for m in self.models if m.name == name)

    @property
    def worst(self) -> Counted:
        """Where the rule is furthest from the count."""
        return min(self.models, key=lambda m: m.rule)


def counting() -> Counting:
    """Count."""
    whole = gpt2()
    forward, both = graph()
    return Counting(
        tuple(counted(name) for name in NAMES), 2 * whole.multiply_adds, whole.input_shape[0],
        2 * whole.parameters * whole.input_shape[0] / (2 * whole.multiply_adds), forward, both,
    )  # fmt: skip


def counted(name: str) -> Counted:
    """One row."""
    if name == "GPT-2":
        table, L, d = gpt2(tokens=1), 12, 768
    else:
        table, L, d = llama(name, tokens=1), MODELS[name].blocks, MODELS[name].D
    blocks = in_blocks(table)
    kib = table.cache_per_token * 2 / 1024
    return Counted(name, table.parameters, table.active_parameters, blocks, 12 * L * d * d / blocks, kib)


def in_blocks(table: LayerTable) -> int:
    """Parameters of the rows that belong to a block."""
    return sum(row.parameters for row in table if row.name.startswith("block"))


def graph() -> tuple[int, int]:
    """Multiply-adds on the graph of a decoder of four blocks that reads 64 tokens, forward and with all gradients."""
    model = decoder(V=28, D=32, num_heads=4, blocks=4, longest=64, rng=1)
    tokens = np.arange(64) % 28
    loss = cross_entropy_with_logits(model(tokens), tokens)
    return multiply_adds(loss), multiply_adds(loss, *gradients(loss, list(model.parameters)))
