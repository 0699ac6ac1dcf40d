"""Doing jobs in workers: processes that have loaded Manim, on this machine or wherever an executor puts them."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deckwright.store import Store, scratch
from deckwright.video.cache import keep_section
from deckwright.video.drawing.scene_failure import START_UP, hint, reason
from deckwright.video.job import Job, Outcome, Progress, Report, Section

KILLED = -9  # the status of a process that the system ended
GRACE = 20.0  # seconds that a process gets beyond its own timeout before it is ended from outside


class WorkerPool:
    """Studios, as many as there are jobs at once.

    They end with the render that they were started for: no video is drawn by an engine older than its files.
    """

    def __init__(self) -> None:
        self._lock, self._open = threading.Lock(), True
        self._all: set[Worker] = set()
        self._free: list[Worker] = []

    def do(self, job: Job, report: Report | None = None) -> Outcome:
        """Draw a job's sections and bring them back."""
        try:
            with scratch(Path(tempfile.gettempdir())) as work:
                return self._done(job, work, report or (lambda progress: None))
        except OSError as error:
            return Outcome((), 0, f"The scene {job.scene} failed: {reason(error)}", job.script, 1, hint(error))

    def _done(self, job: Job, work: Path, report: Report) -> Outcome:
        with self._lock:
            worker = self._free.pop() if self._free else Worker()
            self._all.add(worker)
        try:
            return worker.do(job, work, report)
        finally:
            with self._lock:
                again = worker.ready and self._open
                (self._free.append if again else self._all.discard)(worker)
            if not again:
                worker.end()

    def close(self) -> None:
        """End all workers, and whatever is drawn in them."""
        with self._lock:
            self._open, workers = False, [*self._all]
        for worker in workers:
            worker.end()


def do(job: Job, report: Report | None = None) -> Outcome:
    """Draw a job's sections, in a worker that is there for this job alone."""
    pool = WorkerPool()
    try:
        return pool.do(job, report)
    finally:
        pool.close()


class Worker:
    """A process that does one job after the other. It ends itself when this one is gone.

    ready  whether it waits for another job
    """

    def __init__(self) -> None:
        self.ready = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "deckwright.video.workers.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # a process with threads can't be copied safely
            start_new_session=True,  # Ctrl-C is for the one who asked; a whole session can be ended at once
        )

    def do(self, job: Job, work: Path, report: Report) -> Outcome:
        """Have a job done in its folder."""
        self.ready = False
        timeout = max(START_UP, job.timeout) + GRACE
        with self._ended_after(timeout), contextlib.suppress(BrokenPipeError):  # it is gone: so it says nothing
            pickle.dump((work, job), self._process.stdin)
            self._process.stdin.flush()
        sections: list[Section] = []
        count = total = 0
        failure: dict[str, Any] | None = None
        for message in self._messages(timeout):
            if "ended" in message:
                self.ready, status = True, message["ended"]
                break
            failure = message.get("error", failure)
            if "total" in message:
                count, total = message["sections"], message["total"]
            if "section" in message:
                sections.append(_section(message, work))
                if job.keep:
                    with Store(Path(job.keep)) as store:
                        keep_section(store, job.key, sections[-1])
            report(Progress(job.label, job.part, message.get("frames", sum(s.frames for s in sections)), total))
        else:
            status = self._process.wait()
        if failure is None and status != 0:
            failure = _ending(status, job, work)
        return Outcome(tuple(sections), count, **(failure or {}))

    def _messages(self, timeout: float) -> Iterator[dict[str, Any]]:
        """What the process tells, line by line; it is ended when it says nothing for too long."""
        while True:
            with self._ended_after(timeout):
                line = self._process.stdout.readline()
            if not line:
                return
            yield json.loads(line)

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """End the process if what is done within takes longer."""
        timer = threading.Timer(seconds, self._kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process and the job that is done in it."""
        self._kill()
        self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()


def _ending(status: int, job: Job, work: Path) -> dict[str, Any]:
    """What is known of a job that ended without a word, as parts of an Outcome."""
    errors = work / "errors.txt"
    said = errors.read_text(errors="replace").strip().splitlines()[-1:] if errors.exists() else []
    how = f"by signal {-status}" if status < 0 else f"with status {status}"
    words = f"The scene {job.scene} failed: its process was ended {how}." + (f" {said[0]}" if said else "")
    advice = "A machine with no memory left does that: render again with a smaller --jobs." if status == KILLED else ""
    return {"error": words, "file": job.script, "line": 1, "hint": advice}


def _section(message: dict[str, Any], work: Path) -> Section:
    index = message["section"]
    video, poster = (work / f"section-{index:02}{suffix}" for suffix in (".mp4", ".png"))
    captions = tuple(tuple(caption) for caption in message["captions"])
    return Section(index, message["name"], message["length"], captions, video.read_bytes(), poster.read_bytes())
