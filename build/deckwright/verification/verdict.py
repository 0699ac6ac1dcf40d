"""What verify says about one figure of a deck."""

from __future__ import annotations

from dataclasses import dataclass

CURRENT, CHANGED, EDITED, MOVED, MISSING = "current", "changed", "edited by hand", "moved", "missing"
UNLOCATED = "not located"  # the record in the file doesn't say where it stands, so nobody can say whether it does
STATUSES = (CURRENT, CHANGED, EDITED, MOVED, MISSING, UNLOCATED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure and how it stands.

    slide       which slide it is on, from 1; where that is gone, which one it was
    title       the slide's title
    figure      its identity in the manifest
    place       shape and part of the shape, several with semicolons between them
    deck        what stands in the file; None: nothing
    code        what the lesson says; None: it has no such figure any more
    expression  the call in slides.md that put it there, and the line of it
    because     files and tools that are others than when the deck was built, for a changed figure
    """

    status: str
    slide: int
    title: str
    figure: str
    place: str
    deck: str | None
    code: str | None
    expression: str = ""
    source: str = ""
    because: tuple[str, ...] = ()
