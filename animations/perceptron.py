"""A perceptron learns a line: each correction adds an example to the weights; on XOR they walk in a circle."""

from __future__ import annotations

import numpy as np
from manim import (
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowArrow,
    Line,
    Polygon,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
)  # fmt: skip

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.head_to_tail import HeadToTail
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

EXAMPLES, WEIGHTS = (90.0, 108.0, 320.0, 320.0), (560.0, 108.0, 320.0, 320.0)  # boxes of the two planes
FRAME = (-0.5, 1.5)  # of the examples' plane
SLOW = 3  # so many corrections are shown step by step


class LineLearns(WorkedScene):
    """On the left the plane of the examples with the line, on the right that of the weights with each correction."""

    lesson = "perceptron"

    def construct(self):
        gate = self.record.gate
        self.section("A mistake moves the line")
        self.title(f"Learning {gate.name}")
        self.say("Left: four examples. Right: the weights, which start at zero.")
        self.planes(gate.learned)
        self.examples(np.array(gate.targets))
        self.read_out(gate.learned, gate.updates)
        self.first(gate.updates[:SLOW])
        self.section("Until it stops")
        self.say("Wrong? The example is added to the weights, or taken away.")
        for k in range(SLOW, len(gate.updates)):
            self.correct(k, 1.0)
        self.say("A round without a mistake: it stops, after {n} corrections.", n=gate.counter[-1])
        self.wait(2.0)
        self.section("XOR")
        self.circle()

    # -- the sections ------------------------------------------------------------------------------------------------

    def first(self, updates):
        """The first corrections, one after the other, with words."""
        for k, update in enumerate(updates):
            added = update.y.item() > update.y_hat.item()
            empty = not update.x.value.any()
            if empty:
                self.say("Wrong. This example is all zeros: only the bias moves.")
            elif added:
                self.say("It should be yes: add the example, head to tail.")
            else:
                self.say("It should be no: take the example away.")
            self.correct(k, 2.2)

    def circle(self):
        """The same rule on XOR."""
        xor = self.record.circle
        self.title("The same rule on XOR")
        leaving = (self.moving, self.tip, self.marks, self.trail, self.right, self.numbers)
        self.play(*(FadeOut(part) for part in leaving), run_time=0.6)
        self.planes(xor.learned, left=False)
        self.examples(xor.labels)
        self.say("Two yes corners on one diagonal, two no corners on the other.")
        self.read_out(xor.learned, xor.learned.updates)
        updates = xor.learned.updates
        before = sum(p.epoch < xor.returned - 1 for p in updates)
        for k in range(before):
            self.correct(k, 0.9)
        around = [k for k, p in enumerate(updates) if p.epoch in (xor.returned - 1, xor.returned)]
        self.play(FadeOut(self.trail), run_time=0.3)
        self.trail = self.trail_from(around[0])
        self.say("From here on, watch the trace on the right.")
        for k in around:
            self.correct(k, 0.9 if updates[k].epoch < xor.returned else 0.45)
        self.title("The weights walk in a circle")
        self.say("After each round the weights are back where they were. It never stops.")
        loop = self.loop([updates[k] for k in around if updates[k].epoch == xor.returned])
        self.play(Create(loop), run_time=1.6)
        self.wait(2.5)

    # -- what happens at a correction ---------------------------------------------------------------------------------

    def correct(self, k: int, seconds: float):
        """A ring around the wrong example, its arrow among the weights, and the line turns."""
        update = self.updates[k]
        example = self.plane.at(*update.x.value)
        ring = Circle(radius=15 * PT, color=self.ink("loss"), stroke_width=5).move_to(example)
        self.play(FadeIn(ring, scale=1.6), run_time=0.25 * seconds)
        before, after = self.states[k], self.states[k + 1]
        if (before[:2] != after[:2]).any():
            arrow = self.trail.then(self.weights.at(*after[:2]), self.ink("input"))
            self.play(GrowArrow(arrow), run_time=0.3 * seconds)
        self.play(
            self.progress.animate.set_value(k + 1.0), FadeOut(ring), *self.next_numbers(k), run_time=0.45 * seconds
        )

    def trail_from(self, k: int) -> HeadToTail:
        """Where the corrections from this one on are added, head to tail."""
        return HeadToTail(self.weights.at(*self.states[k][:2]), width=5, tip=0.22)

    def loop(self, updates) -> VMobject:
        """The closed path of the weights in one round."""
        places = [self.weights.at(*p.w.value) for p in updates]
        corners = [places[-1], *places]
        return VMobject(stroke_color=self.ink("loss"), stroke_width=9, stroke_opacity=0.7).set_points_as_corners(
            corners
        )

    # -- pieces ------------------------------------------------------------------------------------------------------

    def planes(self, learned, left: bool = True):
        """Both planes; the one of the weights is wide enough for all that come."""
        low = min(-1.0, learned.weights.min()) - 0.4
        high = max(1.0, learned.weights.max()) + 0.4
        self.weights = Axes(WEIGHTS, (low, high), (low, high), ticks=(4, 4), theme=self.theme)
        names = [self.named(r"w_1", WEIGHTS, True), self.named(r"w_2", WEIGHTS, False)]
        zero = self.cross(self.weights)
        self.right = VGroup(self.weights, zero, *names)
        if left:
            self.plane = Axes(EXAMPLES, FRAME, FRAME, ticks=(4, 4), theme=self.theme)
            names = [self.named(r"x_1", EXAMPLES, True), self.named(r"x_2", EXAMPLES, False)]
            self.left = VGroup(self.plane, *names)
            self.add(self.left, self.right)
        else:
            self.play(FadeIn(self.right), run_time=0.6)
        self.states = self.states_of(learned)
        self.trail = self.trail_from(0)
        self.progress = ValueTracker(0.0)
        self.moving = redrawn(self.line)
        self.tip = redrawn(lambda: Dot(self.weights.at(*self.state()[:2]), radius=8 * PT, color=self.ink("weight")))
        self.add(self.moving, self.tip)

    def cross(self, axes: Axes) -> VGroup:
        """Thin lines through zero."""
        low, high = axes.x
        ends = [((low, 0.0), (high, 0.0)), ((0.0, low), (0.0, high))]
        return VGroup(*(Line(axes.at(*a), axes.at(*b), color=self.ink("line"), stroke_width=2) for a, b in ends))

    def named(self, latex: str, box, across: bool):
        """An axis' name, at its end."""
        left, top, width, height = box
        place = at(left + width + 22, top + height) if across else at(left, top - 18)
        return self.formula(latex, 26).move_to(place)

    def examples(self, targets: np.ndarray):
        """The four corners: a triangle for yes, a disc for no."""
        corners = self.record.circle.corners
        self.marks = VGroup(*(self.mark(x, bool(y)) for x, y in zip(corners, targets)))
        self.play(FadeIn(self.marks), run_time=0.6)

    def mark(self, x: np.ndarray, yes: bool) -> VMobject:
        """An example."""
        if yes:
            shape = Triangle(color=self.ink("target"), fill_opacity=1.0, stroke_width=0).scale_to_fit_height(20 * PT)
        else:
            shape = Dot(radius=9 * PT, color=self.ink("muted"))
        return shape.move_to(self.plane.at(*x))

    @staticmethod
    def states_of(learned) -> np.ndarray:
        """w_1, w_2, b before the first correction and after each."""
        updates = [[*p.w.value, p.b.item()] for p in learned.updates]
        return np.array([[*learned.weights[0], learned.biases[0]], *updates])

    def state(self) -> np.ndarray:
        """The weights at this moment, on the way from one state to the next."""
        now = self.progress.get_value()
        k = min(int(now), len(self.states) - 1)
        after = self.states[min(k + 1, len(self.states) - 1)]
        return self.states[k] + (now - k) * (after - self.states[k])

    def line(self) -> VGroup:
        """The part of the plane that gets a yes, and its edge."""
        w1, w2, b = self.state()
        low, high = FRAME
        frame = [np.array(c) for c in ((low, low), (high, low), (high, high), (low, high))]
        yes, edge = half_plane(frame, np.array([w1, w2]), b)
        parts = VGroup()
        if len(yes) > 2:
            places = [self.plane.at(*p) for p in yes]
            parts.add(Polygon(*places, stroke_width=0, fill_color=self.ink("target"), fill_opacity=0.16))
        if len(edge) == 2:
            start, end = (self.plane.at(*p) for p in edge)
            parts.add(Line(start, end, color=self.ink("weight"), stroke_width=6))
        return parts if len(parts) else VGroup(VMobject())

    def read_out(self, learned, updates):
        """Weights, bias and the number of corrections, below."""
        self.updates = updates
        self.numbers = self.numbers_at(0)
        self.play(FadeIn(self.numbers), run_time=0.4)

    def numbers_at(self, k: int) -> VGroup:
        """The line of numbers after so many corrections."""
        w1, w2, b = self.states[k]
        counted = self.figure(self.record.circle.counter[k], 0, 26)
        parts = [
            row(self.formula(f"{name} =", 26, "weight"), self.figure(value, 0, 26, "weight", "bold"))
            for name, value in (("w_1", w1), ("w_2", w2), ("b", b))
        ]
        return row(*parts, row(self.words("corrections", 26), counted), gap=44).move_to(at(480, 496))

    def next_numbers(self, k: int):
        """The numbers after the next correction take the place of the old ones."""
        old, self.numbers = self.numbers, self.numbers_at(k + 1)
        return [FadeOut(old, run_time=0.2), FadeIn(self.numbers, run_time=0.4)]


def half_plane(corners: list[np.ndarray], w: np.ndarray, b: float) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The part of a polygon where w·x + b > 0, and the two ends of its edge."""
    kept, edge = [], []
    for here, after in zip(corners, [*corners[1:], corners[0]]):
        z, z_after = here @ w + b, after @ w + b
        if z >= 0 and w.any() or z > 0:
            kept.append(here)
        if z == 0 and w.any():
            edge.append(here)
        if z * z_after < 0:
            cut = here + (after - here) * z / (z - z_after)
            kept.append(cut)
            edge.append(cut)
    return kept, edge
