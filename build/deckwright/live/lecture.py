"""What everybody who looks at a live lecture sees, and what is being computed for it: one thing at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from deckwright.live.made import Hear, Made, MadeFirst, Opened, Refused, unusual
from deckwright.live.shown import Shown
from deckwright.progress import Step
from deckwright.web.page import whole


class Maker(Protocol):
    """Who makes slides."""

    def make(self, settings: Iterable[str], hear: Hear, opened: Opened | None = None) -> Awaitable[Made]:
        """The slides with these settings, the opened one first; raises Refused."""
        ...

    def leave(self) -> None:
        """End what is being made: it raises Refused."""
        ...


class OutOfRange(ValueError):
    """Values that no lesson need be asked about. why: the reason for each, by parameter."""

    def __init__(self, why: Mapping[str, str]):
        super().__init__(" ".join(why.values()))
        self.why = dict(why)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lecturer is: slide and step, both from 0."""

    slide: int = 0
    step: int = 0


class Lecture(Shown):
    """The slides of a lecture with the values that the lecturer chose.

    made     the slides that are shown; computing: what is being made
    refusal  why the last values, or words, are not shown
    """

    def __init__(self, maker: Maker, made: Made, heard: Callable[[str], None] = lambda words: None):
        self._maker, self._heard = maker, heard
        self.made, self.place, self.refusal = made, Place(), ""
        self.computing: Step | None = None
        self.seconds = 0.0
        self._wanted: dict[str, str] | None = None
        self._current = made.chosen
        self._task: asyncio.Task | None = None
        super().__init__(made.parts, made.surface)

    # what is asked for

    def ask(self, values: Mapping[str, str]) -> None:
        """Make the slides with these values instead of those there are. Raises OutOfRange."""
        known = {parameter.name: parameter for parameter in self.made.parameters}
        why = {}
        for name, text in values.items():
            try:
                known[name].value(text)
            except KeyError:
                why[name] = f"The lesson has no parameter {name!r}."
            except ValueError as error:
                why[name] = str(error)
        if why:
            raise OutOfRange(why)
        self._want(unusual(self.made.parameters, {**self._going_on, **values}))

    def again(self) -> None:
        """Make the slides once more: a file changed."""
        self._want(self._going_on)

    def leave(self) -> None:
        """Leave what is being computed; the slides stay as they are."""
        self._wanted = None
        if self.computing:
            self._maker.leave()

    def go(self, place: Place) -> None:
        """The lecturer is somewhere else."""
        if place != self.place:
            self.place = place
            self.tell(public=True)

    @property
    def _going_on(self) -> dict[str, str]:
        """The values that are wanted, or being computed, or shown."""
        return self._current if self._wanted is None else self._wanted

    def _want(self, values: dict[str, str]) -> None:
        self._wanted = values
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        """Make what is wanted, until nothing more is."""
        while self._wanted is not None:
            self._current, self._wanted = self._wanted, None
            started = time.perf_counter()
            self._take(Step("computing"))
            settings = [f"{name}={text}" for name, text in self._current.items()]
            try:
                made = await self._maker.make(settings, self._take, self._opened)
            except Refused as refused:
                self.refusal = str(refused)
                self._heard(self.refusal)
                self.show(self.made.parts, self.made.surface)  # the opened slide may be that of the refused values
            else:
                self.refusal, self.seconds = "", time.perf_counter() - started
                other, self.made = made.parameters != self.made.parameters, made
                self.show(made.parts, made.surface, other)
            self._current = self.made.chosen
        self.computing = None
        self.tell()

    def _take(self, said: Step | MadeFirst) -> None:
        if isinstance(said, Step):
            self.computing = said
            self.tell()
        elif said.surface == self.surface:  # else it comes with all the others, on a page with other colors or words
            self.show_some(said.parts)

    @property
    def _opened(self) -> Opened | None:
        """The slide where the lecturer is."""
        keys = [slide.key for slide in self.parts.slides]
        if self.place.slide >= len(keys):
            return None
        key = whole(keys[self.place.slide])
        return Opened(key, keys.index(key) + 1) if key in keys else None

    def state(self, lecturer: bool) -> dict[str, Any]:
        """What the page has to know beside its slides. Of the work behind them only the lecturer hears."""
        about = super().state(lecturer) | {"place": [self.place.slide, self.place.step]}
        if not lecturer:
            return about
        step = self.computing
        return about | {
            "values": self.made.values,
            "computing": step and {"words": step.words, "done": step.done, "total": step.total},
            "refusal": self.refusal,
            "seconds": round(self.seconds, 3),
        }
