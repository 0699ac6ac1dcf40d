"""The course as a map: its lectures one below the other, arcs to those that each takes most from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File

import numpy as np

from deckwright.checking.course_map import Station, course_map
from deckwright.figures import Drawing, Label, Mark, Path, Run

PITCH, SIZE = 21.0, 18.0  # points from line to line, and of type
LEFT, WIDTH = 250.0, 620.0  # where the names begin, and the drawing's width
BULGE = 12.5  # points that an arc reaches to the left for each lecture that it spans
POINTS = 49
HERE = 1


@dataclass(frozen=True)
class Course:
    """The lectures and what each needs, as far as they are written."""

    stations: tuple[Station, ...]

    @property
    def count(self) -> int:
        return len(self.stations)

    @property
    def most_needed(self) -> Station:
        """The lecture that the most others take much from."""
        wanted = [number for station in self.stations for number in station.strongest]
        return max(self.stations, key=lambda station: (wanted.count(station.number), -station.number))

    @property
    def wanted(self) -> int:
        """How many lectures take much from it."""
        return sum(self.most_needed.number in station.strongest for station in self.stations)

    @property
    def drawing(self) -> Drawing:
        """The map."""
        height = PITCH * (self.count + 0.5)
        alt = f"A map of {self.count} lectures with arcs from each to those before it that it takes most from"
        return Drawing(width=WIDTH, height=height, marks=tuple(self._marks()), kind="course map", alt=(Run(alt),))

    def _marks(self) -> Iterator[Mark]:
        rows = {station.number: PITCH * (k + 0.75) for k, station in enumerate(self.stations)}
        for station in self.stations:
            for number in station.strongest:
                if number in rows:
                    yield arc(rows[number], rows[station.number])
        for station in self.stations:
            color, y = ("category1" if station.number == HERE else "text"), rows[station.number]
            number, title = (Run(str(station.number)),), (Run(station.title),)
            yield Label(x=LEFT + 26, y=y, text=number, size=SIZE, color="muted", anchor="right")
            yield Label(
                x=LEFT + 38, y=y, text=title, size=SIZE, color=color, bold=station.number == HERE, anchor="left"
            )


def arc(upper: float, lower: float) -> Path:
    """Half an ellipse from a lecture to one that needs it, wider the further they are apart."""
    angles = np.linspace(-np.pi / 2, np.pi / 2, POINTS)
    middle, half = (upper + lower) / 2, (lower - upper) / 2
    reach = min(LEFT - 8, BULGE * (lower - upper) / PITCH)
    points = zip(LEFT - reach * np.cos(angles), middle + half * np.sin(angles))
    line = tuple((round(float(x), 2), round(float(y), 2)) for x, y in points)
    return Path(lines=(line,), stroke="category1", stroke_width=1.25, opacity=0.6, arrow=True)


def course() -> Course:
    """The course that this lesson belongs to."""
    return Course(course_map(File(__file__).resolve().parents[2]))
