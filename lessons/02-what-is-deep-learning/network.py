"""A network in NumPy, as the lecture shows it, and with a silent slip."""

from __future__ import annotations

import numpy as np


# The two programs stand on slides: no docstrings there.
def network(x, layers):
    for W, b in layers[:-1]:
        x = np.maximum(x @ W.T + b, 0)
    W, b = layers[-1]
    return x @ W.T + b


def network_without_bend(x, layers):
    for W, b in layers:
        x = x @ W.T + b
    return x
