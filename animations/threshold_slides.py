"""A threshold slides along the ink of images; mistakes light up, and their share is traced below."""

from __future__ import annotations

import numpy as np
from manim import (
    UP,
    Create,
    DashedVMobject,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    Line,
    Rectangle,
    ValueTracker,
    VGroup,
    linear,
)  # fmt: skip

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.image import image
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.words import chip
from deckwright.scenes.worked_scene import WorkedScene

BOX = (96.0, 326.0, 800.0, 126.0)  # of the mistakes' axes
INK = (-0.8, 17.4)  # what its horizontal axis shows
TOP, FLOOR = 72.0, 276.0  # of what stands above the axes
START = -0.5  # the line stands half a sixteenth above its threshold


class ThresholdSlides(WorkedScene):
    """Ten images first, one by one; then all training images as columns."""

    lesson = "ai-ml-dl"

    def construct(self):
        self.pixel = self.record.pixel
        self.place = ValueTracker(START)
        self.ten()
        self.many()

    # -- the sections ------------------------------------------------------------------------------------------------

    def ten(self):
        """The images fall to their places, and the line passes them."""
        self.section("Ten images")
        self.title("Which threshold makes the fewest mistakes?")
        self.say("Each image stands where its ink is. Even digits have a frame.")
        top = 10 * np.ceil(max(curve.max() for curve in self.pixel.curves.values()) / 10 + 0.2)
        self.axes = Axes(
            BOX,
            INK,
            (0.0, float(top)),
            ticks=(9, 3),
            titles=("ink of the pixel, in sixteenths", ""),
            theme=self.theme,
        )
        self.add(self.axes)
        self.wait(0.6)
        self.images = Group(*(self.framed(k) for k in range(len(self.pixel.ink))))
        for picture in self.images:
            picture.shift(2.2 * UP)
        self.play(*(p.animate.shift(-2.2 * UP) for p in self.images), run_time=1.6, lag_ratio=0.15)
        self.say("Right of the line the program says even. A wrong answer is framed.")
        self.region, self.line = redrawn(self.yes_side), redrawn(self.threshold)
        self.name = chip(self.words("percent wrong", 22), self.ink("background")).move_to(at(166, BOX[1] - 14))
        self.add(self.region, self.line, self.images, self.name)
        self.wrong, self.trace = redrawn(self.wrong_images), redrawn(lambda: self.traced("ten images"))
        self.add(self.wrong, self.trace)
        self.counter = redrawn(lambda: self.counted(self.pixel.few.mistakes))
        self.play(FadeIn(self.region), FadeIn(self.line), FadeIn(self.counter), run_time=0.6)
        self.slide(9.0)
        self.say("The best threshold for these ten: {best}, with {least} wrong.", best=self.pixel.few.threshold,
                 least=self.pixel.least)  # fmt: skip
        self.back_to(self.pixel.few.threshold)
        self.wait(1.0)

    def many(self):
        """All training images as columns around a line, even ones up, odd ones down; wrong ones light up."""
        self.section("All training images")
        self.title("Now all training images")
        self.say("All training images: even digits upward, odd ones downward.")
        curve = DashedVMobject(self.curve("ten images", "muted"), num_dashes=48)
        self.play(
            FadeOut(Group(*self.images)),
            FadeOut(self.wrong),
            FadeOut(self.counter),
            FadeOut(self.trace),
            FadeIn(curve),
            run_time=0.6,
        )
        self.remove(self.wrong, self.trace, self.counter)
        self.place.set_value(START)
        self.poured = ValueTracker(0.0)
        self.columns = redrawn(self.bars)
        names = VGroup(
            self.words("even", 24, "target").move_to(at(46, self.middle - 24)),
            self.words("odd", 24, "muted").move_to(at(46, self.middle + 24)),
        )
        self.add(self.columns, self.line, self.name)
        self.play(FadeIn(names), self.poured.animate.set_value(1.0), run_time=2.2)
        self.say("What is on the wrong side of the line is lit.")
        self.trace = redrawn(lambda: self.traced("all training images"))
        self.counter = redrawn(lambda: self.counted(self.pixel.many.mistakes))
        self.add(self.trace, self.counter)
        self.slide(8.0)
        self.title("One number, soon learned and soon exhausted")
        self.back_to(self.pixel.many.threshold)
        self.say("Best for all: {best}. Still wrong: {wrong} percent.", best=self.pixel.many.threshold,
                 wrong=self.figure(self.pixel.curves["all training images"].min(), 1))  # fmt: skip
        low = self.axes.at(self.pixel.many.threshold + 0.5, self.pixel.curves["all training images"].min())
        self.play(Create(Line(low, self.axes.at(INK[0], self.pixel.curves["all training images"].min()),
                              color=self.ink("loss"), stroke_width=3)), run_time=0.8)  # fmt: skip
        self.wait(2.5)

    # -- motion ------------------------------------------------------------------------------------------------------

    def slide(self, seconds: float):
        """The line passes all thresholds."""
        self.play(self.place.animate.set_value(16.5), run_time=seconds, rate_func=linear)

    def back_to(self, threshold: float):
        """The line goes back to the best threshold, and the whole curve stays."""
        self.trace.clear_updaters()
        self.play(self.place.animate.set_value(threshold + 0.5), run_time=1.2)

    # -- pieces ------------------------------------------------------------------------------------------------------

    @property
    def middle(self) -> float:
        """Where the columns stand and hang: both longest ones have room."""
        even, odd = (self.pixel.by_ink[name].max() for name in ("even", "odd"))
        return TOP + (FLOOR - TOP) * even / (even + odd)

    @property
    def now(self) -> int:
        """The threshold below the line."""
        return int(np.clip(np.floor(self.place.get_value() + 1e-9), 0, len(self.pixel.few.cuts) - 1))

    def across(self, ink: float) -> float:
        """Where an amount of ink stands, in points from the left."""
        return BOX[0] + BOX[2] * (ink - INK[0]) / (INK[1] - INK[0])

    def framed(self, k: int) -> Group:
        """An image above its ink, on those that came before it with as much."""
        ink = self.pixel.ink
        highest = max(np.bincount(ink.astype(int)))
        side = min(36.0, (FLOOR - TOP) / highest - 4)
        below = int((ink[:k] == ink[k]).sum())
        place = at(self.across(ink[k]), FLOOR - (below + 0.5) * (side + 4))
        picture = image(self.record.task.images[k], side, theme=self.theme).move_to(place)
        frame = Rectangle(width=(side + 2) * PT, height=(side + 2) * PT, stroke_width=3.5, color=self.ink("target"))
        frame.move_to(place)
        return Group(picture, frame if self.pixel.even[k] else frame.set_stroke(self.ink("line"), 1.5))

    def yes_side(self) -> Rectangle:
        """Where the program says even."""
        left, right = self.across(self.place.get_value()), BOX[0] + BOX[2]
        shade = Rectangle(
            width=max(right - left, 0.01) * PT,
            height=(FLOOR - TOP + 12) * PT,
            stroke_width=0,
            fill_color=self.ink("target"),
            fill_opacity=0.13,
        )
        return shade.move_to(at((left + right) / 2, (TOP + FLOOR) / 2))

    def threshold(self) -> Line:
        """The line, down to the axis."""
        x = self.across(self.place.get_value())
        return Line(at(x, TOP - 6), at(x, BOX[1] + BOX[3]), color=self.ink("weight"), stroke_width=5)

    def wrong_images(self) -> VGroup:
        """Frames around images that are answered wrong."""
        says = self.pixel.ink > self.place.get_value()
        wrong = says != (self.pixel.even == 1)
        frames = (
            Rectangle(
                width=p.width + 10 * PT, height=p.height + 6 * PT, stroke_width=7, color=self.ink("loss")
            ).move_to(p)
            for p, bad in zip(self.images, wrong)
            if bad
        )
        return VGroup(*frames)

    def counted(self, mistakes: np.ndarray) -> VGroup:
        """Threshold and mistakes at this moment, above the curve."""
        parts = row(
            self.words("above", 24),
            self.figure(self.now, 0, 24, "weight", "bold"),
            self.words(":", 24),
            self.figure(mistakes[self.now], 0, 24, "loss", "bold"),
            self.words("wrong", 24, "loss"),
        )
        return chip(parts, self.ink("background")).move_to(at(790, BOX[1] - 14))

    def curve(self, name: str, role: str, last: int | None = None):
        """The share of mistakes up to a threshold."""
        shares = self.pixel.curves[name][: None if last is None else last + 1]
        return self.axes.path(np.arange(len(shares)) + 0.5, shares, role, 5)

    def traced(self, name: str) -> VGroup:
        """The curve so far, with a dot at its end."""
        shares = self.pixel.curves[name]
        path = [self.curve(name, "loss", self.now)] if self.now else []
        return VGroup(*path, Dot(self.axes.at(self.now + 0.5, shares[self.now]), radius=7 * PT, color=self.ink("loss")))

    def bars(self) -> VGroup:
        """A column for each amount of ink, as far as it is poured."""
        even, odd = self.pixel.by_ink["even"], self.pixel.by_ink["odd"]
        unit = (FLOOR - TOP) / (even.max() + odd.max())
        poured, place = self.poured.get_value(), self.place.get_value()
        parts = VGroup(
            Line(at(BOX[0], self.middle), at(BOX[0] + BOX[2], self.middle), color=self.ink("muted"), stroke_width=2)
        )
        for ink in range(len(even)):
            says = ink > place
            for count, sign, truth in ((even[ink], -1, True), (odd[ink], 1, False)):
                role = "loss" if says != truth and poured == 1 else "target" if truth else "muted"
                height = max(poured * count * unit, 0.01)
                bar = Rectangle(
                    width=34 * PT, height=height * PT, stroke_width=0, fill_color=self.ink(role), fill_opacity=0.85
                )
                parts.add(bar.move_to(at(self.across(ink), self.middle + sign * height / 2)))
        return parts
