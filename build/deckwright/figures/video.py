"""A scene's video on a slide, whole or section by section."""

from __future__ import annotations

from deckwright.deck.media import Video
from deckwright.deck.text import Run
from deckwright.language import say


def video(scene: str, *, autoplay: bool = True, loop: bool = False, poster: str = "", alt: str = "") -> Video:
    """The whole video of a Manim scene. It is rendered when the deck is built.

    autoplay  starts by itself when the slide comes up; else with a click
    loop      starts again at its end
    poster    name of the section whose last frame stands there before it plays; the first one if not given, so that
              no result is seen before
    alt       what it shows, for those who can't see it; by default the name of the scene
    """
    return Video(
        scene=scene, autoplay=autoplay, loop=loop, shown=poster, alt=(Run(alt or say("Video: {scene}", scene=scene)),)
    )


def clips(scene: str, *, alt: str = "") -> Video:
    """A scene section by section: the slide becomes one slide for each section, whose clip starts by itself and stops
    on its last frame, so that the lecturer sets the pace.
    """
    return Video(scene=scene, clips=True, alt=(Run(alt or say("Video: {scene}", scene=scene)),))
