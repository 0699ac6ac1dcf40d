"""The race: three optimizers at a time on a ravine, trails and losses together, at one rate, tuned, and turned."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, UP, Dot, FadeIn, FadeOut, ValueTracker, VGroup, VMobject

from deckwright.scenes import PT, at, decimals_of, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

SIDE, BESIDE = (98.0, 102.0, 300.0, 300.0), (500.0, 102.0, 380.0, 300.0)  # the plane's most room, and the losses'
STRIP, BELOW = (98.0, 76.0, 770.0, 190.0), (98.0, 344.0, 770.0, 108.0)  # the same for a ravine that is long
LONG = 1.8  # a plane so many times as wide as high gets the strip
LEGEND, BASELINE = (60.0, 394.0, 674.0), 508.0  # left ends of the names
LOWEST = -6.0  # power of ten at the foot of the loss chart
SECONDS = 8.0
WITHOUT_AXES = ("gradient descent", "momentum", "Nesterov")
BY_COORDINATE = ("AdaGrad", "RMSProp", "Adam")
TUNED = ("momentum", "AdaGrad", "Adam")


class OptimizerRace(WorkedScene):
    """Four rounds with three optimizers each."""

    lesson = "optimization"
    stage: VGroup | None = None  # of the round before

    def construct(self):
        self.one_rate()
        self.tuned()
        self.turned()
        self.wait(1.0)

    # -- the sections ------------------------------------------------------------------------------------------------

    def one_rate(self):
        """The same rate for all, three by three."""
        r = self.record
        self.section("At one rate")
        self.set_up("equal", WITHOUT_AXES, r.surface, (r.x_range, r.y_range))
        self.say("Same start, and the same learning rate of {lr} for all.", lr=r.race.lr)
        self.round("At one rate: rules that know no axes", "equal")
        self.section("A rate for each parameter")
        self.set_up("equal", BY_COORDINATE, r.surface, (r.x_range, r.y_range))
        self.say("Now those that divide by the size of the gradient, at the same rate.")
        self.round("At the same rate: a rate for each parameter", "equal")

    def tuned(self):
        """Each at the best rate of the grid."""
        self.section("Tuned")
        r = self.record
        self.set_up("best", TUNED, r.wide_surface, (r.turned_range, r.turned_range))
        self.say("Now each has its own rate: the best of {n}.", n=r.race.rates)
        self.round("Each at its own best rate", "best")

    def turned(self):
        """The same again where no axis runs along the ravine."""
        self.section("Turned")
        r = self.record
        self.set_up("turned", TUNED, r.turned_surface, (r.turned_range, r.turned_range))
        self.say("And the same ravine once more, turned by {angle} degrees. Tuned anew.", angle=r.turned.degrees)
        self.round("The same ravine, turned", "turned")

    def set_up(self, kind: str, names, surface, ranges):
        """The plane with one scale for both axes, the chart, names and rates; all at the start."""
        self.racers = [self.record.race[name] for name in names]
        self.legend = self.names()
        across, up = (high - low for low, high in ranges)
        long = across > LONG * up
        left, top, width, height = STRIP if long else SIDE
        scale = min(width / across, height / up)
        plane = Axes(
            (left, top, scale * across, scale * up), *ranges, ticks=(6, 2) if long else (4, 4), theme=self.theme
        )
        self.paths = [getattr(racer, f"{kind}_path") for racer in self.racers]
        self.losses = [np.log10(np.maximum(self.surface_losses(kind, path), 10.0**LOWEST)) for path in self.paths]
        self.steps = self.followed(kind)
        highest = float(np.ceil(max(loss[: self.steps + 1].max() for loss in self.losses) + 0.2))
        self.chart = Axes(
            BELOW if long else BESIDE, (0, self.steps), (LOWEST, highest), ticks=(6, 2) if long else (4, 4),
            titles=("", "loss, power of ten"), theme=self.theme,
        )  # fmt: skip
        self.plane, self.now = plane, ValueTracker(0)
        self.rates_shown = self.rates(kind)
        self.moving = redrawn(self.snapshot)
        arriving = VGroup(Contours(plane, surface, role="muted"), plane, self.chart, self.legend, self.rates_shown)
        if self.stage:
            self.play(FadeOut(self.stage), FadeIn(arriving), run_time=0.6)
        self.add(arriving, self.moving)
        self.arriving = arriving

    def round(self, title: str, kind: str):
        """One race from the start to the finish."""
        self.title(title)
        self.wait(1.0)
        self.play(self.now.animate.set_value(self.steps), run_time=SECONDS, rate_func=lambda s: s**1.5)
        self.moving.clear_updaters()
        self.finish(f"{kind}_steps")
        needed = self.needed(kind)
        self.play(FadeOut(self.rates_shown), FadeIn(needed), run_time=0.8)
        self.wait(2.5)
        self.stage = VGroup(*(part for part in self.arriving if part is not self.rates_shown), self.moving, needed)

    def followed(self, kind: str) -> int:
        """How many steps the round shows: until the second of three is down, and a little more."""
        ends = sorted(len(getattr(racer, f"{kind}_losses")) - 1 for racer in self.racers)
        return max(20, min(ends[-1], int(1.15 * ends[-2])))

    def surface_losses(self, kind: str, path) -> np.ndarray:
        """The losses along a path."""
        return (self.record.turned if kind == "turned" else self.record.ravine).loss(path)

    def finish(self, field: str):
        """Who needs the fewest steps and who the most, measured from many starts; or that some never arrive."""
        race = self.record.race
        ranked = [racer for racer in race.ranked(field) if racer in self.racers]
        if not ranked:
            self.say("None of them is there for good after {cap} steps.", cap=race.cap)
        elif len(ranked) < len(self.racers):
            self.say(
                f"{ranked[0].name} is there first, after {{a}} steps. Some are not there after {{cap}}.",
                a=getattr(ranked[0], field),
                cap=race.cap,
            )
        else:
            first, last = ranked[0], ranked[-1]
            self.say(
                f"{first.name} is there first, after {{a}} steps; {last.name} last, after {{b}}.",
                a=getattr(first, field),
                b=getattr(last, field),
            )

    # -- pieces ------------------------------------------------------------------------------------------------------

    def snapshot(self) -> VGroup:
        """All trails and curves at a moment, counted in steps."""
        now = self.now.get_value()
        parts: list[VMobject] = [self.step_count(now)]
        for racer, path, loss in zip(self.racers, self.paths, self.losses):
            role = self.category(racer.name)
            parts += self.line(self.plane, path[:, 0], path[:, 1], now, role)
            parts += self.line(self.chart, np.arange(len(loss)), loss, now, role)
        return VGroup(*parts)

    def line(self, axes: Axes, xs, ys, now: float, role: str):
        """A line up to a moment, and the dot at its end, as far as they are within the axes."""
        k = min(int(now), len(xs) - 2)
        share = now - k
        xs = np.append(xs[: k + 1], xs[k] + share * (xs[k + 1] - xs[k]))
        ys = np.append(ys[: k + 1], ys[k] + share * (ys[k + 1] - ys[k]))
        floor = np.flatnonzero(ys <= LOWEST) if axes.y[0] == LOWEST else []
        if len(floor):
            xs, ys = xs[: floor[0] + 1], ys[: floor[0] + 1]
        path = axes.path(xs, ys, role, 3.0)
        return path, Dot(axes.at(xs[-1], ys[-1]), radius=5.5 * PT, color=self.ink(role))

    def step_count(self, now: float):
        """The number of steps made."""
        count = self.figure(self.record.counts[int(now)], 0, 24, style="bold")
        line = row(self.words("step", 24), count)
        return line.shift(at(880, 46) - line.get_corner(DOWN + RIGHT))

    def names(self) -> VGroup:
        """A dot and a name for each racer."""
        return VGroup(
            *(
                row(
                    Dot(radius=6 * PT, color=self.ink(self.category(racer.name))).shift(7 * PT * UP),
                    self.words(racer.name, 22, self.category(racer.name), "bold"),
                ).shift(self.cell(k))
                for k, racer in enumerate(self.racers)
            )
        )

    def rates(self, kind: str) -> VGroup:
        """The learning rate beside each name."""
        values = [self.record.race.lr if kind == "equal" else getattr(racer, f"{kind}_lr") for racer in self.racers]
        return self.beside_names(
            row(self.formula(r"\eta =", 22), self.figure(value, decimals_of(value, 2), 22)) for value in values
        )

    def needed(self, kind: str) -> VGroup:
        """The steps to the finish beside each name; after the turn, those before it and then those after."""
        if kind != "turned":
            counts = [getattr(racer, f"{kind}_steps") for racer in self.racers]
            return self.beside_names(
                self.words("not there", 22) if steps is None else row(self.count(steps), self.words("steps", 22))
                for steps in counts
            )
        return self.beside_names(
            row(self.count(racer.best_steps), self.words("→", 22), self.count(racer.turned_steps))
            for racer in self.racers
        )

    def count(self, steps: int | None):
        """A number of steps, or a dash for whoever is not there in the end."""
        return self.words("–", 22) if steps is None else self.figure(steps, 0, 22, style="bold")

    def beside_names(self, pieces) -> VGroup:
        """A piece beside each racer's name, on its baseline."""
        return VGroup(
            *(
                piece.shift([name.get_right()[0] + 14 * PT - piece.get_left()[0], self.cell(k)[1], 0.0])
                for k, (name, piece) in enumerate(zip(self.legend, pieces))
            )
        )

    def cell(self, k: int):
        """The left end of the baseline of a racer's name."""
        return at(LEGEND[k], BASELINE)
