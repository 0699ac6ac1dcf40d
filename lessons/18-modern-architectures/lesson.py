"""Modern architectures: patches, the four boxes of a modern block, what writing costs, and how to count it all."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated, Literal

import by_hand
from ablation import ALL, NONE, Ablation, ablation
from boxes import Boxes, boxes
from counting import Counting, counting
from experts import Experts, experts
from growth import Growth, growth
from memory import Memory, memory
from patches import Patches, patches
from scaling import Scaling, scaling
from slips import Slips, slips
from turning import Turning, turning
from writer import Writer, writer

from deckwright.lesson import Range


@dataclass(frozen=True)
class Code:
    """The program on the slide, and whether it gives what the trained block gives."""

    attend: str
    step: str
    agrees: bool


@dataclass(frozen=True)
class ModernArchitectures:
    """Everything the lecture shows."""

    growth: Growth
    patches: Patches
    boxes: Boxes
    turning: Turning
    memory: Memory
    experts: Experts
    counting: Counting
    scaling: Scaling
    ablation: Ablation
    slips: Slips
    writer: Writer
    code: Code
    unchanged: str
    together: str


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    theta: Annotated[float, Range(0.1, 1.5)] = 0.5,
    model: Literal["Llama-2-7B", "Llama-2-13B", "Llama-2-70B", "Llama-3-8B", "Qwen3-0.6B"] = "Llama-2-7B",
    tokens: Annotated[int, Range(128, 131_072)] = 4096,
    bits: Literal[8, 16, 32] = 16,
    budget: Annotated[float, Range(1e18, 1e26)] = 5.76e23,
    width: Annotated[int, Range(16, 48)] = 32,
    steps: Annotated[int, Range(50, 300)] = 100,
    starts: Annotated[int, Range(2, 10)] = 5,
) -> ModernArchitectures:
    """Pairs turn by ``theta`` a place; ``model`` keeps ``tokens`` in ``bits``; ``starts`` decoders for ``steps``."""
    measured, counts = ablation(width - width % 8, steps, starts, seed), counting()
    written = writer(measured)
    return ModernArchitectures(
        growth(), patches(), boxes(), turning(theta), memory(model, tokens, bits), experts(), counts,
        scaling(budget, counts.of("Llama-3-8B").parameters), measured, slips(measured), written,
        Code(inspect.getsource(by_hand.attend), inspect.getsource(by_hand.step), written.agrees < 1e-9),
        NONE, ALL,
    )  # fmt: skip
