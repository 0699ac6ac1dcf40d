"""Manim's renderer, without what a lesson's video doesn't need: frames go to the section that is on."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import CairoRenderer, config
from manim.camera.camera import Camera
from manim.scene.scene_file_writer import SceneFileWriter

from deckwright.video.drawing.camera import SteadyCamera


class SectionRenderer(CairoRenderer):
    """Draws the sections that are asked for; through the others it runs without drawing.

    Time is counted in whole frames, so that it is the same whether a section is drawn or run through.
    """

    def __init__(self, writer: type[SceneFileWriter], camera: type[Camera] = SteadyCamera):
        super().__init__(file_writer_class=writer, camera_class=camera)

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        """Play animations; the frames of those that are run through are counted too."""
        super().play(scene, *args, **kwargs)
        if self.skip_animations:
            self.file_writer.count(planned_frames(scene))
        self.time = self.file_writer.total / config.frame_rate

    def update_frame(
        self,
        scene: Any,
        mobjects: Any = None,
        include_submobjects: bool = True,
        ignore_skipping: bool = True,
        **kwargs: Any,
    ) -> None:
        """Draw, unless the section is only run through."""
        if not self.skip_animations:
            super().update_frame(scene, mobjects, include_submobjects, ignore_skipping, **kwargs)

    def save_static_frame_data(self, scene: Any, static_mobjects: Any) -> Any:
        """Paint what stands still once for all frames of an animation, if there are any to draw."""
        if not self.skip_animations:
            return super().save_static_frame_data(scene, static_mobjects)
        self.static_image = None
        return None

    def render(self, scene: Any, time: float, moving_mobjects: Any = None) -> None:
        """Draw a frame and hand it on, as it is: the writer takes what it needs at once."""
        if not self.skip_animations:
            self.update_frame(scene, moving_mobjects)
            self.add_frame(self.camera.pixel_array)

    def freeze_current_frame(self, duration: float) -> None:
        """Show the frame for a time, rounded to whole frames."""
        if not self.skip_animations:
            self.add_frame(self.camera.pixel_array, num_frames=still_frames(duration))


def still_frames(duration: float) -> int:
    """The number of frames of a wait."""
    return max(1, round(duration * config.frame_rate))


def planned_frames(scene: Any) -> int:
    """How many frames the animations that were played last have."""
    if scene.is_current_animation_frozen_frame():
        return still_frames(scene.duration)
    return len(np.arange(0, scene.duration, 1 / config.frame_rate))  # as Manim goes through time
