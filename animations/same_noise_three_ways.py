"""The same noise on three ways back to the data: with dice, without, and with the dice forgotten."""

from __future__ import annotations

import numpy as np
from manim import Arrow, Dot, FadeIn, FadeOut, Polygon, ValueTracker, VGroup

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

BOX, SIDE = (70.0, 92.0, 690.0, 372.0), (776.0, 130.0)  # of the paths; left and width of the density
Y = (-2.7, 2.7)
RUN = 8.0  # seconds of a way back
LONGEST, STEEP = 24.0, 1.4  # points of an arrow; the slope at which it is about three quarters of that
COLUMN = 22.0  # points between the ends of one way and of the next


def slower(share: float) -> float:
    """How much of the way is done after a share of the time: the end, where it is decided, takes longer."""
    return 1 - (1 - share) ** 1.7


class SameNoiseThreeWays(WorkedScene):
    """Steps back run to the right; the arrows are the score; the density of the data stands at the end."""

    lesson = "diffusion-models"

    def construct(self):
        self.paths = self.record.paths
        self.done = ValueTracker(0.0)
        with_dice, without, forgotten = self.paths.colors
        self.section("The arrows")
        self.stage()
        self.section("With dice")
        first = self.way("DDPM: follow the arrow, then throw dice", self.paths.dice, with_dice,
                         "Each dot follows the arrows and is kicked at every step.")  # fmt: skip
        self.say("Both bumps are there. With other dice every dot would end elsewhere.")
        self.wait(1.2)
        self.keep(first, self.paths.dice, with_dice, 1)
        self.section("Without dice")
        second = self.way("DDIM: the same start, no dice", self.paths.no_dice, without,
                          "The same noise, smooth ways. No two of them cross.")  # fmt: skip
        self.say("The same two bumps. The same start will always end in the same place.")
        self.wait(1.2)
        self.keep(second, self.paths.no_dice, without, 2)
        self.section("Dice forgotten")
        self.way("The first formula, but nobody throws the dice", self.paths.forgotten, forgotten,
                 "Now the first formula again, only without its kicks.")  # fmt: skip
        self.title("All end in one place: the dice are part of the formula")
        self.say("The farthest ends are {apart} apart. Without dice takes another formula.", apart=self.paths.apart)
        self.wait(3.0)

    # -- the sections ------------------------------------------------------------------------------------------------

    def stage(self):
        """Axes, arrows, the data's density at the end."""
        self.title("Which way is it denser?")
        T = self.paths.T
        self.axes = Axes(BOX, (0.0, float(T)), Y, ticks=(5, 4), titles=("steps back", ""), theme=self.theme)
        self.say("Noise on the left, data on the right. Arrows point to where it is denser.")
        name = self.words("data", 22).move_to(at(SIDE[0] + SIDE[1] / 2, BOX[1] + BOX[3] + 20))
        self.add(self.axes, self.density(), name)
        self.wait(1.0)
        self.field = self.arrows()
        self.play(FadeIn(self.field, lag_ratio=0.01), run_time=2.0)
        self.wait(1.0)

    def way(self, title: str, paths: np.ndarray, role: str, words: str) -> VGroup:
        """All dots go back; what is returned stays on the screen."""
        self.title(title)
        self.say(words)
        self.done.set_value(0.0)
        drawn = redrawn(lambda: self.walked(paths, role))
        self.play(FadeIn(drawn), run_time=0.4)
        self.play(self.done.animate.set_value(float(self.paths.T)), run_time=RUN, rate_func=slower)
        drawn.clear_updaters()
        return drawn

    def keep(self, way: VGroup, paths: np.ndarray, role: str, column: int):
        """The way goes; where it ended stays, in a column of its own beside the density."""
        x = SIDE[0] + column * COLUMN
        ends = VGroup(*(Dot(at(x, self.height(y)), radius=4 * PT, color=self.ink(role)) for y in paths[-1]))
        self.play(FadeOut(way), FadeIn(ends), run_time=0.8)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def walked(self, paths: np.ndarray, role: str) -> VGroup:
        """The ways so far, with a dot at the end of each."""
        s = self.done.get_value()
        k = min(int(s), self.paths.T - 1)
        now = paths[k] + (s - k) * (paths[k + 1] - paths[k])
        steps = np.append(np.arange(k + 1), s)
        so_far = np.vstack([paths[: k + 1], now])
        lines = [self.axes.path(steps, np.clip(column, *Y), role, 2.0).set_opacity(0.6) for column in so_far.T]
        for line in lines:
            line.set_fill(opacity=0)
        dots = [Dot(self.axes.at(s, y), radius=5 * PT, color=self.ink(role)) for y in np.clip(now, *Y)]
        return VGroup(*lines, *dots)

    def density(self) -> Polygon:
        """The data's density, lying on its side."""
        left, width = SIDE
        y = np.linspace(*Y, 121)
        heights = self.paths.data.density(y)
        edge = [at(left + width * h / heights.max(), self.height(value)) for value, h in zip(y, heights)]
        ends = [at(left, self.height(Y[1])), at(left, self.height(Y[0]))]
        return Polygon(*edge, *ends, color=self.ink("muted"), fill_opacity=0.3, stroke_width=2.5)

    def height(self, y: float) -> float:
        """How far down the slide a value is, in points."""
        _, top, _, height = BOX
        return top + height * (Y[1] - y) / (Y[1] - Y[0])

    def arrows(self) -> VGroup:
        """The score at some steps and places, up or down; long ones are cut."""
        left, _, width, _ = BOX
        group = VGroup()
        for t, slopes in zip(self.paths.times, self.paths.slopes):
            x = left + width * (self.paths.T - t) / self.paths.T
            for y, slope in zip(self.paths.places, slopes):
                length = LONGEST * np.tanh(slope / STEEP)
                if abs(length) < 4:
                    continue
                down = self.height(float(y))
                group.add(
                    Arrow(
                        at(x, down + length / 2), at(x, down - length / 2), buff=0, stroke_width=2.5,
                        color=self.ink("gradient"), max_tip_length_to_length_ratio=0.4,
                    ).set_opacity(0.75)
                )  # fmt: skip
        return group
