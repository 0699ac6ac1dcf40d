"""More and more waves fitted to twelve points: the curve bends, goes wild, and calms down; then with a penalty."""

from __future__ import annotations

import numpy as np
from manim import Create, Dot, FadeIn, FadeOut, ValueTracker, VGroup, VMobject, linear, smooth

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE, CHART = (84.0, 104.0, 430.0, 350.0), (614.0, 150.0, 290.0, 284.0)
HIGHEST = 4.0  # what leaves the frame is cut here


class WildAtTheThreshold(WorkedScene):
    """On the left the fitted function, on the right the test error by the number of waves."""

    lesson = "regularization"

    def construct(self):
        self.waves = self.record.waves
        self.tamed = self.category("best penalty")  # as in the chart on the slide
        self.k = ValueTracker(0.0)
        self.start()
        self.climb()
        self.calm()
        self.tame()

    # -- the sections ------------------------------------------------------------------------------------------------

    def start(self):
        """The points, and the first sum."""
        self.section("Few waves")
        self.title("A sum of waves through noisy points")
        w = self.waves
        limit = min(HIGHEST, 1.1 * float(np.abs(w.fits).max()))
        self.plane = Axes(PLANE, (-1.0, 1.0), (-limit, limit), ticks=(4, 4), titles=("x", ""), theme=self.theme)
        points = self.plane.dots(w.x, w.y, "input", 7)
        truth = self.plane.path(w.grid, w.truth, "target", 3)
        errors = np.concatenate([w.errors, w.tamed_errors])
        self.chart = Axes(
            CHART, (float(w.counts[0]), float(w.counts[-1])), (0.7 * float(errors.min()), 1.5 * float(errors.max())),
            titles=("waves", "test error"), theme=self.theme, log=(True, True),
        )  # fmt: skip
        self.say("{n} points, the truth as a thin line, and a sum of waves fitted to the points.", n=w.examples)
        self.add(self.plane, points)
        self.play(Create(truth), run_time=1.4)
        self.curve, self.trail, self.number = redrawn(self.fit), redrawn(self.past), redrawn(self.count)
        self.play(FadeIn(self.curve), FadeIn(self.number), run_time=0.8)
        self.say("On the right its error on new points, against how many waves there are.")
        self.play(FadeIn(self.chart), FadeIn(self.trail), run_time=0.8)
        self.say("With a few waves it comes close to the truth.")
        self.play(self.k.animate.set_value(self.index(6)), run_time=3.0, rate_func=linear)
        self.wait(0.8)

    def climb(self):
        """Up to as many waves as points."""
        self.section("As many as points")
        self.title("More waves: it begins to swing")
        self.say("Each further wave lets it come closer to the noisy points.")
        self.play(self.k.animate.set_value(self.index(self.waves.examples)), run_time=6.0, rate_func=linear)
        self.title("As many waves as points: no choice")
        self.say("One single sum meets all points. It has to swing as wildly as that takes.")
        self.wait(2.0)

    def calm(self):
        """Far beyond."""
        self.section("Many waves")
        self.title("Beyond: many sums fit, and the shortest is calm")
        self.say("Now many sums meet all points. We take the one with the shortest weights.")
        self.play(self.k.animate.set_value(len(self.waves.counts) - 1.0), run_time=7.0, rate_func=smooth)
        self.say("It meets every point, and hardly swings in between.")
        self.wait(1.5)

    def tame(self):
        """The same with the best penalty."""
        self.section("With a penalty")
        self.title("The same with a penalty")
        self.say("Once more, with the best of some penalties.")
        left = self.chart.path(self.waves.counts, self.waves.errors, "muted", 5)
        self.add(left)
        self.play(FadeOut(self.curve), FadeOut(self.trail), FadeOut(self.number), run_time=0.5)
        self.k.set_value(0.0)
        self.curve = redrawn(lambda: self.fit(tamed=True))
        self.trail, self.number = redrawn(lambda: self.past(tamed=True)), redrawn(self.count)
        self.play(FadeIn(self.curve), FadeIn(self.trail), FadeIn(self.number), run_time=0.5)
        self.play(self.k.animate.set_value(len(self.waves.counts) - 1.0), run_time=8.0, rate_func=linear)
        names = VGroup(
            self.words("without", 22, "muted", "bold"), self.words("with a penalty", 22, self.tamed, "bold")
        ).arrange(buff=36 * PT)
        self.title("With a penalty there is no peak")
        self.play(FadeIn(names.move_to(at(CHART[0] + CHART[2] / 2, 84))), run_time=0.5)
        self.say("It gives up what the points hardly speak of, and the peak is gone.")
        self.wait(3.0)

    # -- what moves --------------------------------------------------------------------------------------------------

    def index(self, count: int) -> float:
        """Where a number of waves stands in the record's list."""
        return float(self.waves.counts.tolist().index(count))

    def between(self, values: np.ndarray) -> np.ndarray:
        """Values of the record at this moment, on the way from one number of waves to the next."""
        k = self.k.get_value()
        whole = min(int(k), len(values) - 1)
        after = values[min(whole + 1, len(values) - 1)]
        return values[whole] + (k - whole) * (after - values[whole])

    def fit(self, tamed: bool = False) -> VMobject:
        """The fitted function."""
        values = self.between(self.waves.tamed if tamed else self.waves.fits)
        low, high = self.plane.y
        return self.plane.path(self.waves.grid, np.clip(values, low, high), self.tamed if tamed else "activation", 6)

    def past(self, tamed: bool = False) -> VGroup:
        """The errors so far, and a dot at the last one."""
        errors = self.waves.tamed_errors if tamed else self.waves.errors
        whole, role = int(self.k.get_value()), self.tamed if tamed else "loss"
        counts = self.waves.counts.astype(float)
        x, y = np.exp(self.between(np.log(counts))), np.exp(self.between(np.log(errors)))
        path = self.chart.path([*counts[: whole + 1], x], [*errors[: whole + 1], y], role, 5)
        return VGroup(path, Dot(self.chart.at(float(x), float(y)), radius=8 * PT, color=self.ink(role)))

    def count(self) -> VGroup:
        """How many waves there are."""
        now = self.waves.counts[min(int(self.k.get_value() + 1e-6), len(self.waves.counts) - 1)]
        return row(self.figure(now, 0, 30, style="bold"), self.words("waves", 26)).move_to(at(300, 84))
