"""The checks of the lecture in NumPy, as the slides show them."""

from __future__ import annotations

import numpy as np


def checks(forward, step, x, y):
    z = forward(x)
    K = z.shape[1]
    opinions = z.var(axis=1).mean()
    expected = np.log(K) + opinions / 2
    losses = [step(x, y) for _ in range(400)]
    return expected, losses[0], losses[-1]


def total(share, times, half=np.float16):
    s = half(0)
    for _ in range(times):
        s = half(s + half(share))
    return s
