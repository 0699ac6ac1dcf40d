"""A lesson's record, computed only when something must be drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from deckwright.lazy import Lazy
from deckwright.lesson import Lesson
from deckwright.lesson.inputs import last_trace, record_key
from deckwright.store import Store, key_of

KIND = "record-keys"


class RecordSource:
    """The record and its key. Where it is a function, the key is remembered by what the record comes from."""

    def __init__(
        self, lesson: Lesson, record: Any | Callable[[], Any], parameters: dict[str, Any] | None, store: Store
    ):
        self._lesson, self._store, self._parameters = lesson, store, parameters
        self._record = Lazy(record) if callable(record) else Lazy(lambda: record)
        self._computes = callable(record)

    def packed(self) -> bytes:
        """The record as bytes, for processes of our own."""
        import pickle

        from deckwright.store.encoding import encode

        return encode(self._record(), self._lesson.folder, pickle.dumps)

    @property
    def known(self) -> bool:
        """Whether the key is to be had without computing the record."""
        return self._remembered is not None or self._record.asked or not self._computes

    @cached_property
    def _remembered(self) -> str | None:
        kept = self._store.get(KIND, self._origin) if self._computes and self._parameters is not None else None
        return kept[0] if kept and kept[1].is_current() else None

    @property
    def _origin(self) -> str:
        with self._store:
            return record_key(self._lesson, self._parameters)

    @cached_property
    def digest(self) -> str:
        """The record's key."""
        if self._remembered is not None:
            return self._remembered
        value = key_of(self._record())
        if self._computes and self._parameters is not None:
            with self._store:
                self._store.put(KIND, self._origin, (value, last_trace(self._lesson)))
        return value
