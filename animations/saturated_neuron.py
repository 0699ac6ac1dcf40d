"""A saturated neuron: squared error and cross-entropy race from the same bad start."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    Dot,
    FadeIn,
    GrowFromEdge,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
)

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.bars import Bars
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

CURVE, CHART = (115.0, 110.0, 330.0, 245.0), (555.0, 110.0, 335.0, 245.0)
BLAME = (545.0, 140.0, 345.0, 215.0)  # where the two deltas stand as bars
LEGEND = 436.0  # height of the names and of the step
FARTHEST, LOWEST = 7.0, -0.06  # of the axes: a dot at zero stays clear of the numbers below
NAMES = {"squared": "squared error", "entropy": "cross-entropy"}
REGISTERED = {"squared": "squared", "entropy": "cross-entropy"}  # as in lessons/colors.yaml


class SaturatedRace(WorkedScene):
    """One sigmoid neuron, badly wrong; two losses pull it back, one of them hardly."""

    lesson = "losses"

    def construct(self):
        self.neuron = self.record.neuron
        self.colors = {key: self.category(name) for key, name in REGISTERED.items()}
        self.learners = {"squared": self.neuron.squared, "entropy": self.neuron.entropy}
        self.k = ValueTracker(0.0)
        self.bad_start()
        self.blame()
        self.race()
        self.result()

    def bad_start(self):
        """Where both neurons stand."""
        self.section("A bad start")
        self.title("Badly wrong: who learns first?")
        self.curve = Axes(CURVE, (-FARTHEST, FARTHEST), (LOWEST, 1.0), (4, 3), ("z", "output"), theme=self.theme)
        z = np.linspace(-FARTHEST, FARTHEST, 141)
        sigmoid = self.curve.path(z, 1 / (1 + np.exp(-z)), "muted")
        self.say("One sigmoid neuron. It should say {y}.", y=self.neuron.y)
        self.add(self.curve)
        self.play(Create(sigmoid), run_time=1.2)
        self.say("Two copies start at the same place: they say {a}.", a=self.neuron.a)
        self.dots = VGroup(*(redrawn(lambda name=name: self.dot(name)) for name in self.learners))
        names = VGroup(*(self.words(NAMES[name], 22, self.colors[name], "bold") for name in self.learners))
        for name, word, x in zip(self.learners, list(names), (CURVE[0] + 70, CURVE[0] + 260)):
            word.set_at(at(x, LEGEND))
            names.add(Dot(word.get_left() + LEFT * 16 * PT, radius=7 * PT, color=self.ink(self.colors[name])))
        self.play(FadeIn(self.dots), FadeIn(names), run_time=0.8)
        self.wait(0.5)

    def blame(self):
        """Both deltas at the start."""
        self.section("Blame at the start")
        self.title("The flat slope shrinks the blame")
        deltas = self.neuron.squared_delta, self.neuron.entropy_delta
        self.bars = Bars(
            [delta.item() for delta in deltas], list(NAMES.values()), BLAME, "gradient", digits=4, theme=self.theme
        )
        grown = [*self.bars.bars, *self.bars.figures]
        name = self.words("blame at the start", 22, "gradient", "bold").set_at(at(BLAME[0] + BLAME[2] / 2, 82))
        self.bars.add(name)
        self.play(FadeIn(VGroup(*(part for part in self.bars if part not in grown))), run_time=0.6)
        said = (
            "The squared error's blame is shrunk by the flat slope: {d}.",
            "In cross-entropy the slope cancels. Its blame is {d}.",
        )
        for words, delta, bar, figure in zip(said, deltas, self.bars.bars, self.bars.figures):
            self.say(words, d=figure)
            self.work_out(delta, digits=5)
            self.play(GrowFromEdge(bar, DOWN), FadeIn(figure), run_time=1.0)
            self.wait(0.8)
        self.clear_equation()

    def race(self):
        """Same steps for both."""
        self.section("The race")
        frames = self.neuron.frames
        chart = Axes(
            CHART, (0.0, float(frames[-1])), (0.0, 1.0), (4, 2), ("", "loss, share of its start"), theme=self.theme
        )
        self.chart = chart
        self.title("Same steps, same learning rate")
        self.say("Now both take steps, with the same learning rate.")
        counter = redrawn(lambda: self.step_number())
        word = self.words("step", 22, "muted").set_at(at(CHART[0] + CHART[2] / 2 - 30, LEGEND))
        self.play(self.replaced(self.bars, VGroup(chart, word)), run_time=1.0)
        self.play(FadeIn(counter), run_time=0.4)
        for name in self.learners:
            self.add(redrawn(lambda name=name: self.trail(name)))
        self.play(self.k.animate.set_value(10.0), run_time=5.0, rate_func=linear)
        self.say("Cross-entropy is nearly there. The squared error is still waiting.")
        self.play(self.k.animate.set_value(30.0), run_time=5.0, rate_func=linear)
        self.say("The closer to the steep part, the more it hears.")
        self.play(self.k.animate.set_value(60.0), run_time=7.0, rate_func=linear)

    def result(self):
        """How long each took."""
        self.section("Half of the loss")
        neuron = self.neuron
        self.title("Steps to half of the loss")
        marks = VGroup(*(self.half_mark(name) for name in self.learners))
        self.play(FadeIn(marks), run_time=0.8)
        self.say(
            "Half of the loss is gone: cross-entropy in {fast} steps, squared error in {slow}.",
            fast=neuron.entropy.half,
            slow=neuron.squared.half,
        )
        self.wait(2.5)

    def half_mark(self, name: str) -> VGroup:
        """A dot where a loss has come down to half, and the step."""
        learner = self.learners[name]
        place = self.chart.at(learner.half, float(learner.relative[learner.half]))
        number = self.figure(learner.half, 0, 28, self.colors[name], "bold")
        return VGroup(
            Dot(place, radius=7 * PT, color=self.ink(self.colors[name])),
            number.next_to(place, RIGHT, buff=16 * PT),
        )

    def now(self, values: np.ndarray) -> float:
        """A value of a run at the present step, between two frames in proportion."""
        k = self.k.get_value()
        low = min(int(k), len(self.neuron.frames) - 2)
        step = (1 - (k - low)) * self.neuron.frames[low] + (k - low) * self.neuron.frames[low + 1]
        return float(np.interp(step, np.arange(len(values)), values))

    def dot(self, name: str) -> Dot:
        """A learner on the sigmoid; the one behind is larger, so that both are seen where they meet."""
        a = self.now(self.learners[name].outputs)
        z = float(np.clip(np.log(a / (1 - a)), -FARTHEST, FARTHEST))
        radius = 13 if name == "squared" else 8
        return Dot(self.curve.at(z, a), radius=radius * PT, color=self.ink(self.colors[name]))

    def trail(self, name: str) -> VMobject:
        """The loss up to the present step."""
        relative = self.learners[name].relative
        frames = self.neuron.frames
        last = min(max(round(self.now(np.arange(len(relative), dtype=float))), 1), frames[-1])
        steps = np.unique(np.linspace(0, last, min(last + 1, 200)).round().astype(int))
        return self.chart.path(steps, relative[steps], self.colors[name])

    def step_number(self):
        """The number of the step at the nearest frame."""
        number = self.figure(self.neuron.frames[round(self.k.get_value())], 0, 22, "text", "bold")
        return number.set_at(at(CHART[0] + CHART[2] / 2 + 30, LEGEND))
