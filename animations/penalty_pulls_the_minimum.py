"""A penalty grows: the minimum slides along a curve, where the loss's ellipse and the penalty's circle touch."""

from __future__ import annotations

import numpy as np
from manim import DashedLine, Dot, FadeIn, FadeOut, Line, Rectangle, ValueTracker, VGroup, VMobject, linear, smooth

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

BOX = (84.0, 100.0, 472.0, 354.0)  # of the plane, with one scale for both weights
BARS, FOOT, UNIT = (690.0, 810.0), 420.0, 110.0  # the two weights as bars: middles, foot, and the height of one
FIRST = 12  # steps of descent after which it rests
TURN = np.linspace(0.0, 2 * np.pi, 121)


class PenaltyPullsTheMinimum(WorkedScene):
    """The minimum without a penalty, with a growing one, and gradient descent that comes the other way."""

    lesson = "regularization"

    def construct(self):
        self.bowl = self.record.bowl
        self.k, self.step = ValueTracker(0.0), ValueTracker(0.0)
        self.walking = False
        self.start()
        self.until_summit()
        self.until_zero()
        self.descent()

    # -- the sections ------------------------------------------------------------------------------------------------

    def start(self):
        """The bowl and its minimum."""
        self.section("Without a penalty")
        self.title("The loss alone")
        self.axes = Axes(BOX, self.bowl.x_range, self.bowl.y_range, ticks=(4, 3), theme=self.theme)
        across, up = np.meshgrid(np.linspace(*self.axes.x, 61), np.linspace(*self.axes.y, 61))
        surface = Contours(self.axes, self.bowl.loss(across, up))
        left, top, width, height = BOX
        names = VGroup(
            self.formula("w_1", 26).move_to(at(left + width + 26, top + height)),
            self.formula("w_2", 26).move_to(at(left, top - 18)),
        )
        self.say("The stronger the blue, the lower the loss: a valley that runs aslant.")
        self.add(surface, self.axes, names)
        self.wait(1.2)
        self.trail, self.marker = redrawn(self.traveled), redrawn(self.minimum)
        self.bars = redrawn(self.both_bars)
        base = Line(at(BARS[0] - 60, FOOT), at(BARS[1] + 60, FOOT), color=self.ink("line"), stroke_width=3)
        labels = VGroup(*(self.formula(f"w_{n}", 28, "weight").move_to(at(x, FOOT + 26)) for n, x in zip((1, 2), BARS)))
        self.say("Its minimum has a second weight of zero.")
        self.play(FadeIn(self.marker, scale=0.4), run_time=0.6)
        self.play(FadeIn(base), FadeIn(labels), FadeIn(self.bars), run_time=0.8)
        self.add(self.trail)
        self.wait(0.8)

    def until_summit(self):
        """The strength grows until the second weight is largest."""
        self.section("The penalty grows")
        self.title("Where an ellipse and a circle touch")
        self.touching = redrawn(self.touch)
        self.strength = redrawn(self.strength_now)
        self.say("A penalty wants short weights: circles. The least sum lies where they touch.")
        self.play(self.k.animate.set_value(self.place_of(0.02)), run_time=0.4)
        self.play(FadeIn(self.touching), FadeIn(self.strength), run_time=0.8)
        self.wait(1.0)
        self.say("Now the strength grows. Moving along the valley costs least, so that comes first.")
        self.play(self.k.animate.set_value(self.place_of(self.bowl.summit_strength)), run_time=7.0, rate_func=smooth)
        self.title("The penalty has made a weight larger")
        self.say("The second weight has grown from zero to {w}.", w=self.figure(self.bowl.summit, 2))
        self.wait(2.0)

    def until_zero(self):
        """On to the origin."""
        self.section("Very strong")
        self.title("In the end both weights shrink")
        self.say("Stronger still: now the steep direction gives way as well.")
        self.play(self.k.animate.set_value(len(self.bowl.strengths) - 1.0), run_time=5.0, rate_func=smooth)
        self.wait(0.5)

    def descent(self):
        """Gradient descent from zero."""
        self.section("Stopped early")
        self.title("The other way: descent from zero")
        self.say("Now no penalty at all: start at zero and step down the loss.")
        self.play(FadeOut(self.touching), FadeOut(self.strength), FadeOut(self.bars), run_time=0.5)
        self.walker, self.bars = redrawn(self.walked), redrawn(self.both_bars)
        self.walking = True
        self.add(self.walker, self.bars)
        self.play(self.step.animate.set_value(float(FIRST)), run_time=5.0, rate_func=linear)
        self.say("The steep direction comes first. Who stops here has given up the flat one.")
        self.wait(1.5)
        self.play(self.step.animate.set_value(len(self.bowl.long_walk) - 1.0), run_time=3.5, rate_func=linear)
        names = VGroup(
            self.words("minimum with a penalty", 22, "weight", "bold"),
            self.words("steps of descent", 22, "gradient", "bold"),
        ).arrange(np.array([0.0, -1.0, 0.0]), buff=16 * PT)
        self.title("Two rules, nearly one curve")
        self.play(FadeIn(names.move_to(at(750, 130))), run_time=0.5)
        self.say("To stop early is much like a penalty. It is not quite the same.")
        self.wait(3.0)

    # -- what moves --------------------------------------------------------------------------------------------------

    def place_of(self, strength: float) -> float:
        """The index of a strength in the record's list, between two of them where it lies between."""
        return float(np.interp(strength, self.bowl.strengths, np.arange(len(self.bowl.strengths))))

    def now(self) -> np.ndarray:
        """The minimum at this moment."""
        return self.between(self.bowl.path, self.k.get_value())

    def walked(self) -> VGroup:
        """The steps of descent so far."""
        done = np.array([*self.bowl.long_walk[: int(self.step.get_value()) + 1], self.weights()])
        dots = (Dot(self.axes.at(*p), radius=5 * PT, color=self.ink("gradient")) for p in done)
        return VGroup(self.axes.path(done[:, 0], done[:, 1], "gradient", 4), *dots)

    def weights(self) -> np.ndarray:
        """What the bars show: the minimum, or where descent is."""
        return self.between(self.bowl.long_walk, self.step.get_value()) if self.walking else self.now()

    @staticmethod
    def between(path: np.ndarray, k: float) -> np.ndarray:
        """A point of a path, on the way from one entry to the next."""
        whole = min(int(k), len(path) - 1)
        after = path[min(whole + 1, len(path) - 1)]
        return path[whole] + (k - whole) * (after - path[whole])

    def minimum(self) -> Dot:
        return Dot(self.axes.at(*self.now()), radius=9 * PT, color=self.ink("weight"))

    def traveled(self) -> VGroup:
        """The curve behind the minimum."""
        points = [*self.bowl.path[: int(self.k.get_value()) + 1], self.now()]
        w1, w2 = np.array(points).T
        return VGroup(self.axes.path(w1, w2, "weight", 6))

    def touch(self) -> VGroup:
        """The ellipse of the loss and the circle of the penalty through the minimum."""
        w = self.now()
        circle = np.linalg.norm(w) * np.column_stack([np.cos(TURN), np.sin(TURN)])
        ellipse = self.ellipse(float(self.bowl.loss(*w)))
        return VGroup(*self.seen(circle, self.category("L2")), *self.seen(ellipse, "text"))

    def ellipse(self, loss: float) -> np.ndarray:
        """(K, 2) where the bowl has this loss."""
        values, axes = np.linalg.eigh(self.bowl.H.value)
        reach = np.sqrt(2 * loss / values)
        return self.bowl.minimum.value + np.column_stack([reach[0] * np.cos(TURN), reach[1] * np.sin(TURN)]) @ axes.T

    def seen(self, points: np.ndarray, role: str) -> list[VMobject]:
        """The stretches of a closed curve that lie within the frame."""
        low, high = np.array([self.axes.x, self.axes.y]).T
        inside = ((points >= low) & (points <= high)).all(axis=1)
        ends = np.flatnonzero(np.diff(inside)) + 1
        parts = zip(np.split(points, ends), np.split(inside, ends))
        return [self.axes.path(part[:, 0], part[:, 1], role, 5) for part, kept in parts if kept[0] and len(part) > 1]

    def both_bars(self) -> VGroup:
        """The two weights."""
        bars = VGroup()
        for value, x in zip(self.weights(), BARS):
            height = max(abs(value) * UNIT, 0.5)
            bar = Rectangle(width=70 * PT, height=height * PT, stroke_width=0)
            bar.set_fill(self.ink("weight"), opacity=0.85).move_to(at(x, FOOT - height / 2))
            bars.add(bar)
        return bars

    def strength_now(self) -> VGroup:
        """The strength, as a mark on a scale of powers of ten."""
        low, high = np.log(self.bowl.strengths[1]), np.log(self.bowl.strengths[-1])
        alpha = float(np.interp(self.k.get_value(), np.arange(len(self.bowl.strengths)), self.bowl.strengths))
        share = float(np.clip((np.log(max(alpha, 1e-9)) - low) / (high - low), 0.0, 1.0))
        left, right, height = 620.0, 880.0, 128.0
        scale = DashedLine(at(left, height), at(right, height), color=self.ink("muted"), stroke_width=4)
        mark = Dot(at(left + share * (right - left), height), radius=10 * PT, color=self.ink(self.category("L2")))
        ends = VGroup(
            self.words("weak", 22, "muted").move_to(at(left + 14, height + 24)),
            self.words("strong", 22, "muted").move_to(at(right - 20, height + 24)),
            self.words("penalty", 22, self.category("L2"), "bold").move_to(at((left + right) / 2, height - 26)),
        )
        return VGroup(scale, mark, ends)
