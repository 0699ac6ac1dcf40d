"""Running through a scene without drawing: what sections, captions and numbers it has."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from manim import tempconfig

from deckwright.scenes.lesson_scene import LessonScene
from deckwright.theme import LIGHT, Theme
from deckwright.video.drawing.renderer import SectionRenderer
from deckwright.video.drawing.section_writer import SectionWriter, TimedSection
from deckwright.video.quality import QUALITIES


def dry_run(
    scene_class: type[LessonScene], record: Any, theme: Theme = LIGHT
) -> tuple[LessonScene, list[TimedSection]]:
    """The scene after it ran, and its sections. :func:`deckwright.scenes.audit.unsourced` then checks its numbers."""
    quality = QUALITIES["draft"]
    with (
        tempfile.TemporaryDirectory() as folder,
        tempconfig(
            {
                "dry_run": False,
                "format": "mp4",
                "media_dir": folder,
                "progress_bar": "none",
                "verbosity": "ERROR",
                "seed": 0,
                "pixel_width": quality.width,
                "pixel_height": quality.height,
                "frame_rate": quality.fps,
                "disable_caching": True,
            }
        ),
    ):
        writer = type("Writer", (SectionWriter,), {"folder": Path(folder), "quality": quality})
        scene = scene_class(record=record, theme=theme, renderer=SectionRenderer(writer))
        scene.render()
        return scene, scene.renderer.file_writer.timed_sections
