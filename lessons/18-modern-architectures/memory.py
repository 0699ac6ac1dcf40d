"""What a model keeps while it writes, in bytes, and what that saves in multiply-adds."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore import Tensor, decoder, gpt2, llama, multiply_adds
from dlcore.architectures import MODELS

KIB, GIB = 2**10, 2**30
SHOWN = ("GPT-2", "Llama-2-7B", "Llama-2-13B", "Llama-2-70B", "Llama-3-8B", "Qwen3-0.6B", "Mixtral-8x7B")


@dataclass(frozen=True)
class Memory:
    """Keys and values of one model and of others; work with and without them.

    per_token   bytes that one token adds, as a Tensor of the model's sizes; one for as many key heads as query heads
    kib         by model, in KiB
    weights     bytes of all weights of the model, in GiB
    lengths     numbers of tokens, and the cache's GiB at each
    sharing     heads of keys and KiB a token for Llama-2-7B's sizes when more and more queries share
    without     multiply-adds to write the tokens one by one when nothing is kept, and with the cache; one pass over all
    """

    model: str
    bits: int
    tokens: int
    per_token: Tensor
    ungrouped: Tensor
    kib: dict[str, float]
    weights: float
    lengths: list[int]
    caches: dict[str, list[float]]
    crossing: float
    without: int
    with_cache: int
    one_pass: int
    linear: int
    quadratic: int
    counted: tuple[int, int]
    sharing: tuple[tuple[int, float], ...]

    @property
    def at_tokens(self) -> float:
        """GiB for the shown number of tokens."""
        return self.per_token.item() * self.tokens / GIB

    @property
    def grouped(self) -> float:
        """How many query heads share a head of keys."""
        return self.ungrouped.item() / self.per_token.item()

    @property
    def larger(self) -> str:
        """What takes more memory for so many tokens."""
        return "cache" if self.at_tokens > self.weights else "weights"

    @property
    def colors(self) -> dict[str, str]:
        """Of the boxes in the picture of four tokens: those of keys, values and queries in colors.yaml."""
        kept = {f"${letter}_{t}$": f"category{n}" for letter, n in (("k", 1), ("v", 4)) for t in range(1, 5)}
        return {**kept, "$q_4$": "category3"}

    @property
    def times(self) -> float:
        """How much more work it is to keep nothing."""
        return self.without / self.with_cache


def memory(model: str, tokens: int, bits: int) -> Memory:
    """Count."""
    sizes = MODELS[model]
    d_k = sizes.D // sizes.heads if sizes.d_k is None else sizes.d_k
    per_token = kept(sizes.blocks, sizes.kv_heads, d_k, bits)
    weights = llama(model, tokens=1).parameters * bits / 8
    lengths = [2**k for k in range(7, 20)]
    caches = {
        name: [llama(name, tokens=1).cache_per_token * bits / 8 * n / GIB for n in lengths]
        for name in dict.fromkeys((model, "Llama-2-7B", "Llama-3-8B"))
    }
    linear, quadratic = work()
    T = 1024
    without = sum(linear * t + quadratic * t * t for t in range(1, T + 1))
    with_cache = sum(linear + quadratic * t for t in range(1, T + 1))
    return Memory(
        model, bits, tokens, per_token, kept(sizes.blocks, sizes.heads, d_k, bits),
        {name: bytes_of(name, bits) / KIB for name in SHOWN}, weights / GIB, lengths, caches,
        weights / per_token.item(), without, with_cache, linear * T + quadratic * T * T, linear, quadratic, counted(),
        tuple((heads, kept(32, heads, 128, 16).item() / KIB) for heads in (32, 8, 1)),
    )  # fmt: skip


def kept(blocks: int, kv_heads: int, d_k: int, bits: int) -> Tensor:
    """Bytes that one token adds: a key and a value in each head of each block."""
    sizes = ((blocks, "M"), (kv_heads, r"h_{kv}"), (d_k, "d_k"), (bits / 8, "b"))
    M, h, d, b = (Tensor(float(size), name, role="") for size, name in sizes)
    return (2.0 * M * h * d * b).named(r"\text{bytes}")


def bytes_of(name: str, bits: int) -> float:
    """Bytes a token of a model by its name."""
    table = gpt2(tokens=1) if name == "GPT-2" else llama(name, tokens=1)
    return table.cache_per_token * bits / 8


def work() -> tuple[int, int]:
    """GPT-2 small's multiply-adds for T tokens at once are linear T + quadratic T^2; both factors."""
    one, two = gpt2(tokens=1).multiply_adds, gpt2(tokens=2).multiply_adds
    quadratic = (two - 2 * one) // 2
    return one - quadratic, quadratic


def counted() -> tuple[int, int]:
    """A tiny decoder writes six tokens: multiply-adds on its graph with a cache, and by the two factors."""
    sizes = {"D": 8, "blocks": 2, "heads": 2, "vocabulary": 8, "longest": 8}
    model = decoder(V=8, D=8, num_heads=2, blocks=2, longest=8, rng=1)
    cache, found = None, 0
    for token in range(6):
        logits, cache = model.read([token], cache)
        found += multiply_adds(logits)
    one, two = (gpt2(**sizes, tokens=T).multiply_adds for T in (1, 2))
    quadratic = (two - 2 * one) // 2
    return found, sum(one - quadratic + quadratic * t for t in range(1, 7))
