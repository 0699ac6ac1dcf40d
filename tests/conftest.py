"""The lectures of the course, each computed once for all tests of a session that ask for the same numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from deckwright.lesson import LessonRun, find_lesson, run_lesson

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def computed() -> Callable[..., LessonRun]:
    """Runs a lecture of the course with settings as on the command line; each set once in a session."""
    return cache(lambda name, *settings: run_lesson(find_lesson(name, ROOT), settings))
