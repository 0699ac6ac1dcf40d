"""How hard one example with a wrong label pulls, compared with all others, under each loss for classes."""

from __future__ import annotations

import numpy as np

from dlcore import Tensor, binary_cross_entropy_with_logits, cross_entropy_with_logits, gradients, hinge, mse, sigmoid
from dlcore.measurement import Measurement, measured

GOOD, DRAWS = 9, 10


def measured_shares(seed: int) -> dict[str, Measurement]:
    """The shares in ten draws, by loss."""
    draws = [shares(seed + k) for k in range(DRAWS)]
    return {name: measured(draw[name] for draw in draws) for name in draws[0]}


def shares(seed: int) -> dict[str, float]:
    """The mislabeled example's share of the sizes of all gradients at the output layer's pre-activations.

    Nine examples lead by one to three in favor of their label; the tenth leads by as much as three to five against it.
    """
    rng = np.random.default_rng([seed, GOOD])
    leads = np.concatenate([rng.uniform(1.0, 3.0, GOOD), -rng.uniform(3.0, 5.0, 1)])
    logits = np.stack([leads, np.zeros(GOOD + 1), np.zeros(GOOD + 1)], axis=1)
    ones, zeros = np.ones(GOOD + 1), np.zeros(GOOD + 1)
    return {
        "binary": share(lambda z: binary_cross_entropy_with_logits(z, ones), leads),
        "sigmoid": share(lambda z: mse(sigmoid(z), ones), leads),
        "categorical": share(lambda z: cross_entropy_with_logits(z, zeros), logits),
        "hinge": share(lambda z: hinge(z, zeros), logits),
    }


def share(loss, values: np.ndarray) -> float:
    """The last example's part of the gradients' sizes, added up over its outputs."""
    z = Tensor(values, "z")
    sizes = np.abs(gradients(loss(z), [z])[z].value).reshape(len(values), -1).sum(axis=1)
    return float(sizes[-1] / sizes.sum())
