"""A dot that walks down the valley of the gallery's loss surface."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, Dot, FadeIn, ValueTracker, VGroup

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

BOX = (115.0, 110.0, 775.0, 350.0)


class DownTheValley(WorkedScene):
    """The path of gradient descent, step by step; every point of it is the record's."""

    lesson = "gallery"

    def construct(self):
        r = self.record
        self.path, self.losses = r.paths["gradient descent"], r.losses["gradient descent"]
        self.section("Down the valley")
        self.title("Down the valley")
        self.axes = Axes(BOX, r.x_range, r.y_range, theme=self.theme)
        (left, right), (bottom, top) = r.x_range, r.y_range
        grid = np.meshgrid(np.linspace(left, right, 121), np.linspace(bottom, top, 61))
        self.say("The stronger the blue, the lower the loss.")
        self.play(FadeIn(Contours(self.axes, r.bowl(*grid))), FadeIn(self.axes), run_time=1.0)
        step = ValueTracker(0.0)
        walker = redrawn(lambda: self.walked(step.get_value()))
        self.play(FadeIn(walker), run_time=0.6)
        self.say("Each step goes straight downhill: first across the valley, then along it.")
        self.play(step.animate.set_value(len(self.path) - 1.0), run_time=5.0)
        self.say("From a loss of {first} down to {last}.", first=self.losses[0], last=self.loss(-1))
        self.wait(2.0)

    def walked(self, step: float) -> VGroup:
        """The way up to a moment, the dot at its end, and the loss at the nearest step."""
        k = min(int(step), len(self.path) - 2)
        here = self.path[k] + (step - k) * (self.path[k + 1] - self.path[k])
        way = self.axes.path([*self.path[: k + 1, 0], here[0]], [*self.path[: k + 1, 1], here[1]], "gradient", 5.0)
        line = row(self.formula("L =", 28, "loss"), self.loss(round(step)))
        line.shift(at(BOX[0] + BOX[2], 84) - line.get_corner(DOWN + RIGHT))
        return VGroup(way, Dot(self.axes.at(*here), radius=8 * PT, color=self.ink("gradient")), line)

    def loss(self, step: int):
        """The loss at a step."""
        return self.figure(self.losses[step], 4, 28, "loss", "bold")
