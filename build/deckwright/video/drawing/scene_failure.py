"""What went wrong in a scene: said with the line of the scene, and the animation that it was at."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckwright.errors import UserError, did_you_mean
from deckwright.video.job import Job

INSTALL = (
    "Install Manim and what it is compiled against: "
    "sudo apt-get install -y libcairo2-dev libpango1.0-dev pkg-config python3-dev gcc && "
    'pip install "deckwright[video]"'
)


def failure_of(error: BaseException, folder: Path, job: Job, scene: Any) -> dict[str, Any]:
    """The parts of an Outcome that tell of an error."""
    stack = traceback.extract_tb(error.__traceback__)
    return {
        "error": f"The scene {job.scene} failed{_during(scene, stack)}: {reason(error)}",
        "hint": hint(error),
        **_place(stack, folder, job),
    }


def reason(error: BaseException) -> str:
    """What an error says."""
    if isinstance(error, UserError):
        return error.message
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "no space is left on the disk."
    return f"{type(error).__name__}: {error}"


def hint(error: BaseException) -> str:
    """What to do about an error, if that is known."""
    if isinstance(error, UserError):
        return error.hint
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Make room and render again; what is finished is kept."
    if isinstance(error, AttributeError) and error.obj is not None and error.name:
        known = [name for name in dir(error.obj) if not name.startswith("_")]
        closest = did_you_mean(error.name, known)
        return closest if closest.startswith("Did") or len(known) < 40 else ""
    if isinstance(error, ImportError) and (error.name or "").split(".")[0] in ("manim", "cairo", "manimpango", "av"):
        return INSTALL
    return ""


def _during(scene: Any, stack: traceback.StackSummary) -> str:
    """The animation that was being played, counted from one, or the one that was to come."""
    if scene is None:
        return ""
    number = scene.renderer.num_plays + 1
    if not any(frame.name == "play" for frame in stack):
        return f" before animation {number}"
    kinds = ", ".join(dict.fromkeys(type(animation).__name__ for animation in scene.animations or ()))
    return f" at animation {number}" + (f" ({kinds})" if kinds else "")


def _place(stack: traceback.StackSummary, folder: Path, job: Job) -> dict[str, Any]:
    """The innermost line that stands in the content."""
    content = folder / "content"
    own = [frame for frame in stack if content in Path(frame.filename).parents]
    if not own:
        return {"file": job.script, "line": 1}
    return {"file": Path(own[-1].filename).relative_to(content).as_posix(), "line": own[-1].lineno or 1}


START_UP = 180.0  # seconds to load Manim and the scene on a busy machine


class Watchdog:
    """Ends the process when no frame has come for too long, and tells where the scene was."""

    def __init__(self, folder: Path, job: Job, send: Callable[[dict[str, Any]], None]):
        self.folder, self.job, self.send, self.scene = folder, job, send, None
        self._last = time.monotonic()
        self._main = threading.main_thread().ident
        threading.Thread(target=self._watch, daemon=True).start()

    def watch(self, scene: Any) -> None:
        """From now on this scene is at work."""
        self.scene = scene
        self.alive()

    def alive(self) -> None:
        """A sign of life."""
        self._last = time.monotonic()

    def _timeout(self) -> float:
        return self.job.timeout if self.scene is not None else max(START_UP, self.job.timeout)

    def _watch(self) -> None:
        while (left := self._timeout() - (time.monotonic() - self._last)) > 0:
            time.sleep(min(left, 0.5))
        stack = traceback.extract_stack(sys._current_frames()[self._main])
        where = f"{self.job.scene} hangs{_during(self.scene, stack)}"
        message = f"The scene {where}: no new frame for {self._timeout():g} s."
        place = _place(stack, self.folder, self.job)
        self.send({"error": {"error": message, "hint": "Look for a loop without an end at this line.", **place}})
        os._exit(3)
