"""What everybody who looks at a live lecture sees, and what is being computed for it: one thing at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from deckwright.live.made import Made, Refused, unusual
from deckwright.progress import Step, Tell
from deckwright.web.page import sections_of

PATIENCE = 25.0  # seconds after which a question for news is answered though there are none


class Maker(Protocol):
    """Who makes slides."""

    def make(self, settings: Iterable[str], tell: Tell) -> Awaitable[Made]:
        """The slides with these settings; raises Refused."""
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


class Lecture:
    """The slides as they are now. Each change has a number, its version; whoever knows one asks what came after it.

    public   the version of the last change that students see
    made     the slides that are shown; computing: what is being made, and since when
    refusal  why the last values, or words, are not shown
    edition  grows when all of the page is another one: its parameters, colors or language
    """

    def __init__(self, maker: Maker, made: Made, heard: Callable[[str], None] = lambda words: None):
        self._maker, self._heard = maker, heard
        self.made, self.place, self.refusal = made, Place(), ""
        self.computing: Step | None = None
        self.seconds = 0.0
        self.version = self.public = self.edition = 1
        self._changed: dict[str, int] = {}
        self._sections: dict[str, tuple[str, str]] = {}
        self._news = asyncio.Event()
        self._wanted: dict[str, str] | None = None
        self._current = made.chosen
        self._task: asyncio.Task | None = None
        self._closed = False
        self._show(made)

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
            self._tell(public=True)

    def close(self) -> None:
        """Nothing will change any more: nobody need wait for it."""
        self._closed = True
        self._tell()

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
            self._progress(Step("computing"))
            try:
                made = await self._maker.make(
                    [f"{name}={text}" for name, text in self._current.items()], self._progress
                )
            except Refused as refused:
                self.refusal = str(refused)
                self._heard(self.refusal)
            else:
                self.refusal, self.seconds = "", time.perf_counter() - started
                self._show(made)
            self._current = self.made.chosen
        self.computing = None
        self._tell()

    def _progress(self, step: Step) -> None:
        self.computing = step
        self._tell()

    # what is seen

    async def after(self, version: int, lecturer: bool) -> None:
        """Wait until there is something newer than a version, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while (self.version if lecturer else self.public) <= version and not self._closed:
                    await self._news.wait()

    def state(self, lecturer: bool) -> dict[str, Any]:
        """What the page has to know beside its slides. Of the work behind them only the lecturer hears."""
        about = {"edition": self.edition, "place": [self.place.slide, self.place.step]}
        if not lecturer:
            return about | {"version": self.public}
        step = self.computing
        computing = step and {"words": step.words, "done": step.done, "total": step.total}
        return about | {
            "version": self.version,
            "values": self.made.values,
            "computing": computing,
            "refusal": self.refusal,
            "seconds": round(self.seconds, 3),
        }

    def news(self, version: int, lecturer: bool) -> dict[str, Any]:
        """What changed after a version: the slides in their order, and the markup of those that are not the same."""
        told = self.state(lecturer)
        if all(changed <= version for changed in self._changed.values()):
            return told
        sections = {key: self._sections[key][not lecturer] for key in self._sections if self._changed[key] > version}
        parts = self.made.parts
        return told | {
            "order": list(self._sections),
            "sections": sections,
            "letters": dict(parts.letters),
            "workings": dict(parts.workings),
        }

    def _show(self, made: Made) -> None:
        """Put new slides in the place of the old ones."""
        version = self.version + 1
        if (made.surface, made.parameters) != (self.made.surface, self.made.parameters):
            self.edition += 1
        keys = [slide.key for slide in made.parts.slides]
        both = zip(sections_of(made.parts, made.surface), sections_of(made.parts, made.surface, notes=False))
        sections = dict(zip(keys, both))
        self._changed = {
            key: self._changed[key] if section == self._sections.get(key) else version
            for key, section in sections.items()
        }
        if list(sections) != list(self._sections):  # one that left, or another order, is news too
            self._changed |= {key: version for key in keys[:1]}
        self.made, self._sections = made, sections
        self._tell(public=True)

    def _tell(self, public: bool = False) -> None:
        self.version += 1
        if public:
            self.public = self.version
        self._news.set()
        self._news = asyncio.Event()
