"""A wall in the loss: a dot that takes the gradient as it is is thrown out, one that shortens it walks on."""

from __future__ import annotations

import numpy as np
from manim import (
    Arrow,
    Dot,
    FadeIn,
    FadeOut,
    GrowArrow,
    Line,
    Transform,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE = (84.0, 92.0, 500.0, 350.0)
CHART = (684.0, 130.0, 236.0, 270.0)
FLOOR = -2.0  # of the chart of lengths, as a power of ten
ARROW = 46.0  # points for a gradient as long as the limit


class Cliff(WorkedScene):
    """Without clipping, and with it."""

    lesson = "optimization-tricks"

    def construct(self):
        self.cliff = self.record.cliff
        self.colors = self.cliff.colors
        self.now = ValueTracker(0.0)
        self.surface()
        self.thrown()
        self.kept()

    # -- the sections ------------------------------------------------------------------------------------------------

    def surface(self):
        """The loss over the two numbers of the unit."""
        self.section("The loss")
        self.title("A recurrent unit has two numbers, and its loss a wall")
        across, up = self.record.frame
        self.plane = Axes(PLANE, across, up, ticks=(4, 4), theme=self.theme)
        ground = Contours(self.plane, self.record.surface, levels=12)
        left, top, width, height = PLANE
        names = VGroup(
            self.formula("w", 26).move_to(at(left + width + 24, top + height)),
            self.formula("b", 26).move_to(at(left, top - 18)),
        )
        self.say("The stronger the blue, the lower. Both numbers serve at each of {n} steps.", n=self.cliff.time)
        self.add(ground, self.plane, names)
        self.wait(1.2)
        high = np.ceil(np.log10(max(self.cliff.free.longest, self.cliff.clipped.longest)))
        self.chart = Axes(
            CHART, (0.0, float(self.cliff.updates)), (FLOOR, float(high)), ticks=(3, 5), size=22, theme=self.theme,
            titles=("step", "gradient, power of ten"),
        )  # fmt: skip
        self.play(FadeIn(self.powers()), run_time=0.8)
        self.wait(0.5)

    def thrown(self):
        """The gradient as it is."""
        self.section("As it is")
        self.title("Without clipping")
        free = self.cliff.free
        self.say("Down along the valley, in small steps, toward the wall.")
        last = free.at_longest
        self.walk(free, last, self.colors["free"], 6.0)
        self.say("At the edge of the wall the gradient is {g} long.", g=free.longest)
        here, over = self.plane.at(*free.places[last]), self.plane.at(*self.edge(free, last))
        arrow = Arrow(here, over, buff=0, color=self.ink("gradient"), stroke_width=7)
        self.play(GrowArrow(arrow), run_time=0.7)
        flying = Dot(here, radius=10 * PT, color=self.ink(self.colors["free"]))
        self.ball.clear_updaters()
        self.add(flying)
        self.remove(self.ball)
        self.play(flying.animate.move_to(over), run_time=0.25, rate_func=linear)
        self.play(FadeOut(flying, scale=0.2), run_time=0.3)
        self.say("One step, {jump} far. Out there the loss is flat: it never comes back.", jump=free.jump)
        self.wait(1.0)
        for part in (self.trail, self.bars):
            part.clear_updaters()
        self.leaving = VGroup(arrow, self.bars, self.trail)

    def kept(self):
        """The gradient shortened."""
        self.section("Shortened")
        self.play(FadeOut(self.leaving), run_time=0.5)
        self.title("With clipping: the direction stays, the length is cut")
        clipped = self.cliff.clipped
        last = clipped.at_longest
        self.say("Same start, same rate. No gradient counts as longer than {c}.", c=self.cliff.limit)
        self.walk(clipped, last, self.colors["clipped"], 4.0)
        here, over = self.plane.at(*clipped.places[last]), self.plane.at(*self.edge(clipped, last))
        way = (over - here) / np.linalg.norm(over - here)
        long = Arrow(here, over, buff=0, color=self.ink("gradient"), stroke_width=7)
        short = Arrow(here, here + ARROW * PT * way, buff=0, color=self.ink("gradient"), stroke_width=7)
        self.say("At the wall the arrow is as long as before. It is cut.")
        self.play(GrowArrow(long), run_time=0.7)
        self.wait(0.4)
        self.play(Transform(long, short), run_time=1.2)
        self.play(FadeOut(long), run_time=0.3)
        self.say("The wall costs one short step, and the walk goes on.")
        self.walk_on(clipped, last, len(clipped.lengths), self.colors["clipped"], 5.0)
        without, with_it = self.colors["free"], self.colors["clipped"]
        ends = row(
            self.words("loss at the end: without", 24, without, "bold"),
            self.figure(self.cliff.free.last, 3, 24, without, "bold"), self.words("with", 24, with_it, "bold"),
            self.figure(clipped.last, 3, 24, with_it, "bold"), gap=14,
        )  # fmt: skip
        self.show_equation(ends)
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def walk(self, walk, last: int, role: str, seconds: float):
        """From the start to a step; the trail and the chart of lengths grow with it."""
        self.now.set_value(0.0)
        self.trail = redrawn(lambda: self.trail_of(walk, 0, role))
        self.bars = redrawn(lambda: self.lengths_of(walk, role))
        self.ball = redrawn(lambda: self.ball_of(walk, role))
        self.add(self.trail, self.bars, self.ball)
        self.play(self.now.animate.set_value(float(last)), run_time=seconds, rate_func=linear)

    def walk_on(self, walk, first: int, last: int, role: str, seconds: float):
        """On to a later step."""
        self.play(self.now.animate.set_value(float(last)), run_time=seconds, rate_func=linear)

    def place(self, walk) -> np.ndarray:
        """Where the walker is now, between two places."""
        now = min(self.now.get_value(), len(walk.places) - 1.0)
        k = min(int(now), len(walk.places) - 2)
        return walk.places[k] + (now - k) * (walk.places[k + 1] - walk.places[k])

    def ball_of(self, walk, role: str) -> Dot:
        """The walker."""
        return Dot(self.plane.at(*self.place(walk)), radius=10 * PT, color=self.ink(role))

    def trail_of(self, walk, first: int, role: str) -> VMobject:
        """Where it has been."""
        whole = int(min(self.now.get_value(), len(walk.places) - 1.0))
        points = np.vstack([walk.places[first : whole + 1], self.place(walk)])
        return self.plane.path(points[:, 0], points[:, 1], role, 4)

    def lengths_of(self, walk, role: str) -> VGroup:
        """A line for each gradient so far."""
        whole = int(min(self.now.get_value(), len(walk.lengths) - 1.0))
        lines = VGroup(VMobject())
        for k in range(whole + 1):
            height = max(np.log10(walk.lengths[k]), FLOOR + 0.05)
            lines.add(Line(self.chart.at(k, FLOOR), self.chart.at(k, height), color=self.ink(role), stroke_width=2.5))
        return lines

    def edge(self, walk, step: int) -> np.ndarray:
        """Where the way downhill from a place leaves the plane; no farther than the plane is wide."""
        low, high = np.array(self.record.frame).T
        here = walk.places[step]
        way = walk.places[step + 1] - here
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = np.where(way > 0, (high - here) / way, (low - here) / way)
        return here + 0.97 * np.nanmin(shares) * way

    def powers(self) -> VGroup:
        """The chart's axes and a line for the limit."""
        limit = np.log10(self.cliff.limit)
        ends = self.chart.at(0.0, limit), self.chart.at(float(self.cliff.updates), limit)
        return VGroup(self.chart, Line(*ends, color=self.ink("muted"), stroke_width=2))
