"""The way into this package: a placed deck becomes a .pptx file."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from deckwright.errors import UserError
from deckwright.layout.placed import PlacedDeck
from deckwright.pptx.open_presentation import OpenPresentation, open_presentation
from deckwright.pptx.presentation import Manifest, presentation_bytes
from deckwright.store import replace_file
from deckwright.theme import Theme


def write(
    placed: PlacedDeck,
    path: Path,
    theme: Theme,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    manifest: Manifest = b"",
    opened: OpenPresentation | None = None,
) -> None:
    """Write the deck to ``path``, in our own design or in that of a lecturer's ``template``.

    The file appears whole or not at all: after any failure the old one is still there. Raises UserError.

    layouts   the template's own names for some of our layouts
    manifest  the record of its figures, or what makes it from the finished presentation
    opened    the presentation that this deck was written from before, to write only what changed
    """
    opened = opened or open_presentation(theme, template, layouts)
    content = presentation_bytes(placed, theme, opened, manifest=manifest)
    try:
        replace_file(Path(path), content)
    except OSError as problem:
        raise unwritable(path, problem) from problem


_CLOSE = "Close the file if a program has it open"
_ROOM = "Make room on that disk"
_AWAY = "Take away what stands there"
_WAYS_OUT = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EROFS: "That disk can only be read: write to another one",
    errno.ENOTDIR: _AWAY,
    errno.EISDIR: _AWAY,
    errno.EEXIST: _AWAY,
    errno.ENAMETOOLONG: "Give the lesson a shorter name",
}


def unwritable(path: Path, problem: OSError) -> UserError:
    """What to say of a file that can't be written."""
    hint = f"{_WAYS_OUT.get(problem.errno, _CLOSE)}, or choose another folder with --out."
    return UserError(f"{path} can't be written: {problem.strerror or problem}.", hint=hint)
