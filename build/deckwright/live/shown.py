"""Slides that somebody looks at while they change: what is new since a version, for whoever asks."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import Any

from deckwright.svg.slide import Surface
from deckwright.web.page import PageParts, sections_of

PATIENCE = 25.0  # seconds after which a question for news is answered though there are none


class Shown:
    """The slides as they are now. Each change has a number, its version; whoever knows one asks what came after it.

    Versions and editions begin with the time, so that one of an earlier server is older than all of this one.

    public   the version of the last change that all see
    edition  grows when all of the page is another one: its parameters, colors or language
    """

    def __init__(self, parts: PageParts, surface: Surface):
        self.parts, self.surface = parts, surface
        self.version = self.public = self.edition = time.time_ns() // 1_000_000
        self._changed: dict[str, int] = {}
        self._sections: dict[str, tuple[str, str]] = {}
        self._news = asyncio.Event()
        self._closed = False
        self.show(parts, surface)

    def show(self, parts: PageParts, surface: Surface, other: bool = False) -> None:
        """Put new slides in the place of the old ones. other: all of the page is another one"""
        version = self.version + 1
        self.edition += other or surface != self.surface
        keys = [slide.key for slide in parts.slides]
        both = zip(sections_of(parts, surface), sections_of(parts, surface, notes=False))
        sections = dict(zip(keys, both))
        self._changed = {
            key: self._changed[key] if section == self._sections.get(key) else version
            for key, section in sections.items()
        }
        if list(sections) != list(self._sections):  # one that left, or another order, is news too
            self._changed |= {key: version for key in keys[:1]}
        self.parts, self.surface, self._sections = parts, surface, sections
        self.tell(public=True)

    def show_some(self, parts: PageParts) -> None:
        """Put these slides in the place of those with the same keys."""
        new = {slide.key: slide for slide in parts.slides}
        slides = tuple(new.get(slide.key, slide) for slide in self.parts.slides)
        letters, workings = {**self.parts.letters, **parts.letters}, {**self.parts.workings, **parts.workings}
        self.show(PageParts(slides, letters, workings), self.surface)

    def tell(self, public: bool = False) -> None:
        """Something is new. public: for all"""
        self.version += 1
        if public:
            self.public = self.version
        self._news.set()
        self._news = asyncio.Event()

    def close(self) -> None:
        """Nothing will change any more: nobody need wait for it."""
        self._closed = True
        self.tell()

    async def after(self, version: int, lecturer: bool) -> None:
        """Wait until there is something newer than a version, but not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while (self.version if lecturer else self.public) <= version and not self._closed:
                    await self._news.wait()

    def state(self, lecturer: bool) -> dict[str, Any]:
        """What the page has to know beside its slides."""
        return {"edition": self.edition, "version": self.version if lecturer else self.public}

    def news(self, version: int, lecturer: bool) -> dict[str, Any]:
        """What changed after a version: the slides in their order, and the markup of those that are not the same."""
        told = self.state(lecturer)
        if all(changed <= version for changed in self._changed.values()):
            return told
        sections = {key: self._sections[key][not lecturer] for key in self._sections if self._changed[key] > version}
        return told | {
            "order": list(self._sections),
            "sections": sections,
            "letters": dict(self.parts.letters),
            "workings": dict(self.parts.workings),
        }
