"""The race for the fewest mistakes: images come in, four curves grow, and a ruler predicts the last point."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, UP, Circle, Create, DashedLine, Dot, FadeIn, FadeOut, Group, Line, Square, ValueTracker, VGroup

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.image import image
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

CHART = (90.0, 106.0, 530.0, 340.0)
TRAY = (684.0, 92.0, 226.0)  # left, top and side
COUNT = (797.0, 348.0)
NAMES = (684.0, 394.0, 36.0)  # left, first baseline and line height


class DataRace(WorkedScene):
    """Four programs learn from more and more images; a law through two points predicts the last one."""

    lesson = "why-deep-learning"

    def construct(self):
        self.race = self.record.race
        self.sizes = list(self.race.sizes)
        self.known = self.sizes.index(int(self.race.law_sizes[1]))  # the last size before the prediction
        self.start()
        self.run()
        self.ruler()
        self.finish()

    # -- the sections ------------------------------------------------------------------------------------------------

    def start(self):
        """Axes, the tray with the first images, and four dots."""
        self.section("Ten images")
        self.title("Who makes the fewest mistakes?")
        low, high = self.limits()
        self.axes = Axes(
            CHART, (8.0, 1800.0), (low, high), titles=("images to learn from", "percent wrong"),
            theme=self.theme, log=(True, True),
        )  # fmt: skip
        self.say("Both axes are logarithmic. Down is better.")
        self.add(self.axes, self.frame(), self.names())
        self.wait(1.0)
        self.tray, self.count = self.mosaic(self.sizes[0]), self.counted(self.sizes[0])
        self.say("Ten images to learn from: a rule is a good bet.")
        self.play(FadeIn(self.tray, shift=0.6 * RIGHT), FadeIn(self.count), run_time=1.0)
        self.place = ValueTracker(0.0)
        self.moving = redrawn(self.curves)
        self.play(FadeIn(self.moving), run_time=0.8)
        self.wait(1.2)

    def run(self):
        """One size after the other, up to the last before the prediction."""
        self.section("More images")
        self.title("More images come in")
        self.say("More images. Who learns from them?")
        for k in range(1, self.known + 1):
            self.more(k, 2.6 if k < 3 else 1.9)
        self.wait(0.8)

    def ruler(self):
        """A straight line through two of the network's points, and a ring where it ends."""
        self.section("The ruler")
        self.title("Predict the next point")
        (n1, n2), last = self.race.law_sizes, self.sizes[-1]
        e1, e2, predicted = *self.race.law_errors, self.race.predicted.item()
        self.say("On these axes a power law is a straight line. Two points give it.")
        rings = VGroup(*(self.ring(n, e) for n, e in ((n1, e1), (n2, e2))))
        self.play(*(Create(ring) for ring in rings), run_time=0.8)
        ruler = Line(self.axes.at(n1, e1), self.axes.at(n2, e2), color=self.ink("text"), stroke_width=4)
        self.play(Create(ruler), run_time=1.2)
        beyond = DashedLine(self.axes.at(n2, e2), self.axes.at(last, predicted), color=self.ink("text"), stroke_width=4)
        self.play(Create(beyond), run_time=1.2)
        self.target = self.ring(last, predicted)
        self.number = self.figure(predicted, 1, 26, "text", "bold")
        line = self.beside_ring(row(self.words("predicted", 26), self.number), 0)
        self.play(Create(self.target), FadeIn(line), run_time=0.8)
        self.say("It waits at {p} percent.", p=self.number)
        self.wait(1.5)

    def finish(self):
        """All images, and the last dot."""
        self.section("The finish")
        self.title("All images: does the dot fall into the ring?")
        last = len(self.sizes) - 1
        self.more(last, 4.0)
        network = self.color_of("network")
        measured = self.figure(self.race.measured, 1, 26, network, "bold")
        line = row(self.words("measured", 26, network), measured)
        self.play(FadeIn(self.beside_ring(line, 1)), run_time=0.6)
        where = "within" if self.race.within else "outside of"
        self.title(f"The prediction lies {where} the range of the runs")
        self.say(
            "Predicted {p}, measured {m} percent: learned features go on getting better.", p=self.number, m=measured
        )
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def limits(self) -> tuple[float, float]:
        """Of the error: a little more than all that is shown."""
        medians = [curve.median for curve in self.race.curves.values()]
        low = min(float(np.min(medians)), self.race.predicted.item())
        return 0.5 * low, 1.25 * float(np.max(medians))

    def more(self, k: int, seconds: float):
        """The tray takes in more images: those that are there shrink into its corner, and the curves go on."""
        old, side = self.tray, 1.0 / across(self.sizes[k]) * across(self.sizes[k - 1])
        left, top, width = TRAY
        small = side * width
        new, count = self.mosaic(self.sizes[k]), self.counted(self.sizes[k])
        self.play(
            old.animate.scale(side).move_to(at(left + small / 2, top + small / 2)), FadeOut(self.count),
            run_time=0.3 * seconds,
        )  # fmt: skip
        self.play(FadeIn(new), FadeIn(count), self.place.animate.set_value(float(k)), run_time=0.7 * seconds)
        self.remove(old)
        self.tray, self.count = new, count

    def mosaic(self, count: int) -> Group:
        """So many images in rows, each a square of the tray."""
        wide = across(count)
        tiles = np.zeros((wide * wide, 8, 8))
        tiles[:count] = self.race.pictures[:count]
        grid = tiles.reshape(wide, wide, 8, 8).swapaxes(1, 2).reshape(8 * wide, 8 * wide)
        left, top, side = TRAY
        return Group(image(grid, side, largest=1.0, theme=self.theme).move_to(at(left + side / 2, top + side / 2)))

    def frame(self) -> Square:
        """The tray's edge."""
        left, top, side = TRAY
        edge = Square((side + 10) * PT, stroke_color=self.ink("line"), stroke_width=2.5)
        return edge.move_to(at(left + side / 2, top + side / 2))

    def counted(self, size: int) -> VGroup:
        """How many images are in the tray."""
        return row(self.figure(size, 0, 28, style="bold"), self.words("images", 26)).move_to(at(*COUNT))

    def names(self) -> VGroup:
        """A dot and a name for each program."""
        left, top, height = NAMES
        parts = VGroup()
        for k, name in enumerate(self.race.curves):
            role = self.color_of(name)
            line = row(Dot(radius=7 * PT, color=self.ink(role)).shift(7 * PT * UP), self.words(name, 24, role, "bold"))
            parts.add(line.shift(at(left, top + height * k) - line.get_left()[0] * RIGHT))
        return parts

    def color_of(self, name: str) -> str:
        """A program's color, as in the charts."""
        return "muted" if name == "rule" else self.category(name)

    def beside_ring(self, line: VGroup, k: int) -> VGroup:
        """A line of words to the left of the ring, below the ruler."""
        place = self.target.get_left() - 12 * PT * RIGHT - (8 + 32 * k) * PT * UP
        return line.shift(place - line.get_right()[0] * RIGHT)

    def curves(self) -> VGroup:
        """All curves up to this moment, with a dot at the end of each."""
        now = self.place.get_value()
        parts = VGroup()
        for name in self.race.curves:
            role = self.color_of(name)
            n, e = self.until(np.log(self.race.curves[name].median), now)
            parts.add(self.axes.path(n, e, role, 5.0)) if len(n) > 1 else None
            parts.add(Dot(self.axes.at(n[-1], e[-1]), radius=8 * PT, color=self.ink(role)))
        return parts

    def until(self, heights: np.ndarray, now: float) -> tuple[np.ndarray, np.ndarray]:
        """A curve up to a place between two sizes, straight on the logarithmic axes."""
        places = np.append(np.arange(int(now) + 1), now) if now > int(now) else np.arange(int(now) + 1)
        whole = np.arange(len(self.sizes))
        sizes, errors = (np.exp(np.interp(places, whole, line)) for line in (np.log(self.sizes), heights))
        return sizes, errors

    def ring(self, n: float, e: float) -> Circle:
        """A ring around a point of the chart."""
        return Circle(radius=14 * PT, color=self.ink("text"), stroke_width=5).move_to(self.axes.at(n, e))


def across(count: int) -> int:
    """How many images stand in a row of the tray."""
    return int(np.ceil(np.sqrt(count)))
