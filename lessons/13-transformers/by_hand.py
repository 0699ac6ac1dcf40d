"""Attention in NumPy, as the lecture shows it, and with a silent slip."""

from __future__ import annotations

import numpy as np


def attention(Q, K, V, mask=None):
    scores = Q @ K.T / np.sqrt(Q.shape[-1])  # (T, S)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = grown / grown.sum(axis=-1, keepdims=True)
    return weights @ V


def mixed_up(Q, K, V):
    scores = Q @ K.T / np.sqrt(Q.shape[-1])
    grown = np.exp(scores - scores.max())
    weights = grown / grown.sum(axis=0, keepdims=True)
    return weights @ V
