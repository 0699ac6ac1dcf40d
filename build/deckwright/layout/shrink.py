"""How small a drawing may become: its text stays readable, so its shapes and labels must still have room for it."""

from __future__ import annotations

from itertools import combinations

from deckwright.deck.drawing import Drawing, Label, Shape
from deckwright.fonts import in_diagrams
from deckwright.fonts.type import Type
from deckwright.layout.block import Setting
from deckwright.layout.drawn_text import Rectangle, lines_of, overlap, text_rectangle
from deckwright.layout.text_lines import text_width

READABLE = 12.0  # points: text in a drawing at the least
LIMIT = 0.6  # of the scale at which the text would be as large as that: further, shapes would be too small for it
INSIDE = 2.0  # points between a text and the sides of its shape
LINE = 1.1  # height of a line, in type sizes


def least_scale(block: Drawing, width: float, usual: float, setting: Setting) -> float:
    """The least scale of a drawing: the usual one, or a smaller one at which it fits the width and stays legible."""
    needed = width / block.width
    texts = [mark for mark in block.marks if isinstance(mark, (Shape, Label)) and mark.text]
    smallest = READABLE / min(mark.size for mark in texts)
    if needed >= usual or needed < LIMIT * smallest or not _inside_shapes(texts, needed, setting):
        return usual
    return needed if _touching(texts, needed, setting) <= _touching(texts, smallest, setting) else usual


def _inside_shapes(texts: list[Shape | Label], scale: float, setting: Setting) -> bool:
    """Whether every shape is still as wide as the text in it."""
    shapes = (mark for mark in texts if isinstance(mark, Shape))
    return all(_width(mark, scale, setting) + 2 * INSIDE <= mark.width * scale for mark in shapes)


def _touching(texts: list[Shape | Label], scale: float, setting: Setting) -> set[tuple[int, int]]:
    """Which texts lie over one another at this scale."""
    boxes = [_box(mark, scale, setting) for mark in texts]
    return {(i, j) for (i, a), (j, b) in combinations(enumerate(boxes), 2) if overlap(a, b)}


def _box(mark: Shape | Label, scale: float, setting: Setting) -> Rectangle:
    height = LINE * _size(mark, scale, setting) * len(list(lines_of(mark.text)))
    return text_rectangle(mark, _width(mark, scale, setting), height, scale)


def _width(mark: Shape | Label, scale: float, setting: Setting) -> float:
    kind = Type.body(setting.theme, _size(mark, scale, setting), bold=getattr(mark, "bold", False))
    return max(text_width(line, kind) for line in lines_of(mark.text))


def _size(mark: Shape | Label, scale: float, setting: Setting) -> float:
    return max(READABLE, mark.size * scale * in_diagrams(setting.theme.body_font))
