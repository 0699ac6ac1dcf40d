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
    T = len(kept) - 1
    for t in range(T, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        lost = 1 - kept[t]
        noise = guess(x, t)
        x -= beta / sqrt(lost) * noise
        x /= sqrt(1 - beta)
        if t > 1:
            before = 1 - kept[t - 1]
            spread = sqrt(before / lost * beta)
            x += spread * rng.normal(size=N)
    return x


def draw_clean(guess, kept, N, rng):
    x = rng.normal(size=N)
    T = len(kept) - 1
    for t in range(T, 0, -1):
        beta = 1 - kept[t] / kept[t - 1]
        lost = 1 - kept[t]
        noise = guess(x, t)
        x -= beta / sqrt(lost) * noise
        x /= sqrt(1 - beta)
    return x
