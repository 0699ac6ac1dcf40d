"""A deck that was edited since it was built belongs to whoever edited it: it stays, beside the one that is built.

The bytes of each deck that is built are noted by their digest before they go to their place. So a file that holds other
bytes was saved by another program, or comes from elsewhere, and a build that was killed leaves no doubt.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from itertools import count
from pathlib import Path

from deckwright.store import digest, replace_file, scratch

_FOLDER = ".made-from"
_KEPT = "{} was edited since it was built: that file is kept as {} beside it. With --force it is overwritten."
_OVERWRITTEN = "{} was edited since it was built, and is overwritten: --force was given."
_OPEN = "{} seems to be open in {}: close it there without saving, then open it again."
_LOCKS = {"~${}": "PowerPoint", ".~lock.{}#": "LibreOffice"}  # what a program puts beside a file that it has open


def put(content: bytes, deck: Path, overwrite: bool = False) -> tuple[str, ...]:
    """Put a deck to its place; what is to be said of the one that stood there. Raises UserError, and all is as it was.

    overwrite  don't keep one that was edited
    """
    from deckwright.pptx.write import unwritable  # loads the whole engine, which asking does without

    said = []
    try:
        if is_edited(deck):
            kept = None if overwrite else keep_edited(deck)
            said.append(_OVERWRITTEN.format(deck.name) if kept is None else _KEPT.format(deck.name, kept.name))
        _note(deck, content)
        replace_file(deck, content)
    except OSError as problem:
        raise unwritable(deck, problem) from problem
    if program := open_in(deck):
        said.append(_OPEN.format(deck.name, program))
    return tuple(said)


def is_edited(deck: Path) -> bool:
    """Whether there is a file at a deck's place that was not built there."""
    return deck.is_file() and digest(deck) not in _built(deck)


def _note(deck: Path, content: bytes) -> None:
    """Note that these bytes are a deck that is built at this place."""
    notes = _notes(deck)
    notes.parent.mkdir(parents=True, exist_ok=True)
    with notes.open("a") as file:
        file.write(hashlib.sha256(content).hexdigest() + "\n")


def keep_edited(deck: Path) -> Path:
    """Keep an edited deck beside its place as NAME.edited.pptx, or the next number; where it is now. Raises OSError."""
    contents = digest(deck)
    for number in count(1):
        kept = deck.with_name(f"{deck.stem}.edited{f'-{number}' if number > 1 else ''}{deck.suffix}")
        if not kept.exists():
            with scratch(kept.parent) as work:
                os.replace(shutil.copy2(deck, work), kept)
        if digest(kept) == contents:  # or it was kept by a build that could not go on
            return kept


def open_in(deck: Path) -> str:
    """The program that seems to have a deck open, "" if none has."""
    names = ((program, deck.with_name(lock.format(deck.name))) for lock, program in _LOCKS.items())
    return next((program for program, lock in names if lock.exists()), "")


def _built(deck: Path) -> set[str]:
    """The digests of all that was built at this place."""
    notes = _notes(deck)
    built = set(notes.read_text().split()) if notes.is_file() else set()
    return built | _built_by_earlier_versions(deck)


def _built_by_earlier_versions(deck: Path) -> set[str]:
    """What versions before this one noted: one digest, beside the inputs."""
    try:
        return {json.loads((deck.parent / _FOLDER / f"{deck.name}.json").read_bytes())["digest"]}
    except (OSError, ValueError, KeyError, TypeError):  # no note, or one that can't be read
        return set()


def _notes(deck: Path) -> Path:
    return deck.parent / _FOLDER / f"{deck.name}.built"
