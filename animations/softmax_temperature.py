"""Softmax as its temperature moves: the bars follow, from one winner to equal shares."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    Dot,
    FadeIn,
    Line,
    Rectangle,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    smooth,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

FOOT, HIGHEST = 372.0, 252.0  # the bars' foot, and the height of probability one
SCALE, SCALE_LEFT, SCALE_RIGHT = 466.0, 200.0, 760.0  # the thermometer


class TemperatureSweep(WorkedScene):
    """Bars over the classes and a marker on a thermometer; every number is read from the record's grid."""

    lesson = "activations"

    def construct(self):
        self.grid = self.record.softmax.temperature
        self.middle = int(np.argmin(np.abs(np.log(self.grid.values))))
        self.k = ValueTracker(self.middle)
        self.section("Softmax")
        self.start()
        self.section("Cold")
        self.sweep(
            "Cold: the winner takes more",
            "Cool it down: divide by a small temperature, and differences grow.",
            0,
            "At {t} the largest logit takes {p}.",
        )
        self.section("Hot")
        self.sweep(
            "Hot: closer together",
            "Now heat it up. Differences shrink, and the bars approach one another.",
            len(self.grid.values) - 1,
            "At {t} the largest logit is down to {p}.",
        )
        self.section("Order")
        self.sweep(
            "The order never changes",
            "Back to the middle. Which class comes first never changes.",
            self.middle,
            "Temperature {t} is the plain softmax: {p} for the first.",
        )
        self.wait(1.0)

    def start(self):
        """The logits, and the plain softmax."""
        self.title("Softmax: logits become shares")
        z = self.record.softmax.z.value
        foot = Line(at(150, FOOT), at(810, FOOT), color=self.ink("line"), stroke_width=2)
        logits = VGroup(
            *(
                row(self.formula("z =", 26), self.figure(v, 1, 26)).move_to(at(self.x(i), FOOT + 30))
                for i, v in enumerate(z)
            )
        )
        self.say("Each class has a logit.")
        self.play(Create(foot), FadeIn(logits), run_time=1.2)
        self.say("Softmax turns the logits into shares that sum to one.")
        bars = VGroup(*(self.bar(i) for i in range(len(z))))
        flat = VGroup(*(bar.copy().stretch_to_fit_height(PT).align_to(bar, DOWN) for bar in bars))
        self.play(ReplacementTransform(flat, bars), run_time=1.5)
        self.remove(bars, *bars)
        self.add(redrawn(lambda: VGroup(*(self.bar(i) for i in range(len(z))))))
        self.add(redrawn(lambda: VGroup(*(self.share(i) for i in range(len(z))))))
        self.wait(0.6)
        self.thermometer()

    def thermometer(self):
        """A line from cold to hot with a marker at the temperature."""
        scale = Line(at(SCALE_LEFT, SCALE), at(SCALE_RIGHT, SCALE), color=self.ink("line"), stroke_width=6)
        ends = VGroup(
            self.words("cold", 24, "input").set_at(at(SCALE_LEFT - 52, SCALE)),
            self.words("hot", 24, "gradient").set_at(at(SCALE_RIGHT + 48, SCALE)),
        )
        self.say("A temperature divides the logits first.")
        formula = self.formula(r"p_i = \frac{e^{z_i / T}}{\sum_j e^{z_j / T}}", 26).move_to(at(800, 50))
        self.play(Create(scale), FadeIn(ends), FadeIn(formula), run_time=1.0)
        self.add(redrawn(lambda: Dot(self.marker(), radius=10 * PT, color=self.ink("text"))))
        name = self.formula("T =", 26)
        name.add_updater(lambda m: m.move_to(self.marker() + (DOWN * 32 + LEFT * 30) * PT)).update()
        number = redrawn(lambda: self.temperature(self.index).move_to(self.marker() + (DOWN * 32 + RIGHT * 24) * PT))
        self.add(name, number)
        self.wait(0.8)

    def sweep(self, title: str, words: str, end: int, after: str):
        """Move the marker to a place of the grid, and say what has happened."""
        self.title(title)
        self.say(words)
        self.play(self.k.animate.set_value(end), run_time=6.0, rate_func=smooth)
        first = self.record.softmax.highest
        self.say(after, t=self.temperature(end), p=self.chance(end, first))
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    @property
    def index(self) -> int:
        """Where on the record's grid the temperature is."""
        return int(round(self.k.get_value()))

    def x(self, i: int) -> float:
        """The middle of a class's bar."""
        n = len(self.record.softmax.z)
        return 480 + (i - (n - 1) / 2) * min(190.0, 620.0 / n)

    def bar(self, i: int) -> Rectangle:
        """A class's bar at the temperature of now; the largest logit's has the activation's color."""
        height = max(1.0, HIGHEST * float(self.grid.probs[self.index][i]))
        role = "activation" if i == self.record.softmax.highest else "input"
        shape = Rectangle(
            width=min(110.0, 420.0 / len(self.record.softmax.z)) * PT,
            height=height * PT,
            stroke_width=0,
            fill_color=self.ink(role),
            fill_opacity=0.85,
        )
        return shape.move_to(at(self.x(i), FOOT - height / 2))

    def share(self, i: int):
        """The number over a bar."""
        p = self.chance(self.index, i)
        return p.move_to(at(self.x(i), FOOT - HIGHEST * p.value - 20))

    def chance(self, k: int, i: int):
        """A class's probability at a place of the grid."""
        return self.figure(self.grid.probs[k][i], 3, 26, style="bold")

    def temperature(self, k: int):
        """The temperature at a place of the grid."""
        return self.figure(self.grid.values[k], 2, 26, style="bold")

    def marker(self) -> np.ndarray:
        """The marker's place: equal steps on the scale are equal factors of temperature."""
        share = np.log(self.grid.values[self.index] / self.grid.values[0]) / np.log(
            self.grid.values[-1] / self.grid.values[0]
        )
        return at(SCALE_LEFT + float(share) * (SCALE_RIGHT - SCALE_LEFT), SCALE)
