"""Training's one line and the way back in NumPy, as the lecture shows them; ``kept`` is alpha-bar, from t = 0 on."""

from __future__ import annotations

from numpy import sqrt


def example(x0, kept, rng):
    t = rng.integers(1, len(kept))
    noise = rng.normal(size=x0.shape)
    x_t = sqrt(kept[t]) * x0
    x_t += sqrt(1 - kept[t]) * noise
    return x_t, t, noise


def draw(guess, kept, N, rng):
    x = rng.normal(size=N)
    for t in range(len(kept) - 1, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        noise = guess(x, t)
        x -= beta / sqrt(1 - kept[t]) * noise
        x /= sqrt(1 - beta)
        if t > 1:
            share = 1 - kept[t - 1]
            share /= 1 - kept[t]
            fresh = rng.normal(size=N)
            x += sqrt(share * beta) * fresh
    return x


def draw_clean(guess, kept, N, rng):
    x = rng.normal(size=N)
    for t in range(len(kept) - 1, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        noise = guess(x, t)
        x -= beta / sqrt(1 - kept[t]) * noise
        x /= sqrt(1 - beta)
    return x
