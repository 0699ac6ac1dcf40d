"""The commands that are compared: Manim's own, as its users know it, and Deckwright's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from deckwright.lesson import Lesson
from deckwright.video import FoundScene, Quality

TOOLS = Path(sys.executable).parent


def manim(scene: FoundScene, quality: Quality, media: Path) -> list[str]:
    """Plain Manim for one scene."""
    return [
        str(TOOLS / "manim"),
        "render",
        *("--resolution", f"{quality.width},{quality.height}", "--fps", str(quality.fps)),
        *("--media_dir", str(media), "--progress_bar", "none", "--verbosity", "ERROR"),
        str(scene.script),
        scene.name,
    ]


def deckwright(
    lessons: Sequence[Lesson], scenes: Sequence[FoundScene], quality: Quality, jobs: int, out: Path
) -> list[str]:
    """Deckwright for some scenes of lessons; for none, all of them and the lessons' films, which Manim doesn't make."""
    return [
        str(TOOLS / "deckwright"),
        "render",
        *(str(lesson.folder) for lesson in lessons),
        *(word for scene in scenes for word in ("--scene", scene.name)),
        *("--quality", quality.name, "--jobs", str(jobs), "--out", str(out)),
    ]
