"""A record: the named values that a lesson gives to its slides and scenes."""

from __future__ import annotations

import copy
import keyword
import re
import sys
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, Protocol, runtime_checkable

from deckwright.errors import Source, UserError
from deckwright.named_values import fields_of

KINDS = "a frozen dataclass, a NamedTuple, a dict or a SimpleNamespace"


@runtime_checkable
class _NamedTuple(Protocol):
    """What a named tuple can and a tuple can't."""

    def _replace(self, **values: Any) -> Any: ...


def as_record(given: Any) -> Any:
    """What lesson() returned as a record, whose values are attributes: a dict becomes a namespace.

    >>> as_record({"loss": 0.5}).loss
    0.5
    """
    if not isinstance(given, Mapping):
        return given
    record = SimpleNamespace()
    vars(record).update(given)
    return record


def drawn(record: Any) -> Any:
    """The record with pictures in the place of figures of matplotlib and images, which can't be compared or kept."""
    if not {"matplotlib", "PIL.Image"} & sys.modules.keys():  # whoever has such a thing has loaded its library
        return record
    from deckwright.pictures.computed import with_pictures

    fields = fields_of(record) or {}
    changed = {}
    for name, value in fields.items():
        try:
            changed[name] = with_pictures(value)
        except UserError as error:
            message = f"{error.message.removesuffix('.')} ({name} of the record)."
            raise UserError(message, where=error.where, hint=error.hint) from error
    changed = {name: value for name, value in changed.items() if value is not fields[name]}
    if not changed:
        return record
    if isinstance(record, tuple) and isinstance(record, _NamedTuple):
        return record._replace(**changed)
    record = copy.copy(record)
    for name, value in changed.items():
        object.__setattr__(record, name, value)  # of a frozen record: the copy is ours
    return record


def check_name(name: Any, where: Source) -> None:
    """UserError for a name that slides.md could not refer to."""
    if isinstance(name, str) and name.isidentifier() and not keyword.iskeyword(name):
        return
    usable = re.sub(r"\W+", "_", str(name)).strip("_") or "value"
    usable = f"value_{usable}" if usable[0].isdigit() or keyword.iskeyword(usable) else usable
    raise UserError(
        f"{name!r} can't be the name of a value in the record: slides.md could not refer to it.",
        where=where,
        hint=f"Call it {usable!r}, or put values with such names into a dict of their own.",
    )
