"""The whole of backpropagation for two layers, as one would write it on the board. The lecture shows this function."""

import numpy as np


def backpropagate(x, y, W1, b1, W2, b2):
    sigma = lambda z: 1 / (1 + np.exp(-z))
    a1 = sigma(W1 @ x + b1)
    a2 = sigma(W2 @ a1 + b2)
    loss = ((a2 - y) ** 2).sum() / 2
    delta2 = (a2 - y) * a2 * (1 - a2)
    delta1 = (W2.T @ delta2) * a1 * (1 - a1)
    dW1, dW2 = np.outer(delta1, x), np.outer(delta2, a1)
    return a2, loss, dW1, delta1, dW2, delta2
