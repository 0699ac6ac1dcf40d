"""A value that is wiggled, with everything computed from it following live."""

from __future__ import annotations

from collections.abc import Callable

from manim import ValueTracker, VGroup, VMobject, smooth

from deckwright.scenes.lesson_scene import LessonScene
from deckwright.scenes.updaters import redrawn
from dlcore.tensor import Tensor


class Wiggle:
    """A value that goes up and down through stops, and what depends on it, computed at each stop.

    values  by name, each a Tensor with an entry for each stop from the lowest to the highest, computed from the
            record's Tensors: nothing is keyed by hand. The value rests at the middle stop.

    In a scene, with a record that has a number ``x``, its ``offsets`` and a weight ``w``::

        x = self.record.x + self.record.offsets
        wiggle = Wiggle(self, x=x, z=self.record.w * x)
        wiggle.live(lambda: self.figure(wiggle.now("z")).move_to(at(480, 270)))
        wiggle.up_and_down()
    """

    def __init__(self, scene: LessonScene, **values: Tensor):
        lengths = {name: tensor.size for name, tensor in values.items()}
        if len(set(lengths.values())) != 1:
            raise ValueError(f"Values that are wiggled together need as many stops each; found {lengths}.")
        self.scene, self.values = scene, {name: scene.computed(tensor) for name, tensor in values.items()}
        self.last = next(iter(lengths.values())) - 1
        self.middle = self.last // 2
        self.place = ValueTracker(float(self.middle))
        self.drawn = VGroup()

    def now(self, name: str) -> float:
        """A value at the stop where the wiggle is."""
        return float(self.values[name].value[round(self.place.get_value())])

    def change(self, name: str) -> Tensor:
        """How far a value has moved at the last stop, from where it rests."""
        return self.scene.computed(self.values[name][self.last] - self.values[name][self.middle])

    def live(self, draw: Callable[[], VMobject]) -> VGroup:
        """Show what `draw` makes, anew for each frame, until ``stop``."""
        piece = redrawn(draw)
        self.drawn.add(piece)
        self.scene.add(piece)
        return piece

    def to(self, stop: int, seconds: float = 1.5) -> None:
        """Move to a stop."""
        self.scene.play(self.place.animate.set_value(float(stop)), run_time=seconds, rate_func=smooth)

    def up_and_down(self, seconds: float = 2.5) -> None:
        """Up, down to the lowest stop, and up again, where it stays; `seconds` from end to end."""
        self.to(self.last, 0.6 * seconds)
        self.to(0, seconds)
        self.to(self.last, seconds)

    def stop(self, seconds: float = 1.0) -> None:
        """Come back to rest, and take away what was drawn."""
        self.to(self.middle, seconds)
        for piece in self.drawn:
            piece.clear_updaters()
        self.scene.remove(self.place, *self.drawn)
