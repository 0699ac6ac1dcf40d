"""A convolution as the slide shows it, and the true one that turns the kernel."""

import numpy as np


def convolve(x, w):
    """Slide w over x: window, products, sum, cell."""
    (H, W), (h, v) = x.shape, w.shape
    z = np.zeros((H - h + 1, W - v + 1))
    for i, j in np.ndindex(z.shape):
        z[i, j] = (x[i : i + h, j : j + v] * w).sum()
    return z
