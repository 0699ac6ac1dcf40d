"""A neuron in NumPy, as the lecture shows it, and with a silent slip."""

from __future__ import annotations

import numpy as np


def neuron(x, w, b):
    z = w @ x + b
    return 1 / (1 + np.exp(-z))


def neuron_of_a_batch(X, w, b):
    z = X * w + b
    return 1 / (1 + np.exp(-z))
