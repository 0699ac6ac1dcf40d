"""A scene as a render paints it, small and quick: its frames as arrays. Needs Manim."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from manim import Scene, tempconfig

from deckwright.video.drawing.renderer import SectionRenderer
from deckwright.video.drawing.section_writer import SectionWriter
from deckwright.video.quality import Quality

TINY = Quality("tiny", 320, 180, 10)


def painted(make: Callable[[SectionRenderer], Scene], folder: Path, **camera: Any) -> tuple[Scene, list[np.ndarray]]:
    """The scene that is made with a renderer, played, and all frames of its first section, (H, W, 4)."""
    frames = []

    def write_frame(writer, pixels, *, repeat=1):
        frames.append(pixels.copy())
        SectionWriter.write_frame(writer, pixels, repeat=repeat)

    writer = type(
        "Writer",
        (SectionWriter,),
        {
            "folder": folder,
            "quality": TINY,
            "wanted": frozenset({0}),
            "report": staticmethod(lambda done: None),
            "finished": staticmethod(lambda section: None),
            "write_frame": write_frame,
        },
    )
    settings = {
        "media_dir": str(folder),
        "pixel_width": TINY.width,
        "pixel_height": TINY.height,
        "frame_rate": TINY.fps,
        "format": "mp4",
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        scene = make(SectionRenderer(writer, **camera))
        scene.render()
    return scene, frames
