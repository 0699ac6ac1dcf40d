"""One token through a modern block in NumPy, as the lecture shows it."""

from __future__ import annotations

import numpy as np


def norm(x):
    return x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + 1e-6)


def turn(x, t, base=10_000.0):
    angle = t / base ** (np.arange(0, x.shape[-1], 2) / x.shape[-1])
    z = (x[..., 0::2] + 1j * x[..., 1::2]) * np.exp(1j * angle)
    return np.stack([z.real, z.imag], axis=-1).reshape(x.shape)


def step(x, t, keys, values, W):
    h = norm(x)
    q, k, v = (W[n] @ h for n in "QKV")  # by head
    keys.append(turn(k, t))  # the cache grows
    values.append(v)
    share = len(q) // len(k)  # queries to a key
    K = np.repeat(keys, share, 1)  # (T, heads, d_k)
    V = np.repeat(values, share, 1)
    s = np.sum(K * turn(q, t), -1) / np.sqrt(len(q[0]))
    a = np.exp(s - s.max(axis=0))
    a /= a.sum(axis=0)
    mixed = np.sum(a[..., None] * V, axis=0)
    x = x + W["O"] @ mixed.reshape(-1)
    h = norm(x)
    g = W["g"] @ h
    gated = g / (1 + np.exp(-g)) * (W["1"] @ h)
    return x + W["2"] @ gated
