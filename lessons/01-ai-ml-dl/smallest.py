"""The smallest program that learns, in a few lines of NumPy: this file is shown on a slide."""

from __future__ import annotations

import numpy as np


def learn(ink, even):
    mistakes = [np.sum((ink > t) != even) for t in range(17)]
    return np.argmin(mistakes)
