"""Llama-style decoders: RMSNorm, rotary positions, grouped queries, SwiGLU, and sometimes experts."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dlcore.architectures.specs import (
    AttentionSpec,
    EmbeddingSpec,
    FeedForwardSpec,
    LayerSpec,
    LinearSpec,
    MixtureOfExpertsSpec,
    RMSNormSpec,
)
from dlcore.architectures.table import LayerTable, layer_table
from dlcore.architectures.transformer import block
from dlcore.check import choice, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Llama:
    """The sizes that make one model of this family; none is a parameter count.

    kv_heads   heads of keys and values; the same as heads means plain multi-head attention
    hidden     width of the feed-forward layer, or of one expert
    experts    how many experts, of which ``chosen`` work for a token; 0 means one plain feed-forward layer
    window     how many positions a query sees; None means all before it
    d_k        width of a head; None means D / heads
    tied       whether the output layer's weights are those of the token embedding
    qk_norm    whether queries and keys are normed before their product
    Errors     DomainError or ShapeError from ``table`` for sizes that don't go together

    >>> tiny = Llama(D=8, blocks=1, heads=2, kv_heads=1, hidden=16, vocabulary=10, longest=4)
    >>> tiny.table("tiny").parameters
    760
    """

    D: int
    blocks: int
    heads: int
    kv_heads: int
    hidden: int
    vocabulary: int
    longest: int
    experts: int = 0
    chosen: int = 0
    window: int | None = None
    d_k: int | None = None
    tied: bool = False
    qk_norm: bool = False

    def feed_forward(self) -> LayerSpec:
        """The feed-forward half of a block."""
        if self.experts:
            return MixtureOfExpertsSpec("mlp", self.hidden, self.experts, self.chosen)
        return FeedForwardSpec("mlp", self.hidden, gated=True, bias=False)

    def table(self, name: str, tokens: int | None = None) -> LayerTable:
        """The layer table for so many tokens, by default as many as the model was made for."""
        attention = AttentionSpec(
            "attention", self.heads, kv_heads=self.kv_heads, d_k=self.d_k, bias=False, window=self.window, rotary=True,
            qk_norm=self.qk_norm,
        )  # fmt: skip
        layers = [
            EmbeddingSpec("tokens", self.vocabulary, self.D),
            *(
                block(f"block{i}", attention, self.feed_forward(), RMSNormSpec)
                for i in range(1, whole("blocks", self.blocks) + 1)
            ),
            RMSNormSpec("norm"),
            LinearSpec("head", self.vocabulary, bias=False, tied=self.tied),
        ]
        return layer_table(name, (self.longest if tokens is None else tokens,), layers)


_7B: dict[str, Any] = {"D": 4096, "blocks": 32, "heads": 32}
MODELS: MappingProxyType[str, Llama] = MappingProxyType(
    {
        "TinyLlama-1.1B": Llama(D=2048, blocks=22, heads=32, kv_heads=4, hidden=5632, vocabulary=32_000, longest=2048),
        "Llama-2-7B": Llama(**_7B, kv_heads=32, hidden=11_008, vocabulary=32_000, longest=4096),
        "Llama-2-13B": Llama(D=5120, blocks=40, heads=40, kv_heads=40, hidden=13_824, vocabulary=32_000, longest=4096),
        "Llama-2-70B": Llama(D=8192, blocks=80, heads=64, kv_heads=8, hidden=28_672, vocabulary=32_000, longest=4096),
        "Llama-3-8B": Llama(**_7B, kv_heads=8, hidden=14_336, vocabulary=128_256, longest=8192),
        "Mistral-7B": Llama(**_7B, kv_heads=8, hidden=14_336, vocabulary=32_000, longest=32_768, window=4096),
        "Mixtral-8x7B": Llama(**_7B, kv_heads=8, hidden=14_336, vocabulary=32_000, longest=32_768, experts=8, chosen=2),
        "Qwen3-0.6B": Llama(
            D=1024, blocks=28, heads=16, kv_heads=8, d_k=128, hidden=3072, vocabulary=151_936, longest=40_960,
            tied=True, qk_norm=True,
        ),
    }
)  # fmt: skip


def llama(model: str = "Llama-2-7B", *, tokens: int | None = None) -> LayerTable:
    r"""A Llama-style decoder by name (see MODELS), or ``Llama(...).table(name)`` with sizes of your own.

    Convention  the output layer has its own weights unless the model is tied; rotary positions have none; biases are
                nowhere
    Errors      DomainError with the closest name for an unknown model
    Source      Touvron et al., Llama 2 (2023), section 2.2; Jiang et al., Mistral 7B (2023), table 1; Jiang et al.,
                Mixtral of Experts (2024), table 1; Zhang et al., TinyLlama (2024), table 2; Llama Team (2024), table
                3; huggingface.co/Qwen/Qwen3-0.6B, config.json

    >>> llama("Llama-2-7B").parameters, llama("Mixtral-8x7B").active_parameters
    (6738415616, 12879925248)
    """
    return MODELS[choice("model", model, MODELS)].table(model, tokens)
