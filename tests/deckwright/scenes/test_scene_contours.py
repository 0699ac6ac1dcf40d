"""A loss surface behind the trails of a scene."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("manim")

from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours


def test_areas_are_nested_and_centred_on_the_minimum():
    """Each level's area lies within the one before and around the surface's lowest point."""
    across, up = np.meshgrid(np.linspace(-1, 3, 41), np.linspace(-2, 2, 41))
    axes = Axes((100, 100, 400, 400), (-1, 3), (-2, 2))
    areas = Contours(axes, (across - 1) ** 2 + up**2, levels=3)
    widths = [area.width for area in areas]
    assert len(areas) == 3 and widths == sorted(widths, reverse=True)
    assert areas[-1].get_center() == pytest.approx(axes.at(1, 0), abs=0.02)
