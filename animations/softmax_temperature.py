"""Softmax as its temperature moves: powers of e are stacked and divided by their sum, and the shares follow."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Rectangle,
    ReplacementTransform,
    ValueTracker,
    VGroup,
    smooth,
)

from deckwright.scenes import PT, at
from deckwright.scenes.camera_frame import framed, unframed
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

FOOT, HIGHEST = 372.0, 250.0  # the bars' foot, and the height of probability one
LEFT_EDGE, RIGHT_EDGE = 130.0, 690.0  # of the bars
COLUMN, WIDTH = 810.0, 110.0  # the middle of the column in which all shares stand on one another, and its width
SCALE, SCALE_LEFT, SCALE_RIGHT = 472.0, 200.0, 690.0  # the thermometer
ROOM = 1e5  # from here on a power has no room under its bar
FIRST, OTHERS = 0.95, 0.5  # how strong the colors are of the largest logit's bar and of the others


class TemperatureSweep(WorkedScene):
    """Logits, their powers of e, the column into which these add up, and the shares of it while the temperature moves;
    every number is read from the record's grid.
    """

    lesson = "activations"

    def construct(self):
        self.grid = self.record.softmax.temperature
        self.middle = int(np.argmin(np.abs(np.log(self.grid.values))))
        self.k = ValueTracker(self.middle)
        self.section("Powers")
        self.powers()
        self.section("Shares")
        self.shares()
        self.thermometer()
        self.section("Cold")
        self.sweep(
            "Cold: the winner takes more",
            "Cool it down: divide by a small temperature, and the powers spread apart.",
            0,
            "At {t} the largest logit takes {p}.",
        )
        self.section("Hot")
        self.sweep(
            "Hot: closer together",
            "Now heat it up. All powers approach one, and the shares approach one another.",
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

    def powers(self):
        """Logits become powers of e, as bars."""
        self.title("First, a power of e for each logit")
        softmax = self.record.softmax
        foot = Line(at(LEFT_EDGE - 20, FOOT), at(RIGHT_EDGE + 20, FOOT), color=self.ink("line"), stroke_width=2)
        name = self.formula("z", 26).move_to(at(76, FOOT + 26))
        logits = VGroup(
            *(self.figure(v, 1, 26).move_to(at(self.x(i), FOOT + 26)) for i, v in enumerate(softmax.z.value))
        )
        self.say("Each class has a logit: any number at all.")
        self.add(foot, name, logits)
        self.name = self.formula("e^{z}", 26).move_to(at(76, FOOT + 60))
        self.written = VGroup(*(self.power(self.middle, i) for i in range(len(logits))))
        self.tall = VGroup(*(self.block(i, self.x(i), FOOT, self.tallness(i)) for i in range(len(logits))))
        self.play(*framed(self, [foot, name, self.written, self.tall], room=36, pinned=[self.header]), run_time=1.0)
        self.say("e to the power of it is never negative.")
        flat = VGroup(*(bar.copy().stretch_to_fit_height(PT).align_to(bar, DOWN) for bar in self.tall))
        copies = VGroup(*(logit.copy() for logit in logits))
        self.play(FadeIn(self.name), ReplacementTransform(copies, self.written), run_time=1.0)
        self.play(ReplacementTransform(flat, self.tall), run_time=1.2)
        self.wait(0.6)

    def shares(self):
        """The powers stand on one another; the column is made one high, and its parts are the probabilities."""
        self.play(*unframed(self, pinned=[self.header]), run_time=1.0)
        self.title("Then, each one’s share of the sum")
        count = len(self.tall)
        self.say("Stack the powers: that is their sum.")
        stacked, foot = VGroup(), FOOT
        for i in range(count):
            stacked.add(self.block(i, COLUMN, foot, self.tallness(i)))
            foot -= self.tallness(i)
        copies = self.tall.copy()
        self.play(ReplacementTransform(copies, stacked), run_time=1.6)
        total = self.figure(self.record.softmax.total, 3, 26, style="bold").move_to(at(COLUMN, FOOT + 60))
        self.play(FadeIn(total), run_time=0.5)
        self.wait(0.4)
        self.say("Divide all by the sum: now the column is one high, and each part is a share.")
        whole = self.column()
        one = self.figure(self.record.softmax.p.value.sum(), 0, 26, style="bold").move_to(at(COLUMN, FOOT + 26))
        self.play(ReplacementTransform(stacked, whole), FadeIn(one), run_time=1.4)
        bars = self.bars()
        self.say("The shares are the probabilities.")
        self.play(ReplacementTransform(whole.copy(), bars), FadeOut(self.tall), run_time=1.4)
        self.remove(*bars, bars, *whole, whole, *self.written, self.written, total)
        written = (self.all_powers, self.total) if self.grid.powers.max() < ROOM else ()
        for part in (self.bars, self.column, self.numbers, *written):
            self.add(redrawn(part))
        self.wait(0.6)

    def thermometer(self):
        """A line from cold to hot with a marker at the temperature."""
        scale = Line(at(SCALE_LEFT, SCALE), at(SCALE_RIGHT, SCALE), color=self.ink("line"), stroke_width=6)
        ends = VGroup(
            self.words("cold", 24).set_at(at(SCALE_LEFT - 52, SCALE)),
            self.words("hot", 24).set_at(at(SCALE_RIGHT + 48, SCALE)),
        )
        self.say("A temperature divides the logits first.")
        divided = self.formula("e^{z/T}", 26).move_to(self.name)
        fits = self.grid.powers.max() < ROOM
        self.play(
            Create(scale), FadeIn(ends), self.replaced(self.name, divided) if fits else FadeOut(self.name), run_time=1.0
        )
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
        return (LEFT_EDGE + RIGHT_EDGE) / 2 + (i - (n - 1) / 2) * min(190.0, (RIGHT_EDGE - LEFT_EDGE) / n)

    def tallness(self, i: int) -> float:
        """The height of a power's bar: all of them together are as high as the column may be."""
        powers = self.record.softmax.powers.value
        return HIGHEST * 0.86 * float(powers[i] / powers.sum())

    def block(self, i: int, x: float, foot: float, height: float) -> Rectangle:
        """A bar of a class with its foot at a height of the screen."""
        shape = Rectangle(
            width=(WIDTH if x == COLUMN else min(WIDTH, 420.0 / len(self.record.softmax.z))) * PT,
            height=max(1.0, height) * PT,
            stroke_width=1.5,
            stroke_color=self.ink("background"),
            fill_color=self.ink("activation"),
            fill_opacity=FIRST if i == self.record.softmax.highest else OTHERS,
        )
        return shape.move_to(at(x, foot - max(1.0, height) / 2))

    def bars(self) -> VGroup:
        """The probabilities at the temperature of now, side by side."""
        probs = self.grid.probs[self.index]
        return VGroup(*(self.block(i, self.x(i), FOOT, HIGHEST * float(p)) for i, p in enumerate(probs)))

    def column(self) -> VGroup:
        """The same, on one another: together they are always one."""
        parts, foot = VGroup(), FOOT
        for i, p in enumerate(self.grid.probs[self.index]):
            parts.add(self.block(i, COLUMN, foot, HIGHEST * float(p)))
            foot -= HIGHEST * float(p)
        return parts

    def numbers(self) -> VGroup:
        """The numbers over the bars."""
        return VGroup(*(self.share(i) for i in range(len(self.record.softmax.z))))

    def all_powers(self) -> VGroup:
        """The powers of now."""
        return VGroup(*(self.power(self.index, i) for i in range(len(self.record.softmax.z))))

    def total(self):
        """The sum of the powers of now, below the column."""
        return self.figure(self.grid.totals[self.index], 2, 26, style="bold").move_to(at(COLUMN, FOOT + 60))

    def power(self, k: int, i: int):
        """A power of e at a place of the grid."""
        return self.figure(self.grid.powers[k][i], 2, 26).move_to(at(self.x(i), FOOT + 60))

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
