"""A penalty grows: the minimum slides along a curve, where the loss's ellipse and the penalty's circle touch."""

from __future__ import annotations

import numpy as np
from manim import Circle, Create, DashedLine, Dot, FadeIn, FadeOut, Line, Rectangle, ValueTracker, VGroup, smooth

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

BOX = (84.0, 100.0, 472.0, 354.0)  # of the plane, with one scale for both weights
BARS, FOOT, UNIT = (690.0, 810.0), 420.0, 110.0  # the two weights as bars: middles, foot, and the height of one
TURN = np.linspace(0.0, 2 * np.pi, 121)


class PenaltyPullsTheMinimum(WorkedScene):
    """The minimum without a penalty, with a growing one, and gradient descent that comes the other way."""

    lesson = "regularization"

    def construct(self):
        self.bowl = self.record.bowl
        self.k = ValueTracker(0.0)
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
        self.play(FadeIn(surface), FadeIn(self.axes), FadeIn(names), run_time=1.2)
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
        self.say("A penalty wants short weights: circles around zero. A compromise lies where they touch.")
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
        self.title("From zero uphill? No: gradient descent")
        self.play(FadeOut(self.touching), FadeOut(self.strength), FadeOut(self.bars), run_time=0.5)
        self.say("Another way: no penalty, but start at zero and step down the loss.")
        walk = self.bowl.long_walk
        dots = VGroup(*(Dot(self.axes.at(*p), radius=4 * PT, color=self.ink("gradient")) for p in walk[:40]))
        line = self.axes.path(*walk.T, "gradient", 5)
        self.play(Create(line), FadeIn(dots, lag_ratio=0.3), run_time=6.0)
        names = VGroup(
            row(self.words("minimum with a penalty", 22, "weight", "bold")),
            row(self.words("steps of descent", 22, "gradient", "bold")),
        ).arrange(np.array([0.0, -1.0, 0.0]), buff=18 * PT)
        self.title("Two rules, nearly one curve")
        self.play(FadeIn(names.move_to(at(760, 180))), run_time=0.5)
        self.say("Steep first, flat last: to stop early is much like a penalty, not quite the same.")
        self.wait(3.0)

    # -- what moves --------------------------------------------------------------------------------------------------

    def place_of(self, strength: float) -> float:
        """The index of a strength in the record's list, between two of them where it lies between."""
        return float(np.interp(strength, self.bowl.strengths, np.arange(len(self.bowl.strengths))))

    def now(self) -> np.ndarray:
        """The minimum at this moment."""
        k, path = self.k.get_value(), self.bowl.path
        whole = min(int(k), len(path) - 1)
        after = path[min(whole + 1, len(path) - 1)]
        return path[whole] + (k - whole) * (after - path[whole])

    def minimum(self) -> Dot:
        return Dot(self.axes.at(*self.now()), radius=9 * PT, color=self.ink("weight"))

    def traveled(self) -> VGroup:
        """The curve behind the minimum."""
        points = [*self.bowl.path[: int(self.k.get_value()) + 1], self.now()]
        return VGroup(self.axes.path(*np.array(points).T, "weight", 6))

    def touch(self) -> VGroup:
        """The ellipse of the loss and the circle of the penalty through the minimum."""
        w = self.now()
        radius = float(np.linalg.norm(w)) * (self.axes.at(1.0, 0.0) - self.axes.at(0.0, 0.0))[0]
        circle = Circle(radius=max(radius, 1e-3), color=self.ink("gradient"), stroke_width=5)
        ellipse = self.axes.path(*self.ellipse(float(self.bowl.loss(*w))).T, "input", 5)
        return VGroup(circle.move_to(self.axes.at(0.0, 0.0)), ellipse)

    def ellipse(self, loss: float) -> np.ndarray:
        """(K, 2) where the bowl has this loss, as far as the frame shows it."""
        minimum = self.bowl.minimum.value
        values, axes = np.linalg.eigh(self.bowl.H.value)
        reach = np.sqrt(2 * loss / values)
        points = minimum + np.column_stack([reach[0] * np.cos(TURN), reach[1] * np.sin(TURN)]) @ axes.T
        inside = (points >= [self.axes.x[0], self.axes.y[0]]) & (points <= [self.axes.x[1], self.axes.y[1]])
        return self.longest(points, inside.all(axis=1))

    @staticmethod
    def longest(points: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """The closed curve itself, or its part within the frame, begun where it comes in."""
        if inside.all():
            return points
        start = int(np.flatnonzero(inside & ~np.roll(inside, 1))[0]) if inside.any() else 0
        turned, kept = np.roll(points, -start, axis=0), np.roll(inside, -start)
        return turned[: max(2, int(np.argmin(kept)) or len(kept))]

    def both_bars(self) -> VGroup:
        """The two weights."""
        bars = VGroup()
        for value, x in zip(self.now(), BARS):
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
        mark = Dot(at(left + share * (right - left), height), radius=10 * PT, color=self.ink("gradient"))
        ends = VGroup(
            self.words("weak", 20, "muted").move_to(at(left + 14, height + 24)),
            self.words("strong", 20, "muted").move_to(at(right - 20, height + 24)),
            self.words("penalty", 22, "gradient", "bold").move_to(at((left + right) / 2, height - 26)),
        )
        return VGroup(scale, mark, ends)
