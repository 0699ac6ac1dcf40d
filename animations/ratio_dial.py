"""A dial shows the update-to-weight ratio; the weights crawl, flow or burst, and the loss says what came of it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, Arc, Create, Dot, FadeIn, FadeOut, Line, ValueTracker, VGroup, VMobject, linear

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes, Tick
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE, LOSSES = (84.0, 104.0, 376.0, 376.0), (560.0, 112.0, 350.0, 138.0)
REACH = 1.0  # of the plane; what goes further is outside
HUB, RADIUS = (735.0, 462.0), 106.0  # of the dial
DECADES = (-4.0, 0.0)
CUT = 3.2  # the highest loss that is drawn
TRAIL = 20  # so many steps of its way a dot draws behind it


class RatioDial(WorkedScene):
    """One section for each position of the dial."""

    lesson = "training-recipes"

    def construct(self):
        self.turns = self.record.dial
        self.section("Crawling")
        self.title("How far does a step go, measured by the weights?")
        self.stage()
        self.say("Each dot: two weights of one hidden unit. Each position: the same start.")
        self.position(0, "They hardly move, and the loss stays.")
        self.section("Slow")
        self.position(1, "They crawl; the loss comes down slowly.")
        self.section("Flowing")
        self.position(2, "They flow, each its own way, and the loss falls.")
        self.section("Churning")
        self.position(3, "They churn. The loss jumps on its way.")
        self.section("Bursting")
        self.position(4, "A few steps, and most are gone. What is left learns little.")
        self.section("The best")
        self.best()

    # -- the sections ------------------------------------------------------------------------------------------------

    def stage(self):
        """Plane, dial and axes for the loss."""
        self.plane = Axes(
            PLANE, (-REACH, REACH), (-REACH, REACH), ticks=(4, 4), titles=("", "second weight"), theme=self.theme
        )  # fmt: skip
        left, top, width, height = PLANE
        across = self.words("first weight", 22)
        across.move_to(at(left + width, top + height - 16)).shift(0.5 * across.width * LEFT)
        steps = float(len(self.turns[0].losses))
        self.axes = Axes(LOSSES, (0.0, steps), (0.0, CUT), ticks=(3, 3), titles=("", "loss"), theme=self.theme)
        self.needle_at = ValueTracker(DECADES[0])
        self.now = ValueTracker(0.0)
        self.turn, self.running = self.turns[0], False
        self.dots = redrawn(self.cloud)
        self.needle = redrawn(self.hand)
        self.add(self.plane, across, self.axes, self.face(), self.needle, self.dots)
        self.drawn = VGroup()
        self.number: VMobject = VMobject()

    def position(self, k: int, words: str):
        """One position of the dial, from the start."""
        if k:
            self.again()
        self.to(self.turns[k])
        self.say(words)
        self.run(self.turns[k])
        self.wait(0.8)

    def again(self, seconds: float = 0.7):
        """Back to the start; the loss curve stays, pale."""
        self.play(self.drawn[-1].animate.set_stroke(opacity=0.3), self.now.animate.set_value(0.0), run_time=seconds)

    def to(self, turn):
        """Turn the rate up; the needle goes to the ratio of the first step."""
        label = row(self.words("learning rate", 24), self.figure(turn.lr, 3, 24, "text", "bold"))
        label.move_to(at(HUB[0], HUB[1] + 34))
        self.play(FadeOut(self.number, run_time=0.2), FadeIn(label), self.needle_at.animate.set_value(turn.decades[0]))
        self.number = label

    def run(self, turn):
        """All steps: the dots go their ways while the loss is drawn."""
        self.turn = turn
        self.now.set_value(0.0)
        line = self.axes.path(np.arange(len(turn.losses)), np.minimum(turn.losses, CUT), "loss", 5.0)
        self.drawn.add(line)
        last = float(len(turn.losses))
        self.running = True
        self.play(self.now.animate.set_value(last), Create(line), rate_func=linear, run_time=4.2)
        self.needle_at.set_value(self.decade())
        self.running = False

    def best(self):
        """Which position learned most."""
        best = min(self.turns, key=lambda turn: float(turn.losses[-10:].mean()))
        k = self.turns.index(best)
        self.title("Not the smallest step, not the largest")
        self.again(0.5)
        self.to(best)
        self.turn, self.running = best, True
        self.play(
            self.drawn[k].animate.set_stroke(opacity=1.0, width=9.0),
            self.now.animate.set_value(float(len(best.losses))),
            run_time=2.0,
        )
        self.say("Here the loss came down furthest. Look for it decade by decade.")
        self.wait(2.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def angle(self, decade: float) -> float:
        """Of the needle, from the left."""
        share = (np.clip(decade, *DECADES) - DECADES[0]) / (DECADES[1] - DECADES[0])
        return np.pi * (1.0 - float(share))

    def on(self, decade: float, radius: float) -> np.ndarray:
        """A place on the dial."""
        angle = self.angle(decade)
        return at(HUB[0] + radius * np.cos(angle), HUB[1] - radius * np.sin(angle))

    def face(self) -> VGroup:
        """An arc with the decades."""
        arc = Arc(radius=RADIUS * PT, start_angle=0, angle=np.pi, color=self.ink("muted"), stroke_width=5).shift(
            at(*HUB)
        )
        marks = VGroup(self.words("log of the ratio", 22, "muted").set_at(at(HUB[0], HUB[1] - RADIUS - 46)))
        for decade in np.arange(DECADES[0], DECADES[1] + 1):
            marks.add(
                Line(self.on(decade, RADIUS - 10), self.on(decade, RADIUS), color=self.ink("muted"), stroke_width=4)
            )
            marks.add(
                Tick(f"{decade:.0f}".replace("-", "−"), 22, self.ink("muted")).set_at(self.on(decade, RADIUS + 20))
            )
        return VGroup(arc, marks)

    def decade(self) -> float:
        """What the needle shows: while steps are made, the ratio of this step."""
        if not self.running:
            return self.needle_at.get_value()
        steps = np.arange(len(self.turn.decades))
        return float(np.interp(self.now.get_value(), steps, np.maximum(self.turn.decades, DECADES[0])))

    def hand(self) -> VGroup:
        """The needle."""
        tip = self.on(self.decade(), RADIUS - 16)
        return VGroup(
            Line(at(*HUB), tip, color=self.ink("gradient"), stroke_width=7),
            Dot(at(*HUB), radius=8 * PT, color=self.ink("gradient")),
        )

    def cloud(self) -> VGroup:
        """The dots at this moment, each with the last stretch of its way."""
        now = self.now.get_value()
        k = min(int(now), len(self.turn.paths) - 1)
        after = min(k + 1, len(self.turn.paths) - 1)
        places = self.turn.paths[k] + (now - k) * (self.turn.paths[after] - self.turn.paths[k])
        made = VGroup()
        for n, place in enumerate(places):
            way = np.vstack([self.turn.paths[max(0, k - TRAIL) : k + 1, n], place])
            inside = np.abs(way).max(axis=1) <= REACH
            if inside.sum() > 1:
                made.add(self.plane.path(way[inside, 0], way[inside, 1], "gradient", 2.5))
            if inside[-1]:
                made.add(Dot(self.plane.at(*place), radius=5.5 * PT, color=self.ink("weight")))
        return made if len(made) else VGroup(VMobject())
