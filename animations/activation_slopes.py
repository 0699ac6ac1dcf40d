"""A dot slides along z while an activation and its slope are traced together: where the slope is low, no blame gets
through.
"""

from __future__ import annotations

import itertools

import numpy as np
from manim import LEFT, RIGHT, DashedLine, Dot, FadeIn, Line, Rectangle, ValueTracker, VGroup, VMobject, linear

from deckwright.scenes import PT, at, decimals_of
from deckwright.scenes.pace import paced
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

LEFT_EDGE, RIGHT_EDGE = 140.0, 640.0  # of both plots, in points
TOP, BOTTOM = (96.0, 266.0), (322.0, 476.0)  # top and foot of the function's plot and of the slope's
PANEL, BAR, WHOLE = (756.0, 862.0), 70.0, 250.0  # the middles of the two bars, their width, and a whole one's height


class SlopeTour(WorkedScene):
    """Sigmoid, tanh and ReLU, each as a pair: the function above, its slope below, the blame that passes
    beside them.
    """

    lesson = "activations"

    def construct(self):
        self.plots = None
        self.paces = paced(itertools.count(), first=5.0, quicker=0.75)
        self.section("Sigmoid")
        self.panel = self.bars()
        self.tour(
            "sigmoid",
            "Sigmoid: a quarter at best",
            "The sigmoid turns every number into a share. Below it, its slope.",
            "In the middle the slope is largest: {steepest}. A quarter of the blame gets through.",
            "At both ends the curve is flat: saturated. Almost nothing gets through.",
        )
        self.section("Tanh")
        self.tour(
            "tanh",
            "Tanh: steeper, and sooner flat",
            "Tanh is the same curve, stretched and centered on zero.",
            "In the middle it lets all the blame through: its slope is {steepest}.",
            "But it is flat even sooner than the sigmoid.",
        )
        self.section("ReLU")
        self.tour(
            "relu",
            "ReLU: all or nothing",
            "ReLU is off on the left: no slope, no blame, no learning.",
            "Right of zero the slope is {steepest}, however far we go.",
            "It never saturates on the right. On the left a unit can die.",
        )
        self.wait(1.0)

    def tour(self, key: str, title: str, first: str, middle: str, end: str):
        """One activation, traced from left to right in three parts, quicker than the one before."""
        _, seconds = next(self.paces)
        curve = self.record.curves[key]
        self.title(title)
        self.k = ValueTracker(0)
        self.curve = curve
        self.low, self.high = min(0.0, float(curve.values.min())), min(float(curve.values.max()), 6.0)
        fresh = self.plot()
        if self.plots:
            self.play(self.replaced(self.plots, fresh), run_time=1.0)
        else:
            self.add(fresh, self.panel)
        self.plots = fresh
        moving = self.moving_parts()
        self.add(*moving)
        half = len(curve.z) // 2
        self.say(first)
        self.play(self.k.animate.set_value(half), run_time=seconds, rate_func=linear)
        if key == "relu":
            self.play(self.k.animate.set_value(half + 1), run_time=0.3)
        self.say(middle, steepest=self.figure(curve.steepest, decimals_of(curve.steepest)))
        self.wait(2.0)
        self.say(end)
        self.play(self.k.animate.set_value(len(curve.z) - 1), run_time=0.8 * seconds, rate_func=linear)
        self.play(FadeIn(self.zones("off" if key == "relu" else "flat")), run_time=0.8)
        self.wait(1.2)
        self.remove(*moving)
        self.plots = VGroup(self.plots, *(part.copy().clear_updaters() for part in moving), *self.shaded)
        self.add(self.plots)

    # -- what stays --------------------------------------------------------------------------------------------------

    def bars(self) -> VGroup:
        """The frame of the two bars at the right: the blame that arrives, and what gets through."""
        foot = Line(at(PANEL[0] - 50, BOTTOM[1]), at(PANEL[1] + 50, BOTTOM[1]), color=self.ink("line"), stroke_width=2)
        whole = self.bar(PANEL[0], 1.0)
        names = VGroup(
            *(
                self.words(word, 22, "gradient").set_at(at(x, BOTTOM[1] + 24))
                for word, x in zip(("arrives", "passes"), PANEL)
            )
        )
        heading = self.words("blame", 22, "gradient", "bold").set_at(at(sum(PANEL) / 2, 172))
        return VGroup(foot, whole, names, heading)

    def bar(self, x: float, share: float) -> Rectangle:
        """A bar as high as a share of the blame; thin rather than absent."""
        height = max(1.0, abs(share) * WHOLE)
        shape = Rectangle(
            width=BAR * PT, height=height * PT, stroke_width=0, fill_color=self.ink("gradient"), fill_opacity=0.85
        )
        return shape.move_to(at(x, BOTTOM[1] - height / 2))

    def plot(self) -> VGroup:
        """Axes with their names, for function and slope."""
        parts = VGroup()
        for (top, foot), low, high, name in ((TOP, self.low, self.high, "f(z)"), (BOTTOM, 0.0, 1.0, "f'(z)")):
            zero = self.place(0.0, 0.0, (top, foot), low, high)[1]
            parts.add(
                Line(
                    (at(LEFT_EDGE, 0)[0], zero, 0),
                    (at(RIGHT_EDGE, 0)[0], zero, 0),
                    color=self.ink("line"),
                    stroke_width=2,
                )
            )
            parts.add(
                Line(
                    at((LEFT_EDGE + RIGHT_EDGE) / 2, top),
                    at((LEFT_EDGE + RIGHT_EDGE) / 2, foot),
                    color=self.ink("line"),
                    stroke_width=2,
                )
            )
            role = "activation" if name == "f(z)" else "gradient"
            parts.add(self.formula(name, 24, role).move_to(at(LEFT_EDGE - 65, (top + foot) / 2)))
        parts.add(self.formula("z", 24).move_to(at(RIGHT_EDGE + 26, BOTTOM[1])), self.peak(), *self.letters())
        reach = self.curve.z[-1]
        for z, x in ((-reach, LEFT_EDGE), (0.0, (LEFT_EDGE + RIGHT_EDGE) / 2), (reach, RIGHT_EDGE)):
            parts.add(self.figure(z, 0, 22, "muted").set_at(at(x, BOTTOM[1] + 24)))
        return parts

    def peak(self) -> VGroup:
        """How steep the function is at its steepest: a line across the slope's plot, and the number."""
        ends = (self.place(z, self.curve.steepest, BOTTOM, 0.0, 1.0) for z in (self.curve.z[0], self.curve.z[-1]))
        line = DashedLine(*ends, color=self.ink("gradient"), stroke_width=2, stroke_opacity=0.5)
        number = self.figure(self.curve.steepest, decimals_of(self.curve.steepest), 22, "gradient")
        return VGroup(line, number.next_to(line, LEFT, buff=8 * PT))

    def letters(self) -> VGroup:
        """What the two numbers of now are."""
        left = PANEL[0] - 10
        self.names = VGroup(
            self.formula("z =", 28).move_to(at(left, 92)), self.formula("a =", 28, "activation").move_to(at(left, 128))
        )
        return self.names

    # -- what moves --------------------------------------------------------------------------------------------------

    def moving_parts(self) -> list[VMobject]:
        """Both curves up to the dot, both dots, the line between them, the bar and the number over it."""
        return [
            redrawn(lambda: self.traced(self.curve.values, TOP, self.low, self.high, "activation")),
            redrawn(lambda: self.traced(self.curve.slopes, BOTTOM, 0.0, 1.0, "gradient")),
            redrawn(self.link),
            redrawn(
                lambda: Dot(
                    self.now(self.curve.values, TOP, self.low, self.high), radius=8 * PT, color=self.ink("activation")
                )
            ),
            redrawn(
                lambda: Dot(self.now(self.curve.slopes, BOTTOM, 0.0, 1.0), radius=8 * PT, color=self.ink("gradient"))
            ),
            redrawn(lambda: self.beside(0, self.curve.z)),
            redrawn(lambda: self.beside(1, self.curve.values)),
            redrawn(lambda: self.bar(PANEL[1], self.slope)),
            redrawn(
                lambda: self.figure(self.slope, 3, 24, "gradient", "bold").move_to(
                    at(PANEL[1], BOTTOM[1] - WHOLE * self.slope - 20)
                )
            ),
        ]

    @property
    def index(self) -> int:
        """Where on the record's grid the dot is."""
        return int(round(self.k.get_value()))

    @property
    def slope(self) -> float:
        """The record's slope at the dot."""
        return float(self.curve.slopes[self.index])

    def place(self, z: float, value: float, plot: tuple[float, float], low: float, high: float) -> np.ndarray:
        """A point of a plot on the screen."""
        reach = float(self.curve.z[-1])
        x = LEFT_EDGE + (z + reach) / (2 * reach) * (RIGHT_EDGE - LEFT_EDGE)
        return at(x, plot[1] - (value - low) / (high - low) * (plot[1] - plot[0]))

    def now(self, values: np.ndarray, *plot) -> np.ndarray:
        """The dot's place on a curve."""
        return self.place(float(self.curve.z[self.index]), float(values[self.index]), *plot)

    def traced(self, values: np.ndarray, plot: tuple[float, float], low: float, high: float, role: str) -> VMobject:
        """A curve from its left end to the dot."""
        n = max(2, self.index + 1)
        points = [self.place(float(z), float(v), plot, low, high) for z, v in zip(self.curve.z[:n], values[:n])]
        return VMobject(stroke_color=self.ink(role), stroke_width=5).set_points_as_corners(points)

    def link(self) -> Line:
        """The thin line from the dot on the function to that on the slope."""
        ends = self.now(self.curve.values, TOP, self.low, self.high), self.now(self.curve.slopes, BOTTOM, 0.0, 1.0)
        return Line(*ends, color=self.ink("muted"), stroke_width=1.5, stroke_opacity=0.6)

    def beside(self, line: int, values: np.ndarray):
        """A number of now, beside its letter."""
        role = ("text", "activation")[line]
        return self.figure(values[self.index], 2, 28, role, "bold").next_to(self.names[line], RIGHT, buff=12 * PT)

    def zones(self, word: str) -> VGroup:
        """Shading, with a word, where the slope is so low that a unit hardly learns."""
        flat = self.curve.slopes < self.record.saturated
        edges = np.flatnonzero(np.diff(np.concatenate([[0], flat.astype(int), [0]])))
        self.shaded = VGroup()
        for start, stop in edges.reshape(-1, 2):
            a = self.place(float(self.curve.z[start]), 0.0, TOP, 0.0, 1.0)[0]
            b = self.place(float(self.curve.z[stop - 1]), 0.0, TOP, 0.0, 1.0)[0]
            top, foot = at(0, TOP[0] - 10)[1], at(0, BOTTOM[1] + 6)[1]
            zone = Rectangle(
                width=b - a, height=top - foot, stroke_width=0, fill_color=self.ink("muted"), fill_opacity=0.16
            )
            zone.move_to(((a + b) / 2, (top + foot) / 2, 0)).set_z_index(-1)
            self.shaded.add(
                zone, self.words(word, 22, "muted").move_to(((a + b) / 2, at(0, (TOP[1] + BOTTOM[0]) / 2)[1], 0))
            )
        return self.shaded
