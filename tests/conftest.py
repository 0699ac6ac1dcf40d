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
def records(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What took long to compute; the processes of a session share it."""
    own = tmp_path_factory.getbasetemp()
    return Store((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "records")


@pytest.fixture(scope="session")
def computed(records: Store) -> Callable[..., LessonRun]:
    """Runs a lecture of the course with settings as on the command line; each set once in a session."""

    def run(name: str, *settings: str) -> LessonRun:
        with records:
            return run_lesson(find_lesson(name, ROOT), settings)

    return cache(run)
