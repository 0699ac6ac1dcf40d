"""How large the text of a drawing stands on the slide: comfortable to read wherever it has room for that.

Text is scaled with its drawing, but a small drawing often has more room around its words than they need. So the
smallest text is set larger as long as no word touches another one, leaves its shape or runs into one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from deckwright.deck.drawing import Drawing, Label, Shape
from deckwright.fonts import in_diagrams
from deckwright.fonts.type import Type
from deckwright.layout.drawn_text import Rectangle, lines_of, overlap, text_rectangle
from deckwright.layout.shrink import INSIDE, READABLE
from deckwright.layout.text_lines import text_width
from deckwright.theme import Theme

COMFORTABLE = 16.0  # points: what is read from the last row
TRIED = (COMFORTABLE, 15.0, 14.0, 13.0)
INKED = 0.8  # height of a line's letters, in type sizes: less than the line, as few letters reach both of its edges
APART = 0.1  # type sizes that are free on either side of a text
OUTSIDE = (6.0, 2.0)  # points that a text may reach over the drawing's own edges, across and down


def smallest_text(block: Drawing, scale: float, theme: Theme) -> float:
    """The type size in points that no text of a drawing at this scale falls below."""
    texts = [mark for mark in block.marks if isinstance(mark, (Shape, Label)) and mark.text]
    grown = scale * in_diagrams(theme.body_font)
    if not texts or min(mark.size for mark in texts) * grown >= COMFORTABLE:
        return READABLE
    widths = [_ems(mark, theme) for mark in texts]

    def faults(least: float) -> set[Hashable]:
        sizes = [max(least, mark.size * grown) for mark in texts]
        return set(_faults(block, texts, widths, sizes, scale))

    allowed = faults(READABLE)
    return next((size for size in TRIED if faults(size) <= allowed), READABLE)


def _ems(mark: Shape | Label, theme: Theme) -> float:
    """Width of the longest line, in type sizes."""
    kind = Type.body(theme, COMFORTABLE, bold=isinstance(mark, Label) and mark.bold)
    return max(text_width(line, kind) for line in lines_of(mark.text)) / COMFORTABLE


def _faults(
    block: Drawing, texts: Sequence[Shape | Label], widths: Sequence[float], sizes: Sequence[float], scale: float
) -> Iterator[Hashable]:
    """What is in a text's way: other texts, shapes, its own shape's sides, the drawing's edges."""
    boxes = [_box(*each, scale) for each in zip(texts, widths, sizes)]
    yield from ((i, j) for (i, a), (j, b) in combinations(enumerate(boxes), 2) if overlap(a, b))
    shapes = [(mark, _frame(mark, scale)) for mark in block.marks if isinstance(mark, Shape) and _is_seen(mark)]
    for i, (mark, box) in enumerate(zip(texts, boxes)):
        if isinstance(mark, Shape):
            frame = _frame(mark, scale)
            if box[2] - box[0] + 2 * INSIDE > frame[2] - frame[0] or box[3] - box[1] > frame[3] - frame[1]:
                yield i
            continue
        yield from ((i, "shape", k) for k, (_, frame) in enumerate(shapes) if _runs_into(box, frame))
        across, down = OUTSIDE
        if box[0] < -across or box[2] > block.width * scale + across:
            yield i, "across"
        if box[1] < -down or box[3] > block.height * scale + down:
            yield i, "down"


def _is_seen(mark: Shape) -> bool:
    return bool(mark.fill or mark.stroke)


def _runs_into(box: Rectangle, frame: Rectangle) -> bool:
    """Whether a text lies across a shape's side; one that stands inside as a whole does not."""
    inside = frame[0] <= box[0] and box[2] <= frame[2] and frame[1] <= box[1] and box[3] <= frame[3]
    return overlap(box, frame) and not inside


def _frame(mark: Shape, scale: float) -> Rectangle:
    return mark.x * scale, mark.y * scale, (mark.x + mark.width) * scale, (mark.y + mark.height) * scale


def _box(mark: Shape | Label, ems: float, size: float, scale: float) -> Rectangle:
    """Where a text stands, with a little room at a label's sides."""
    height = (len(list(lines_of(mark.text))) - 1 + INKED) * size
    return text_rectangle(mark, ems * size, height, scale, free=APART * size)
