"""Text in a small drawing is as large as its room allows."""

from __future__ import annotations

import numpy as np
import pytest

from deckwright.deck.drawing import Drawing, Label, Mark, Shape
from deckwright.deck.text import Run
from deckwright.figures import image_grid, regions
from deckwright.layout.drawn_type import COMFORTABLE, smallest_text
from deckwright.layout.shrink import READABLE
from deckwright.theme import LIGHT


def drawing(*marks: Mark) -> Drawing:
    return Drawing(width=400.0, height=300.0, marks=marks)


def label(text: str, x: float, y: float = 150.0) -> Label:
    return Label(x=x, y=y, text=(Run(text),), size=16.0)


def test_it_is_comfortable_where_there_is_room():
    """Two words far from one another, in a drawing that is half as large."""
    assert smallest_text(drawing(label("left", 100), label("right", 300)), 0.5, LIGHT) == COMFORTABLE


def test_text_that_is_large_anyway_stays_as_it_is():
    """Nothing is raised in a drawing that grows."""
    assert smallest_text(drawing(label("left", 100)), 1.2, LIGHT) == READABLE
    assert smallest_text(drawing(), 0.5, LIGHT) == READABLE


def test_words_never_touch_for_it():
    """Neighbors get as large as fits between them."""
    near = smallest_text(drawing(label("neighbors", 100), label("neighbors", 225)), 0.5, LIGHT)
    far = smallest_text(drawing(label("neighbors", 100), label("neighbors", 290)), 0.5, LIGHT)
    assert READABLE <= near < far == COMFORTABLE


def test_words_stay_in_their_shape_and_out_of_others():
    """A number keeps within its cell; a name beside a box doesn't run into it; nothing leaves the drawing."""
    cell = Shape(x=100, y=100, width=76, height=60, stroke="text", text=(Run("12.34"),), size=16.0)
    assert READABLE <= smallest_text(drawing(cell), 0.5, LIGHT) < COMFORTABLE
    box = Shape(x=180, y=100, width=100, height=100, stroke="text")
    assert READABLE <= smallest_text(drawing(box, label("beside it", 128)), 0.5, LIGHT) < COMFORTABLE
    assert READABLE <= smallest_text(drawing(label("at the edge", 60)), 0.5, LIGHT) < COMFORTABLE


@pytest.mark.parametrize("scale", [0.6, 0.8])
def test_axes_and_captions_of_small_figures_can_be_read(scale):
    """A plane of regions and a grid of images at a fraction of their size: 14 points or more."""
    plane = regions(lambda p: (p[:, 0] > 0).astype(int), x=(-1, 1), y=(-1, 1), x_title="$x_1$", equal=True)
    images = image_grid(np.eye(8)[None].repeat(4, 0), columns=2, labels=["one", "two", "three", "four"])
    assert smallest_text(plane, scale, LIGHT) >= 14
    assert smallest_text(images, scale, LIGHT) == COMFORTABLE
