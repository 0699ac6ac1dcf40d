"""The losses in NumPy, as the lecture shows them, and with a silent slip."""

from __future__ import annotations

import numpy as np


def softplus(s):
    return np.logaddexp(0.0, s)  # ln(1 + exp(s)), without overflow


def losses(real, fake):
    d_loss = softplus(-real).mean() + softplus(fake).mean()
    g_loss = softplus(-fake).mean()  # non-saturating
    return d_loss, g_loss


def mixed_up(real, fake):
    d_loss = softplus(-real).mean() + softplus(-fake).mean()
    g_loss = softplus(-fake).mean()
    return d_loss, g_loss
