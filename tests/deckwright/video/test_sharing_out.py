"""Scenes of several lessons are shared out among the same workers; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest

from deckwright.errors import UserError
from deckwright.lesson import run_lesson
from deckwright.store import Store
from deckwright.theme import LIGHT
from deckwright.video import RenderError, Workers, render
from deckwright.video.job import Job, Outcome
from deckwright.video.render import run_tasks
from deckwright.video.render_request import RenderRequest


class WorkerPool:
    """Workers that draw nothing, one job after the other, and note what they were given."""

    def __init__(self, count: int):
        self.jobs: list[Job] = []
        self.count, self.asked = count, 0

    def do(self, job: Job, report) -> Outcome:
        """Say that the job failed, as every scene here does."""
        self.jobs.append(job)
        return Outcome(error=f"{job.scene} {job.part}", file=job.script, line=1)

    @contextmanager
    def hands(self) -> Iterator[Workers]:
        """The workers, asked for once."""
        self.asked += 1
        with ThreadPoolExecutor(1) as executor:
            yield Workers(executor, self.do, self.count, lambda report: report)


def request(lesson, names, record=None, **choices) -> RenderRequest:
    """What is ordered of a lesson."""
    record = record or (lambda: run_lesson(lesson).record)
    out = lesson.root / "out"
    choices = {"out": out, "store": Store(out / "cache"), "theme": LIGHT, "parameters": {"b": 0.25}} | choices
    return RenderRequest(lesson, record, names, "draft", **choices)


@pytest.fixture
def other(course):
    """A second lesson of the course, with one long scene."""
    folder = course.folder.parent / "02-other"
    folder.mkdir()
    (folder / "lesson.py").write_text(course.code.read_text().replace("from beside import START", "START = 2.0"))
    (folder / "slides.md").write_text('---\ntitle: Other\n---\n# Here\n\n{{ video("Long") }}\n')
    body = "        self.wait(0.2)\n" * 30
    (course.root / "animations/long.py").write_text(
        "from deckwright.scenes import LessonScene\n\nclass Long(LessonScene):\n    def construct(self):\n" + body
    )
    return replace(course, folder=folder)


def test_all_lessons_share_the_workers_and_the_longest_scene_is_first(course, other):
    """One pool draws the scenes of both lessons, whatever lesson they are from; the short cards come last."""
    requests, pool = [request(course, None), request(other, None)], WorkerPool(1)
    done = list(run_tasks([one for o in requests for one in o.tasks], pool.hands))
    assert pool.asked == 1 and [job.label for job in pool.jobs] == [
        "other: Long",
        "toy: Adding",
        "toy: cards",
        "other: cards",
    ]
    assert {one.task.label for one in done} == {job.label for job in pool.jobs} and all(one.error for one in done)


def test_a_scene_is_split_only_as_far_as_its_share_goes(course, other):
    """A scene alone keeps all workers busy; beside a longer one it is drawn in one piece."""
    alone, both = WorkerPool(2), WorkerPool(2)
    list(run_tasks(request(course, ["Adding"]).tasks, alone.hands))
    assert [(job.part, job.parts) for job in alone.jobs] == [(0, 2), (1, 2)]
    list(run_tasks([*request(course, ["Adding"]).tasks, *request(other, ["Long"]).tasks], both.hands))
    assert [(job.scene, job.parts) for job in both.jobs] == [("Long", 1), ("Adding", 1)]


def test_a_lesson_that_fails_is_told_once_and_the_others_are_drawn(course, other):
    """Its record is computed once, however many scenes ask for it, and its error is one error."""
    computed = []

    def fails():
        computed.append(1)
        raise UserError("no record today")

    broken, pool = request(course, ["Adding", "Raises"], fails), WorkerPool(1)
    for done in run_tasks([*broken.tasks, *request(other, ["Long"]).tasks], pool.hands):
        if done.task in broken.tasks and broken.add(done):
            with pytest.raises(RenderError) as caught:
                broken.finish()
    assert len(computed) == 1 and [str(error) for error in caught.value.errors] == ["no record today"]
    assert [job.scene for job in pool.jobs] == ["Long"]


def test_workers_that_are_not_to_be_had_are_told_once(course, other):
    """A cluster that isn't there is one error of the request, not one a scene."""

    def hands():
        raise UserError("no scheduler there")

    wanted = request(course, ["Adding", "Raises"])
    assert [wanted.add(done) for done in run_tasks(wanted.tasks, hands)] == [False, True]
    with pytest.raises(RenderError) as caught:
        wanted.finish()
    assert {str(error) for error in caught.value.errors} == {"no scheduler there"}


def test_an_executor_that_loses_a_job_is_told_with_the_scene(course, tiny):
    """Whatever an executor raises becomes an error with the scene's name and its file."""

    def lost(job, report):
        raise ConnectionError("worker gone")

    with ThreadPoolExecutor(1) as executor, pytest.raises(RenderError, match="Adding was lost.*worker gone") as caught:
        workers = Workers(executor, lost, 1, lambda report: report)
        render(course, run_lesson(course).record, ["Adding"], tiny, out=course.root / "out", workers=workers)
    assert caught.value.where.path.name == "adding.py"
