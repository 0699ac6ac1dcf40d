"""When things appear and play on one slide."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entrance:
    """A shape, or a part of one, that appears with a click.

    paragraph  index in a text that is built paragraph by paragraph; None: the whole shape
    series     index in a chart that is built series by series; -1: its axes; None: the whole shape
    category   likewise in a chart that is built category by category
    build      what has to be declared as built in parts: "" nothing, "text", "chart"
    drawn      the shape exists only for programs that can't set formulas themselves
    """

    click: int
    shape_id: int
    paragraph: int | None = None
    series: int | None = None
    category: int | None = None
    build: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Playing:
    """A video on the slide. click 0: plays with the slide; n: with the n-th click; None: when it is clicked itself."""

    shape_id: int
    click: int | None = 0
    loop: bool = False


@dataclass(slots=True)
class Timeline:
    """Collects what happens on one slide, click by click."""

    entrances: list[Entrance] = field(default_factory=list)
    videos: list[Playing] = field(default_factory=list)

    def appear(self, click: int, shape_id: int, **part: object) -> None:
        """Let a shape (or its part) appear with the click of this number; with 0 it is there from the start."""
        if click > 0:
            self.entrances.append(Entrance(click, shape_id, **part))

    def play(self, shape_id: int, click: int | None, *, loop: bool = False) -> None:
        """Let a video play with a click, or with the slide."""
        self.videos.append(Playing(shape_id, click, loop))

    @property
    def drawn(self) -> bool:
        """Whether something appears that exists only where formulas are drawn."""
        return any(entrance.drawn for entrance in self.entrances)
