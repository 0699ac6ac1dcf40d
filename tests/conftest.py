"""The lectures of the course, each computed once for all tests of a session that ask for the same numbers."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from deckwright.lesson import LessonRun, find_lesson, run_lesson
from deckwright.store import Store

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., LessonRun]:
    """Runs a lecture of the course with settings as on the command line; each set once in a session, whose processes
    share what took long.
    """
    own = tmp_path_factory.getbasetemp()
    store = Store((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "records")

    def run(name: str, *settings: str) -> LessonRun:
        with store:
            return run_lesson(find_lesson(name, ROOT), settings)

    return cache(run)
