"""Figures for which the gallery has no slide: one of matplotlib, bins that are shared, numbers of one's own."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from dlcore import Tensor, sigmoid


def lesson(*, seed: int = 1) -> dict[str, object]:
    rng = np.random.default_rng(seed)
    w, x = Tensor([0.4, -0.8], "w"), Tensor([0.5, 0.1], "x")
    figure = Figure()
    angles = np.linspace(0, 4 * np.pi, 400)
    figure.subplots().plot(angles * np.cos(angles), angles * np.sin(angles))
    return {
        "a": sigmoid((w @ x).named("z")).named("a"),
        "spiral": figure,
        "narrow": rng.normal(0, 0.7, 500),
        "wide": rng.normal(0, 1.4, 500),
    }
