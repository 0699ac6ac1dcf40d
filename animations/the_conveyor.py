"""An LSTM's cell as a tank on a belt with taps; then belts with other forget biases; then what was measured."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    Create,
    FadeIn,
    FadeOut,
    Line,
    Polygon,
    Rectangle,
    ValueTracker,
    VGroup,
    VMobject,
    linear,
    smooth,
)  # fmt: skip

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

STATIONS, BELT = (190.0, 480.0, 770.0), 396.0  # where the tank stops, and the height of the belt
TANK = (130.0, 176.0)  # width and height in points
FULL = 0.75  # the content of a full tank
ROWS = (146.0, 236.0, 326.0, 416.0)  # feet of the four belts
LEFT, WIDE, HIGH = 210.0, 640.0, 62.0  # of a belt's profile


class TheConveyor(WorkedScene):
    """The worked cell, three steps; four belts; the gates of the trained network."""

    lesson = "recurrent-networks"

    def construct(self):
        self.tank()
        self.belts()
        self.measured()

    # -- the sections ------------------------------------------------------------------------------------------------

    def tank(self):
        """One tank, three stations."""
        self.section("Tank and taps")
        self.title("The cell is a tank on a belt, its gates are taps")
        steps = self.record.cell.steps
        self.level, self.poured, self.across = ValueTracker(0.0), ValueTracker(0.0), ValueTracker(STATIONS[0])
        self.gates = {name: ValueTracker(0.0) for name in "fio"}
        belt = VGroup(
            Line(at(40, BELT), at(920, BELT), color=self.ink("muted"), stroke_width=5),
            *(Line(at(x, BELT + 4), at(x - 12, BELT + 16), color=self.ink("line"), stroke_width=4)
              for x in range(60, 920, 30)),
        )  # fmt: skip
        moving = redrawn(self.picture)
        self.add(belt, moving)
        self.wait(0.8)
        self.numbers, self.ghosts = VGroup(), VGroup()
        for t, step in enumerate(steps):
            self.station(t, step)
        self.say("The belt keeps what the first step wrote: {c} are left.", c=steps[-1].c)
        self.wait(1.2)
        moving.clear_updaters()
        self.leaving = VGroup(belt, moving, self.numbers, self.ghosts)

    def station(self, t: int, step):
        """The tank comes, loses a little, is filled, and goes on."""
        seconds = 1.0 if t == 0 else 0.8 if t == 1 else 0.55
        if t == 0:
            self.say("The forget gate says how much of the level stays.")
        elif t == 1:
            self.say("Nothing comes in: the input tap closes, the candidate is zero.")
        moves = [self.across.animate.set_value(STATIONS[t])]
        moves += [self.gates[name].animate.set_value(getattr(step, name).item()) for name in "fio"]
        if t:
            self.play(FadeOut(self.numbers), run_time=0.2)
        self.play(*moves, run_time=1.4 * seconds, rate_func=smooth)
        self.numbers = self.taps_read(t, step)
        self.play(FadeIn(self.numbers), run_time=0.3)
        kept = step.f.item() * self.level.get_value()
        if t:
            self.play(self.level.animate.set_value(kept), run_time=1.0 * seconds)
        added = step.i.item() * step.g.item()
        if added:
            self.say("The input tap lets {i} of the candidate {g} in: it is added.", i=step.i, g=step.g)
            self.play(self.poured.animate.set_value(added), run_time=0.8 * seconds)
            self.play(
                self.poured.animate.set_value(0.0), self.level.animate.set_value(kept + added), run_time=1.6 * seconds
            )
        self.work_out(step.c, (), size=28, hold=0.5 * seconds, color=False)
        self.leave_ghost(t, step)

    def leave_ghost(self, t: int, step):
        """The level stays behind, pale, with its number under the belt."""
        height = step.c.item() / FULL * TANK[1]
        pale = self.block(STATIONS[t], BELT - height / 2, TANK[0] - 8, height, "activation", 0.3)
        number = row(self.formula(f"c_{t + 1} =", 26), self.figure(step.c, 4, 26, "activation", "bold"), gap=6)
        ghost = VGroup(pale, number.move_to(at(STATIONS[t], BELT + 36)))
        self.ghosts.add(ghost)
        self.play(FadeIn(ghost), run_time=0.4)

    def belts(self):
        """How far the first content travels for four biases."""
        self.section("Four belts")
        self.play(FadeOut(self.leaving), *self.leaving_equation(), run_time=0.6)
        self.title("How far does the content of the first step travel?")
        keeping = self.record.keeping
        names = VGroup()
        for foot, bias, gate in zip(ROWS, keeping.biases, keeping.gates):
            decimals = 0 if float(bias).is_integer() else 2
            name = row(self.formula("b =", 26), self.figure(bias, decimals, 26, style="bold"), gap=6)
            value = row(self.formula("f =", 24, "muted"), self.figure(gate, 3, 24, "muted"), gap=6)
            names.add(name.move_to(at(110, foot - 40)), value.move_to(at(110, foot - 10)))
        lines = VGroup(*(Line(at(LEFT, y), at(LEFT + WIDE, y), color=self.ink("muted"), stroke_width=4) for y in ROWS))
        self.say("Same content at the start, four biases of the forget gate.")
        self.play(FadeIn(names), FadeIn(lines), run_time=0.8)
        now = ValueTracker(0.0)
        profiles = redrawn(lambda: self.profiles(now.get_value()))
        self.play(FadeIn(profiles), run_time=0.4)
        last = float(keeping.steps[-1])
        self.say("Each step multiplies by the gate.")
        self.play(now.animate.set_value(last), run_time=9.0, rate_func=linear)
        profiles.clear_updaters()
        self.say("The mark is where half is left: the half-life, in steps.")
        marks = self.half_lives(last)
        self.play(*(FadeIn(mark, shift=6 * PT * DOWN) for mark in marks), run_time=0.8)
        self.wait(2.5)
        self.leaving = VGroup(names, lines, profiles, marks)

    def measured(self):
        """The gates of the network that learned to recall."""
        self.section("Measured")
        self.play(FadeOut(self.leaving), run_time=0.6)
        opened = self.record.opened
        self.title("And in the network that was trained?")
        axes = Axes(
            (110.0, 108.0, 640.0, 310.0), (1.0, float(len(opened.after.i))), (0.0, 1.0), ticks=(5, 4),
            titles=("step", "gate, mean of all units"), size=24, theme=self.theme,
        )  # fmt: skip
        steps = np.arange(1, len(opened.after.i) + 1)
        self.say("The drawing says: let the symbol in, then close the input tap.")
        self.play(FadeIn(axes), run_time=0.6)
        keeps, writes = self.category("forget gate"), self.category("input gate")
        forget = axes.path(steps, opened.after.f, keeps, 6)
        write = axes.path(steps, opened.after.i, writes, 6)
        self.play(Create(forget), Create(write), run_time=4.0, rate_func=linear)
        ends = VGroup(
            self.label("forget", opened.after.f[-1], opened.after.forget, axes, keeps),
            self.label("input", opened.after.i[-1], opened.after.later, axes, writes),
        )
        self.play(FadeIn(ends), run_time=0.6)
        if opened.closes:
            self.title("Here the input tap does close after the symbol")
            self.say("It was {a} at the symbol, and is {b} at the noise.", a=self.two(opened.after.first),
                     b=self.two(opened.after.later))  # fmt: skip
        else:
            self.title("The input tap does not close")
            self.say("It was {a} at the symbol, and is {b} at the noise.", a=self.two(opened.after.first),
                     b=self.two(opened.after.later))  # fmt: skip
            self.say("The memory is long since its bias was, not since its gates are clever.")
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def two(self, value: float):
        """A number with two decimals."""
        return self.figure(value, 2)

    def picture(self) -> VGroup:
        """Tank, content and taps where they are now."""
        x, (width, height) = self.across.get_value(), TANK
        level = self.level.get_value() / FULL * height
        parts = VGroup()
        if level > 0.01:
            parts.add(self.block(x, BELT - level / 2, width - 8, level, "activation", 0.85))
        poured = self.poured.get_value() / FULL * height
        if poured > 0.01:
            parts.add(self.block(x, BELT - height - 14 - poured / 2, width - 60, poured, "input", 0.85))
        wall = [at(x - width / 2, BELT - height), at(x - width / 2, BELT - 2), at(x + width / 2, BELT - 2),
                at(x + width / 2, BELT - height)]  # fmt: skip
        parts.add(VMobject(stroke_color=self.ink("text"), stroke_width=5).set_points_as_corners(wall))
        for name, (across, down) in self.taps(x).items():
            parts.add(self.gauge(across, down, self.gates[name].get_value()))
        return parts

    def taps(self, x: float) -> dict[str, tuple[float, float]]:
        """Where the gauges of the taps are: on the belt before the tank, above it, and behind it."""
        return {"f": (x - 96, BELT - 52), "i": (x + 58, BELT - TANK[1] - 58), "o": (x + 96, BELT - 52)}

    def gauge(self, x: float, y: float, share: float) -> VGroup:
        """A tap: how far it is open, as a bar in a frame."""
        width, height = 22.0, 84.0
        frame = Rectangle(width=width * PT, height=height * PT, color=self.ink("text"), stroke_width=3)
        parts = VGroup(frame.move_to(at(x, y)))
        if share > 0.005:
            parts.add(self.block(x, y + height / 2 - share * height / 2, width - 6, share * height, "muted", 0.9))
        return parts

    def block(self, x: float, y: float, width: float, height: float, role: str, opacity: float) -> Rectangle:
        """A filled rectangle around a place."""
        made = Rectangle(width=width * PT, height=height * PT, stroke_width=0, fill_color=self.ink(role))
        return made.set_fill(opacity=opacity).move_to(at(x, y))

    def taps_read(self, t: int, step) -> VGroup:
        """The numbers of the taps at a station."""
        places = self.taps(STATIONS[t])
        shifts = {"f": (-22, -62), "i": (66, 0), "o": (22, -62)}
        return VGroup(*(
            row(self.formula(f"{name} =", 24), self.figure(getattr(step, name), 2, 24, style="bold"),
                gap=5).move_to(at(places[name][0] + shifts[name][0], places[name][1] + shifts[name][1]))
            for name in "fio"
        ))  # fmt: skip

    def x_of(self, step: float) -> float:
        """The place of a step along the belts."""
        return LEFT + WIDE * step / float(self.record.keeping.steps[-1])

    def profiles(self, now: float) -> VGroup:
        """What is left so far, for each belt, and the moving tank at its tip."""
        made = VGroup()
        for foot, gate, role in zip(ROWS, self.record.keeping.gates, self.record.keeping.roles.values()):
            f, steps = gate.item(), np.linspace(0.0, now, 2 + int(4 * now))
            top = [at(self.x_of(k), foot - HIGH * f**k) for k in steps]
            corners = [at(LEFT, foot), *top, at(self.x_of(now), foot)]
            made.add(Polygon(*corners, stroke_width=0, fill_color=self.ink(role), fill_opacity=0.55))
            height = max(HIGH * f**now, 1.0)
            made.add(self.block(self.x_of(now), foot - height / 2, 16, height, role, 1.0))
        return made

    def half_lives(self, last: float) -> VGroup:
        """A mark and a number at each half-life."""
        marks = VGroup()
        for foot, life in zip(ROWS, self.record.keeping.lives):
            if life.item() > last:
                continue
            x = self.x_of(life.item())
            tick = Line(at(x, foot - HIGH - 4), at(x, foot), color=self.ink("text"), stroke_width=5)
            number = row(self.figure(life, 1, 26, "text", "bold"), self.words("steps", 24), gap=6)
            marks.add(tick, number.move_to(at(x + 70, foot - HIGH + 8)))
        return marks

    def label(self, name: str, end: float, mean: float, axes: Axes, role: str) -> VGroup:
        """A line's name and mean, at its end."""
        words = row(self.words(name, 26, role, "bold"), self.figure(mean, 2, 26, role, "bold"), gap=8)
        return words.move_to(axes.at(axes.x[1], end)).shift(np.array([82 * PT, 0.0, 0.0]))
