"""The whole of backpropagation for two layers, as one would write it on the board: for one example, and for a batch
whose examples are rows. The lecture shows both functions.
"""

import numpy as np


def backpropagate(x, y, W1, b1, W2, b2):
    sigma = lambda z: 1 / (1 + np.exp(-z))
    a1 = sigma(W1 @ x + b1)
    a2 = sigma(W2 @ a1 + b2)
    loss = ((a2 - y) ** 2).sum() / 2
    delta2 = (a2 - y) * a2 * (1 - a2)
    delta1 = (W2.T @ delta2) * a1 * (1 - a1)
    dW1 = np.outer(delta1, x)
    dW2 = np.outer(delta2, a1)
    return a2, loss, dW1, delta1, dW2, delta2


def backpropagate_batch(X, Y, W1, b1, W2, b2):
    sigma = lambda z: 1 / (1 + np.exp(-z))
    A1 = sigma(X @ W1.T + b1)  # (N, 4)
    A2 = sigma(A1 @ W2.T + b2)  # (N, 1)
    D2 = (A2 - Y) * A2 * (1 - A2) / len(X)  # (N, 1)
    D1 = (D2 @ W2) * A1 * (1 - A1)  # (N, 4)
    return D1.T @ X, D1.sum(0), D2.T @ A1, D2.sum(0)
