"""What each program sees of an image: one pixel, sums, a template, many templates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from players import PLACE, STEPS, Splits, targets_of
from race import NEXT
from side_by_side import networks, trained

from dlcore.datasets import digits

UNITS = 3  # so many of the network's units are shown, those with the longest weights on the answer


@dataclass(frozen=True)
class Seen:
    """Pictures of 8 x 8 pixels: what is left of an image, and the weights that look at it."""

    pictures: np.ndarray
    names: tuple[str, ...]
    weights: np.ndarray
    weight_names: tuple[str, ...]


def seen(parts: Splits, hidden: int, seed: int) -> Seen:
    """A held-out image; a line and a network that learned from the first split."""
    images, _ = digits()
    image = images[parts.held[0, 0]]
    pixel = np.zeros_like(image)
    pixel[PLACE] = max(image[PLACE], 0.15)  # faint, if there is no ink, so that it is seen at all
    rows, columns = np.broadcast_to(image.mean(axis=1)[:, None], (8, 8)), np.broadcast_to(image.mean(axis=0), (8, 8))
    pixels, train = images.reshape(len(images), -1), parts.train[:1, :NEXT]
    models = []
    for sizes in ((64, 2), (64, hidden, 2)):
        rng = np.random.default_rng([seed, len(sizes)])
        models.append(trained(networks(1, sizes, rng), pixels[train], targets_of("even")[train], STEPS, rng).model)
    line, network = (tuple(W.value[0] for W in model.W) for model in models)
    say = network[1][:, 1] - network[1][:, 0]  # of each unit, for even against odd
    loud = np.argsort(-np.abs(say) * np.linalg.norm(network[0], axis=0))[:UNITS]
    spread = pixels[train[0]].std(axis=0)  # a weight on a pixel that is always empty says nothing
    weights = np.stack([line[0][:, 1] - line[0][:, 0], *(network[0][:, k] for k in loud)])
    weights = (weights * spread).reshape(-1, 8, 8)
    return Seen(
        np.stack([image, pixel, rows, columns]), ("the image", "rule: one pixel", "by hand: rows", "by hand: columns"),
        weights, ("the line’s template", *(f"network: unit {'ABC'[k]}" for k in range(UNITS))),
    )  # fmt: skip
