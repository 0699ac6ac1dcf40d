"""Pictures made of numbers: a digit, a feature map, a field of values."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ImageMobject, ManimColor
from manim.constants import RESAMPLING_ALGORITHMS

from deckwright.scenes.heat import heat_color
from deckwright.screen import PT
from deckwright.theme import LIGHT, Theme


def image(
    values: Any, height: float = 160.0, diverging: bool = False, largest: float | None = None, theme: Theme = LIGHT
) -> ImageMobject:
    """A matrix as a picture with sharp pixels, so many points high.

    From the background's color at 0 to the text's at the largest value; diverging: on the theme's diverging scale.
    """
    grid = np.asarray(values, dtype=float)
    if grid.ndim != 2:
        raise ValueError(f"A picture needs a matrix; found an array of shape {grid.shape}.")
    shares = grid / (largest or float(np.abs(grid).max()) or 1.0)
    if diverging:
        scale = np.array([heat_color(share, theme).to_rgb() for share in np.linspace(-1, 1, 255)])
        colors = scale[np.rint((np.clip(shares, -1, 1) + 1) * 127).astype(int)]
    else:
        paper, ink = (ManimColor(f"#{theme.color(role)}").to_rgb() for role in ("background", "text"))
        colors = paper + np.clip(shares, 0, 1)[..., None] * (ink - paper)
    opaque = np.concatenate([colors, np.ones((*grid.shape, 1))], axis=2)
    picture = ImageMobject(np.rint(opaque * 255).astype(np.uint8))
    picture.set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
    picture.height = height * PT
    return picture
