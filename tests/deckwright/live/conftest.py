"""A lesson for a live lecture: one number that can be refused, and one slide that never changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright.lesson import Lesson, find_lesson

CODE = '''"""Counts."""
import time
from typing import Annotated, Literal
from deckwright.lesson import ParameterError, Range

def lesson(*, n: Annotated[int, Range(1, 90)] = 3, rate: Annotated[float, Range(0.001, 10)] = 0.5,
           shade: Literal["red", "blue"] = "red", slow: bool = False):
    if n == 13:
        raise ParameterError("thirteen is not counted here.")
    if slow:
        time.sleep(60)
    return {"total": n, "part": n * rate}
'''
WORDS = """---
title: Counting
---

# We count to {{ total }} {#count}

A part of it is {{ part }}.

. . .

Then a second step.

::: notes
Ask how far.
:::

# Nothing changes here {#rest}

Words.
"""


@pytest.fixture
def counting(tmp_path: Path) -> Lesson:
    lesson = tmp_path / "course/lessons/03-counting"
    lesson.mkdir(parents=True)
    (lesson / "lesson.py").write_text(CODE)
    (lesson / "slides.md").write_text(WORDS)
    return find_lesson("counting", tmp_path / "course")
