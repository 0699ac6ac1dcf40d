"""Scenes to videos: found, rendered side by side, cached, captioned. Manim is imported only where a scene is drawn."""

from typing import Any

from deckwright.video.discovery.lesson_scenes import scenes_of
from deckwright.video.discovery.scene_file import FoundScene
from deckwright.video.output.film import film
from deckwright.video.output.rendered_video import Clip, RenderedVideo
from deckwright.video.quality import QUALITIES, Quality
from deckwright.video.render import RenderError, render

__all__ = [
    "QUALITIES",
    "Clip",
    "FoundScene",
    "Progress",
    "Quality",
    "RenderError",
    "RenderedVideo",
    "Workers",
    "cluster",
    "film",
    "local",
    "render",
    "scenes_of",
]


def __getattr__(name: str) -> Any:
    """What is needed only where something is drawn takes longer to load than it takes to find that nothing is to be."""
    if name not in ("Progress", "Workers", "cluster", "local"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from deckwright.video.workers import executors as executor

    return getattr(executor, name)
