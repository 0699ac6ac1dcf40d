"""What is made anew for every frame leaves nothing of the frame before."""

from __future__ import annotations

import numpy as np
from manim import Dot, Scene, ValueTracker, linear, tempconfig

from deckwright.scenes.updaters import redrawn


def test_the_old_shape_is_gone(tmp_path) -> None:
    """Of a dot that wanders to the right, the last frame shows one dot, and none where it was at the start."""
    with tempconfig(
        {
            "pixel_width": 160,
            "pixel_height": 90,
            "frame_rate": 5,
            "write_to_movie": False,
            "media_dir": str(tmp_path),
            "disable_caching": True,
        }
    ):
        scene, place = Scene(), ValueTracker(-5.0)
        frames: list[np.ndarray] = []
        scene.renderer.add_frame = lambda frame, num_frames=1: frames.append(np.array(frame))
        scene.add(redrawn(lambda: Dot([place.get_value(), 0, 0], radius=0.6)))
        scene.play(place.animate.set_value(5.0), run_time=1, rate_func=linear)
    lit = [np.flatnonzero(frame[..., :3].max(axis=(0, 2)) > 128) for frame in frames]
    assert len(frames) >= 4 and all(len(columns) for columns in lit)
    assert all(np.ptp(columns) < 30 for columns in lit), "one dot in each frame"
