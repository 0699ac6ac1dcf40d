"""What a lesson's record is computed from, and the record as the store remembers it."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deckwright.lesson.course import Lesson
from deckwright.lesson.trace import Trace, traced
from deckwright.named_values import fields_of
from deckwright.store import Store, current, key_of
from deckwright.store.key import digest, digests_in, package_key, version_of

WORTH = 0.5  # seconds of computing that are worth a file


def record_key(lesson: Lesson, choices: Any) -> str:
    """The key of the record that a lesson has with these choices, as far as it is known what the lesson writes."""
    return _key(lesson, _files(lesson), last_trace(lesson), choices)


def remembered_record(
    lesson: Lesson, imported: Trace, parameters: dict[str, Any], compute: Callable[[], Any]
) -> tuple[Any, Trace, str, str]:
    """The record, what was read and written for it, its key, and why it could not be kept, "" if it was: from the
    current store, if it was computed before from the very same, and what it wrote then is still there. The lesson's
    module must be loaded.

    imported  what was read and written while it was loaded
    """
    store, files, choices = current(), _files(lesson), (imported.reads, parameters)
    key = _key(lesson, files, last_trace(lesson), choices)
    known = store and store.get("records", key, lesson.folder)
    if known and known[1].is_current():
        return *known, key, ""
    started = time.perf_counter()
    try:
        with traced(lambda folder: not Path(folder).is_relative_to(lesson.folder)) as trace:
            record = compute()
    finally:
        found, seconds = imported | trace(), time.perf_counter() - started
        if store:
            key = _key(lesson, files, _noted(lesson, found, store), choices)
    why = store.put("records", key, (record, found), lesson.folder, disk=seconds > WORTH) if store else ""
    return record, found, key, why and _unkept(lesson, record, why, seconds)


def _unkept(lesson: Lesson, record: Any, why: str, seconds: float) -> str:
    """A sentence on a record that takes long and can't be kept."""
    from deckwright.store.encoding import NotEncodable, encode

    names = []
    for name, value in (fields_of(record) or {}).items():
        try:
            encode(value, lesson.folder)
        except NotEncodable:
            names.append(name)
    of = f" ({', '.join(names)})" if names else ""
    said = f"{lesson.name} computes for {seconds:.0f} s in each new build: its record{of} can't be kept: {why}."
    return f"{said} Plain data can be, and functions and classes that have a name in their module."


def last_trace(lesson: Lesson) -> Trace:
    """What this very code of the lesson read when it ran last, and all that it ever wrote, as far as that is known."""
    store = current()
    return store and lesson.code.is_file() and store.get("traces", _trace_key(lesson)) or Trace()


def _noted(lesson: Lesson, found: Trace, store: Store) -> Trace:
    before = {path: known for path, known in last_trace(lesson).writes.items() if path not in found.reads}
    noted = Trace(found.reads, {**before, **found.writes})
    store.put("traces", _trace_key(lesson), noted)
    return noted


def _trace_key(lesson: Lesson) -> str:
    return key_of(str(lesson.folder), digest(lesson.code))


def _files(lesson: Lesson) -> dict[str, str]:
    """The digest of each file of the folder but the words, slides.md."""
    files = digests_in(lesson.folder)
    files.pop(lesson.words.name, None)
    return files


def _key(lesson: Lesson, files: Mapping[str, str], trace: Trace, choices: Any) -> str:
    """One key for code and data beside the lesson but for what it writes, dlcore, deckwright, and the choices."""
    inputs = {name: sha for name, sha in files.items() if str(lesson.folder / name) not in trace.writes}
    code = [package_key(name) for name in ("dlcore", "deckwright")]
    return key_of(inputs, code, platform.python_version(), version_of("numpy"), choices)
