"""The process in which scenes are drawn: ``python -m deckwright.video.workers.worker``.

Standard input brings jobs, each with a folder for it. Finished sections are put into the folder, and what happens is
told on standard output, one JSON object a line.

It does what a fork server of multiprocessing does, but is a session of its own, so that whatever a scene has started
ends with it, and the copies don't import the program that asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckwright.video.drawing.scene_failure import Watchdog, failure_of
from deckwright.video.job import Job

COPIES = sys.platform == "linux"  # whether this process can be copied; macOS has libraries that don't survive it
Send = Callable[[dict[str, Any]], None]


def main() -> None:
    """Do one job after the other, each in a copy of this process; where there are no copies, do one."""
    out = os.fdopen(os.dup(1), "w", buffering=1)

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")

    with contextlib.suppress(Exception):  # the job that needs it tells why it can't be had
        import deckwright.video.drawing.scene_runner  # noqa: F401, once for all jobs
    while asked := _next():
        copy = os.fork() if COPIES else 0
        if not copy:
            os._exit(_do(*asked, send))  # nothing that Manim or a scene left running can hold the process up
        send({"ended": os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])})


def _next() -> tuple[Path, Job] | None:
    """The next job and its folder, from the process that started this one; None when there are no more."""
    try:
        return pickle.load(sys.stdin.buffer)
    except EOFError:
        return None


def _do(folder: Path, job: Job, send: Send) -> int:
    """Do a job in its folder; 0 when it is done, 1 when the scene failed."""
    _print_to(folder / "errors.txt")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    watchdog = Watchdog(folder, job, send)
    try:
        _draw(job, folder, watchdog, send)
    except BaseException as error:  # whatever a scene may raise is told to the one who waits for it
        send({"error": failure_of(error, folder, job, watchdog.scene)})
        return 1
    return 0


def _print_to(file: Path) -> None:
    """What a scene prints must not mix with the messages."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)


def _end_with_parent() -> None:
    """Standard input closes when the process that asked for the job is gone."""
    sys.stdin.buffer.read()
    os._exit(4)


def _draw(job: Job, folder: Path, watchdog: Watchdog, send: Send) -> None:
    from deckwright.video.drawing.scene_runner import SceneRunner  # brings in Manim; a failing import is a failure too

    stage = SceneRunner(job, folder, watchdog)
    plan = stage.run(frozenset())
    wanted = frozenset(share([section.frames for section in plan], job.part, job.parts)) - job.done
    send({"sections": len(plan), "total": sum(plan[index].frames for index in wanted)})
    if wanted:
        stage.run(wanted, lambda frames: send({"frames": frames}), lambda section: send(_finished(section)))


def _finished(section: Any) -> dict[str, Any]:
    return {"section": section.index, "name": section.name, "length": section.frames, "captions": section.captions}


def share(frames: list[int], part: int, parts: int) -> list[int]:
    """The sections of one of so many parts: neighbors, so that every part has about as many frames.

    >>> [share([10, 30, 20, 20], part, 2) for part in (0, 1)]
    [[0, 1], [2, 3]]
    """
    whole, before, mine = max(1, sum(frames)), 0, []
    for index, length in enumerate(frames):
        middle = before + length / 2
        if min(parts - 1, int(middle * parts / whole)) == part:
            mine.append(index)
        before += length
    return mine


if __name__ == "__main__":
    main()
