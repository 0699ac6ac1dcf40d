"""Rosenblatt's rule in NumPy, as the lecture shows it, and with a silent slip."""

from __future__ import annotations

import numpy as np


def learn(x, y, epochs=100):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        mistakes = 0
        for x_n, y_n in zip(x, y):
            answer = float(w @ x_n + b > 0)
            if answer != y_n:
                w += (y_n - answer) * x_n
                b += y_n - answer
                mistakes += 1
        if mistakes == 0:
            break
    return w, b


def learn_without_bias(x, y, epochs=100):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(epochs):
        mistakes = 0
        for x_n, y_n in zip(x, y):
            answer = float(w @ x_n + b > 0)
            if answer != y_n:
                w += (y_n - answer) * x_n
                mistakes += 1
        if mistakes == 0:
            break
    return w, mistakes
