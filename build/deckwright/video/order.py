"""What is ordered of one lesson: its scenes and, where all of them are wanted, its film."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.store import Store
from deckwright.theme import Theme
from deckwright.video.film import cards_wanted, joined
from deckwright.video.quality import Quality
from deckwright.video.render import RenderError, published, scenes_wanted
from deckwright.video.rendered import RenderedVideo
from deckwright.video.wanted import Done, Wanted


class Order:
    """The videos of a lesson. Its scenes are drawn together with those of other orders, in whatever order suits all.

    scenes  names of scenes; None for all that slides.md names, and the film of them
    wanted  what has to be there before the order can be finished
    """

    def __init__(
        self,
        lesson: Lesson,
        record: Callable[[], Any],
        scenes: Sequence[str] | None,
        quality: str | Quality,
        *,
        out: Path,
        store: Store,
        theme: Theme,
        parameters: dict[str, Any],
    ):
        self.lesson, self.out = lesson, out
        choices = {"store": store, "theme": theme}
        found = scenes_wanted(lesson, record, scenes, quality, parameters=parameters, **choices)
        self._scenes = [replace(one, label=f"{lesson.name}: {one.name}") for one in found]
        film = bool(found) and scenes is None
        self._cards = cards_wanted(lesson, [one.scene for one in found], quality, **choices) if film else None
        self.wanted: list[Wanted] = [*self._scenes, *([self._cards] if self._cards else [])]
        self._done: dict[Wanted, Done] = {}

    def take(self, done: Done) -> bool:
        """Take one of what is wanted; whether that was the last."""
        self._done[done.wanted] = done
        return len(self._done) == len(self.wanted)

    def finish(self) -> tuple[RenderedVideo, ...]:
        """All videos, put where people look for them. Raises RenderError where some failed; then there is no film."""
        videos = published(self.lesson, [self._done[one] for one in self._scenes], self.out)
        if self._cards is None:
            return videos
        cards = self._done[self._cards]
        if cards.error:
            raise RenderError([cards.error], videos)
        try:
            return *videos, joined(self.lesson, self._cards, cards.entry, videos, self.out)
        except UserError as error:
            raise RenderError([error], videos) from None
