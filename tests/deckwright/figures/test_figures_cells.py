"""Heat maps, confusion matrices and small images."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from deckwright.deck.drawing import Label, Path, Shape
from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.cells import layers, rectangles
from deckwright.figures.confusion import confusion
from deckwright.figures.heatmap import heatmap
from deckwright.figures.image_grid import image_grid
from deckwright.figures.measure import width_of
from dlcore import Tensor


def test_a_heat_map_tints_by_size_and_sign():
    """The strongest cell has the strongest tint, negative ones the other color, each its number."""
    drawing = heatmap(Tensor([[1.0, -0.5], [0.0, 0.25]], "A"), rows=["a", "b"], columns=["$q$", "$k$"], x_title="key")
    cells = [m for m in drawing.marks if isinstance(m, Shape)]
    assert [c.fill for c in cells] == ["positive", "negative", "positive", "positive"]
    assert cells[0].opacity == 2 * cells[1].opacity == 4 * cells[3].opacity
    assert cells[2].opacity == 0
    assert [f.value for f in figures_in(tuple(cells))] == [1.0, -0.5, 0.0, 0.25]
    assert "Heat map of A" in plain(drawing.alt)


def test_a_large_heat_map_is_few_shapes():
    """10,000 cells without values become a couple of freeforms."""
    drawing = heatmap(np.random.default_rng(0).normal(size=(100, 100)))
    assert len(drawing.marks) <= 20


def test_wrong_names_are_counted():
    """As many names as rows."""
    with pytest.raises(UserError, match="2 names for the rows"):
        heatmap(np.zeros((2, 3)), rows=["a"])


def test_a_confusion_matrix_says_how_many_are_right():
    """And what is most often mistaken for what."""
    drawing = confusion(np.array([[8, 2], [1, 9]]), ["cat", "dog"])
    assert plain(drawing.alt) == (
        "Confusion matrix of 2 classes: 17 of 20 right (85%); the most frequent mistake takes cat for dog, 2 times."
    )
    cells = [m for m in drawing.marks if isinstance(m, Shape)]
    assert [c.fill for c in cells] == ["positive", "negative", "negative", "positive"]
    assert {"predicted", "actual"} <= {plain(m.text) for m in drawing.marks if isinstance(m, Label)}


@given(arrays(bool, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_rectangles_cover_exactly_the_true_cells_once(mask):
    """No cell twice, none left out."""
    count = np.zeros(mask.shape, int)
    for left, top, right, bottom in rectangles(mask):
        count[top:bottom, left:right] += 1
    assert np.array_equal(count, mask.astype(int))


@given(arrays(float, (4, 5), elements=st.floats(-1, 1)))
def test_layers_add_up_to_the_tint(tint):
    """Painting all layers over one another gives each cell its tint, to a tenth."""
    seen = {"positive": np.zeros((4, 5)), "negative": np.zeros((4, 5))}
    for path in layers(tint, 0, 0, 1, 1):
        for (x0, y0), _, (x1, y1), _ in path.lines:
            rows, columns = slice(int(y0), int(y1)), slice(int(x0), int(x1))
            old = seen[path.fill][rows, columns]
            seen[path.fill][rows, columns] = old + (1 - old) * path.opacity
    assert np.allclose(seen["positive"], np.round(np.clip(tint, 0, 1) * 10) / 10, atol=1e-3)
    assert np.allclose(seen["negative"], np.round(np.clip(-tint, 0, 1) * 10) / 10, atol=1e-3)


def test_images_in_a_grid_are_crisp_and_few_shapes():
    """Ten digits of 64 cells: a frame, a label and at most ten levels each, all inside the drawing."""
    images = np.random.default_rng(0).random((10, 8, 8))
    drawing = image_grid(images, labels=[str(i) for i in range(10)])
    assert len(drawing.marks) <= 10 * 12
    for path in (m for m in drawing.marks if isinstance(m, Path)):
        xs, ys = zip(*(point for line in path.lines for point in line))
        assert (
            min(xs) >= -0.01
            and max(xs) <= drawing.width + 0.01
            and min(ys) >= -0.01
            and max(ys) <= drawing.height + 0.01
        )
    assert plain(drawing.alt).startswith("10 images of 8 by 8 pixels")


def test_kernels_have_two_colors():
    """Where there are negative values, both signs are seen."""
    drawing = image_grid(np.array([[[1.0, -1.0], [0.0, 0.5]]]))
    assert {m.fill for m in drawing.marks if isinstance(m, Path)} == {"positive", "negative"}


def test_numbers_of_a_heat_map_are_as_large_as_they_fit():
    """Large in few cells, smaller in many, and never wider than their cell."""
    sizes = []
    for count in (4, 12):
        cells = [m for m in heatmap(np.full((count, count), -0.27)).marks if isinstance(m, Shape) and m.text]
        sizes.append(cells[0].size)
        assert all(width_of(cell.text, cell.size) <= cell.width for cell in cells)
    assert sizes[0] >= 18 > sizes[1] >= 13


def test_numbers_stand_in_the_pixels_of_small_images():
    """One figure in the middle of each pixel, on a ground that is paler for it."""
    kernel = np.array([[[-1.0, 0.5], [0.0, 0.25]]])
    bare, numbered = image_grid(kernel), image_grid(kernel, values=True)
    labels = [mark for mark in numbered.marks if isinstance(mark, Label)]
    assert [label.text[0].figure.value for label in labels] == [-1.0, 0.5, 0.0, 0.25]
    assert [plain(label.text) for label in labels] == ["−1.00", "0.50", "0.00", "0.25"]
    assert labels[0].x < labels[1].x and labels[0].y == labels[1].y < labels[2].y
    assert _strongest(numbered) < 0.6 < _strongest(bare)


def _strongest(drawing) -> float:
    """The opacity of the strongest pixel: its layers lie upon one another."""
    return 1 - math.prod(
        1 - mark.opacity for mark in drawing.marks if isinstance(mark, Path) and mark.fill == "negative"
    )


def test_the_numbers_of_a_heat_map_share_their_decimals():
    """A number much smaller than all others is a zero rather than the one with more digits than they have."""
    drawing = heatmap(np.array([[2.61, -0.03], [0.5, 0.0004]]))
    assert [plain(m.text) for m in drawing.marks if isinstance(m, Shape)] == ["2.61", "−0.03", "0.50", "0.00"]
