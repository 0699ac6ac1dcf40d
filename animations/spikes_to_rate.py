"""A cell under five drives: its spikes are counted, and the counts draw an activation function."""

from __future__ import annotations

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Triangle,
    VGroup,
    linear,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.worked_scene import WorkedScene

VOLTAGE, RATES = (84.0, 112.0, 400.0, 210.0), (654.0, 112.0, 250.0, 300.0)  # boxes of the two pairs of axes
ROWS, PITCH = 394.0, 24.0  # the first row of spikes below the voltage, and from row to row
SECONDS = (4.0, 5.0, 3.6, 2.6, 2.0)  # how long each trace takes: the first ones are looked at


class SpikesToRate(WorkedScene):
    """On the left the voltage and below it the spikes, a row for each drive; on the right the rate over the drive."""

    lesson = "artificial-neuron"

    def construct(self):
        self.cell = self.record.spikes
        self.section("One cell, five drives")
        self.title("How often does it fire?")
        self.say("A cell under a constant drive. Left: its voltage. Right: how often it fires.")
        self.stage()
        for k, trace in enumerate(self.cell.traces):
            self.under(k, trace)
        self.section("A curve")
        self.curve()
        self.section("A ceiling")
        self.ceiling()

    # -- the sections ------------------------------------------------------------------------------------------------

    def under(self, k: int, trace):
        """One drive: the marker moves, the voltage runs, the spikes fall into their row, and a dot rises."""
        drive = self.drive_shown(trace)
        self.play(self.marker.animate.move_to(self.below(trace.drive)), self.replaced(self.drive, drive), run_time=0.7)
        self.drive = drive
        if k == 0:
            self.say("A small drive: the leak wins. The voltage never gets to the threshold.")
        elif k == 1:
            self.say("A little more: it reaches the threshold, fires, and starts again.")
        elif k == 2:
            self.say("The larger the drive, the sooner it fires.")
        path = self.voltage.path(trace.times, trace.voltage, "activation", 4)
        pen = Dot(path.get_start(), radius=6 * PT, color=self.ink("activation"))
        self.add(pen.add_updater(lambda dot: dot.move_to(path.get_end())))
        self.play(Create(path), run_time=SECONDS[k], rate_func=linear)
        pen.clear_updaters()
        spikes = self.spike_lines(trace)
        fall = [line.animate.become(self.tick(k, time)) for line, time in zip(spikes, self.spike_times(trace))]
        name = self.figure(trace.drive, 1, 22, "input").move_to(at(VOLTAGE[0] - 34, ROWS + PITCH * k - 6))
        self.play(*fall, FadeIn(name), FadeOut(pen), path.animate.set_stroke(opacity=0.3), run_time=0.9)
        dot = Dot(self.rates.at(trace.drive, 0.0), radius=8 * PT, color=self.ink("activation"))
        counted = self.figure(trace.counted, 0, 24, "activation", "bold")
        place = self.rates.at(trace.drive, trace.counted)
        self.play(FadeIn(dot), run_time=0.2)
        self.play(dot.animate.move_to(place), run_time=0.6)
        self.dots.add(dot)
        if trace.counted:  # on the axis the dot says it
            self.play(FadeIn(counted.next_to(place, direction=LEFT, buff=12 * PT)), run_time=0.3)
            self.counts.add(counted)
        if k < len(SECONDS) - 1:
            self.play(FadeOut(path), run_time=0.3)

    def curve(self):
        """The formula through the dots, then the ReLU over it."""
        self.title("The dots lie on a curve")
        self.say("Counted in one second each. The formula goes through the dots.")
        drives, rates = self.cell.reach
        line = self.rates.path(drives, rates, "activation", 5)
        self.play(FadeOut(self.marker), Create(line), run_time=2.2)
        self.wait(0.6)
        self.title("Zero, then rising: the shape of a ReLU")
        self.say("Nothing below the threshold, then more and more: the shape of a ReLU.")
        near = self.cell.near[0]
        relu = self.rates.path(near, self.cell.relu, "muted", 5)
        name = self.words("ReLU", 24, "muted", "bold").next_to(relu.get_end(), direction=LEFT, buff=10 * PT)
        self.play(Create(relu), run_time=1.6)
        self.play(FadeIn(name), run_time=0.4)
        self.wait(1.2)
        self.drawn = VGroup(line, relu, name)

    def ceiling(self):
        """The same curve over a far larger drive."""
        self.title("Far above: a ceiling, as a sigmoid has")
        self.say("Far larger drives: after each spike there is a pause, so the rate has a ceiling.")
        drives, rates = self.cell.far
        wide = Axes(
            RATES, (0.0, float(drives[-1])), (0.0, 1.15 * self.cell.ceiling), ticks=(3, 5),
            titles=("drive, mV", "spikes a second"), theme=self.theme,
        )  # fmt: skip
        self.play(
            FadeOut(self.drawn),
            FadeOut(self.dots),
            FadeOut(self.counts),
            FadeOut(self.rates),
            FadeOut(self.drive),
            run_time=0.5,
        )
        self.play(FadeIn(wide), run_time=0.5)
        top = self.cell.ceiling
        level = DashedLine(wide.at(0.0, top), wide.at(float(drives[-1]), top), color=self.ink("muted"), stroke_width=3)
        name = self.words("one spike for each pause", 22, "muted").next_to(level, direction=UP, buff=6 * PT)
        self.play(Create(wide.path(drives, rates, "activation", 5)), run_time=2.6)
        self.play(Create(level), FadeIn(name), run_time=0.8)
        self.title("A rate, a single number, stands for the spikes")
        self.say("Threshold, slope, ceiling: these are kept, the spikes are forgotten.")
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def stage(self):
        """Both pairs of axes, the threshold, and the marker of the drive."""
        cell, traces = self.cell.membrane, self.cell.traces
        self.voltage = Axes(
            VOLTAGE, (0.0, self.cell.drawn), (0.0, 2.1 * cell.threshold), ticks=(4, 4),
            titles=("time, ms", "voltage above rest, mV"), theme=self.theme,
        )  # fmt: skip
        most = max(trace.counted for trace in traces)
        self.rates = Axes(
            RATES, (0.0, 1.08 * traces[-1].drive), (0.0, 1.15 * most), ticks=(4, 5),
            titles=("drive, mV", "spikes a second"), theme=self.theme,
        )  # fmt: skip
        ends = (self.voltage.at(0.0, cell.threshold), self.voltage.at(self.cell.drawn, cell.threshold))
        level = DashedLine(*ends, color=self.ink("weight"), stroke_width=3.5)
        name = self.words("threshold", 22, "weight").next_to(ends[1], direction=RIGHT, buff=6 * PT)
        base = VGroup(*(self.base(k) for k in range(len(traces))))
        self.add(self.voltage, self.rates)
        self.play(Create(level), FadeIn(name), FadeIn(base), run_time=0.8)
        self.dots, self.counts = VGroup(), VGroup()
        self.marker = Triangle(color=self.ink("input"), fill_opacity=1.0, stroke_width=0).scale_to_fit_height(16 * PT)
        self.marker.move_to(self.below(0.0))
        self.drive = self.words("drive", 24, "input").move_to(at(779, 500))
        self.play(FadeIn(self.marker), FadeIn(self.drive), run_time=0.4)

    def below(self, drive: float):
        """Just under the axis of drives."""
        return self.rates.at(drive, 0.0) + [0.0, -9 * PT, 0.0]

    def drive_shown(self, trace) -> VGroup:
        """The drive as a number, in the color of inputs."""
        parts = (self.words("drive", 24, "input"), self.figure(trace.drive, 1, 24, "input", "bold"))
        return row(*parts, self.words("mV", 24, "input"), gap=8).move_to(at(779, 500))

    def base(self, k: int) -> Line:
        """The line on which the spikes of one drive stand."""
        left, _, width, _ = VOLTAGE
        height = ROWS + PITCH * k
        return Line(at(left, height), at(left + width, height), color=self.ink("line"), stroke_width=2)

    def spike_times(self, trace):
        """When it fired: where the drawn voltage is at its highest."""
        return trace.times[trace.voltage > 1.5 * self.cell.membrane.threshold]

    def spike_lines(self, trace) -> list[Line]:
        """The upright lines of the spikes, ready to fall."""
        low, high = self.cell.membrane.threshold, float(trace.voltage.max())
        lines = [
            Line(self.voltage.at(t, low), self.voltage.at(t, high), color=self.ink("activation"), stroke_width=5)
            for t in self.spike_times(trace)
        ]
        self.add(*lines)
        return lines

    def tick(self, k: int, time: float) -> Line:
        """A spike in its row."""
        x, foot = self.voltage.at(time, 0.0)[0], at(0.0, ROWS + PITCH * k)[1]
        return Line(
            np.array([x, foot, 0.0]), np.array([x, foot + 15 * PT, 0.0]), color=self.ink("activation"), stroke_width=5
        )
