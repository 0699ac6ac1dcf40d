"""The process in which one scene is drawn: ``python -m deckwright.video.studio FOLDER``, with the job in the folder.

It puts finished sections into the folder and tells what it does on standard output, one JSON object a line.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deckwright.video.job import Job
from deckwright.video.mishap import Watchdog, mishap

Send = Callable[[dict[str, Any]], None]


def main(folder: Path) -> int:
    """Do the job in a folder; 0 when it is done, 1 when the scene failed."""
    job: Job = pickle.loads((folder / "job.pickle").read_bytes())
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a scene prints must not mix with the messages

    def send(message: dict[str, Any]) -> None:
        out.write(json.dumps(message) + "\n")

    threading.Thread(target=_end_with_parent, daemon=True).start()
    watchdog = Watchdog(folder, job, send)
    try:
        _draw(job, folder, watchdog, send)
    except BaseException as error:  # whatever a scene may raise is told to the one who waits for it
        send({"error": mishap(error, folder, job, watchdog.scene)})
        return 1
    return 0


def _end_with_parent() -> None:
    """Standard input closes when the process that asked for the job is gone, or no longer wants it."""
    sys.stdin.read()
    os._exit(4)


def _draw(job: Job, folder: Path, watchdog: Watchdog, send: Send) -> None:
    from deckwright.video.stage import Stage  # brings in Manim; a failing import is a mishap too

    stage = Stage(job, folder, watchdog)
    plan = stage.run(frozenset())
    wanted = frozenset(share([reel.frames for reel in plan], job.part, job.parts)) - job.done
    send({"sections": len(plan), "total": sum(plan[index].frames for index in wanted)})
    if wanted:
        stage.run(wanted, lambda frames: send({"frames": frames}), lambda reel: send(_finished(reel)))


def _finished(reel: Any) -> dict[str, Any]:
    return {"section": reel.index, "name": reel.name, "length": reel.frames, "captions": reel.captions}


def share(frames: list[int], part: int, parts: int) -> list[int]:
    """The sections of one of so many parts: neighbours, so that every part has about as many frames.

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
    status = main(Path(sys.argv[1]))
    sys.stderr.flush()
    os._exit(status)  # nothing that Manim or a scene left running can hold the process up
