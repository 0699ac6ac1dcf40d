"""A unit reads three numbers; the gradient comes back, shrinks at each step, three shares add; then fifty steps."""

from __future__ import annotations

from manim import (
    DOWN,
    UP,
    Arrow,
    Circle,
    Create,
    FadeIn,
    FadeOut,
    GrowArrow,
    GrowFromEdge,
    Line,
    Rectangle,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
)  # fmt: skip

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.traveling_value import TravelingValue
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.words import chip
from deckwright.scenes.worked_scene import WorkedScene

ACROSS = (190.0, 440.0, 690.0)  # of the three steps
ROW, INPUT_ROW, LOSS = 236.0, 340.0, 872.0
GREEN_FOOT, ORANGE_TOP = 172.0, 384.0  # where bars of values stand, and where bars of blame hang
TALL, DEEP = 118.0, 150.0  # points for a value of one, and for a gradient of one
RADIUS = 34.0
CHART = (120.0, 108.0, 770.0, 300.0)


class BlameThroughTime(WorkedScene):
    """Forward, back, the sum of the shares, and the same over fifty steps."""

    lesson = "recurrent-networks"

    def construct(self):
        self.hand = self.record.hand
        self.forward()
        self.back()
        self.shares()
        self.fifty()

    # -- the sections ------------------------------------------------------------------------------------------------

    def forward(self):
        """Values run from step to step."""
        self.section("Forward")
        self.title("It reads a one, then nothing, and hands its state on")
        self.draw()
        self.values = VGroup()
        for t in range(3):
            if t == 0:
                self.say("A one comes in, and becomes the first state.")
            elif t == 1:
                self.say("Now only the state is handed on: times U, and through tanh.")
            self.step(t, 1.0 if t < 2 else 0.6)
        self.say("It should still say {y}: the loss is {L}.", y=self.hand.y, L=self.hand.loss)
        pulse = TravelingValue(self.place(2), self.ink("activation"))
        self.play(pulse.animate.move_to(at(LOSS, ROW)), run_time=0.7)
        number = self.figure(self.hand.loss, 4, 24, "loss", "bold").set_at(at(LOSS, ROW - 52))
        self.play(FadeOut(pulse), FadeIn(number, scale=0.6), run_time=0.5)
        self.values.add(number)
        self.wait(0.4)

    def back(self):
        """Blame runs from step to step, backward."""
        self.section("Back")
        self.title("Backward: times the slope of tanh, then times U")
        self.blames = VGroup()
        self.say("The blame at the last state is the answer minus the target.")
        arriving = self.hand.dh
        for t in (2, 1, 0):
            if t == 1:
                self.say("Back one step: times U, times the slope there. It shrinks.")
            self.hand_back(t, arriving, 1.0 if t == 2 else 0.9 if t == 1 else 0.6)
            arriving = self.hand.deltas[t]
        self.say("What the first step hears is small, though it alone read the one.")
        self.wait(0.6)

    def shares(self):
        """Three shares fall into one sum."""
        self.section("Shares add")
        self.title("U was used three times: three shares add")
        self.clear_equation()
        self.say("Each share is blame at a step, times the state that came in.")
        pieces, landed = [], []
        for t in (2, 1, 0):
            pieces.append(self.figure(self.hand.shares[t], 4, 28, "gradient"))
        signs = [self.formula("+", 28), self.formula("+", 28)]
        total = self.figure(self.hand.dU, 4, 30, "gradient", "bold")
        name = self.formula(r"\frac{\partial L}{\partial U} =", 28)
        line = row(name, pieces[0], signs[0], pieces[1], signs[1], pieces[2], self.formula("=", 28), total, gap=20)
        line.move_to(at(480, 490))
        self.play(FadeIn(name), run_time=0.4)
        for k, (piece, t) in enumerate(zip(pieces, (2, 1, 0))):
            start = self.figure(self.hand.shares[t], 4, 28, "gradient").move_to(self.under(t) + 40 * PT * DOWN)
            self.play(FadeIn(start, scale=1.4), run_time=0.35)
            fall = [start.animate.move_to(piece)] + ([FadeIn(signs[k - 1])] if k else [])
            self.play(*fall, run_time=0.9)
            landed.append(start)
        self.say("Most of it comes from the latest steps.")
        self.play(FadeIn(line[-2]), FadeIn(total, scale=0.7), run_time=0.6)
        self.wait(1.2)
        self.sum = VGroup(*landed, name, *signs, line[-2], total)

    def fifty(self):
        """The same unit, over fifty steps."""
        self.section("Fifty steps")
        self.play(*(FadeOut(part) for part in (self.drawn, self.values, self.blames, self.sum)), run_time=0.6)
        self.title("The same unit, fifty steps: each line is ten times less")
        chain = self.hand.chain
        low = 10.0 ** min(-3.0, float(int(f"{chain[-1]:e}".split("e")[1])))
        axes = Axes(
            CHART, (0.0, float(len(chain))), (low, 1.0), ticks=(5, 4), titles=("steps back", "blame that is left"),
            size=24, theme=self.theme, log=(False, True),
        )  # fmt: skip
        self.say("Read zeros up to step fifty, and let the blame run back.")
        self.play(FadeIn(axes), self.lines(axes, low), run_time=1.0)
        now = ValueTracker(0.0)
        bars = redrawn(lambda: self.bars(axes, chain, now.get_value(), low))
        self.add(bars)
        self.play(now.animate.set_value(float(len(chain) - 1)), run_time=7.0, rate_func=linear)
        bars.clear_updaters()
        slope = axes.path(range(len(chain)), chain, "text", 5)
        number = self.figure(chain[-1], 4, 32, "gradient", "bold")
        shown = chip(number, self.ink("background")).move_to(axes.at(len(chain) - 1, chain[-1])).shift(84 * PT * UP)
        tip = Arrow(number.get_bottom(), axes.at(len(chain) - 1, chain[-1]), buff=6 * PT, color=self.ink("gradient"))
        self.say("A straight line: the same factor at each step.")
        self.play(Create(slope), run_time=2.0)
        self.say("It bends where states are large, and slopes are small.")
        self.say("The first step hears {left} of the blame.", left=number)
        self.play(FadeIn(shown, scale=0.7), GrowArrow(tip), run_time=0.6)
        self.wait(2.5)

    # -- what happens ------------------------------------------------------------------------------------------------

    def step(self, t: int, seconds: float):
        """A value comes in, from below or from the left, and the state's bar grows."""
        if t == 0:
            start, end = at(ACROSS[0], INPUT_ROW - 30), self.place(0)
            load = self.figure(self.hand.x[0], 0, 24, "input", "bold")
            pulse = TravelingValue(start, self.ink("input"), chip(load, self.ink("background")), lift=0.0)
        else:
            start, end = self.place(t - 1), self.place(t)
            load = self.figure(self.hand.h[t - 1], 4, 24, "activation")
            pulse = TravelingValue(start, self.ink("activation"), chip(load, self.ink("background")), lift=28.0)
        self.play(FadeIn(pulse, scale=0.6), run_time=0.25 * seconds)
        self.play(pulse.animate.shift(end - start), run_time=1.0 * seconds)
        bar = self.upright(t)
        number = self.figure(self.hand.h[t], 4, 26, "activation", "bold").next_to(bar, UP, buff=6 * PT)
        self.play(FadeOut(pulse, scale=0.5), GrowFromEdge(bar, DOWN), FadeIn(number), run_time=0.8 * seconds)
        self.values.add(bar, number)

    def hand_back(self, t: int, arriving, seconds: float):
        """Blame arrives at a step from the right; the product is written out, and the bar hangs down."""
        start = at(LOSS, ROW) if t == 2 else self.place(t + 1)
        load = chip(self.figure(arriving, 4, 24, "gradient"), self.ink("background"))
        pulse = TravelingValue(start, self.ink("gradient"), load, lift=-30.0)
        self.play(FadeIn(pulse, scale=0.6), run_time=0.3 * seconds)
        self.play(pulse.animate.shift(self.place(t) - start), run_time=1.1 * seconds)
        factors = [self.figure(arriving, 4, 28, "gradient")]
        if t < 2:
            factors += [self.formula(r"\times", 28), self.figure(self.hand.U, 1, 28, "weight")]
        factors += [self.formula(r"\times", 28), self.figure(self.hand.slopes[t], 4, 28, "activation")]
        result = self.figure(self.hand.deltas[t], 4, 28, "gradient", "bold")
        self.show_equation(*factors, self.formula("=", 28), result)
        bar = self.hanging(t)
        number = self.figure(self.hand.deltas[t], 4, 26, "gradient", "bold").set_at(self.under(t))
        self.play(FadeOut(pulse, scale=0.5), GrowFromEdge(bar, UP), FadeIn(number), run_time=0.9 * seconds)
        self.blames.add(bar, number)
        self.wait(0.5 * seconds)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def draw(self):
        """Three equal steps, their inputs, and the loss."""
        nodes = [
            VGroup(
                Circle(RADIUS * PT, color=self.ink("weight"), stroke_width=4),
                self.formula(r"\tanh", 24).move_to(self.place(t)),
            )
            for t in range(3)
        ]
        for t, node in enumerate(nodes):
            node[0].move_to(self.place(t))
        arrows = []
        for t in range(3):
            arrows.append(self.arrow(at(ACROSS[t], INPUT_ROW - 20), at(ACROSS[t], ROW + RADIUS + 4)))
            if t < 2:
                arrows.append(self.arrow(at(ACROSS[t] + RADIUS + 4, ROW), at(ACROSS[t + 1] - RADIUS - 4, ROW)))
        arrows.append(self.arrow(at(ACROSS[2] + RADIUS + 4, ROW), at(LOSS - 24, ROW)))
        names = VGroup(self.formula("L", 34, "loss").move_to(at(LOSS, ROW)))
        for t in range(3):
            symbol = self.formula(f"x_{t + 1} =", 26, "input")
            value = self.figure(self.hand.x[t], 0, 26, "input", "bold")
            names.add(row(symbol, value, gap=6).move_to(at(ACROSS[t], INPUT_ROW)))
            names.add(self.formula("W", 24, "weight").move_to(at(ACROSS[t] + 22, (INPUT_ROW + ROW) / 2 + 8)))
            if t < 2:
                names.add(self.formula("U", 24, "weight").move_to(at((ACROSS[t] + ACROSS[t + 1]) / 2, ROW + 20)))
        self.drawn = VGroup(*nodes, *arrows, names)
        self.add(self.drawn)
        self.wait(0.8)

    def place(self, t: int):
        """The middle of a step."""
        return at(ACROSS[t], ROW)

    def under(self, t: int):
        """Where the number of a step's blame stands: beside its bar."""
        return at(ACROSS[t] + 82, ORANGE_TOP + 24)

    def upright(self, t: int) -> Rectangle:
        """The bar of a state."""
        height = abs(self.hand.h[t].item()) * TALL
        bar = Rectangle(width=54 * PT, height=height * PT, stroke_width=0, fill_color=self.ink("activation"))
        return bar.set_fill(opacity=0.85).move_to(at(ACROSS[t], GREEN_FOOT + 18 - height / 2))

    def hanging(self, t: int) -> Rectangle:
        """The bar of a step's blame."""
        height = abs(self.hand.deltas[t].item()) * DEEP
        bar = Rectangle(width=54 * PT, height=height * PT, stroke_width=0, fill_color=self.ink("gradient"))
        return bar.set_fill(opacity=0.85).move_to(at(ACROSS[t], ORANGE_TOP + height / 2))

    def arrow(self, start, end) -> Arrow:
        """A connection."""
        return Arrow(start, end, buff=0, color=self.ink("muted"), stroke_width=4, tip_length=12 * PT)

    def bars(self, axes: Axes, chain, now: float, low: float) -> VGroup:
        """An upright bar for each step back so far."""
        whole = int(now) + 1
        bars = VGroup()
        for k in range(whole):
            bars.add(Line(axes.at(k, low), axes.at(k, chain[k]), color=self.ink("gradient"), stroke_width=9))
        return bars if len(bars) else VGroup(VMobject())

    def lines(self, axes: Axes, low: float):
        """Level lines at the powers of ten."""
        levels, level = VGroup(), 1.0
        while level > low * 1.01:
            ends = axes.at(0.0, level), axes.at(axes.x[1], level)
            levels.add(Line(*ends, color=self.ink("line"), stroke_width=2))
            level /= 10.0
        return Create(levels)
