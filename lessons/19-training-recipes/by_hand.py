"""The checks of the lecture in NumPy, as the slides show them."""

from __future__ import annotations

import numpy as np


def checks(step, forward, x, y, classes, steps=400):
    logits = forward(x)
    print("expected", np.log(classes) + logits.var(axis=1).mean() / 2)
    losses = [step(x, y) for _ in range(steps)]
    print("at first", losses[0], "in the end", losses[-1])
    assert losses[-1] < 0.01, "eight examples, not memorized"
    return losses


def total(share, times, half=np.float16):
    s = half(0)
    for _ in range(times):
        s = half(s + half(share))
    return s
