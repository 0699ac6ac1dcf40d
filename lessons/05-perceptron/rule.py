"""Rosenblatt's rule in NumPy, as the lecture shows it, and with a silent slip."""

from __future__ import annotations

import numpy as np


def learn(x, y, epochs=100):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        mistakes = 0
        for x_n, y_n in zip(x, y):
            error = y_n - (w @ x_n + b > 0)
            w += error * x_n
            b += error
            mistakes += error != 0
        if mistakes == 0:
            break
    return w, b


def learn_without_bias(x, y, epochs=100):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        mistakes = 0
        for x_n, y_n in zip(x, y):
            error = y_n - (w @ x_n + b > 0)
            w += error * x_n
            mistakes += error != 0
        if mistakes == 0:
            break
    return w, mistakes
