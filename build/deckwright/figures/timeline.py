"""Events along a line of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deckwright.deck.drawing import Drawing, Label, Mark, Path
from deckwright.deck.figure import Figure
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.dates import moment_of
from deckwright.figures.frame import frame_of
from deckwright.figures.layered import spread
from deckwright.figures.measure import width_of
from deckwright.figures.number import display, num
from deckwright.figures.plane import marker
from deckwright.figures.value import described, plain_value, recorded, scalar_of
from deckwright.figures.words import names_of, plain_words, text_of
from deckwright.language import say
from deckwright.ticks import check_sizes, told_apart

WIDTH = 820.0
YEAR, NAME = 20.0, 20.0
LINE = 170.0  # how far down the line of time lies
NEAR, FAR = 48.0, 112.0  # names stand in two rows above and two below the line


def timeline(events: Sequence[tuple[Any, str]], *, by_event: bool = False, alt: str = "") -> Drawing:
    """Events as (year, name) or (date, name), placed by their time; names above and below the line in turn.

    A dict {year: name} and a DataFrame of two columns are such events as well.

    by_event  reveals one event with each click
    """
    frame = frame_of(events)
    if frame is not None:
        events = [tuple(row) for row in (zip(frame.index[0], *frame.columns) if frame.index else frame.rows)]
    events = list(events.items() if isinstance(events, Mapping) else events)
    if missing := [name for when, name in events if plain_value(when) is None]:
        raise UserError(f"The event {missing[0]!r} has no year and no date.", hint="Leave it out in lesson.py.")
    if len(events) < 2:
        raise UserError(f"Expected two events or more on a time line, found {len(events)}.")
    ordered = sorted(
        ((_time(when), when, text_of(*names_of([name]))) for when, name in events), key=lambda event: event[0]
    )
    first, last = ordered[0][0], ordered[-1][0]
    check_sizes((first, last), "A time line")
    if told_apart(first, last) != (first, last):
        raise UserError("Expected events at different times, found all at one.")
    xs = [60 + (WIDTH - 120) * (when - first) / (last - first) for when, *_ in ordered]
    widths = [max(width_of(name, NAME, True), width_of((Run(_said(when)),), YEAR)) for _, when, name in ordered]
    places = [0.0] * len(xs)
    for lane in range(4):  # within a row, names give way to one another
        mine = list(range(lane, len(xs), 4))
        apart = max((widths[i] for i in mine), default=0) + 16
        for i, x in zip(mine, spread([xs[i] for i in mine], apart)):
            places[i] = x
    shift = max(0.0, *(4 + width / 2 - x for width, x in zip(widths, places)))
    width = max(WIDTH, *(x + width / 2 for width, x in zip(widths, places))) + shift + 4
    marks: list[Mark] = [
        Path(lines=(((shift, LINE), (shift + WIDTH, LINE)),), stroke="muted", stroke_width=2, arrow=True)
    ]
    labels: list[Mark] = []  # above all connecting lines, so that none crosses a name
    for i, (_, given, name) in enumerate(ordered):
        part = i + 1 if by_event else 0
        up, reach = (1 if i % 2 == 0 else -1), (NEAR if i % 4 < 2 else FAR)
        x, at, y = xs[i] + shift, places[i] + shift, LINE - up * reach
        year = Figure(_said(given), recorded(scalar_of(given)), label=plain_words(_words(name)))
        marks.append(Path(lines=(((x, LINE), (at, y + (0.7 if up > 0 else -1.9) * NAME)),), stroke="line", part=part))
        marks.append(Path(lines=(marker(x, LINE, 0, 5.5),), closed=True, stroke="background", fill="input", part=part))
        labels.append(Label(x=at, y=y, text=name, size=NAME, bold=True, part=part, background="background"))
        labels.append(
            Label(x=at, y=y - 1.2 * NAME, text=(Run(year.text, figure=year),), size=YEAR, color="input", part=part)
        )
    told = ", ".join(f"{_said(given)} {plain_words(_words(name))}" for _, given, name in ordered)
    said = alt or say("Time line: {events}.", events=told)
    return Drawing(width=width, height=LINE + FAR + NAME, marks=(*marks, *labels), kind="timeline", alt=text_of(said))


def _time(when: Any) -> float:
    """A year as it is; a date in days."""
    moment = moment_of(when)
    if moment is not None:
        return moment.toordinal() + moment.hour / 24
    try:
        return float(scalar_of(when))
    except (TypeError, ValueError):
        raise UserError(
            f"Expected a year or a date, found {described(when)}.",
            hint="A date is datetime.date(2012, 9, 30), made in lesson.py.",
        ) from None


def _said(when: Any) -> str:
    if moment_of(when) is not None:
        return num(when).text
    value = float(scalar_of(when))
    return display(int(value) if value.is_integer() else value, 6, separators=False)


def _words(name) -> str:
    return "".join(part.text if isinstance(part, Run) else f"${part.latex}$" for part in name)
