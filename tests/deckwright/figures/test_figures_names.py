"""Names in diagrams: however long and many they are, none stands on another one or leaves its drawing, or it is said
that there is no room.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.deck.drawing import Drawing, Label, Path
from deckwright.errors import UserError
from deckwright.figures.confusion import confusion
from deckwright.figures.heatmap import heatmap
from deckwright.figures.image_grid import image_grid
from deckwright.figures.measure import folded, widest, width_of
from deckwright.figures.number_line import number_line
from deckwright.figures.pyramid import pyramid
from deckwright.figures.timeline import timeline
from example_counts import examples

LETTERS = 0.7  # of a line's height: what letters reach of it
EDGE = 3.0  # points that letters may reach over the edge of a drawing
names = st.lists(st.text("abc mn", min_size=1, max_size=30).filter(str.strip), min_size=2, max_size=24, unique=True)


def box(label: Label) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of its letters."""
    width, height = width_of(label.text, label.size, label.bold), LETTERS * label.size
    before = width * {"left": 0.0, "center": 0.5, "right": 1.0}[label.anchor]
    if label.turned:
        return label.x - height / 2, label.y + before - width, label.x + height / 2, label.y + before
    return label.x - before, label.y - height / 2, label.x - before + width, label.y + height / 2


def check(drawing: Drawing) -> None:
    boxes = [box(mark) for mark in drawing.marks if isinstance(mark, Label)]
    for (left, top, right, bottom), other in itertools.combinations(boxes, 2):
        assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    for left, top, right, bottom in boxes:
        assert -EDGE <= left and right <= drawing.width + EDGE
        assert -EDGE <= top and bottom <= drawing.height + EDGE


DIAGRAMS = {
    "heat map": lambda words: heatmap(np.ones((3, len(words))), columns=words, x_title="predicted", y_title="actual"),
    "heat map without numbers": lambda words: heatmap(np.ones((2, len(words))), columns=words, values=False),
    "confusion matrix": lambda words: confusion(np.ones((len(words), len(words))), words),
    "images": lambda words: image_grid(np.ones((len(words), 2, 3)), labels=words),
    "number line": lambda words: number_line({word: k % 7 + 0.01 * k for k, word in enumerate(words)}),
    "pyramid": lambda words: pyramid(words[:6], words[:6]),
    "time line": lambda words: timeline([(2000 + k // 2 + k % 2, word) for k, word in enumerate(words[:12])]),
}


@pytest.mark.parametrize("kind", DIAGRAMS)
@settings(max_examples=examples(30), deadline=None)
@given(words=names)
def test_names_stand_apart(kind: str, words: list[str]) -> None:
    try:
        drawing = DIAGRAMS[kind](words)
    except UserError as error:
        assert "room" in str(error) or "too long" in str(error)
        return
    check(drawing)


def test_a_year_may_be_wider_than_its_event() -> None:
    """Events with short names, crowded by a long one of their row, keep their years in the drawing and apart."""
    names = ["a", "c", "m", "x", "ab", "aaaa", "aaaaa", "aaaaaa", "a" * 17 + "m" * 6, "b", "aa", "aaa"]
    check(timeline([(2000 + k // 2 + k % 2, name) for k, name in enumerate(names)]))


def test_a_name_folds_between_words() -> None:
    """No line is longer than there is room for, but for a word that is longer alone; a formula is one word."""
    assert folded("a golden retriever", 14, widest(["a golden"], 14)) == ["a golden", "retriever"]
    assert folded("$x = y$ z", 14, 10.0) == ["$x = y$ z"]


def test_names_of_narrow_columns_are_turned() -> None:
    """So twenty classes have their names; where even that is too narrow, it is said."""
    classes = [f"class {k}" for k in range(20)]
    turned = [mark for mark in confusion(np.ones((20, 20)), classes).marks if isinstance(mark, Label) and mark.turned]
    assert len(turned) == 20
    with pytest.raises(UserError, match="no room for the names of 80 columns, such as 'class 10'"):
        heatmap(np.ones((2, 80)), columns=[f"class {k}" for k in range(80)])


def test_a_level_holds_its_name() -> None:
    """In two lines at its top, where it is narrow."""
    drawing = pyramid(["artificial intelligence in the widest sense", "machine learning", "deep learning"])
    levels = [mark for mark in drawing.marks if isinstance(mark, Path)]
    first = [box(mark) for mark in drawing.marks if isinstance(mark, Label)][:2]
    upper = levels[0].lines[0]
    assert upper[0][0] < min(left for left, *_ in first) and max(right for _, _, right, _ in first) < upper[1][0]
