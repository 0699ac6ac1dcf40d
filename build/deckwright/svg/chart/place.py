"""Where the values of a chart stand on its plot, in points from the plot's upper left corner."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from deckwright.deck.chart import Chart, Series
from deckwright.pptx.chart.measured_chart import MeasuredChart
from deckwright.pptx.chart.plot_frame import Frame
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.workbook import x_of

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plot:
    """A measured chart as a plane of points."""

    measured: MeasuredChart

    @property
    def chart(self) -> Chart:
        return self.measured.chart

    @property
    def frame(self) -> Frame:
        return self.measured.frame

    @property
    def x(self) -> Scale | None:
        return self.measured.x

    @property
    def y(self) -> Scale:
        return self.measured.y

    @property
    def length(self) -> float:
        """Of the value axis: the plot's height, or its width where bars lie."""
        return self.frame.plot_width if self.frame.sideways else self.frame.plot_height

    @property
    def band(self) -> float:
        """What one category takes of the other axis."""
        across = self.frame.plot_height if self.frame.sideways else self.frame.plot_width
        return across / max(1, len(self.chart.categories))

    @property
    def base(self) -> float:
        """The value on which bars and areas stand."""
        return min(max(0.0, self.y.low), self.y.high) if not self.y.log else self.y.low

    def along(self, value: float) -> float:
        """The distance of a value from the low end of the value axis, no further than its ends."""
        return min(1.0, max(0.0, self.y.fraction(value))) * self.length

    def across(self, index: int) -> float:
        """The middle of a category on the other axis; an area's reach from edge to edge."""
        if self.chart.kind == "area":
            return self.frame.plot_width * index / max(1, len(self.chart.categories) - 1)
        return (index + 0.5) * self.band

    def at(self, across: float, along: float) -> Point:
        """A point so far on the axis of categories and so far on that of values."""
        return (along, across) if self.frame.sideways else (across, self.frame.plot_height - along)

    def points(self, series: Series) -> Iterator[Point | None]:
        """The places of a series' points, None for a gap."""
        for index, (x, y) in enumerate(zip(x_of(series), series.y)):
            if not (math.isfinite(x) and math.isfinite(y)) or (self.y.log and y <= 0):
                yield None
            elif self.x is None:
                yield self.at(self.across(index), self.y.fraction(y) * self.length)
            else:
                yield self.x.fraction(x) * self.frame.plot_width, (1 - self.y.fraction(y)) * self.frame.plot_height

    def shows(self, point: Point) -> bool:
        """Whether a point stands within the axes' limits."""
        slack = 0.5
        return (
            -slack <= point[0] <= self.frame.plot_width + slack and -slack <= point[1] <= self.frame.plot_height + slack
        )
