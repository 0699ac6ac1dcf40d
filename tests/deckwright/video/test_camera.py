"""The quick camera paints what Manim's own camera paints."""

import numpy as np
import pytest
from manim import (
    BLUE,
    RED,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    Rectangle,
    Scene,
    Square,
    Transform,
    ValueTracker,
    VGroup,
)
from manim.camera.camera import Camera

from deckwright.scenes import PT, Words, at
from deckwright.scenes.updaters import redrawn
from painted_frames import painted

SUBSAMPLE = 24  # of 255: what a pixel changes by when a sample on an edge falls to its other side


class Everything(Scene):
    """Shapes that stand still, enough of them for a layer, and others that move, grow, fade, bend and are redrawn."""

    def construct(self):
        square = Square(0.6, fill_color=BLUE, fill_opacity=0.5)
        still = VGroup(*(square.copy().move_to(at(200 + 90 * k, 150)) for k in range(6)))
        words, t = Words("nothing but words", 30, BLUE).shift(at(100, 400)), ValueTracker(0.0)
        self.add(Rectangle(width=9, height=4, fill_color=RED, fill_opacity=0.3), still)
        self.play(FadeIn(words, scale=0.4), Create(still[2].copy()), run_time=0.5)
        self.add(redrawn(lambda: Dot(at(100 + 600 * t.get_value(), 300), radius=14 * PT, color=BLUE)))
        moves = words.animate.shift([3, 1, 0]).scale(1.5), GrowFromCenter(Square(2)), t.animate.set_value(1.0)
        self.play(*moves, run_time=0.6)
        other = Words("other words", 30, RED)
        self.play(Transform(words, other), still[0].animate.set_fill(opacity=1.0), run_time=0.5)
        self.play(FadeOut(still), run_time=0.3)
        self.wait(0.2)


@pytest.fixture
def frames_of(tmp_path):
    """All frames of the scene, painted by a camera."""
    return lambda **camera: painted(lambda renderer: Everything(renderer=renderer), tmp_path, **camera)[1]


def test_the_same_picture_as_manims_camera(frames_of):
    """Frame by frame and pixel by pixel, but for samples on an edge, of which each frame has a few."""
    pairs = list(zip(frames_of(), frames_of(camera=Camera), strict=True))
    assert len(pairs) > 15
    for quick, plain in pairs:
        away = np.abs(quick.astype(int) - plain)
        assert away.max() <= SUBSAMPLE
        assert (away > 2).mean() < 1e-3
