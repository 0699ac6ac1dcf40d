"""``--watch``: build again after each change, computing only what the change touches."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path

import watchfiles
from rich.console import Console

import deckwright
import dlcore
from deckwright.building.build import Choices, build_deck
from deckwright.digests import digest
from deckwright.commands.lessons import shown
from deckwright.commands.report import report
from deckwright.errors import UserError
from deckwright.lesson import Lesson, LessonRun, run_lesson

_CODE = [Path(package.__file__).parent for package in (dlcore, deckwright)]


def watch_lessons(lessons: list[Lesson], choices: Choices, console: Console) -> int:
    """Build, then wait for changes until the user stops it."""
    importlib.import_module(
        "deckwright.building.deck"
    )  # the whole engine, so that the first change is as quick as the next
    runs: dict[Path, tuple[dict[Path, str], LessonRun]] = {}
    for lesson in lessons:
        build_again(lesson, choices, runs, console)
    folders = [lesson.folder for lesson in lessons]
    extra = [choices.template.parent] if choices.template else []
    console.print("Watching for changes; Ctrl+C ends it.", highlight=False)
    for changes in watchfiles.watch(*folders, *_CODE, *extra, debounce=100, raise_interrupt=False):
        changed = {Path(path) for _, path in changes if "__pycache__" not in path}
        if any(path.suffix == ".py" and code in path.parents for path in changed for code in _CODE):
            _start_again(console)
        for lesson in lessons:
            if any(lesson.folder in path.parents or path == choices.template for path in changed):
                build_again(lesson, choices, runs, console)
    return 0


def build_again(lesson: Lesson, choices: Choices, runs: dict, console: Console) -> None:
    """Build a deck and say how it went; runs keeps the records from before."""
    try:
        built = build_deck(lesson, choices, run=_run(lesson, choices, runs))
    except UserError as error:
        report(console, str(error), traceback.format_exc())
        return
    words = f"built in {built.seconds:.2f} s" if built.fresh else "is up to date"
    console.print(f"{shown(built.path)} {words}", markup=False, highlight=False, soft_wrap=True)


def _run(lesson: Lesson, choices: Choices, runs: dict) -> LessonRun:
    """The lesson's record: the one from before as long as only words were changed."""
    files = {file: digest(file) for file in sorted(lesson.folder.rglob("*")) if file.is_file() and file.suffix != ".md"}
    known = runs.get(lesson.folder)
    if known is None or known[0] != files:
        runs[lesson.folder] = files, run_lesson(lesson, choices.settings)
    return runs[lesson.folder][1]


def _start_again(console: Console) -> None:
    """The engine or dlcore changed: a fresh process reads them anew."""
    console.print("The code changed; starting again.", highlight=False)
    os.execv(sys.executable, [sys.executable, "-m", "deckwright", *sys.argv[1:]])
