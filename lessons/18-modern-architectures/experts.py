"""A router by hand, and what eight experts are in parameters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, llama, routed, softmax

LOGITS, CHOSEN = (1.0, 2.0, 0.0, 3.0), 2
MODEL, PLAIN = "Mixtral-8x7B", "Mistral-7B"


@dataclass(frozen=True)
class Experts:
    """The example and the model.

    weights   (4,) softmax over the best two
    picked    the two entries of a softmax over all, as other programs take them
    total, active, experts, shared   parameters of the model; of all its experts, and of what all tokens share
    plain     parameters of the model with one feed-forward network
    """

    logits: Tensor
    weights: Tensor
    picked: np.ndarray
    total: int
    active: int
    experts: int
    shared: int
    count: int
    chosen: int
    plain: int

    @property
    def naive(self) -> float:
        """What the name seems to say, in billions."""
        return self.count * 7.0

    @property
    def one(self) -> float:
        """Parameters of one expert in all blocks, in billions."""
        return self.experts / self.count / 1e9

    @property
    def parts(self) -> dict[str, list[float]]:
        """In billions: in memory, and at work for one token."""
        working = self.experts * self.chosen / self.count
        return {"shared": [self.shared / 1e9] * 2, "experts": [self.experts / 1e9, working / 1e9]}


def experts() -> Experts:
    """Compute."""
    logits = Tensor(LOGITS, "z")
    table = llama(MODEL, tokens=1)
    mixtures = [row for row in table if row.kind == "MixtureOfExperts"]
    count = mixtures[0].arrays["router"][0]
    router = sum(np.prod(row.arrays["router"]) for row in mixtures)
    in_experts = sum(row.parameters for row in mixtures) - int(router)
    return Experts(
        logits, routed(logits, CHOSEN), np.sort(softmax(logits).value)[::-1][:CHOSEN], table.parameters,
        table.active_parameters, in_experts, table.parameters - in_experts, count, CHOSEN,
        llama(PLAIN, tokens=1).parameters,
    )  # fmt: skip
