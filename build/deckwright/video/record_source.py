"""A lesson's record, computed only when something must be drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from deckwright.kept_file import keep, read_kept
from deckwright.lesson import Lesson
from deckwright.lesson.kept import origin
from deckwright.newest import outdated
from deckwright.video.once import Once

MOST = 6  # digests of one lesson that stay: other parameters, other code


class RecordSource:
    """The record and its digest. Where it is a function, the digest is remembered by what the record comes from."""

    def __init__(
        self, lesson: Lesson, record: Any | Callable[[], Any], parameters: dict[str, Any] | None, memory: Path
    ):
        self._name, self._memo = lesson.name, None
        self._record = Once(record) if callable(record) else Once(lambda: record)
        self._computes = callable(record)
        if callable(record) and parameters is not None:
            self._memo = memory / "records" / f"{lesson.name}-{origin(lesson, sorted(parameters.items()))}"

    def packed(self) -> bytes:
        """The record as bytes."""
        from deckwright.lesson.parcel import pack

        return pack(self._record())

    @property
    def known(self) -> bool:
        """Whether the digest is to be had without computing the record."""
        return self._remembered is not None or self._record.asked or not self._computes

    @cached_property
    def _remembered(self) -> bytes | None:
        return read_kept(self._memo) if self._memo else None

    @cached_property
    def digest(self) -> str:
        """The record's digest."""
        if self._remembered is not None:
            return self._remembered.decode()
        from deckwright.lesson.parcel import digest

        value = digest(self._record())
        if self._memo is not None:
            self._remember(value, self._memo)
        return value

    def _remember(self, value: str, memo: Path) -> None:
        try:
            keep(memo, value.encode())
        except OSError:  # a full disk remembers nothing
            return
        for old in outdated(memo.parent.glob(f"{self._name}-*"), MOST):
            old.unlink(missing_ok=True)
