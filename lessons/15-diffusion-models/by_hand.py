"""Training's one line and the way back in NumPy, as the lecture shows them; ``kept`` is alpha-bar, from t = 0 on."""

from __future__ import annotations

import numpy as np


def example(x0, kept, rng):
    t = rng.integers(1, len(kept))
    noise = rng.standard_normal(x0.shape)
    x_t = np.sqrt(kept[t]) * x0
    x_t = x_t + np.sqrt(1 - kept[t]) * noise
    return x_t, t, noise


def draw(guess, kept, N, rng):
    x = rng.standard_normal(N)
    for t in range(len(kept) - 1, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        noise = guess(x, t)
        x = x - beta / np.sqrt(1 - kept[t]) * noise
        x = x / np.sqrt(1 - beta)
        if t > 1:
            left = (1 - kept[t - 1]) / (1 - kept[t])
            fresh = rng.standard_normal(N)
            x = x + np.sqrt(left * beta) * fresh
    return x


def draw_clean(guess, kept, N, rng):
    x = rng.standard_normal(N)
    for t in range(len(kept) - 1, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        noise = guess(x, t)
        x = x - beta / np.sqrt(1 - kept[t]) * noise
        x = x / np.sqrt(1 - beta)
    return x
