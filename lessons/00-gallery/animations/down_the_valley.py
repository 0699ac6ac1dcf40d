"""A dot that walks down the valley of the gallery's loss surface."""

from __future__ import annotations

from manim import Create, Dot, FadeIn, Line, MoveAlongPath, VMobject, linear

from deckwright.scenes import at
from deckwright.scenes.board import BoardScene

LEFT, RIGHT, TOP, BOTTOM = 130.0, 830.0, 130.0, 470.0


class DownTheValley(BoardScene):
    """The path of gradient descent, step by step; every point of it is the record's."""

    lesson = "gallery"

    def construct(self):
        self.section("Down the valley")
        self.title("Down the valley")
        path = VMobject(color=self.ink("gradient"), stroke_width=4)
        path.set_points_as_corners([self.place(point) for point in self.record.paths["gradient descent"]])
        valley = Line(self.place((self.record.x_range[0], 0)), self.place((self.record.x_range[1], 0)))
        dot = Dot(path.get_start(), color=self.ink("loss"), radius=0.1)
        start = self.record.paths["gradient descent"][0]
        self.say("The valley runs from left to right; the dot starts {height} up its side.", height=float(start[1]))
        self.play(Create(valley.set_color(self.ink("line"))), FadeIn(dot), run_time=0.8)
        self.say("Gradient descent walks across it as much as along it.")
        self.play(Create(path), MoveAlongPath(dot, path), run_time=2.5, rate_func=linear)
        self.wait(0.4)

    def place(self, point):
        """A point of the surface on the board."""
        (x0, x1), (y0, y1) = self.record.x_range, self.record.y_range
        across, up = (point[0] - x0) / (x1 - x0), (point[1] - y0) / (y1 - y0)
        return at(LEFT + across * (RIGHT - LEFT), BOTTOM + up * (TOP - BOTTOM))
