"""Label smoothing, and cross-entropy taken apart into entropy and Kullback-Leibler divergence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, cross_entropy, cross_entropy_with_logits, kl_divergence, smooth_labels

FARTHEST = 12.0


@dataclass(frozen=True)
class Smoothing:
    """Hard and smoothed targets, and the loss over the lead of the right logit."""

    y: Tensor
    smooth: Tensor
    chart: dict[str, tuple[np.ndarray, np.ndarray]]
    best_lead: float
    best_p: float
    lowest: float
    hard_at_best: float
    # for the smoothed target and the network's p
    cross: float
    entropy: float
    divergence: float
    backward: float  # the divergence with its arguments exchanged

    @property
    def adds_up(self) -> bool:
        """Whether entropy and divergence sum to the cross-entropy."""
        return bool(np.isclose(self.entropy + self.divergence, self.cross, rtol=1e-12))


def smoothing(y: Tensor, p: Tensor, epsilon: float) -> Smoothing:
    """The example's target smoothed; the lead is the same over every other class."""
    classes, target = len(y), int(y.value.argmax())
    smooth = smooth_labels(y, epsilon).named(r"\tilde{y}")
    leads = np.linspace(0.0, FARTHEST, 121)
    hard, soft = (np.array([over_lead(m, classes, e) for m in leads]) for e in (0.0, epsilon))
    share = smooth.value[target]
    best = float(np.log(share / np.delete(smooth.value, target)[0]))
    return Smoothing(
        y, smooth, {"hard target": (leads, hard), "smoothed target": (leads, soft)},
        best, float(share), over_lead(best, classes, epsilon), over_lead(best, classes, 0.0),
        cross=cross_entropy(p, smooth.value).item(), entropy=cross_entropy(smooth.value, smooth.value).item(),
        divergence=kl_divergence(smooth.value, p.value).item(), backward=kl_divergence(p.value, smooth.value).item(),
    )  # fmt: skip


def over_lead(lead: float, classes: int, epsilon: float) -> float:
    """The loss when the right logit leads all others by so much."""
    return cross_entropy_with_logits([lead, *[0.0] * (classes - 1)], 0, label_smoothing=epsilon).item()
