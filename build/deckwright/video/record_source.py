"""A lesson's record, computed only when something must be drawn."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from deckwright.lesson import Lesson
from deckwright.lesson.kept import origin


class RecordSource:
    """The record and its digest. Where it is a function, the digest is remembered by what the record comes from."""

    def __init__(
        self, lesson: Lesson, record: Any | Callable[[], Any], parameters: dict[str, Any] | None, memory: Path
    ):
        self._record, self._computed = record, not callable(record)
        self._memo = None
        if callable(record) and parameters is not None:
            self._memo = memory / "records" / origin(lesson, sorted(parameters.items()))

    def record(self) -> Any:
        """The record, computed when it is first needed."""
        if not self._computed:
            self._record, self._computed = self._record(), True
        return self._record

    def packed(self) -> bytes:
        """The record as bytes."""
        from deckwright.lesson.parcel import pack

        return pack(self.record())

    @cached_property
    def digest(self) -> str:
        """The record's digest."""
        if self._memo is not None and self._memo.is_file():
            return self._memo.read_text()
        from deckwright.lesson.parcel import digest

        value = digest(self.record())
        if self._memo is not None:
            self._memo.parent.mkdir(parents=True, exist_ok=True)
            beside = self._memo.with_name(f".{uuid.uuid4().hex}")
            beside.write_text(value)
            beside.replace(self._memo)
        return value
