"""How far scenes are: what the jobs that draw parts of one report, added up."""

from __future__ import annotations

from collections.abc import Callable

from deckwright.progress import Step
from deckwright.video.job import Progress, Report


def by_scene(tell: Callable[[str, Step], None]) -> Report:
    """A report for jobs; it tells the label of a scene, and what the scene is at."""
    parts: dict[str, dict[int, Progress]] = {}

    def hear(progress: Progress) -> None:
        known = parts.setdefault(progress.scene, {})
        known[progress.part] = progress
        done, total = sum(part.done for part in known.values()), sum(part.total for part in known.values())
        tell(progress.scene, Step("rendering" if total else "planning", done, total, "frames"))

    return hear
