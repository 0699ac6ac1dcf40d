"""What is made anew for every frame."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject, VGroup, VMobject


def redrawn(make: Callable[[], VMobject]) -> VGroup:
    """A group with what `make` gives at each moment, until its updaters are cleared.

    As Manim's always_redraw, but that turns the old shape into the new one, point by point, which takes many times as
    long for a long line; here the new one takes its place.
    """
    return VGroup(make()).add_updater(lambda group: _renew(group, make()))


def _renew(group: Mobject, new: Mobject) -> None:
    """Put a new shape into the place of the old one.

    Manim notes at the start of an animation which shapes move, the old one's parts among them, and goes on drawing
    those. So what is not part of the new shape loses its points, or it would stand there like a ghost.
    """
    old, group.submobjects = group.get_family()[1:], [new]
    kept = {id(part) for part in new.get_family()}
    for part in old:
        if isinstance(part, VMobject) and id(part) not in kept:
            part.clear_points()
