"""Drawing what is not in the cache: shared out among the workers, put together, and into the cache."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from deckwright.completed import as_completed
from deckwright.errors import Source, UserError
from deckwright.video.cache import drop_sections, put, sections_of
from deckwright.video.executor import Workers
from deckwright.video.job import Outcome, Report, Section
from deckwright.video.mishap import INSTALL
from deckwright.video.once import Once
from deckwright.video.scene_files import write_scene
from deckwright.video.wanted import Done, Hands, Wanted

MOST_PARTS = 6  # of one scene: each part has to run through what comes before it


def drawn(missing: Sequence[Wanted], hands: Hands, progress: Report | None) -> Iterator[Done]:
    """Draw scenes, the longest first: a short one at the end keeps no core waiting long.

    While the first ones are at work, the records of the others are computed.
    """
    with ExitStack() as stack:
        hired = Once(lambda: _hired(hands, stack))
        report = Once(lambda: hired().report(progress) if progress else None)
        parts: dict[Wanted, list[Future]] = {}
        before: dict[Wanted, list[Section]] = {}  # finished in a render that was interrupted
        for one in sorted(missing, key=lambda one: -one.scene.lines):
            try:
                if entry := one.found():  # its record was computed anew, and is as it was
                    yield Done(one, entry)
                    continue
                before[one] = sections_of(one.store, one.key)
                parts[one] = _handed_out(one, before[one], _parts(one, missing, hired().count), hired(), report())
            except UserError as error:
                yield Done(one, error=error)
        yield from _collected(parts, before)


def _hired(hands: Hands, stack: ExitStack) -> Workers:
    """The workers. Raises UserError with the command that installs Manim, where it is missing and they need ours."""
    workers = stack.enter_context(hands())
    if workers.near and importlib.util.find_spec("manim") is None:
        raise UserError("Videos need Manim, which is not installed.", hint=INSTALL)
    return workers


def _collected(parts: dict[Wanted, list[Future]], before: dict[Wanted, list[Section]]) -> Iterator[Done]:
    """Each scene as soon as all its parts are there."""
    waiting = {future: one for one, futures in parts.items() for future in futures}
    for future in as_completed([*waiting]):
        one = waiting.pop(future)
        if one not in waiting.values():
            yield _finished(one, before[one], [_outcome(part, one) for part in parts[one]])


def _handed_out(
    one: Wanted, before: Sequence[Section], parts: int, workers: Workers, report: Report | None
) -> list[Future]:
    """Give a scene to the workers, in so many parts."""
    job = replace(
        one.job(),
        parts=parts,
        done=frozenset(section.index for section in before),
        keep=str(one.store.folder) if workers.near else "",
    )
    return [workers.executor.submit(workers.do, replace(job, part=part), report) for part in range(parts)]


def _parts(one: Wanted, missing: Sequence[Wanted], workers: int) -> int:
    """How many jobs a scene is split into: as many as there are workers for its share of all that is to be drawn.

    Not more: every job runs through the whole scene before it draws.
    """
    share = one.scene.lines / max(1, sum(other.scene.lines for other in missing))
    return max(1, min(MOST_PARTS, round(share * workers), len(one.scene.sections)))


def _outcome(future: Future, one: Wanted) -> Outcome:
    """What a job gave; an executor that lost it says so in an exception of its own."""
    try:
        return future.result()
    except Exception as error:
        return Outcome(error=f"The scene {one.name} was lost: {type(error).__name__}: {error}")


def _finished(one: Wanted, before: Sequence[Section], outcomes: Sequence[Outcome]) -> Done:
    """The parts put together and into the store; or the first error of any of them."""
    drawn = (section for outcome in outcomes for section in outcome.sections)
    sections = {section.index: section for section in (*before, *drawn)}
    for outcome in outcomes:
        if outcome.error:
            return Done(one, error=UserError(outcome.error, where=_where(one, outcome), hint=outcome.hint))
    if not sections:
        where = Source(one.scene.script, 1)
        hint = "Play or wait in construct()."
        return Done(one, error=UserError(f"The scene {one.name} shows nothing.", where=where, hint=hint))
    ordered = [sections[index] for index in sorted(sections)]
    try:
        entry = put(one.store, one.key, lambda work: write_scene(work, ordered, one.quality))
    except OSError as error:
        hint = "Make room, or choose another folder with --out."
        reason = error.strerror or error
        return Done(one, error=UserError(f"The video of {one.name} can't be written: {reason}.", hint=hint))
    drop_sections(one.store, one.key)
    return Done(one, entry, fresh=True)


def _where(one: Wanted, outcome: Outcome) -> Source:
    """The place in the author's own file."""
    top, _, rest = outcome.file.partition("/")
    if top == "animations":
        return Source(one.scene.script.parent / rest, outcome.line)
    return Source(Path(outcome.file), outcome.line) if outcome.file else Source(one.scene.script, 1)
