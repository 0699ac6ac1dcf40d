"""A pyramid of levels, the narrowest on top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckwright.deck.drawing import Drawing, Label, Mark, Path
from deckwright.errors import UserError
from deckwright.figures.measure import folded, widest, width_of
from deckwright.figures.words import plain_words, text_of
from deckwright.language import say
from deckwright.theme import CATEGORIES

HEIGHT, WIDTH = 320.0, 420.0
GAP = 6.0
NAME, NOTE = 20.0, 18.0
LINE = 1.15  # sizes from one line of a name to the next one


def pyramid(levels: Sequence[str], notes: Sequence = (), *, by_level: bool = False, alt: str = "") -> Drawing:
    """Levels from the top down, each with a note at its right.

    notes     what stands beside each level: strings or figures
    by_level  reveals one level with each click, from the bottom
    """
    count = len(levels)
    if not 2 <= count <= 6:
        raise UserError(f"Expected two to six levels, found {count}.")
    if notes and len(notes) != count:
        raise UserError(f"Expected {count} notes for the levels, found {len(notes)}.")
    step = HEIGHT / count
    marks: list[Mark] = []
    top = min(widest(levels[:1], NAME, bold=True) + 24, WIDTH * 0.6)  # the topmost level is wide enough for its name
    for i, level in enumerate(levels):
        part = count - i if by_level else 0
        y0, y1 = i * step, (i + 1) * step - GAP
        upper, lower = ((top + (WIDTH - top) * y / HEIGHT) / 2 for y in (y0, y1))
        middle = WIDTH / 2
        corners = ((middle - upper, y0), (middle + upper, y0), (middle + lower, y1), (middle - lower, y1))
        marks.append(
            Path(
                lines=(corners,),
                closed=True,
                stroke=CATEGORIES[i],
                fill=CATEGORIES[i],
                opacity=0.16,
                stroke_width=1.25,
                part=part,
            )
        )
        marks += _name(level, middle, y0, y1, upper + lower - 2 * GAP, part)
        if notes:
            side = (middle + (upper + lower) / 2 + GAP, (y0 + y1) / 2)
            marks.append(Path(lines=((side, (WIDTH + 18, side[1])),), stroke="line", part=part))
            marks.append(
                Label(
                    x=WIDTH + 24,
                    y=(y0 + y1) / 2,
                    text=text_of(notes[i]),
                    size=NOTE,
                    color="muted",
                    anchor="left",
                    part=part,
                )
            )
    width = WIDTH + (24 + max(width_of(text_of(note), NOTE) for note in notes) if notes else 0)
    said = alt or say("Pyramid, from the top: {levels}.", levels=", ".join(plain_words(level) for level in levels))
    return Drawing(width=width, height=HEIGHT, marks=tuple(marks), kind="pyramid", alt=text_of(said))


def _name(level: str, middle: float, top: float, bottom: float, width: float, part: int) -> Iterator[Label]:
    """A level's name in its middle, folded where it is long."""
    lines = folded(level, NAME, width, bold=True)
    if len(lines) * LINE * NAME > bottom - top or widest(lines, NAME, bold=True) > width:
        raise UserError(f"The name of a level is too long for a pyramid: {level!r}.", hint="Shorten it.")
    for k, line in enumerate(lines):
        y = (top + bottom) / 2 + (k - (len(lines) - 1) / 2) * LINE * NAME
        yield Label(x=middle, y=y, text=text_of(line), size=NAME, bold=True, part=part)
