"""Adam in NumPy, as a slide shows it."""

import numpy as np


def adam(theta, gradient, lr, beta1, beta2, eps, steps):
    m, v = 0 * theta, 0 * theta
    for t in range(1, steps + 1):
        g = gradient(theta)
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        theta = theta - lr * m_hat / (np.sqrt(v_hat) + eps)
    return theta
