"""Scenes to videos: found, rendered side by side, cached, captioned. Manim is imported only where a scene is drawn."""

from deckwright.video.executor import Workers, cluster, local
from deckwright.video.film import film
from deckwright.video.found import FoundScene, scenes_of
from deckwright.video.job import Progress
from deckwright.video.quality import QUALITIES, Quality
from deckwright.video.render import RenderError, render
from deckwright.video.rendered import Clip, RenderedVideo

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
