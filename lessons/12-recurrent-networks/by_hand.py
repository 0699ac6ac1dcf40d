"""The programs on the slides: a network that reads, an LSTM's step, and a backward pass with a slip."""

from __future__ import annotations

import numpy as np


def read(x, W, U, b):
    """The states after each number of a sequence x (T, D)."""
    h, states = np.zeros(len(b)), []
    for x_t in x:
        h = np.tanh(W @ x_t + U @ h + b)
        states.append(h)
    return np.array(states)  # (T, H)


def lstm_step(x, h, c, W, U, b):
    """One step of an LSTM: the new state and the new cell."""
    sigmoid = lambda z: 1 / (1 + np.exp(-z))
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def backward(dh, states, U):
    """dL/dU, from dL/dh at the last step."""
    dU = np.zeros(U.shape)
    before = np.vstack([np.zeros(len(U)), states[:-1]])
    for h, h_before in zip(states[::-1], before[::-1]):
        delta = dh * (1 - h**2)
        dU += np.outer(delta, h_before)
        dh = U.T @ dh
    return dU
