"""How small a drawing may become: its text stays readable, so its shapes and labels must still have room for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from deckwright.deck.drawing import Drawing, Label, Mark, Shape
from deckwright.deck.text import Math, Text
from deckwright.fonts import in_diagrams
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting
from deckwright.layout.text_lines import text_width

READABLE = 12.0  # points: text in a drawing at the least
LIMIT = 0.6  # of the scale at which the text would be as large as that: further, shapes would be too small for it
INSIDE = 2.0  # points between a text and the sides of its shape
LINE = 1.1  # height of a line, in type sizes
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}

Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


def least_scale(block: Drawing, width: float, usual: float, setting: Setting) -> float:
    """The least scale of a drawing: the usual one, or a smaller one at which it fits the width and stays legible."""
    needed = width / block.width
    texts = [mark for mark in block.marks if isinstance(mark, (Shape, Label)) and mark.text]
    smallest = READABLE / min(mark.size for mark in texts)
    if needed >= usual or needed < LIMIT * smallest or not _inside_shapes(texts, needed, setting):
        return usual
    return needed if _touching(texts, needed, setting) <= _touching(texts, smallest, setting) else usual


def _inside_shapes(texts: list[Mark], scale: float, setting: Setting) -> bool:
    """Whether every shape is still as wide as the text in it."""
    shapes = (mark for mark in texts if isinstance(mark, Shape))
    return all(_width(mark, scale, setting) + 2 * INSIDE <= mark.width * scale for mark in shapes)


def _touching(texts: list[Mark], scale: float, setting: Setting) -> set[tuple[int, int]]:
    """Which texts lie over one another at this scale."""
    boxes = [_box(mark, scale, setting) for mark in texts]
    return {(i, j) for (i, a), (j, b) in combinations(enumerate(boxes), 2) if overlap(a, b)}


def _box(mark: Mark, scale: float, setting: Setting) -> Rectangle:
    width, size = _width(mark, scale, setting), _size(mark, scale, setting)
    height = LINE * size * len(list(lines_of(mark.text)))
    if isinstance(mark, Shape):
        x, y = (mark.x + mark.width / 2) * scale - width / 2, (mark.y + mark.height / 2) * scale
    else:
        x, y = mark.x * scale - width * _SHARE[mark.anchor], mark.y * scale
    box = x, y - height / 2, x + width, y + height / 2
    return upwards(box, mark.x * scale, mark.y * scale) if getattr(mark, "turned", False) else box


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


def _width(mark: Mark, scale: float, setting: Setting) -> float:
    kind = Type.body(setting.theme, _size(mark, scale, setting), bold=getattr(mark, "bold", False))
    return max(text_width(line, kind) for line in lines_of(mark.text))


def _size(mark: Mark, scale: float, setting: Setting) -> float:
    return max(READABLE, mark.size * scale * in_diagrams(setting.theme.body_font))


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
