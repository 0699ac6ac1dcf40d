"""A histogram for each layer while the weights' spread is turned up: forward in green, the blame below in orange."""

from __future__ import annotations

import numpy as np
from manim import Dot, FadeIn, Line, Polygon, ValueTracker, VGroup, VMobject, smooth

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Tick
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

LEFT_EDGE, RIGHT_EDGE = 104.0, 930.0
FLOOR, ROOM = 250.0, 158.0  # where the histograms of the activations stand, and how high they may be
CEILING, DEPTH = 268.0, 140.0  # where those of the blame hang, and how deep they may be
UNIT = 45.0  # points for a value of one
DIAL = 452.0
LOW, HIGH = 0.05, 0.3  # of the dial
THINNEST = 1.5


class VarianceDownTheLayers(WorkedScene):
    """Too small, turned up, too large, and He's value."""

    lesson = "optimization-tricks"

    def construct(self):
        self.layers = self.record.layers
        self.std = ValueTracker(LOW)
        self.step = (RIGHT_EDGE - LEFT_EDGE) / self.layers.depth
        self.forward_dies()
        self.blame_dies()
        self.turn_it_up()
        self.the_right_value()

    # -- the sections ------------------------------------------------------------------------------------------------

    def forward_dies(self):
        """Histograms from left to right, with weights that are too small."""
        self.section("Forward")
        self.title("What each layer says, when its weights are small")
        self.add(self.ground(), self.dial(), redrawn(self.bead))
        self.wait(0.8)
        self.say("A histogram for each layer of ReLUs: what its units say. The first is on the left.")
        self.forth = ValueTracker(0.0)
        self.green = redrawn(lambda: self.shapes(True, self.forth.get_value()))
        self.add(self.green)
        self.play(self.forth.animate.set_value(float(self.layers.depth)), run_time=4.0)
        self.say("Each layer shrinks it by the same factor. After a few, nothing is left.")
        self.wait(0.8)

    def blame_dies(self):
        """The blame, from right to left."""
        self.section("Back")
        self.title("What each layer hears on the way back")
        self.back = ValueTracker(0.0)
        self.orange = redrawn(lambda: self.shapes(False, self.back.get_value()))
        self.add(self.orange)
        self.say("Blame comes from the right, through the same weights, and shrinks to the left.")
        self.play(self.back.animate.set_value(float(self.layers.depth)), run_time=4.0)
        self.wait(0.6)

    def turn_it_up(self):
        """The dial from small to large."""
        self.section("The dial")
        self.title("One number for all weights: turn it up")
        self.say("The same network: all weights are multiplied by one growing factor.")
        self.play(self.std.animate.set_value(0.9 * self.layers.he), run_time=5.0, rate_func=smooth)
        self.say("Nearly there, still uneven: a little less, again and again, is much less.")
        self.wait(0.6)
        self.play(self.std.animate.set_value(1.25 * self.layers.he), run_time=4.0, rate_func=smooth)
        self.say("A little too large, and it bursts: said at the right, heard at the left.")
        self.play(self.std.animate.set_value(HIGH), run_time=3.0, rate_func=smooth)
        self.wait(0.6)

    def the_right_value(self):
        """Back to He's value."""
        self.section("He's start")
        self.title("At the root of two over n all layers are about equally loud")
        self.say("Only one value leaves all layers alike, forward and back.")
        self.play(self.std.animate.set_value(self.layers.he), run_time=4.0, rate_func=smooth)
        mark = Line(at(self.place(self.layers.he), DIAL - 14), at(self.place(self.layers.he), DIAL + 14))
        mark.set_stroke(self.ink("text"), 7)
        name = row(
            self.formula(r"\sqrt{2 / n} =", 28), self.figure(self.layers.he, 4, 28, style="bold"), gap=8
        ).move_to(at(848, DIAL))
        self.play(FadeIn(mark, scale=1.6), FadeIn(name), run_time=0.8)
        self.say("It depends on the number of inputs alone: {n} in this network.", n=self.layers.width)
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def middle(self, layer: int) -> float:
        """Where a layer stands, counted from 0."""
        return LEFT_EDGE + (layer + 0.5) * self.step

    def shapes(self, forward: bool, shown: float) -> VGroup:
        """The histograms that have appeared so far: upright from the left, or hanging from the right."""
        depth = self.layers.depth
        shapes = VGroup(VMobject())
        for k in range(depth):
            turn = k if forward else depth - 1 - k
            if turn < shown:
                shapes.add(self.shape_of(k, forward, min(1.0, shown - turn)))
        return shapes

    def shape_of(self, k: int, forward: bool, grown: float) -> Polygon:
        """One histogram on its side, as wide to the left as to the right, at the size that the dial gives."""
        net, depth = self.layers, self.layers.depth
        power = k + 1 if forward else depth - 1 - k
        factor = (self.std.get_value() / net.he) ** power
        shares = (net.a_shapes if forward else net.blame_shapes)[k]
        most = ROOM if forward else DEPTH
        sizes = np.minimum(net.middles * factor * UNIT * grown, most)
        wide = 0.46 * self.step * shares / shares.max()
        outline = [(w, s) for w, s in zip(wide, sizes)] + [(-w, s) for w, s in zip(wide[::-1], sizes[::-1])]
        outline = [(wide[0], 0.0), *outline, (-wide[0], 0.0)]
        across, sign = self.middle(k), -1.0 if forward else 1.0
        base = FLOOR if forward else CEILING
        corners = [at(across + w, base + sign * max(s, THINNEST if s else 0.0)) for w, s in outline]
        ink = self.ink("activation" if forward else "gradient")
        return Polygon(*corners, stroke_width=0, fill_color=ink, fill_opacity=0.85)

    def ground(self) -> VGroup:
        """The line between said and heard, and the ends' names."""
        lines = VGroup(
            Line(at(LEFT_EDGE, FLOOR), at(RIGHT_EDGE, FLOOR), color=self.ink("muted"), stroke_width=2),
            Line(at(LEFT_EDGE, CEILING), at(RIGHT_EDGE, CEILING), color=self.ink("muted"), stroke_width=2),
        )
        names = VGroup(
            self.words("said", 24, "activation", "bold").set_at(at(56, FLOOR - 16)),
            self.words("heard", 24, "gradient", "bold").set_at(at(56, CEILING + 18)),
        )
        return VGroup(lines, names)

    def place(self, std: float) -> float:
        """Where a value stands on the dial."""
        return 150.0 + 590.0 * (std - LOW) / (HIGH - LOW)

    def dial(self) -> VGroup:
        """A line for the weights' standard deviation, and its ends."""
        line = Line(at(self.place(LOW), DIAL), at(self.place(HIGH), DIAL), color=self.ink("weight"), stroke_width=4)
        name = self.words("spread of the weights", 24, "weight").set_at(at(445, DIAL + 32))
        ends = [Tick(f"{end:g}", 24, self.ink("weight")).set_at(at(self.place(end), DIAL + 32)) for end in (LOW, HIGH)]
        return VGroup(line, name, *ends)

    def bead(self) -> Dot:
        """Where the dial stands."""
        return Dot(at(self.place(self.std.get_value()), DIAL), radius=11 * PT, color=self.ink("weight"))
