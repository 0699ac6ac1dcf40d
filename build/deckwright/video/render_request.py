"""What is asked of one lesson: its scenes and, where all of them are wanted, its film."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.store import Store
from deckwright.theme import Theme
from deckwright.video.output.film import card_task, joined
from deckwright.video.output.rendered_video import RenderedVideo
from deckwright.video.quality import Quality
from deckwright.video.render import RenderError, published, render_tasks
from deckwright.video.render_task import RenderTask, TaskResult


class RenderRequest:
    """The videos of a lesson. Its scenes are drawn together with those of other requests, in whatever order suits all.

    scenes  names of scenes; None for all that slides.md names, and the film of them
    tasks   what has to be there before the request can be finished
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
        found = render_tasks(lesson, record, scenes, quality, parameters=parameters, **choices)
        self._scenes = [replace(task, label=f"{lesson.name}: {task.name}") for task in found]
        film = bool(found) and scenes is None
        self._cards = card_task(lesson, [task.scene for task in found], quality, **choices) if film else None
        self.tasks: list[RenderTask] = [*self._scenes, *([self._cards] if self._cards else [])]
        self._done: dict[RenderTask, TaskResult] = {}

    def add(self, result: TaskResult) -> bool:
        """Add what became of one task; whether that was the last one."""
        self._done[result.task] = result
        return len(self._done) == len(self.tasks)

    def finish(self) -> tuple[RenderedVideo, ...]:
        """All videos, put where people look for them. Raises RenderError where some failed; then there is no film."""
        videos = published(self.lesson, [self._done[task] for task in self._scenes], self.out)
        if self._cards is None:
            return videos
        cards = self._done[self._cards]
        if cards.error:
            raise RenderError([cards.error], videos)
        try:
            return *videos, joined(self.lesson, self._cards, cards.entry, videos, self.out)
        except UserError as error:
            raise RenderError([error], videos) from None
