"""Doing a job: a process of its own for each, on this machine or wherever an executor puts it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from deckwright.video.job import Job, Outcome, Progress, Section
from deckwright.video.mishap import START_UP

GRACE = 20.0  # seconds that a process gets beyond its own patience before it is ended from outside


def do(job: Job, report: Callable[[Progress], None] | None = None) -> Outcome:
    """Draw a job's sections in a new process and bring them back."""
    with tempfile.TemporaryDirectory(prefix="deckwright-", ignore_cleanup_errors=True) as name:
        work = Path(name)
        (work / "job.pickle").write_bytes(pickle.dumps(job))
        with open(work / "errors.txt", "wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "deckwright.video.studio", str(work)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )  # the process ends itself when its standard input closes: nothing is left behind when this one dies
            try:
                return _attend(process, job, work, report or (lambda progress: None))
            finally:
                process.kill()
                process.wait()
                process.stdin.close()
                process.stdout.close()


def _attend(process: subprocess.Popen, job: Job, work: Path, report: Callable[[Progress], None]) -> Outcome:
    sections: list[Section] = []
    count = total = 0
    for message in _messages(process, max(START_UP, job.patience) + GRACE):
        if "error" in message:
            return Outcome(tuple(sections), count, **message["error"])
        if "total" in message:
            count, total = message["sections"], message["total"]
        if "section" in message:
            sections.append(_section(message, work))
            if job.keep:
                keep(sections[-1], Path(job.keep))
        report(Progress(job.scene, job.part, message.get("frames", sum(s.frames for s in sections)), total))
    if process.wait() != 0:
        return Outcome(tuple(sections), count, _ending(process.returncode, job, work), job.script, 1)
    return Outcome(tuple(sections), count)


def _messages(process: subprocess.Popen, patience: float) -> Iterator[dict[str, Any]]:
    """What the process tells, line by line; it is ended when it says nothing for too long."""
    while True:
        timer = threading.Timer(patience, process.kill)
        timer.start()
        line = process.stdout.readline()
        timer.cancel()
        if not line:
            return
        yield json.loads(line)


def _ending(status: int, job: Job, work: Path) -> str:
    """What is known of a process that ended without a word."""
    said = (work / "errors.txt").read_text(errors="replace").strip().splitlines()[-1:]
    how = f"by signal {-status}" if status < 0 else f"with status {status}"
    return f"The scene {job.scene} failed: its process was ended {how}." + (f" {said[0]}" if said else "")


def _section(message: dict[str, Any], work: Path) -> Section:
    index = message["section"]
    video, poster = (work / f"section-{index:02}{suffix}" for suffix in (".mp4", ".png"))
    captions = tuple(tuple(caption) for caption in message["captions"])
    return Section(index, message["name"], message["length"], captions, video.read_bytes(), poster.read_bytes())


def keep(section: Section, folder: Path) -> None:
    """Put a finished section by, so that an interrupted render goes on behind it."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        pickle.dump(section, file)
    os.replace(name, folder / f"section-{section.index:02}.pickle")


def kept(folder: Path) -> list[Section]:
    """The sections that were put by; a damaged one counts as missing."""
    found = []
    for path in sorted(folder.glob("section-*.pickle")):
        try:
            found.append(pickle.loads(path.read_bytes()))
        except (pickle.UnpicklingError, EOFError, AttributeError, ValueError):
            path.unlink()
    return found
