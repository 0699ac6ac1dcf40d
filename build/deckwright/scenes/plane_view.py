"""A plane that is zoomed: its box and its limits change, curves are drawn anew, and text keeps its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import Scene, ValueTracker, VMobject

from deckwright.scenes.updaters import redrawn

Four = tuple[float, float, float, float]
Two = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlaneView:
    """What part of a plane is seen, and where: as Axes take it.

    box   left, top, width and height in points of the slide
    x, y  (low, high) of each axis, in the plane's own units
    """

    box: Four
    x: Two
    y: Two

    @staticmethod
    def around(points: Any, box: Four, room: Two = (0.4, 0.4)) -> PlaneView:
        """The view that holds points (count, 2), with so much room around them, in shares of their extent.

        >>> PlaneView.around([[0.0, 0.0], [2.0, 1.0]], (0, 0, 100, 100), room=(0.5, 0.0)).x
        (-1.0, 3.0)
        """
        places = np.asarray(points, dtype=float)
        low, high = places.min(axis=0), places.max(axis=0)
        space = np.asarray(room) * (high - low)
        (left, bottom), (right, top) = (low - space).tolist(), (high + space).tolist()
        return PlaneView(box, (left, right), (bottom, top))

    def toward(self, other: PlaneView, share: float) -> PlaneView:
        """The view so far on the way to another, from 0 to 1."""
        ends = zip((*self.box, *self.x, *self.y), (*other.box, *other.x, *other.y))
        left, top, width, height, x0, x1, y0, y1 = (a + share * (b - a) for a, b in ends)
        return PlaneView((left, top, width, height), (x0, x1), (y0, y1))


def zoom_plane(
    scene: Scene, now: VMobject, draw: Callable[[PlaneView], VMobject], start: PlaneView, end: PlaneView, seconds=1.4
) -> VMobject:
    """Play the way from one view to another, and give the plane as it stands then.

    now   the plane on the screen, which is taken away; draw: makes it for a view
    """
    share = ValueTracker(0.0)
    moving = redrawn(lambda: draw(start.toward(end, share.get_value())))
    scene.remove(now)
    scene.add(moving)
    scene.play(share.animate.set_value(1.0), run_time=seconds)
    moving.clear_updaters()
    scene.remove(moving)
    drawn = draw(end)
    scene.add(drawn)
    return drawn
