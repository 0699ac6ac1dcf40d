"""Records kept from before: a lesson that takes long is computed again only when what it computes from has changed."""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from deckwright.digests import digests_in, package_digest
from deckwright.installed import version_of
from deckwright.kept_file import keep, read_kept
from deckwright.lesson.course import Lesson
from deckwright.newest import outdated

WORTH = 0.5  # seconds of computing that are worth a file
MOST = 6  # records of one lesson that stay: other parameters, other code
UNPACKABLE = (pickle.PicklingError, TypeError, AttributeError)  # what pickle says of lambdas, open files and the like


def origin(lesson: Lesson, choices: Iterable[object]) -> str:
    """A digest of all that a record comes from: code and data beside the lesson, dlcore, deckwright, parameters.

    The words, slides.md, are not among it.
    """
    files = digests_in(lesson.folder)
    files.pop(lesson.words.name, None)
    code = [package_digest(name) for name in ("dlcore", "deckwright")]
    tools = [platform.python_version(), version_of("numpy")]
    return hashlib.sha256(repr((files, code, tools, list(choices))).encode()).hexdigest()[:32]


class KeptRecords:
    """The records of lessons in a folder. A file that is damaged counts as none; a full disk keeps nothing.

    renew  compute anew, whatever is there
    """

    def __init__(self, folder: Path, renew: bool = False):
        self.folder, self.renew = folder, renew

    def record(self, lesson: Lesson, parameters: dict[str, Any], compute: Callable[[], Any]) -> Any:
        """The record with these parameters. The lesson's module must be loaded."""
        file = self.folder / f"{lesson.name}-{origin(lesson, parameters.items())}.record"
        data = None if self.renew else read_kept(file)
        if data is not None:
            from deckwright.lesson.parcel import unpack  # needs NumPy, which finding a lesson does not

            os.utime(file)
            return unpack(data)
        started = time.perf_counter()
        record = compute()
        if time.perf_counter() - started > WORTH:
            self._keep(record, file, lesson)
        return record

    def _keep(self, record: Any, file: Path, lesson: Lesson) -> None:
        from deckwright.lesson.parcel import pack

        try:
            keep(file, pack(record))
        except (OSError, *UNPACKABLE):
            return
        for old in outdated(self.folder.glob(f"{lesson.name}-*.record"), MOST):
            old.unlink(missing_ok=True)
