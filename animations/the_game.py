"""A GAN on a line, played twice: densities, the discriminator, and samples that are pushed along its slope."""

from __future__ import annotations

import numpy as np
from manim import Arrow, Dot, FadeIn, FadeOut, Line, ValueTracker, VGroup, VMobject

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene
from dlcore import kernel_density

STAGE, CHART = (76.0, 122.0, 570.0, 276.0), (722.0, 122.0, 190.0, 276.0)
CEILING = 1.0  # of densities and probabilities; a spike that is higher leaves the picture
SHOWN, PUSHED = 64, 10  # samples that have a dot, and those of them that have an arrow
RAIL = 450.0  # where the dots are
PUSH, LONGEST = 260.0, 48.0  # length of an arrow in points where the discriminator's slope is one, and of any arrow
SECONDS = 12.0


class TheGame(WorkedScene):
    """The same start with even steps and R1, and with many steps of the generator."""

    lesson = "generative-adversarial-networks"

    def construct(self):
        self.games = self.record.games
        self.look = ValueTracker(0.0)
        self.converging()
        self.collapsing()

    # -- the sections ------------------------------------------------------------------------------------------------

    def converging(self):
        """Even steps: the samples spread over both modes."""
        self.section("Even steps")
        self.title("A round: the discriminator learns, then the generator")
        self.game = self.games.converging
        self.stage = Axes(STAGE, (self.game.x[0], self.game.x[-1]), (0.0, CEILING), ticks=(6, 2), theme=self.theme)
        self.say("Two heaps of data; made samples all begin in the middle, each a dot below.")
        self.data = self.curve(self.game.p, "target", 5)
        self.add(self.stage, self.data, self.name("data", 0, "target"))
        self.wait(0.8)
        self.chart(self.game)
        made, dots = redrawn(self.made), redrawn(self.dots)
        self.play(FadeIn(made), FadeIn(dots), FadeIn(self.name("made", 1, "activation")), run_time=0.8)
        self.say("The discriminator: how probable is it that this is real? Gray: the best answer.")
        best, answers = redrawn(self.best), redrawn(self.answers)
        names = VGroup(self.name("discriminator", 2, "loss"), self.name("best possible", 3, "muted"))
        self.play(FadeIn(answers), FadeIn(best), FadeIn(names), run_time=0.8)
        self.wait(1.0)
        arrows = redrawn(self.arrows)
        self.say("Its slope is all that the generator hears: an arrow for some of the samples.")
        self.play(FadeIn(arrows), FadeIn(self.name("push", 4, "gradient")), run_time=0.8)
        self.wait(1.0)
        self.say("Now they play: one step each, with a penalty on the slope.")
        self.run(SECONDS)
        self.say("The distance to the data went from {a} to {b}.",
                 a=self.game.W1[0], b=self.game.W1[-1])  # fmt: skip
        self.wait(2.5)

    def collapsing(self):
        """Many steps of the generator for one of the discriminator."""
        self.section("Many steps")
        self.title("Many steps of the generator for one of the other")
        self.say("The same start, no penalty. Now the generator makes {n} steps in each round.",
                 n=self.games.generator_steps)  # fmt: skip
        self.play(FadeOut(self.now), FadeOut(self.strip), run_time=0.4)
        self.game = self.games.collapsing
        self.look.set_value(0.0)
        self.chart(self.game)
        self.wait(0.5)
        self.say("The samples go where the discriminator believes most.")
        self.run(1.3 * SECONDS)
        if self.game.collapsed:
            self.title("Mode collapse: one sample for all noise")
            self.say("Mode collapse: nearly one sample for all noise, chased from mode to mode.")
        else:
            self.say("In this game the samples did not end at one place.")
        self.wait(3.0)

    # -- playing -----------------------------------------------------------------------------------------------------

    def chart(self, game):
        """The distance so far, beside the stage."""
        top = 1.1 * float(game.W1.max())
        self.strip = Axes(
            CHART, (0.0, float(game.rounds[-1])), (0.0, top), ticks=(2, 4), titles=("", "distance to the data"),
            theme=self.theme,
        )  # fmt: skip
        self.now = redrawn(self.trace)
        self.play(FadeIn(self.strip), FadeIn(self.now), run_time=0.6)

    def run(self, seconds: float):
        """From the first look to the last, the first rounds slower."""
        last = len(self.game.rounds) - 1
        self.play(self.look.animate.set_value(last), run_time=seconds, rate_func=lambda s: s**1.35)

    def between(self, values: np.ndarray) -> np.ndarray:
        """Values at this moment, between two looks."""
        k = min(int(self.look.get_value()), len(values) - 2)
        share = self.look.get_value() - k
        return (1.0 - share) * values[k] + share * values[k + 1]

    # -- pieces ------------------------------------------------------------------------------------------------------

    def name(self, text: str, place: int, role: str) -> VGroup:
        """A name with its color, in a line above the stage."""
        left = (76.0, 162.0, 254.0, 424.0, 604.0)[place]
        stroke = Line(at(left, 76), at(left + 26, 76), color=self.ink(role), stroke_width=6)
        words = self.words(text, 22, role).set_at(at(left + 34, 82))
        return VGroup(stroke, words.shift(np.array([at(left + 34, 0)[0] - words.get_left()[0], 0.0, 0.0])))

    def curve(self, heights: np.ndarray, role: str, width: float) -> VMobject:
        """A line over the stage, cut off at its ceiling."""
        return self.stage.path(self.game.x, np.minimum(heights, CEILING), role, width)

    def made(self) -> VMobject:
        """The density of the samples."""
        return self.curve(self.density(), "activation", 5)

    def answers(self) -> VMobject:
        """What the discriminator says."""
        return self.curve(self.between(self.game.answers), "loss", 5)

    def best(self) -> VMobject:
        """What the best one would say."""
        return self.curve(self.game.p / (self.game.p + self.density() + 1e-12), "muted", 2.5)

    def density(self) -> np.ndarray:
        """Of the samples where they are now: between two looks a heap moves, and is not two pale ones."""
        return kernel_density(self.between(self.game.samples), self.game.x, width=0.15)

    def places(self, count: int) -> np.ndarray:
        """Some of the samples at this moment."""
        samples = self.between(self.game.samples)
        chosen = samples[np.linspace(0, len(samples) - 1, count).astype(int)]
        return np.clip(chosen, self.game.x[0], self.game.x[-1])

    def across(self, x: float) -> float:
        """Points from the left edge."""
        low, high = self.game.x[0], self.game.x[-1]
        return STAGE[0] + STAGE[2] * (x - low) / (high - low)

    def dots(self) -> VGroup:
        """Samples on a rail below the stage."""
        return VGroup(*(
            Dot(at(self.across(x), RAIL), radius=6 * PT, color=self.ink("activation"), fill_opacity=0.55)
            for x in self.places(SHOWN)
        ))  # fmt: skip

    def arrows(self) -> VGroup:
        """Which way some samples are pushed: along the discriminator's slope."""
        answers = self.between(self.game.answers)
        slopes = np.gradient(answers, self.game.x)
        made = VGroup()
        for k, x in enumerate(self.places(PUSHED)):
            length = float(np.clip(PUSH * np.interp(x, self.game.x, slopes), -LONGEST, LONGEST))
            if abs(length) > 3.0:
                start, y = self.across(x), RAIL + 16 + 6 * (k % 5)
                made.add(Arrow(
                    at(start, y), at(start + length, y), buff=0, color=self.ink("gradient"), stroke_width=3.5,
                    max_tip_length_to_length_ratio=0.35,
                ))  # fmt: skip
        return made

    def trace(self) -> VGroup:
        """Rounds played, and the distance so far."""
        now = self.look.get_value()
        k = min(int(now), len(self.game.rounds) - 2)
        rounds = np.append(self.game.rounds[: k + 1], self.between(self.game.rounds))
        W1 = np.append(self.game.W1[: k + 1], self.between(self.game.W1))
        count = row(self.words("round", 24), self.figure(self.game.rounds[round(now)], 0, 24, "text", "bold"))
        return VGroup(self.strip.path(rounds, W1, "text", 4), count.move_to(at(CHART[0] + CHART[2] / 2, RAIL + 14)))
