"""Sets as ellipses: nested in one another, or two or three that overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from deckwright.deck.drawing import Drawing, Label, Mark, Shape
from deckwright.deck.text import Run, Text
from deckwright.errors import UserError
from deckwright.figures.measure import width_of
from deckwright.figures.words import plain_words, text_of
from deckwright.language import say
from deckwright.theme import CATEGORIES

HEIGHT = 340.0
NAME, NOTE = 20.0, 17.0
LENS = 0.75  # width of what two circles share, in radii
ALONE = (1.0, 1.0, 1.5)  # width that a name has in the part of its circle that no other covers, in radii
OUTWARDS = 0.6  # from a circle's middle to its name, as a share of the way from the middle of all to it
LIFT = 9.0  # between the lower ends of nested sets
BAND = 62.0  # height that an outer set shows above the one inside it
INSET = 80.0  # by which a set is narrower than the one around it


def nested(sets: Sequence[str], notes: Sequence = (), *, by_set: bool = False, alt: str = "") -> Drawing:
    """Sets inside one another, the largest first, each with a note beside its name's line.

    notes   an example for each set: a string or a figure, or () for none
    by_set  reveals one set with each click
    """
    if not 1 <= len(sets) <= 6:
        raise UserError(f"Expected one to six nested sets, found {len(sets)}.")
    lines = [(text_of(name), _note(notes, i)) for i, name in enumerate(sets)]
    innermost = max(110.0, HEIGHT - BAND * (len(sets) - 1))
    height = innermost + (BAND + LIFT) * (len(sets) - 1)
    needed = max(max(width_of(name, NAME, True), width_of(note, NOTE)) for name, note in lines)
    width = max(needed * 1.6 + 40, 300.0) + INSET * (len(sets) - 1)
    marks: list[Mark] = []
    for i, (name, note) in enumerate(lines):
        w, h = width - INSET * i, height - (BAND + LIFT) * i
        role, part, last = CATEGORIES[i], i + 1 if by_set else 0, i == len(lines) - 1
        y = BAND * i
        marks.append(
            Shape(
                x=(width - w) / 2,
                y=y,
                width=w,
                height=h,
                kind="ellipse",
                fill=role,
                opacity=0.12,
                stroke=role,
                part=part,
            )
        )
        middle = y + (h / 2 - 10 if last else BAND / 2 - 4)
        marks.append(Label(x=width / 2, y=middle, text=name, size=NAME, bold=True, part=part))
        if note:
            marks.append(Label(x=width / 2, y=middle + 1.1 * NAME, text=note, size=NOTE, part=part))
    within = say(", which contains ").join(plain_words(name) for name in sets)
    said = alt or say("Nested sets: {sets}.", sets=within)
    return Drawing(width=width, height=height, marks=tuple(marks), kind="sets", alt=text_of(said))


def venn(sets: Sequence[str], overlap: str = "", *, alt: str = "") -> Drawing:
    """Two or three overlapping sets; overlap names what they have in common."""
    if len(sets) not in (2, 3):
        raise UserError(
            f"Expected two or three sets for a Venn diagram, found {len(sets)}.",
            hint="Use nested(...) for sets inside sets.",
        )
    lens = width_of(text_of(overlap), NOTE, True) + 12 if overlap else 0.0
    radius = max(118.0 if len(sets) == 2 else 104.0, lens / LENS)
    centers = _centres(len(sets), radius)
    marks = [*_circles(sets, centers, radius)]
    middle = np.mean(centers, axis=0)
    if overlap:
        marks.append(Label(x=float(middle[0]), y=float(middle[1]), text=text_of(overlap), size=NOTE, bold=True))
    width, height = (float(v) + radius + 2 for v in centers.max(axis=0))
    message = "Venn diagram of {sets}, which share {overlap}." if overlap else "Venn diagram of {sets}."
    said = alt or say(message, sets=", ".join(map(plain_words, sets)), overlap=plain_words(overlap))
    return Drawing(width=width, height=height, marks=tuple(marks), kind="sets", alt=text_of(said))


def _centres(count: int, radius: float) -> np.ndarray:
    if count == 2:
        return np.array([[radius + 2, radius + 2], [radius * 2.25, radius + 2]])
    angles = np.radians([-150, -30, 90])
    around = np.stack([np.cos(angles), np.sin(angles)], axis=1) * radius * 0.66
    return around - around.min(axis=0) + radius + 2


def _circles(sets: Sequence[str], centers: np.ndarray, radius: float) -> Iterator[Mark]:
    middle = centers.mean(axis=0)
    for i, (x, y) in enumerate(centers.tolist()):
        role = CATEGORIES[i]
        yield Shape(
            x=x - radius,
            y=y - radius,
            width=2 * radius,
            height=2 * radius,
            kind="ellipse",
            fill=role,
            opacity=0.14,
            stroke=role,
        )
    for i, (x, y) in enumerate(centers.tolist()):
        outwards = (np.array([x, y]) - middle) * OUTWARDS
        yield Label(
            x=x + float(outwards[0]),
            y=y + float(outwards[1]),
            text=text_of(_in_lines(sets[i], ALONE[i] * radius)),
            size=NAME,
            bold=True,
            color=CATEGORIES[i],
        )


def _in_lines(name: str, room: float) -> str:
    """A name in two lines where one is wider than the room, broken where they are most alike."""
    if width_of(text_of(name), NAME, True) <= room or " " not in name or "$" in name:
        return name
    spaces = [k for k, letter in enumerate(name) if letter == " "]
    middle = min(spaces, key=lambda k: abs(2 * k + 1 - len(name)))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def _note(notes: Sequence, i: int) -> Text:
    if i >= len(notes) or not notes[i]:
        return ()
    note = notes[i]
    return (
        text_of(note)
        if not isinstance(note, (list, tuple))
        else tuple(p for n in note for p in (text_of(n) if n else (Run(" "),)))
    )
