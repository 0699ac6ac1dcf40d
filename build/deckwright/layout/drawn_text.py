"""Where the texts of a drawing stand: lines and rectangles, in points of the slide from the drawing's corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckwright.deck.drawing import Label, Shape
from deckwright.deck.text import Math, Text

_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def text_rectangle(mark: Shape | Label, width: float, height: float, scale: float, free: float = 0.0) -> Rectangle:
    """Where a text of this width and height stands when its drawing has this scale.

    A text stands in the middle of its shape, or at its label's point.

    Args:
        free: room to the left and the right of a label; the text of a shape has the shape's.
    """
    if isinstance(mark, Shape):
        left, middle = (mark.x + mark.width / 2) * scale - width / 2, (mark.y + mark.height / 2) * scale
        return left, middle - height / 2, left + width, middle + height / 2
    x, y = mark.x * scale, mark.y * scale
    left = x - width * _SHARE[mark.anchor]
    box = left - free, y - height / 2, left + width + free, y + height / 2
    return upwards(box, x, y) if mark.turned else box


def upwards(box: Rectangle, x: float, y: float) -> Rectangle:
    """A rectangle turned by a right angle about a point, so that what led to the right leads up.

    >>> upwards((0.0, -1.0, 5.0, 1.0), 0.0, 0.0)
    (-1.0, -5.0, 1.0, 0.0)
    """
    left, top, right, bottom = box
    return x + top - y, y - (right - x), x + bottom - y, y - (left - x)


def overlap(a: Rectangle, b: Rectangle) -> bool:
    """Whether two rectangles have a part in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def lines_of(text: Text) -> Iterator[Text]:
    """The lines of an inscription: a line feed starts a new one."""
    line: list = []
    for part in text:
        pieces = [part] if isinstance(part, Math) else [replace(part, text=piece) for piece in part.text.split("\n")]
        for k, piece in enumerate(pieces):
            if k:
                yield tuple(line)
                line = []
            line.append(piece)
    yield tuple(line)
