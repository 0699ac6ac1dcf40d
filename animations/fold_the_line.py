"""A strip is folded in the middle and stretched, again and again: its graph gets twice the teeth each time."""

from __future__ import annotations

import numpy as np
from manim import Create, DashedLine, Dot, FadeIn, FadeOut, Line, ValueTracker, VGroup, VMobject, smooth

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.bars import Bars
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

GRAPH = (80.0, 108.0, 380.0, 312.0)
PAPER, LAYER = 520.0, 6.0  # where the strip stands, and from one layer of it to the next
BARS = (744.0, 144.0, 176.0, 256.0)
FOLDS = 4
EVERY = 8  # of the record's places: all corners are among them
NOTCH = 0.7


class FoldTheLine(WorkedScene):
    """On the left the graph, beside it the strip of paper, seen from its edge: both are folded by the same motion."""

    lesson = "what-is-deep-learning"

    def construct(self):
        folding = self.record.folding
        self.folded = [folding.of(k) for k in range(1, FOLDS + 1)]
        self.x = folding.x[::EVERY]
        self.y, self.z = self.x.copy(), np.zeros(len(self.x))  # the height of each place of the strip, and its layer
        self.mark_corners()
        self.progress = ValueTracker(0.0)  # 0 to 1: folding over, 1 to 2: stretching
        self.section("A strip")
        self.stage()
        self.section("One fold")
        self.first()
        self.section("Fold again")
        self.again()
        self.section("One notch")
        self.notch()

    # -- the sections ------------------------------------------------------------------------------------------------

    def stage(self):
        """The strip, unfolded, and its graph: every place is where it was."""
        self.title("A strip of paper, and where each place of it is")
        self.axes = Axes(GRAPH, (0.0, 1.0), (0.0, 1.0), ticks=(4, 4), theme=self.theme)
        names = VGroup(
            self.words("place on the strip", 22).move_to(at(270, 470)),
            self.words("height now", 22).move_to(at(130, 88)),
            self.words("the strip", 22).move_to(at(PAPER + 30, 88)),
        )
        self.add(self.axes, names)
        self.wait(0.8)
        self.say("The strip stands upright. The graph says how high each of its places is.")
        self.curve, self.paper = redrawn(self.graph), redrawn(self.strip)
        self.play(Create(self.graph_line()), run_time=1.6)
        self.add(self.curve)
        self.play(FadeIn(self.paper), run_time=0.6)
        self.remove(self.drawn)
        self.wait(0.6)

    def first(self):
        """One fold in two motions, with words."""
        self.title("One fold: over, and stretched")
        self.say("Fold it at the middle: what was above comes down.")
        self.middle = DashedLine(
            self.axes.at(0.0, 0.5), at(PAPER + 190, GRAPH[1] + GRAPH[3] / 2), color=self.ink("muted"), stroke_width=3
        )
        self.play(Create(self.middle), run_time=0.6)
        self.play(self.progress.animate.set_value(1.0), run_time=3.2, rate_func=smooth)
        self.wait(0.5)
        self.say("Stretch it to its old length. Two units of a network do just this.")
        self.play(self.progress.animate.set_value(2.0), run_time=2.2, rate_func=smooth)
        self.settle()
        self.count(0)
        self.wait(0.8)

    def again(self):
        """The further folds, faster each time."""
        self.title("The next layer folds what is there")
        self.say("The next two units fold again. All teeth are copied.")
        for k, seconds in zip(range(1, FOLDS), (4.0, 3.0, 3.0)):
            self.play(self.progress.animate.set_value(2.0), run_time=seconds, rate_func=smooth)
            self.settle()
            self.count(k)
            if k == 1:
                self.say("Deep: two units more for each fold. One layer: a unit for each piece.")
            self.wait(0.6)

    def notch(self):
        """One cut through all layers, and where it is on the strip."""
        self.title("Whatever comes next happens to every piece")
        self.play(FadeOut(self.middle), run_time=0.3)
        self.say("Cut one notch into the folded strip.")
        top = self.height(NOTCH)
        cut = Line(at(PAPER - 16, top), at(PAPER + 16 + LAYER * 2**FOLDS, top), color=self.ink("text"), stroke_width=7)
        self.play(Create(cut), run_time=0.8)
        level = DashedLine(self.axes.at(0.0, NOTCH), self.axes.at(1.0, NOTCH), color=self.ink("text"), stroke_width=3)
        self.play(Create(level), run_time=0.8)
        places = self.crossings()
        dots = VGroup(*(Dot(self.axes.at(x, NOTCH), radius=6 * PT, color=self.ink("text")) for x in places))
        self.play(FadeIn(dots), run_time=0.6)
        drops = (Line(self.axes.at(x, NOTCH), self.axes.at(x, 0.0)) for x in places)
        drops = VGroup(*(line.set_stroke(self.ink("text"), 4) for line in drops))
        self.say("Unfolded, the strip has {n} notches: one for each layer of paper.", n=self.folded[-1].pieces)
        self.play(Create(drops), run_time=1.6)
        self.wait(0.8)
        self.title("Each fold doubles; each unit of one layer only adds")
        self.wait(2.5)

    # -- the strip ---------------------------------------------------------------------------------------------------

    def settle(self):
        """The end of a fold is the start of the next one."""
        self.z = np.where(self.over, 2 * self.pivot() - self.z, self.z)
        self.y = np.where(self.over, 2 * (1 - self.y), 2 * self.y)
        self.mark_corners()
        self.progress.set_value(0.0)

    def mark_corners(self):
        """Which places will be turned over; where that begins or ends, a place is there twice, once in each layer."""
        over = self.y > 0.5
        changes = np.flatnonzero(np.diff(over.astype(int)))
        corners = [k if not over[k] else k + 1 for k in changes]
        for name in ("x", "y", "z"):
            values = getattr(self, name)
            setattr(self, name, np.insert(values, changes + 1, values[corners]))
        self.over = np.insert(over, changes + 1, True)

    def pivot(self) -> float:
        """The axis about which the upper half turns, beside the outermost layer."""
        return float(self.z.max()) + LAYER / 2

    def moment(self) -> tuple[float, float]:
        """The angle through which the upper half has turned, and how far all is stretched."""
        t = self.progress.get_value()
        return np.pi * min(t, 1.0), 1.0 + max(0.0, t - 1.0)

    def graph(self) -> VGroup:
        """The heights at this moment; what is being turned over in another color."""
        angle, stretch = self.moment()
        now = stretch * np.where(self.over, 0.5 + (self.y - 0.5) * np.cos(angle), self.y)
        return self.in_two_colors(np.array([self.axes.at(x, y) for x, y in zip(self.x, now)]), 5.0)

    def strip(self) -> VGroup:
        """The paper, seen from its edge: the upper half turns about the middle."""
        angle, stretch = self.moment()
        over, unit = self.over, GRAPH[3]
        up, out = (self.y - 0.5) * unit, self.z - self.pivot()
        turned_up = np.cos(angle) * up - np.sin(angle) * out
        turned_out = np.sin(angle) * up + np.cos(angle) * out
        heights = stretch * (0.5 + np.where(over, turned_up, up) / unit)
        places = PAPER + self.pivot() + np.where(over, turned_out, out)
        return self.in_two_colors(np.array([at(p, self.height(h)) for p, h in zip(places, heights)]), 4.0)

    def height(self, share: float) -> float:
        """From the top of the screen, for a height of the graph."""
        return GRAPH[1] + (1.0 - share) * GRAPH[3]

    def in_two_colors(self, points: np.ndarray, width: float) -> VGroup:
        """A line through points, in pieces: those that are turned over, and the others."""
        moving = self.progress.get_value() > 0.0
        ends = [0, *(np.flatnonzero(np.diff(self.over.astype(int))) + 1).tolist(), len(points)]
        parts = VGroup()
        for a, b in zip(ends, ends[1:]):
            ink = self.ink("text" if self.over[a] and moving else "activation")
            piece = VMobject(stroke_color=ink, stroke_width=width)
            parts.add(piece.set_points_as_corners(points[a : min(b + 1, len(points))]))
        return parts

    def graph_line(self) -> VMobject:
        """The graph as one line, to be drawn."""
        self.drawn = self.axes.path(self.x, self.y, "activation", 5)
        return self.drawn

    def crossings(self) -> list[float]:
        """The places of the strip that are as high as the notch."""
        low, high = self.y[:-1], self.y[1:]
        steps = np.flatnonzero((low - NOTCH) * (high - NOTCH) < 0)
        share = (NOTCH - low[steps]) / (high[steps] - low[steps])
        return (self.x[steps] + share * np.diff(self.x)[steps]).tolist()

    # -- the counters ------------------------------------------------------------------------------------------------

    def count(self, k: int):
        """Two bars: units of the network that folds, and of one layer that draws the same."""
        folded = self.folded[k]
        bars = Bars(
            [folded.units, folded.one_layer_units], ["deep", "one layer"], BARS, "weight", 0,
            largest=self.folded[-1].one_layer_units, size=24, theme=self.theme,
        )  # fmt: skip
        old, self.bars = getattr(self, "bars", None), bars
        if old is None:
            title = self.words("units", 24, style="bold").move_to(at(BARS[0] + BARS[2] / 2, 88))
            self.play(FadeIn(title), FadeIn(bars), run_time=0.6)
        else:
            self.play(FadeOut(old), FadeIn(bars), run_time=0.5)
