"""The camera frame: it closes in on what matters now, and comes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import Mobject, VGroup, VMobject

from deckwright.scenes.lesson_scene import LessonScene
from deckwright.screen import HEIGHT, PT, WIDTH


def framed(
    scene: LessonScene, things: Iterable[VMobject], room: float = 40.0, pinned: Iterable[Mobject | None] = ()
) -> list[Any]:
    """The camera closes in on things, so that they and some room around them fill the picture; never farther than all.

    room    points of the slide around the things
    pinned  what keeps its place and size in the picture: a title, a working

    In a scene: ``self.play(*framed(self, [gate], pinned=[self.header]))``, and back ``self.play(*unframed(self))``.
    """
    group = VGroup(*things)
    width = max(group.width + 2 * room * PT, (group.height + 2 * room * PT) * WIDTH / HEIGHT)
    return _moved(scene, group.get_center(), min(1.0, width / (WIDTH * PT)), pinned)


def unframed(scene: LessonScene, pinned: Iterable[Mobject | None] = ()) -> list[Any]:
    """The camera comes back to the whole picture."""
    return _moved(scene, np.zeros(3), 1.0, pinned)


def _moved(scene: LessonScene, center: np.ndarray, share: float, pinned: Iterable[Mobject | None]) -> list[Any]:
    """The frame around a center, so large a share of the whole; pinned things move along with it."""
    frame = scene.camera_frame
    grown, was = share * WIDTH * PT / frame.width, frame.get_center()
    following = [
        part.animate.scale(grown).move_to(center + grown * (part.get_center() - was)) for part in pinned if part
    ]
    return [frame.animate.move_to(center).scale_to_fit_width(share * WIDTH * PT), *following]
