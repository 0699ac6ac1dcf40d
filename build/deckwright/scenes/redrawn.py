"""What is made anew for every frame."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup, VMobject


def redrawn(make: Callable[[], VMobject]) -> VGroup:
    """A group with what `make` gives at each moment, until its updaters are cleared.

    As Manim's always_redraw, but that turns the old shape into the new one, point by point, which takes many times as
    long for a long line; here the new one takes its place.
    """
    return VGroup(make()).add_updater(lambda group: setattr(group, "submobjects", [make()]))
