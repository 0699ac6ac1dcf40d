"""Surprise: a probability moves, and its bar, minus ln p and the push on the score follow."""

from __future__ import annotations

from manim import RIGHT, UP, Create, Dot, FadeIn, Line, Rectangle, Triangle, ValueTracker, VGroup, linear

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

BAR_LEFT, BAR_FOOT, BAR_HEIGHT, BAR_WIDTH = 98.0, 440.0, 300.0, 76.0
PUSH_AT = 800.0
PLANE = (300.0, 140.0, 330.0, 300.0)


class SurpriseMeter(WorkedScene):
    """The probability of what happened falls from nearly one to nearly zero, and rises again."""

    lesson = "losses"

    def construct(self):
        self.grid = self.record.surprise
        self.place = ValueTracker(float(self.grid.stops[0]))
        self.nearly_sure()
        self.doubt()
        self.badly_wrong()
        self.back()

    def nearly_sure(self):
        """Everything that stays on screen."""
        self.section("Nearly sure")
        stops = self.grid.stops
        self.title("How surprised is the network?")
        self.say("The bar is the probability given to what happened.")
        self.add(self.frame(), self.bar, self.bar_number)
        self.wait(1.0)
        self.say("Nearly sure, and right: hardly any surprise, {loss} nats.", loss=self.surprise(stops[0]))
        self.play(Create(self.curve), run_time=1.4)
        self.play(FadeIn(self.dot), FadeIn(self.loss_number), run_time=0.6)
        self.say("The arrow is the push on the score: target minus probability.")
        self.play(FadeIn(self.push_name), FadeIn(self.push), FadeIn(self.push_number), run_time=0.8)
        self.wait(0.5)

    def doubt(self):
        """From sure to one half."""
        self.section("Doubt")
        stops = self.grid.stops
        self.title("Doubt costs a little")
        self.say("The probability falls to {p}. Surprise grows slowly.", p=self.chance(stops[2]))
        self.move_to(stops[1], 2.0)
        self.move_to(stops[2], 2.5)
        self.wait(0.8)

    def badly_wrong(self):
        """From one half to nearly nothing."""
        self.section("Badly wrong")
        stops = self.grid.stops
        self.title("Badly wrong: every step hurts")
        self.say("Sure of something else: now every small step hurts.")
        self.move_to(stops[3], 2.5)
        self.move_to(stops[4], 2.5)
        self.say("At {p} the surprise is {loss} nats.", p=self.chance(stops[5]), loss=self.surprise(stops[5]))
        self.move_to(stops[5], 2.0)
        self.say("The loss has no limit. The push on the score does: it stays below one.")
        self.wait(1.5)

    def back(self):
        """Learning: the push does its work."""
        self.section("Back")
        stops = self.grid.stops
        self.title("The push brings it back")
        self.say("The push raises the score, the probability grows, and the push fades.")
        self.move_to(stops[2], 2.5)
        self.move_to(stops[0], 3.0)
        self.wait(1.0)

    def frame(self) -> VGroup:
        """Axes, the empty bar and names; and the pieces that follow the place on the grid."""
        grid, size = self.grid, 22
        self.axes = Axes(PLANE, (0.0, 1.0), (0.0, 5.0), (2, 5), ("p", ""), theme=self.theme)
        self.curve = self.axes.path(grid.p, grid.loss, "loss")
        hollow = Rectangle(width=BAR_WIDTH * PT, height=BAR_HEIGHT * PT, stroke_color=self.ink("line"), stroke_width=2)
        hollow.move_to(at(BAR_LEFT + BAR_WIDTH / 2, BAR_FOOT - BAR_HEIGHT / 2))
        names = VGroup(
            self.words("probability of", size, "activation").set_at(at(BAR_LEFT + BAR_WIDTH / 2, BAR_FOOT + 28)),
            self.words("what happened", size, "activation").set_at(at(BAR_LEFT + BAR_WIDTH / 2, BAR_FOOT + 54)),
            self.formula(r"-\ln p", 28, "loss").move_to(at(PLANE[0] + PLANE[2] / 2, 112)),
        )
        self.push_name = VGroup(
            self.words("push on the score", size, "gradient").set_at(at(PUSH_AT, BAR_FOOT + 30)),
            Line(at(PUSH_AT - 70, BAR_FOOT), at(PUSH_AT + 70, BAR_FOOT), color=self.ink("muted"), stroke_width=2.5),
        )
        self.bar = redrawn(self.bar_now)
        self.dot = redrawn(lambda: Dot(self.axes.at(*self.now()), radius=8 * PT, color=self.ink("loss")))
        self.push = redrawn(self.push_now)
        self.bar_number = redrawn(
            lambda: self.chance(self.nearest).set_at(at(BAR_LEFT + BAR_WIDTH / 2, BAR_FOOT - BAR_HEIGHT - 22))
        )
        self.loss_number = redrawn(lambda: self.surprise(self.nearest).move_to(self.beside_dot()))
        self.push_number = redrawn(lambda: self.strength(self.nearest).set_at(self.above_push()))
        return VGroup(self.axes, hollow, names)

    def now(self) -> tuple[float, float]:
        """The point of the curve between two places of the grid."""
        k = self.place.get_value()
        low = min(int(k), len(self.grid.p) - 2)
        share = k - low
        p, loss = (float((1 - share) * v[low] + share * v[low + 1]) for v in (self.grid.p, self.grid.loss))
        return p, loss

    def bar_now(self) -> Rectangle:
        """The bar, as high as the probability."""
        height = BAR_HEIGHT * self.now()[0]
        bar = Rectangle(
            width=BAR_WIDTH * PT,
            height=height * PT,
            stroke_width=0,
            fill_color=self.ink("activation"),
            fill_opacity=0.85,
        )
        return bar.move_to(at(BAR_LEFT + BAR_WIDTH / 2, BAR_FOOT - height / 2))

    def push_now(self) -> VGroup:
        """The push, upwards, as long as one minus the probability."""
        length = BAR_HEIGHT * (1 - self.now()[0])
        shaft = Line(at(PUSH_AT, BAR_FOOT), at(PUSH_AT, BAR_FOOT - length), color=self.ink("gradient"), stroke_width=9)
        tip = Triangle(fill_color=self.ink("gradient"), fill_opacity=1.0, stroke_width=0).scale_to_fit_width(22 * PT)
        return VGroup(shaft, tip.move_to(at(PUSH_AT, BAR_FOOT - length - 8)))

    @property
    def nearest(self) -> int:
        """The nearest place of the grid."""
        return round(self.place.get_value())

    def strength(self, k: int):
        """The push on the score at a place of the grid."""
        return self.figure(-self.grid.gradient[k], 2, 28, "gradient", "bold")

    def chance(self, k: int):
        """The probability at a place of the grid."""
        return self.figure(self.grid.p[k], 2, 28, "activation", "bold")

    def surprise(self, k: int):
        """The loss at a place of the grid."""
        return self.figure(self.grid.loss[k], 3, 28, "loss", "bold")

    def above_push(self):
        """A place over the arrow's tip."""
        return at(PUSH_AT, BAR_FOOT - BAR_HEIGHT * (1 - self.now()[0]) - 38)

    def beside_dot(self):
        """A place to the right of the dot."""
        return self.axes.at(*self.now()) + RIGHT * 50 * PT + UP * 18 * PT

    def move_to(self, stop: int, seconds: float):
        """Walk along the grid."""
        self.play(self.place.animate.set_value(float(stop)), run_time=seconds, rate_func=linear)
