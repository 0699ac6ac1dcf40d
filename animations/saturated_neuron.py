"""A saturated neuron: squared error and cross-entropy race from the same bad start."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, Create, Dot, FadeIn, FadeOut, ValueTracker, VGroup, VMobject, linear

from deckwright.scenes import PT, LessonScene, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.redrawn import redrawn

CURVE, CHART = (100.0, 120.0, 330.0, 270.0), (560.0, 120.0, 330.0, 270.0)
FARTHEST, LOWEST = 7.0, -0.06  # of the axes: a dot at zero stays clear of the numbers below
COLOURS = {"squared": "target", "entropy": "loss"}
NAMES = {"squared": "squared error", "entropy": "cross-entropy"}


class SaturatedRace(LessonScene):
    """One sigmoid neuron, badly wrong; two losses pull it back, one of them hardly."""

    lesson = "losses"

    def construct(self):
        self.neuron = self.record.neuron
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
        self.play(FadeIn(self.curve), Create(sigmoid), run_time=1.2)
        self.say("Two copies start at the same place: they say {a}.", a=self.neuron.a)
        self.dots = VGroup(*(redrawn(lambda name=name: self.dot(name)) for name in self.learners))
        names = VGroup(*(self.words(NAMES[name], 18, COLOURS[name], "bold") for name in self.learners))
        for name, word, x in zip(self.learners, list(names), (CURVE[0] + 85, CURVE[0] + 255)):
            word.set_at(at(x, 462))
            names.add(Dot(word.get_left() + LEFT * 16 * PT, radius=7 * PT, color=self.ink(COLOURS[name])))
        self.play(FadeIn(self.dots), FadeIn(names), run_time=0.8)
        self.wait(0.5)

    def blame(self):
        """Both deltas at the start."""
        self.section("Blame at the start")
        self.say("The squared error's blame is shrunk by the flat slope: {d}.", d=self.neuron.squared_delta)
        first = self.work_out(self.neuron.squared_delta)
        self.wait(0.6)
        self.play(FadeOut(first), run_time=0.4)
        self.say("In cross-entropy the slope cancels. Its blame is {d}.", d=self.neuron.entropy_delta)
        second = self.work_out(self.neuron.entropy_delta)
        self.wait(0.6)
        self.play(FadeOut(second), run_time=0.4)

    def race(self):
        """Same steps for both."""
        self.section("The race")
        frames = self.neuron.frames
        chart = Axes(
            CHART, (0.0, float(frames[-1])), (0.0, 1.0), (3, 2), ("", "loss, share of its start"), theme=self.theme
        )
        self.chart = chart
        self.say("Now both take steps, with the same learning rate.")
        counter = redrawn(lambda: self.step_number())
        word = self.words("step", 22, "muted").set_at(at(700, 462))
        self.play(FadeIn(chart), FadeIn(word), FadeIn(counter), run_time=0.8)
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
        marks = VGroup(*(self.half_mark(name) for name in self.learners))
        self.play(FadeIn(marks), run_time=0.8)
        self.say(
            "Half of the loss is gone after {fast} steps, and after {slow}.",
            fast=neuron.entropy.half,
            slow=neuron.squared.half,
        )
        self.wait(2.5)

    def half_mark(self, name: str) -> VGroup:
        """A dot where a loss has come down to half, and the step."""
        learner = self.learners[name]
        place = self.chart.at(learner.half, float(learner.relative[learner.half]))
        number = self.figure(learner.half, 0, 22, COLOURS[name], "bold")
        return VGroup(
            Dot(place, radius=7 * PT, color=self.ink(COLOURS[name])),
            number.move_to(place + RIGHT * 34 * PT + UP * 8 * PT),
        )

    def now(self, values: np.ndarray) -> float:
        """A value of a run at the present step, between two frames in proportion."""
        k = self.k.get_value()
        low = min(int(k), len(self.neuron.frames) - 2)
        step = (1 - (k - low)) * self.neuron.frames[low] + (k - low) * self.neuron.frames[low + 1]
        return float(np.interp(step, np.arange(len(values)), values))

    def dot(self, name: str) -> Dot:
        """A learner on the sigmoid; the two stand a little apart, so that both are seen."""
        a = self.now(self.learners[name].outputs)
        z = float(np.clip(np.log(a / (1 - a)), -FARTHEST, FARTHEST))
        aside = (UP if name == "squared" else -UP) * 5 * PT
        return Dot(self.curve.at(z, a) + aside, radius=9 * PT, color=self.ink(COLOURS[name]))

    def trail(self, name: str) -> VMobject:
        """The loss up to the present step."""
        relative = self.learners[name].relative
        frames = self.neuron.frames
        last = min(max(round(self.now(np.arange(len(relative), dtype=float))), 1), frames[-1])
        steps = np.unique(np.linspace(0, last, min(last + 1, 200)).round().astype(int))
        return self.chart.path(steps, relative[steps], COLOURS[name])

    def step_number(self):
        """The number of the step at the nearest frame."""
        number = self.figure(self.neuron.frames[round(self.k.get_value())], 0, 22, "text", "bold")
        return number.set_at(at(760, 462))

    def work_out(self, tensor):
        """A working at the bottom, in stages; returns what is left on screen."""
        worked = self.worked(tensor).move_to(at(480, 508))
        self.play(FadeIn(worked.now), run_time=0.5)
        while worked.stage < len(worked.stages) - 1:
            self.wait(0.4)
            self.play(*worked.advance(), run_time=0.6)
        return worked.now

    def title(self, text: str):
        """The line at the top."""
        header = self.words(text, 26, style="bold").move_to(at(480, 34)).align_to(at(70, 34), LEFT)
        self.play(FadeIn(header), run_time=0.4)
