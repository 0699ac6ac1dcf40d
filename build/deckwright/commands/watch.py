"""``--watch``: build again after each change, computing only what the change touches."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import watchfiles

import deckwright
import dlcore
from deckwright.building.build import Choices, build_deck, run_for
from deckwright.building.last import LastBuild
from deckwright.commands.lessons import shown
from deckwright.commands.report import report, say, told
from deckwright.digests import digest
from deckwright.errors import UserError
from deckwright.lesson import Lesson, LessonRun
from deckwright.terminal import Terminal

_CODE = [Path(package.__file__).parent for package in (dlcore, deckwright)]


@dataclass(slots=True)
class Known:
    """What is in memory of a lesson: its files but the words, what they gave when they ran, and its last build."""

    files: dict[Path, str] = field(default_factory=dict)
    run: LessonRun | None = None
    last: LastBuild = field(default_factory=LastBuild)


def watch_lessons(lessons: list[Lesson], choices: Choices, console: Terminal) -> int:
    """Build, then wait for changes until Ctrl-C ends it."""
    known: dict[Path, Known] = {lesson.folder: Known() for lesson in lessons}
    for lesson in lessons:
        build_again(lesson, choices, known[lesson.folder], console)
    _tidy_up()
    folders = [lesson.folder for lesson in lessons]
    extra = [choices.template.parent] if choices.template else []
    console.print("Watching for changes; Ctrl+C ends it.", highlight=False)
    for changes in watchfiles.watch(*folders, *_CODE, *extra, debounce=100, raise_interrupt=True):
        changed = {Path(path) for _, path in changes if "__pycache__" not in path}
        if any(path.suffix == ".py" and code in path.parents for path in changed for code in _CODE):
            _start_again(console)
        for lesson in lessons:
            if any(lesson.folder in path.parents or path == choices.template for path in changed):
                build_again(lesson, choices, known[lesson.folder], console)
        _tidy_up()
    return 0


def build_again(lesson: Lesson, choices: Choices, known: Known, console: Terminal) -> None:
    """Build a deck and say how it went. The first build fills the memory, so that the next one is as quick as it can be."""
    try:
        built = build_deck(lesson, choices, run=_run(lesson, choices, known), last=known.last)
    except UserError as error:
        report(console, told(error))
        return
    words = f"built in {built.seconds:.2f} s" if built.fresh else "is up to date"
    for line in (f"{shown(built.path)} {words}", *built.remarks):
        say(console, line)


def _run(lesson: Lesson, choices: Choices, known: Known) -> LessonRun:
    """The lesson's record: the one from before as long as only words were changed."""
    files = {file: digest(file) for file in sorted(lesson.folder.rglob("*")) if file.is_file() and file.suffix != ".md"}
    if known.run is None or known.files != files:
        known.files, known.run = files, run_for(lesson, choices)
    return known.run


def _tidy_up() -> None:
    """Collect garbage while nobody waits; the next build then need not look through all that is in memory for some."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _start_again(console: Terminal) -> None:
    """The engine or dlcore changed: a fresh process reads them anew."""
    console.print("The code changed; starting again.", highlight=False)
    os.execv(sys.executable, [sys.executable, "-m", "deckwright", *sys.argv[1:]])
