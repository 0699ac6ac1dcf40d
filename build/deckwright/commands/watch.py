"""``--watch``: build again after each change, computing only what the change touches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import watchfiles

import deckwright
import dlcore
from deckwright.building.build import build_deck, store_of, trace_of
from deckwright.building.choices import Choices
from deckwright.building.page import surface_of
from deckwright.commands.lessons import shown
from deckwright.commands.report import report, say, told
from deckwright.errors import UserError
from deckwright.garbage import no_search, search_now
from deckwright.lesson import Lesson
from deckwright.lesson.inputs import last_trace
from deckwright.lesson.trace import content
from deckwright.store import Store
from deckwright.store.key import files_in
from deckwright.web.page import page_parts

if TYPE_CHECKING:
    from deckwright.building.laid_out import LaidOutLesson
    from deckwright.live.drafts import Drafts

AT_ONCE, LOOK = 50, 20  # milliseconds in which changes of files belong together, and from one look at them to the next
CATCH_UP = 1000  # milliseconds after which it is looked for what changed before the watch began
_CODE = [Path(package.__file__).parent for package in (dlcore, deckwright)]


@dataclass(slots=True)
class Watched:
    """A lesson, what was made of it, the digests of its files when it was built last, and who shows its page."""

    lesson: Lesson
    choices: Choices
    store: Store
    seen: dict[str, str] = field(default_factory=dict)
    drafts: Drafts | None = None

    @property
    def elsewhere(self) -> set[str]:
        """The files outside of the lesson's folder that its deck is made from."""
        read = trace_of(self.lesson, self.choices, self.store).reads
        outside = {path for path in read if not Path(path).is_relative_to(self.lesson.folder)}
        return outside | ({str(self.choices.template)} if self.choices.template else set())

    def inputs(self, paths: Iterable[str]) -> set[str]:
        """Those of some files that the deck is made from: what the lesson writes by itself is none."""
        with self.store:
            written, elsewhere = last_trace(self.lesson).writes, self.elsewhere
        return {
            path
            for path in paths
            if path in elsewhere or Path(path).is_relative_to(self.lesson.folder) and path not in written
        }

    def files(self) -> dict[str, str]:
        """The files that the deck may be made from, each with the digest of what it holds now."""
        return {path: content(path) for path in (*map(str, files_in(self.lesson.folder)), *self.elsewhere)}

    def show(self, laid_out: LaidOutLesson) -> None:
        """The page that is open takes what changed; the file is written after it."""
        if self.drafts:
            surface = surface_of(laid_out, house=self.choices.template is None)
            self.drafts.show(self.lesson.name, page_parts(laid_out.placed.slides, surface), surface)

    def refuse(self, why: str) -> None:
        """What is wrong stands on the page that is open."""
        if self.drafts:
            self.drafts.refuse(self.lesson.name, why)

    def has_changed(self) -> bool:
        """Whether the deck was made from other files than there are now."""
        before, now = {**trace_of(self.lesson, self.choices, self.store).reads, **self.seen}, self.files()
        return any(before.get(path) != now.get(path) for path in self.inputs({*before, *now}))


def watch_lessons(lessons: list[Lesson], choices: Choices) -> int:
    """Build, then wait for changes until Ctrl-C ends it."""
    drafts = _drafts() if choices.to == "html" else None
    watched = [Watched(lesson, choices, store_of(lesson, choices), drafts=drafts) for lesson in lessons]
    for each in watched:
        build_again(each, anyway=True)
        if drafts:
            say(f"Changes are at once on the page {drafts.address(each.lesson.name)}")
    search_now()
    say("Watching for changes; Ctrl+C ends it.")
    while True:
        _watch(watched)


def _watch(watched: list[Watched]) -> None:
    """Build after each change, until other files have to be watched."""
    elsewhere = set().union(*(each.elsewhere for each in watched))
    there = {path for path in elsewhere if Path(path).exists()}
    places = {*(each.lesson.folder for each in watched), *_CODE, *map(Path, there)}
    late = True
    for changes in watchfiles.watch(
        *places, debounce=AT_ONCE, step=LOOK, raise_interrupt=True, yield_on_timeout=True, rust_timeout=CATCH_UP
    ):
        changed = {path for _, path in changes if "__pycache__" not in path}
        if any(path.endswith(".py") and code in Path(path).parents for path in changed for code in _CODE):
            _start_again()
        for each in watched:
            if each.inputs(changed) or late and each.has_changed():  # before anybody watched
                build_again(each)
                search_now()
        late = False
        now = set().union(*(each.elsewhere for each in watched))
        if changed & elsewhere or {path for path in now if Path(path).exists()} != there:
            return  # a file that is replaced is another one for who watches it


def build_again(watched: Watched, anyway: bool = False) -> None:
    """Build a deck and say how it went. The first build fills the store, so that the next one is quick."""
    watched.seen = watched.files()
    try:
        with no_search():
            built = build_deck(watched.lesson, watched.choices, store=watched.store, anyway=anyway, seen=watched.show)
    except UserError as error:
        wrong = told(error)
        report(say, wrong)
        watched.refuse("\n".join(each.message for each in wrong))
        return
    words = f"built in {built.seconds:.2f} s" if built.fresh else "is up to date"
    for line in (f"{shown(built.path)} {words}", *built.remarks):
        say(line)


def _drafts() -> Drafts | None:
    """Who shows the pages while they are written; None where the server is not installed."""
    try:
        from deckwright.live.drafts import Drafts
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn"):
            raise
        say("With the server of live lectures the open page would follow: pip install 'deckwright[live]'.")
        return None
    return Drafts()


def _start_again() -> None:
    """The engine or dlcore changed: a fresh process reads them anew."""
    say("The code changed; starting again.")
    os.execv(sys.executable, [sys.executable, "-m", "deckwright", *sys.argv[1:]])
