"""The race: six optimizers on a ravine, trails and losses together, at one rate, tuned, and on a turned ravine."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, UP, Dot, FadeIn, FadeOut, ValueTracker, VGroup, VMobject

from deckwright.scenes import PT, at, decimals_of, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

LEFT_BOX = (98.0, 102.0, 382.0, 290.0)
RIGHT_BOX = (570.0, 102.0, 320.0, 290.0)
LEGEND, LINES = (72.0, 388.0, 650.0), (464.0, 506.0)  # left ends and baselines of the names
LOWEST = -6.0  # power of ten at the foot of the loss chart
SECONDS = 11.0


class OptimizerRace(WorkedScene):
    """Three rounds with the same six optimizers."""

    lesson = "optimization"
    stage: VGroup | None = None  # of the round before

    def construct(self):
        r = self.record
        self.racers = r.race.racers
        self.legend = self.names()
        self.one_rate()
        self.tuned()
        self.turned()
        self.wait(1.0)

    # -- the sections ------------------------------------------------------------------------------------------------

    def one_rate(self):
        """The same rate for all."""
        self.section("At one rate")
        r = self.record
        self.say("Same start, and the same learning rate of {lr} for all six.", lr=r.race.lr)
        self.round("The same learning rate for all", "equal", r.surface, (r.x_range, r.y_range))

    def tuned(self):
        """Each at the best rate of the grid."""
        self.section("Tuned")
        r = self.record
        self.say("Now each has its own rate: the best of a grid of {n}.", n=r.race.rates)
        self.round("Each at its own best rate", "best", r.wide_surface, (r.turned_range, r.turned_range))

    def turned(self):
        """The same again where no axis runs along the ravine."""
        self.section("Turned")
        r = self.record
        self.say("And the same ravine once more, turned by {angle} degrees. Tuned anew.", angle=r.turned.degrees)
        self.round("The same ravine, turned", "turned", r.turned_surface, (r.turned_range, r.turned_range))

    def round(self, title: str, kind: str, surface, ranges):
        """One race from the start to the finish."""
        if self.stage:
            self.play(FadeOut(self.stage), run_time=0.4)
        self.title(title)
        plane = Axes(LEFT_BOX, *ranges, ticks=(4, 4), theme=self.theme)
        paths = [getattr(racer, f"{kind}_path") for racer in self.racers]
        losses = [np.log10(np.maximum(self.surface_losses(kind, path), 10.0**LOWEST)) for path in paths]
        steps = self.followed(kind)
        top = float(np.ceil(max(loss[: steps + 1].max() for loss in losses) + 0.2))
        chart = Axes(
            RIGHT_BOX, (0, steps), (LOWEST, top), ticks=(3, 4), titles=("", "loss, power of ten"), theme=self.theme
        )
        stage, rates = VGroup(Contours(plane, surface), plane, chart), self.rates(kind)
        self.play(FadeIn(stage, rates), *([FadeIn(self.legend)] if kind == "equal" else []), run_time=1.0)
        if kind == "equal":
            self.say("Left the ravine from above. Right the loss: the lower, the better.")
        t = ValueTracker(0)
        moving = redrawn(lambda: self.snapshot(plane, chart, paths, losses, t.get_value()))
        self.add(moving)
        self.wait(0.8)
        self.play(t.animate.set_value(steps), run_time=SECONDS, rate_func=lambda s: s**1.7)
        moving.clear_updaters()
        self.finish(f"{kind}_steps")
        needed = self.needed(f"{kind}_steps")
        self.play(FadeOut(rates), FadeIn(needed), run_time=0.8)
        self.wait(3.0)
        self.stage = VGroup(stage, moving, needed)

    def followed(self, kind: str) -> int:
        """How many steps the round shows: all, or until all but the slowest two are down."""
        ends = sorted(len(getattr(racer, f"{kind}_losses")) - 1 for racer in self.racers)
        return max(20, min(ends[-1], int(1.15 * ends[-3])))

    def surface_losses(self, kind: str, path) -> np.ndarray:
        """The losses along a path."""
        return (self.record.turned if kind == "turned" else self.record.ravine).loss(path)

    def finish(self, field: str):
        """Who needs the fewest steps and who the most, measured from many starts; or that some never arrive."""
        race = self.record.race
        ranked = race.ranked(field)
        if not ranked:
            self.say("Nobody is there for good after {cap} steps.", cap=race.cap)
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

    def snapshot(self, plane: Axes, chart: Axes, paths, losses, now: float) -> VGroup:
        """All trails and curves at a moment, counted in steps."""
        parts: list[VMobject] = [self.step_count(now)]
        for racer, path, loss in zip(self.racers, paths, losses):
            role = self.category(racer.name)
            parts += self.line(plane, path[:, 0], path[:, 1], now, role)
            parts += self.line(chart, np.arange(len(loss)), loss, now, role)
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
        return line.shift(at(RIGHT_BOX[0] + RIGHT_BOX[2], 80) - line.get_corner(DOWN + RIGHT))

    def names(self) -> VGroup:
        """A dot and a name for each racer, in two rows of three."""
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

    def needed(self, field: str) -> VGroup:
        """The steps to the finish beside each name; a dash for whoever is not there in the end."""
        return self.beside_names(
            self.words("–", 22) if steps is None else row(self.figure(steps, 0, 22), self.words("steps", 22))
            for steps in (getattr(racer, field) for racer in self.racers)
        )

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
        return at(LEGEND[k % len(LEGEND)], LINES[k // len(LEGEND)])
